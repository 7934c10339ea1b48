"""Inversion: auxiliaries ahead of their subject: "nor did they act", "as did Laos", "has it acted?"."""

from __future__ import annotations

from tipgraph.understanding.syntax.nominals import node_of
from tipgraph.understanding.syntax.participles import Participles
from tipgraph.understanding.syntax.phrases import NOUN_PHRASE, VERB_GROUP
from tipgraph.understanding.syntax.tree import Node, Role

__all__ = ["Inversion"]

_ALIKE = frozenset(("as", "so"))
"""Words ahead of an auxiliary that liken its subject to another one."""
_PHRASES = 3
"""Phrases with prepositions between the subject behind an auxiliary and its verb."""


class Inversion(Participles):
    """The rules for auxiliaries that stand ahead of their subject."""

    def reads_likened(self, auxiliary: Node) -> bool:
        """Read of what a clause is true as well: "training is weak, as is screening"."""
        verb, following = self.verb, self.ahead.item(self.at + 1)
        if self.preposition not in _ALIKE:
            return False
        if self.tree.tokens[auxiliary.head].tag not in "BOH" or following.kind != NOUN_PHRASE:
            return False
        if verb is None or verb.subject is None or verb.subject.parent is not verb:
            return False
        self.at, self.preposition, self.joined = self.at + 1, "", ""
        likened = node_of(following)
        self.tree.add(likened)
        self.join(likened, verb.subject)
        return True

    def is_inverted(self, node: Node) -> bool:
        """Tell whether an auxiliary is ahead of its subject: "nor did they act", "rarely did they act"."""
        if self.tree.tokens[node.head].tag not in "OBH" or not self.precedes_subject_and_verb():
            return False
        opens = self.verb is None and self.subject is None
        if opens and (self.tree.tokens[-1].word == "?" or self.is_condition(node)):
            return True  # "has it convicted anybody?"
        denied = node.negated or node.first < node.head or bool(self.fronted())
        again = self.follows_nor(node) or self.tree.tokens[node.first].word == "neither"
        return again or (opens and denied)

    def is_condition(self, auxiliary: Node) -> bool:
        """Tell whether an auxiliary stands for "if": "had they been warned, they would have stayed"."""
        return auxiliary.head == 0 and auxiliary.head_token.word in ("had", "were", "should")

    def follows_nor(self, auxiliary: Node) -> bool:
        """Tell whether "nor" is right before an auxiliary: "nor did they act"."""
        return auxiliary.first > 0 and self.tree.tokens[auxiliary.first - 1].word == "nor"

    def deny_existence(self, verb: Node) -> None:
        """Negate a verb between "nor" and "there": "nor were there any shelters"."""
        following = self.ahead.item(self.at + 1).node
        if self.follows_nor(verb) and following is not None and following.lemma == "there":
            verb.negations = [verb.first - 1]

    def await_verb(self, auxiliary: Node) -> None:
        """Begin the clause of an auxiliary whose subject and verb are still to come."""
        if self.is_condition(auxiliary):
            self.open_clause(None, f"{Role.ADVERBIAL}:if")
        self.inverted = auxiliary
        self.verb = self.subject = None
        self.stack.clear()

    def fronted(self) -> list[int]:
        """Return the negations ahead of the verb that is still to come: "at no time in the year did they"."""
        return [i for i in self.ahead_adverbs if self.tree.tokens[i].tag == "!"]

    def precedes_subject_and_verb(self) -> bool:
        """Tell whether a noun phrase, with phrases that describe it, and a verb group come next."""
        k = self.at + 1
        while self.ahead.item(k + 1).kind == "I" and k < self.at + 2 * _PHRASES:
            k += 2
        return self.ahead.item(k).kind == NOUN_PHRASE and self.ahead.item(k + 1).kind == VERB_GROUP

    def put_right(self, verb: Node, auxiliary: Node) -> None:
        """Give a verb the negation and auxiliary ahead of its subject: "nor were men convicted"."""
        denied = [auxiliary.first - 1] if self.follows_nor(auxiliary) else auxiliary.negations
        verb.negations = denied or self.fronted() or verb.negations
        verb.adverbs, verb.form = auxiliary.adverbs + verb.adverbs, "finite"
        verb.passive, verb.modal = verb.passive or auxiliary.copula, auxiliary.head
