"""Participles and relative clauses: whether what follows a noun says more of it."""

from __future__ import annotations

from tipgraph.understanding.syntax.nominals import Nominals
from tipgraph.understanding.syntax.phrases import ADJECTIVE_PHRASE, NOUN_PHRASE
from tipgraph.understanding.syntax.state import TIMES
from tipgraph.understanding.syntax.tree import NOUN, Node, Role

__all__ = ["Participles"]

_KEEPING_OBJECT = frozenset(("give", "keep_object"))
"""Classes of verbs whose passive may have an object."""


class Participles(Nominals):
    """The rules for past forms behind a noun, with or without a comma."""

    def ends_aside(self, joined: str) -> bool:
        """Tell whether a subject waits behind an aside with its own phrases: "men, who own a bar, sell".

        What takes an adjective is no deed of a list: "efforts to help men, especially boys, remain weak".
        """
        is_behind_noun = self.at > 1 and self.items[self.at - 2].kind == NOUN_PHRASE
        following = self.ahead.item(self.at + 1)
        copula = following.node is not None and following.node.copula  # "continue to be weak"
        is_state = following.kind == ADJECTIVE_PHRASE or copula
        return joined == "," and is_behind_noun and self.is_waiting() and (is_state or self.in_aside())

    def is_aside(self, joined: str) -> bool:
        """Tell whether a verb behind a comma is an aside to its subject: "women, lured by jobs, are"."""
        is_in_subject = joined == "," and self.verb is None and self.subject is not None
        return is_in_subject and self.ahead.may_be_aside(self.at)

    def described_by_past(self, node: Node, joined: str) -> Node | None:
        """Return the noun that a past form says more of, if it is a participle."""
        if self.is_aside(joined):
            return self.described_by_aside()
        if joined == "," and "follow" not in node.classes and self.ends_with_doer():
            return self.argument_before()
        return self.argument_before() or self.noun if not joined and self.is_participle(node) else None

    def ends_with_doer(self) -> bool:
        """Tell whether a past form behind an object names who did it: "held a course, attended by judges"."""
        by, doer, verb = self.ahead.item(self.at + 1), self.ahead.item(self.at + 2), self.verb
        is_of_object = verb is not None and verb.child(Role.OBJECT) is not None and not verb.passive
        has_object = self.ahead.item(self.at + 3).kind == NOUN_PHRASE  # "closed by force five brothels"
        return is_of_object and by.word == "by" and doer.kind == NOUN_PHRASE and not has_object

    def described_by_aside(self) -> Node | None:
        """Return what an aside behind a comma describes: "a nun in Rome, paid by the state, ran"."""
        subject = self.subject
        opens = self.introduced or subject is None or self.tree.tokens[subject.first - 1].tag != ","
        alone = opens and subject is not None and len(subject.group) == 1
        return subject if alone else self.argument_before() or self.noun

    def is_participle(self, node: Node) -> bool:
        """Tell whether a past form belongs to the noun before it: "the victims identified were"."""
        begins_relative = self.role == Role.RELATIVE and self.verb is None and self.subject is None
        if self.noun is None or self.noun is self.elided or node.classes & {"be", "occur"}:
            return False
        if begins_relative or self.is_gapped() or self.noun.tokens[self.noun.last].is_year:
            return False
        before = self.verb
        if before is not None and before.role == Role.PARTICIPLE and before.last == node.first - 1:
            return False  # "the number of persons convicted dropped"
        if self.verb is None and self.subject is None and self.introduced[-1:] == [self.noun]:
            return True  # "of 150 cases investigated, 62 were tried"
        return (self.verb is not None and not self.is_waiting()) or self.ahead.is_participle(self.at)

    def is_gapped(self) -> bool:
        """Tell whether a relative clause awaits the verb of its subject: "the victims that it found"."""
        subject = self.subject
        if self.role != Role.RELATIVE or self.verb is not None or subject is None or subject is not self.noun:
            return False
        is_bare = self.parent is not None and self.parent.last == subject.first - 1  # "the victims it found"
        opens = is_bare or self.tree.tokens[subject.first - 1].tag in "SW"
        return opens and subject.last + 1 == self.items[self.at].first

    def is_active(self, verb: Node) -> bool:
        """Tell whether an object follows a past form behind another one, so that it is no participle."""
        behind_past = any(each.form == "past" and not each.passive for each in self.open_verbs())
        return behind_past and self.has_object(verb)

    def has_object(self, verb: Node) -> bool:
        """Tell whether an object follows a past form, none of a passive: "freed nine", not "went home"."""
        thing = self.ahead.item(self.at + 1).node
        if verb.form != "past" or verb.classes & _KEEPING_OBJECT or thing is None or thing.kind != NOUN:
            return False
        return thing.head_token.tag in "NC" and thing.classes.isdisjoint(TIMES | {"homeward"})

    def takes_participle(self, verb: Node, lead: Node) -> bool:
        """Return whether a past form continues a verb's auxiliary: "were arrested and convicted"."""
        if lead.has_auxiliary("H"):
            return True
        if lead.passive:  # "were trained and tried nine men"
            return not self.has_object(verb)
        return lead.copula and self.ahead.item(self.at + 1).kind != NOUN_PHRASE

    def is_described(self, noun: Node) -> bool:
        """Tell whether "that" behind a noun describes it: "men that", "of 90 cases that"."""
        counted = noun.is_quantified and "report" not in noun.classes
        return counted or self.types.get(noun.head) == "people" or self.lacks_own_verb(noun)

    def lacks_own_verb(self, noun: Node) -> bool:
        """Tell whether two verbs follow "that", one of them the noun's: "the aid that girls got was poor"."""
        subject, verb = self.ahead.item(self.at + 1), self.ahead.item(self.at + 2).node
        if subject.kind != NOUN_PHRASE or verb is None or verb.form not in ("past", "finite"):
            return False
        return "fact" not in noun.classes and self.ahead.has_own_verb(self.at + 3)

    def described_by(self, pronoun: str) -> Node | None:
        """Return the noun before a relative pronoun; ", which" means no people: "a home for girls, which"."""
        noun, set_off = self.noun, self.items[self.at - 1].kind == ","
        if noun is None or pronoun != "which" or not set_off or self.types.get(noun.head) != "people":
            return noun
        lead = noun.group[0]
        if lead.parent is None or lead.role in (Role.SUBJECT, Role.OBJECT):
            return noun
        things = [lead.parent] if lead.parent.kind == NOUN else lead.parent.nouns(Role.OBJECT)
        return things[-1] if things else noun

    def host_of_relative(self, pronoun: str, described: Node | None) -> tuple[Node | None, str]:
        """Return what a relative clause depends on, and its role: it may add to the whole clause."""
        adds = pronoun == "which" and self.says_result()
        return (self.verb, f"{Role.ADVERBIAL}:which") if adds else (described, Role.RELATIVE)

    def says_result(self) -> bool:
        """Tell whether a relative clause says what another clause led to: ", which led to two trials"."""
        subject = self.verb.subject if self.verb is not None else None
        if self.verb is None or self.verb.negated or (subject is not None and subject.negated):
            return False
        verb, preposition = self.ahead.item(self.at + 1).node, self.ahead.item(self.at + 2).word
        set_off = self.items[self.at - 1].kind == ","
        causes = verb is not None and {"cause", "result_in"} <= verb.classes  # "led to", "resulted in"
        is_thing = self.ahead.item(self.at + 3).kind == NOUN_PHRASE  # but "leads in finding victims"
        return set_off and causes and is_thing and preposition in ("in", "to")
