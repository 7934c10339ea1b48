"""Clauses: the parser. It reads phrases from left to right and hangs each one on what it depends on.

What a phrase depends on follows from its kind, from the open clause (`State`), and from the preposition or
conjunction before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tipgraph.understanding.syntax.headings import depends_on_heading, heading_of
from tipgraph.understanding.syntax.inversion import Inversion
from tipgraph.understanding.syntax.nominals import node_of
from tipgraph.understanding.syntax.phrases import NOUN_PHRASE, VERB_GROUP, Item, phrases
from tipgraph.understanding.syntax.state import (
    DENYING,
    TIMES,
    effort_of,
    finite_partner,
    nonfinite_partner,
    noun_taking_infinitive,
    thing_needed,
)
from tipgraph.understanding.syntax.tree import ADJECTIVE, QUESTIONS, Node, Role, Tree
from tipgraph.understanding.tokens.mention import Mention
from tipgraph.understanding.tokens.names import types_of
from tipgraph.understanding.tokens.tagging import tokenize

__all__ = ["parse"]

_FINITE = frozenset(("finite", "past"))
_AND = frozenset(("and", "but", "or"))
_WITH_AIM = frozenset(("hinder", "partnership"))  # "problems in convicting them", "help in returning"
_SOURCE = "according to"


def parse(text: str, names: Iterable[Mention] = ()) -> Tree:
    """Return the tree of a segment. ``names`` are mentions whose tags are known.

    >>> tree = parse("Courts convicted three traffickers.")
    >>> [(node.lemma, node.role) for node in tree.nodes]
    [('courts', 'SUBJECT'), ('convict', ''), ('traffickers', 'OBJECT')]
    """
    names = list(names)
    tokens = tokenize(text, names)
    items = phrases(tokens)
    tree = Tree(tokens, [item.node for item in items if item.node is not None])
    _Parser(tree, items, types_of(tokens, names)).run()
    return tree


class _Parser(Inversion):
    """Reads each kind of item in a method."""

    def run(self) -> None:
        """Read all items."""
        while self.at < len(self.items):
            item = self.items[self.at]
            _READERS[item.kind](self, item)
            self.at += 1

    # -- words and marks between phrases

    def read_preposition(self, item: Item) -> None:
        """Read a preposition. A list of prepositions shares its phrase: "into or through Chad"."""
        before = self.items[self.at - 1] if self.at else item
        self.shared = (*self.shared, self.preposition) if self.preposition and before.kind in "&I," else ()
        self.repeated = self.joined not in ("", ",")
        self.preposition, self.joined = item.word, ""

    def read_conjunction(self, item: Item) -> None:
        self.set_off = self.joined == ","
        self.joined = item.word
        if self.preposition and self.next_kinds()[:1] == [VERB_GROUP] and self.verb is not None:
            self.preposition = ""  # "cared for and paid them"
        if self.noun is not None and self.types.get(self.noun.head) == "place":
            self.pass_over()

    def pass_over(self) -> None:
        """Pass over what is ahead of the last place: "elsewhere in Asia", "and, according to NGOs, Laos"."""
        behind = self.items[self.at + 1 : self.at + 8]
        behind = [item for at, item in enumerate(behind) if item.kind != "R" or at == 0]  # "possibly Laos"
        kinds = [item.kind for item in behind]
        if kinds[:3] == ["R", "I", NOUN_PHRASE] and behind[0].word == "elsewhere":
            self.at += 2 if kinds[3:4] not in ([NOUN_PHRASE], [VERB_GROUP]) else 0
        elif kinds[:5] == [",", "I", NOUN_PHRASE, ",", NOUN_PHRASE] and kinds[5:6] != [VERB_GROUP]:
            time, place = node_of(behind[2]), node_of(behind[4])
            is_time = time.head_token.is_year or bool(time.classes & TIMES) or behind[1].word == _SOURCE
            if is_time and self.types.get(place.head) == "place" and self.verb is not None:
                time.attach(self.verb, behind[1].word)
                self.at += 4

    def read_comma(self, _: Item) -> None:
        self.joined = self.joined or ","
        stranded = self.next_kinds() == ["&", NOUN_PHRASE] and self.ahead.item(self.at + 3).kind == "I"
        behind = [item.kind for item in self.items[max(self.at - 3, 0) : self.at]]
        aside = behind[-2:] == [",", "R"]  # "without, however, acting"
        if (behind[-1:] != ["I"] and not aside) or stranded:  # "knowledge of, and training on, the law"
            self.preposition = ""
        if behind == [VERB_GROUP, ",", "R"]:
            self.joined = ""  # "should punish, where appropriate, officials"

    def read_stop(self, _: Item) -> None:
        self.reset()

    def read_colon(self, item: Item) -> None:
        """A colon behind a place is a stop, unless another place follows: "Central Asia: Iran".

        Behind a preposition, "are" or "lacks", it is nothing: "should focus on: training judges".
        """
        before, next_kinds = self.items[self.at - 1] if self.at else item, self.next_kinds()
        verb = before.node
        is_open = verb is not None and (verb.copula or "lack" in verb.classes)
        if (is_open and next_kinds[:1] == [NOUN_PHRASE]) or (before.kind == "I" and VERB_GROUP in next_kinds):
            return
        place, following = self.noun, self.ahead.item(self.at + 1).node
        if (
            place is not None
            and following is not None
            and place.last == item.first - 1
            and (self.types.get(place.head) == self.types.get(following.head) == "place")
        ):
            self.preposition = "including"
            return
        self.read_stop(item)
        self.heading = heading_of(self.tree, item.first)
        self.tree.heading = self.heading or self.tree.heading

    def read_dash(self, item: Item) -> None:
        """A dash behind a heading is a stop; behind a verb, or before another dash, it is a comma."""
        if self.verb is None and self.dashes[item.kind] == 1:
            self.read_stop(item)
        else:
            self.read_comma(item)

    def read_opening_bracket(self, item: Item) -> None:
        """Read what stands in brackets by itself, and hang it on the noun before it.

        What adds to the phrase before is read as if it stood between commas: "(mainly from Mali)".
        """
        first, end = self.at + 1, self.ahead.bracket_end[self.at]
        if first < len(self.items) and self.items[first].kind in "RI":
            self.read_comma(item)
            return
        known = len(self.tree.nodes)
        _Parser(self.tree, [each for each in self.items[first:end] if each.kind != "("], self.types).run()
        for node in self.tree.nodes[known:]:
            if node.parent is None and self.noun is not None:
                node.attach(self.noun, Role.BRACKETS)
        self.at = end

    def read_closing_bracket(self, item: Item) -> None:
        self.read_comma(item)

    def read_adverb(self, item: Item) -> None:
        """An adverb or negation behind a verb's arguments: "did not enforce the law effectively"."""
        if self.joined and item.word == "not" and self.next_kinds()[:2] == ["I", NOUN_PHRASE]:
            self.denied = item.first
        elif self.verb is not None:
            limits = "shortfall" in self.tree.tokens[item.first].classes
            verbs = self.verb.group if limits and self.set_off and self.joined else [self.verb]
            for verb in verbs:  # "arrested and tried men, but only rarely"
                verb.adverbs.append(item.first)
            following = self.ahead.item(self.at + 1)
            verb_follows = following.node is not None and following.node.form in ("finite", "past")
            if verb_follows or following.kind in "&.;I":
                self.preposition = ""  # "the return of women from abroad"
        elif self.tree.tokens[item.first].tag == "!" and item.word != "not":
            self.ahead_adverbs.append(item.first)  # "at no time in the year did police arrest them"
        elif "shortfall" in self.tree.tokens[item.first].classes:
            self.ahead_adverbs.append(item.first)  # "rarely did police arrest them"

    def read_subordinator(self, item: Item) -> None:
        again, self.preposition, self.joined = self.joined in (*_AND, ","), "", ""
        if item.word == "that" and (cleft := self.cleft_before(item.first)) is not None:
            self.reset()
            for ahead in [each for each in cleft.children if each.role != Role.SUBJECT and cleft.copula]:
                role = ahead.role
                ahead.detach()
                self.introduce(ahead, role)  # "it was in Mali that girls were sold"
        elif item.word == "that":  # "said that they fled, that she stayed"
            listed = (verb for verb in self.open_verbs() if again and verb.role == Role.THAT)
            host = self.host_of_that(item)
            is_ahead = host is not None and self.verb is None and self.is_described(host)
            if (before := next(listed, None)) is not None and before.parent is not None:
                self.close_to(before)  # "said that they fled and that she stayed"
                host, is_ahead = before.parent, False
            self.open_clause(host, Role.RELATIVE if is_ahead else Role.THAT)
        else:
            while self.verb is None and self.stack:
                self.close_clause()
            self.open_clause(self.verb, f"{Role.ADVERBIAL}:{self.relation_of(item.word, item.first)}")
        self.noun = None

    def host_of_that(self, item: Item) -> Node | None:
        """Return what a clause with "that" depends on: "said that" or "an allegation that"."""
        noun = self.noun
        if self.verb is None or noun is None:
            return self.verb or noun
        follows_noun = noun.last == item.first - 1
        return noun if follows_noun and "report" not in self.verb.classes else self.verb

    def read_relative(self, item: Item) -> None:
        """Read a relative pronoun. Behind "and", another one says more of the same: "who fled and who"."""
        before = (verb.antecedent for verb in self.open_verbs() if self.joined in _AND)
        described = next(filter(None, before), self.described_by(item.word))
        self.preposition = self.joined = ""
        if self.next_kinds() == [",", "S"]:  # "a law that, if adopted, would ban"
            comma = (k for k in range(self.at + 2, len(self.items)) if self.items[k].kind == ",")
            self.at = next(comma, self.at)
        self.open_clause(*self.host_of_relative(item.word, described))

    # -- verbs

    def read_verb(self, item: Item) -> None:
        node = node_of(item)
        if self.hangs_on_heading(node) or self.reads_likened(node):
            return
        joined, self.joined = self.joined or self.resumes_passive(node), ""
        if self.is_inverted(node):
            self.await_verb(node)
            return
        self.tree.add(node)
        self.deny_existence(node)
        if self.inverted is not None:
            self.put_right(node, self.inverted)
            joined, self.inverted = "", None
        self.last = node
        preposition, self.preposition = self.preposition, ""
        if preposition and self.hang_on_preposition(node, preposition):
            return
        if node.form == "base" and not joined and self.subject is not None and self.verb is None:
            node.form = "finite"
        if node.form == "base" and self.ends_aside(joined):
            self.read_finite(node)
        elif node.form in ("infinitive", "gerund") or (node.form == "base" and joined):
            self.read_nonfinite(node, joined)
        elif node.form == "past" and (described := self.described_by_past(node, joined)) is not None:
            node.passive, node.form = True, "participle"
            node.attach(described, Role.PARTICIPLE)
            self.enter(node)
        elif joined and self.verb is not None and not self.is_awaited(node, joined):
            self.coordinate(node, joined)
        else:
            self.read_finite(node)

    def hangs_on_heading(self, verb: Node) -> bool:
        """Hang the first item of a list on what announces it: "the following steps: training judges"."""
        heading, self.heading = self.heading, None
        if heading is None or self.items[self.at - 1].kind != ":" or not depends_on_heading(verb, heading):
            return False
        self.tree.add(verb)
        verb.attach(heading, Role.INFINITIVE)
        self.enter(verb)
        self.last = verb
        return True

    def hang_on_preposition(self, node: Node, preposition: str) -> bool:
        """Hang a gerund or participle behind a preposition on the noun or verb before it."""
        node.host = self.noun
        if (node.form, preposition) == ("base", "rather than"):
            node.form = "infinitive"
        elif node.form not in ("gerund", "past"):
            return False
        described = self.tree.at.get(node.first - 2)
        if described is not None and described.kind == ADJECTIVE and described.role == Role.APPOSITION:
            node.attach(described, preposition)  # "agencies responsible for enforcing the law"
            self.enter(node)
            return True
        is_of_noun = preposition == "of" and not self.is_behind_verb()
        noun = self.noun if preposition == "in" and not self.is_behind_verb() else None
        is_of_noun |= noun is not None and bool(noun.classes & _WITH_AIM) and self.comes_behind(node, noun)
        keeper = self.noun if is_of_noun else self.keeper(preposition, node)
        if keeper is not None:
            node.attach(keeper, preposition)
        elif self.verb is not None:
            node.attach(self.verb, preposition)
        else:
            self.introduce(node, preposition)
        self.enter(node)
        return True

    def is_awaited(self, verb: Node, joined: str) -> bool:
        """Tell whether a waiting subject takes a verb; a past form only if no list of verbs goes on."""
        behind_adverb = [item.kind for item in self.items[max(self.at - 3, 0) : self.at]] == [",", "R", ","]
        awaited = self.awaits(verb, joined) or (behind_adverb and self.is_waiting())
        if verb.form == "past" and joined == "," and self.is_waiting():
            awaited |= all(each.form == "infinitive" and not each.passive for each in self.open_verbs())
        return awaited and (verb.form != "past" or not self.ahead.lists_verbs[self.at + 1])

    def read_finite(self, node: Node) -> None:
        """Give a finite verb to the open clause, or to one below it."""
        while self.stack and self.verb is not None:
            self.close_clause()
        if self.verb is not None and node.form in _FINITE:
            self.begin_clause_behind(self.verb)
        if self.beside is not None and self.ahead.item(self.at + 1).kind != NOUN_PHRASE:
            node.share_omitted(self.beside)
        self.beside = None
        self.predicate(node)

    def begin_clause_behind(self, outer: Node) -> None:
        """Begin a clause for a verb without a conjunction: its subject was read as an object."""
        noun = self.argument_before()
        if noun is not None and noun.parent is not None and noun.role in (Role.OBJECT, Role.PREDICATE):
            for item in noun.group:
                item.detach()
            self.open_clause(outer, Role.THAT)
            self.subject = noun.group[0]
        else:
            self.verb = None

    def read_nonfinite(self, node: Node, joined: str) -> None:
        partner = (
            nonfinite_partner(list(self.open_verbs()), node.form, joined, set_off=self.set_off)
            if joined and self.last is not None
            else None
        )
        if partner is not None:
            self.close_to(partner)
            node.share(partner)
            if joined in DENYING:  # "allowed neither to work nor to study"
                node.negations = node.negations or list(partner.lead.negations)
            self.verb = node
        elif node.form == "base":
            if self.verb is not None:
                self.coordinate(node, joined)
            else:
                self.predicate(node)
        elif self.verb is None and self.takes_nonfinite(node):
            self.predicate(node)
        elif node.form == "infinitive":
            self.hang_infinitive(node)
            self.enter(node)
        else:
            self.hang_gerund(node, joined)
            self.enter(node)

    def takes_nonfinite(self, node: Node) -> bool:
        """Return whether a clause has a verb that is not finite: "how to screen", "when screening"."""
        if node.form == "infinitive":
            return self.role in QUESTIONS
        is_subject = self.next_kinds() == [NOUN_PHRASE, VERB_GROUP]  # "when finding victims proves difficult"
        opens = self.subject is None and self.role.startswith(f"{Role.ADVERBIAL}:")
        return node.form == "gerund" and opens and not is_subject

    def hang_infinitive(self, node: Node) -> None:
        """Hang an infinitive on a noun or adjective that takes one, else on the verb."""
        if self.verb is None and self.subject is None and self.noun is None:
            self.introduce(node, Role.ADVERBIAL)
            return
        taking = noun_taking_infinitive(self.noun, node)
        node.host = taking or self.noun
        before = self.tree.at.get(node.first - 1)
        adjective = before if before is not None and before.kind == ADJECTIVE else None
        effort = effort_of(self.verb) if self.verb is not None else None
        needed = thing_needed(self.verb) if self.verb is not None else None
        parent = taking or adjective or effort or needed or self.verb or self.noun
        if parent is not None:
            node.attach(parent, Role.INFINITIVE)

    def hang_gerund(self, node: Node, joined: str) -> None:
        if joined == "," and self.verb is not None:
            node.attach(self.verb, Role.ADJUNCT)
        elif self.noun is not None and self.noun.last == node.first - 1:
            node.attach(self.noun, Role.PARTICIPLE)
        elif self.verb is not None:
            node.attach(self.verb, Role.GERUND)
        elif self.subject is None:
            self.introduce(node, Role.GERUND)  # a subject, or ahead of its clause

    # -- lists of verbs

    def coordinate(self, node: Node, joined: str) -> None:
        """Read a finite verb behind a conjunction: it continues the clause of an open finite verb."""
        verbs = list(self.open_verbs())
        if self.is_active(node):  # "tried men accused of it and closed brothels"
            verbs = [verb for verb in verbs if verb.form != "participle" and not verb.passive] or verbs
        partner = finite_partner(verbs, node, joined, set_off=self.set_off)
        if partner is None:
            self.predicate(node)
            return
        self.close_to(partner)
        if node.form == "past" and node.is_bare and self.takes_participle(node, partner.lead):
            node.share(partner)
        else:
            node.append_to(partner)
            if joined == "or":
                node.adverbs = node.adverbs or [i for i in partner.adverbs if i < partner.head]
            if joined in DENYING or (joined == "or" and node.is_bare):
                node.negations = node.negations or list(partner.lead.negations)
        self.verb = node


_READERS: dict[str, Callable[[_Parser, Item], None]] = {
    "NP": _Parser.read_noun, "AP": _Parser.read_adjective, "VG": _Parser.read_verb,
    "I": _Parser.read_preposition, "&": _Parser.read_conjunction, ",": _Parser.read_comma,
    "S": _Parser.read_subordinator, "W": _Parser.read_relative, "R": _Parser.read_adverb,
    "(": _Parser.read_opening_bracket, ")": _Parser.read_closing_bracket,
    ";": _Parser.read_stop, ":": _Parser.read_colon, "•": _Parser.read_stop, ".": _Parser.read_stop,
    "–": _Parser.read_dash, "—": _Parser.read_dash,
}  # fmt: skip
