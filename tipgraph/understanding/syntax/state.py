"""The state of a parse: the open clause, and the stack of those below it.

A clause is open until a stop, or until a verb or conjunction continues a clause below it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from tipgraph.understanding.syntax.mentions import ORDER
from tipgraph.understanding.syntax.tree import NOUN, VERB, Node, Role
from tipgraph.understanding.tokens.verbs import COMPARING
from tipgraph.understanding.tokens.words import GOVERNING

__all__ = [
    "DENYING", "MAX_OPEN", "TIMES", "Open", "State", "effort_of", "finite_partner", "is_compared",
    "is_contrasted", "main_verb", "nonfinite_partner", "noun_taking_infinitive", "thing_needed",
]  # fmt: skip

DENYING = frozenset(("nor", "let alone"))
"""Conjunctions behind which a denial goes on."""
MAX_OPEN = 24
"""Clauses on the stack. Deeper ones are closed, so that a search of the stack takes few steps."""
TIMES = frozenset(("weekday", "month", "time", "period"))
"""Classes of nouns for times: "were on Friday charged"."""

_ASKING = frozenset(("report", "assess", "inquire"))
"""Classes of verbs behind which "if" asks a question."""
_REQUESTING = frozenset(("request", "invite"))
"""Classes of verbs for what is asked of others, who make no effort yet."""
_STATING = frozenset(("report", "take_clause"))
_IN_WHICH = frozenset(("in which", "under which"))
_TOGETHER = frozenset(("together with", "jointly with"))


class Open(NamedTuple):
    """An open clause below the current one: its verb, or what waits for one.

    A subject, a role, a parent and phrases that stand ahead wait for a verb.
    """

    verb: Node | None
    subject: Node | None
    role: str
    parent: Node | None
    introduced: list[Node]


class State:
    """The open clause and what was read last.

    ``verb`` is the open clause's verb, and ``subject`` a noun phrase that waits for it. ``noun`` is the last
    noun phrase, ``last`` the last verb, adjective or item of a list. ``preposition`` and ``joined`` (a
    conjunction or comma) have just been read; ``set_off`` says whether a comma stood before the conjunction.
    ``role`` and ``parent`` are those of the clause whose verb is
    still to come. ``introduced`` stands ahead of the clause that it depends on.
    """

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Forget everything: a stop ends all clauses."""
        self.verb: Node | None = None
        self.subject: Node | None = None
        self.noun: Node | None = None
        self.last: Node | None = None
        self.preposition = self.joined = ""
        self.set_off = False
        self.elided: Node | None = None  # a subject whose verb lacks its auxiliary: "and nine convicted"
        self.beside: Node | None = None  # the verb of the clause beside which the open one began
        self.denied: int | None = None  # the "not" before a preposition: "but not for men"
        self.role = ""
        self.parent: Node | None = None
        self.heading: Node | None = None  # of the list behind a colon
        self.introduced: list[Node] = []
        self.ahead_adverbs: list[int] = []  # of the verb that is still to come
        self.stack: deque[Open] = deque(maxlen=MAX_OPEN)

    def open_clause(self, parent: Node | None, role: str) -> None:
        """Open a clause whose verb is still to come."""
        self.stack.append(Open(self.verb, self.subject, self.role, self.parent, self.introduced))
        self.verb = self.subject = None
        self.introduced = []
        self.role, self.parent = role, parent

    def enter(self, verb: Node) -> None:
        """Open a clause with a verb that has no subject."""
        self.stack.append(Open(self.verb, self.subject, self.role, self.parent, []))
        self.verb, self.subject, self.role, self.parent = verb, None, "", None

    def close_clause(self) -> None:
        """Go on with the clause below."""
        if self.stack:
            self.verb, self.subject, self.role, self.parent, introduced = self.stack.pop()
            self.introduced = introduced + self.introduced

    def close_to(self, verb: Node) -> None:
        """Go on with the clause of an open verb."""
        while self.verb is not verb and self.stack:
            self.close_clause()

    def is_waiting(self) -> bool:
        """Tell whether a clause below has its subject and waits for its verb."""
        return any(each.verb is None and each.subject is not None for each in self.stack)

    def awaits(self, verb: Node, joined: str) -> bool:
        """Tell whether a waiting subject takes a verb behind a comma: "police, who fled, are"."""
        if joined != "," or not self.is_waiting():
            return False
        return verb.form == "finite" or (verb.form == "past" and self.in_aside())

    def resumes_passive(self, node: Node) -> str:
        """Return "and" if a time stands between the parts of a passive: "were on Friday charged"."""
        verb, noun = self.verb, self.noun
        if verb is None or noun is None or not verb.copula or node.form != "past" or noun.parent is not verb:
            return ""
        is_between = verb.last + 2 >= noun.first and noun.last == node.first - 1
        return "and" if is_between and (noun.classes & TIMES or noun.head_token.is_year) else ""

    def in_aside(self) -> bool:
        """Tell whether a clause is open that a comma sets off: "the council, which met", "men, led by"."""
        asides = (verb for verb in self.open_verbs() if verb.role in (Role.RELATIVE, Role.PARTICIPLE))
        aside = next(asides, None)
        noun = aside.parent if aside is not None else None
        if aside is None or noun is None:
            return False
        return "," in (noun.tokens[noun.last + 1].tag, noun.tokens[aside.first - 1].tag)

    def open_verbs(self) -> Iterator[Node]:
        """Yield the verbs of the open clauses, from the current one down."""
        if self.verb is not None:
            yield self.verb
        yield from (each.verb for each in reversed(self.stack) if each.verb is not None)

    def predicate(self, verb: Node) -> None:
        """Give the open clause its verb."""
        verb.role, parent = self.role, self.parent
        self.role, self.parent = "", None
        if parent is not None:
            verb.attach(parent, verb.role)
        self.verb, verb.subject, self.subject = verb, self.subject, None
        if verb.subject is not None:
            for item in verb.subject.group:
                if item.parent is None:
                    item.attach(verb, Role.SUBJECT)
        if verb.subject is not None and not verb.copula:
            _hand_on_partners(verb.subject, verb)
        for first in self.introduced:
            for node in (first,) if first.is_conjunct else first.group:  # a list is gone through once
                if node.parent is None:
                    node.attach(verb, first.role)
        self.introduced = []
        verb.adverbs, self.ahead_adverbs = [*self.ahead_adverbs, *verb.adverbs], []

    def introduce(self, node: Node, role: str) -> None:
        """Keep a phrase that stands ahead of the clause that it depends on."""
        node.role = role
        self.introduced.append(node)

    def cleft_before(self, that: int) -> Node | None:
        """Return the verb ahead of a main clause with "that": "it was to please donors that courts acted"."""
        opening, last = next(iter(deque(self.open_verbs(), 1)), None), self.verb
        if opening is None or last is None or opening.subject is None or opening.subject.lemma != "it":
            return None
        told = last.last == that - 1 and last in opening.group  # "it was to ensure that"
        if told or self.noun is opening.subject or opening.tokens[opening.first].tag != "B":
            return None
        stated = opening.copula and opening.child(Role.PREDICATE, "of") is None
        is_cleft = stated and last.classes.isdisjoint(_STATING)
        return opening if is_cleft else None

    def relation_of(self, word: str, first: int) -> str:
        """Return the word that a clause is joined with: "whether" for "did not say if they fled".

        "The ways in which police act" are the ways by which they do.
        """
        if word == "if" and self.asks():
            return "whether"
        noun = self.noun if self.verb is not None else None
        is_means = noun is not None and noun.last == first - 1 and "procedure" in noun.classes
        return "by which" if is_means and word in _IN_WHICH else word

    def asks(self) -> bool:
        """Tell whether a question is due behind a verb: "did not say if they fled", "it is unclear if"."""
        verb = self.verb
        if verb is None or verb.child(Role.OBJECT) is not None:
            return False
        described = verb.child(Role.PREDICATE)
        is_open = described is not None and "uncertain" in described.classes
        return is_open or not verb.classes.isdisjoint(_ASKING)


_FINITE = frozenset(("finite", "past"))
_SPEECH = frozenset(("report", "judge", "request", "invite", "deem", "wish"))
"""Classes of verbs of those who report on others."""
_GOING_ON = {
    "infinitive": frozenset(("infinitive",)),
    "gerund": frozenset(("gerund",)),
    "base": frozenset(("base", "infinitive", "finite")),
}
"""By the form of a verb behind a conjunction: the forms of the verbs that it may go on with."""


def nonfinite_partner(verbs: Sequence[Node], form: str, joined: str, *, set_off: bool) -> Node | None:
    """Return the verb with which a further one of a form goes on. The innermost clause comes first.

    A conjunction that is ``set_off`` by a comma leaves a relative clause: "fund nuns who teach, and pay". So
    does a comma alone behind an object: "repeal laws that allow it, train police and".
    """
    lists = any(verb.form == "gerund" and verb.role != Role.PARTICIPLE for verb in verbs)
    partners = [
        verb
        for verb in verbs  # but "including arresting men using lures, training police"
        if not (lists and form == "gerund" and verb.role == Role.PARTICIPLE)
        and (_may_go_on(verb, form) or (form == "infinitive" and joined == "and" and _is_to(verb)))
    ]
    inner = partners[0] if partners else None
    complete = inner is not None and inner.role == Role.RELATIVE and inner.child(Role.OBJECT) is not None
    if inner is not None and inner.form == "base" and (set_off or (joined == "," and complete)):
        outer = (verb for verb in partners if verb.role != Role.RELATIVE)
        return next(outer, inner)
    return inner


def _is_to(verb: Node) -> bool:
    """Tell whether a verb has "to" behind "be": "is about to open a shelter and to train judges"."""
    modal = verb.lead.modal
    return modal is not None and verb.tokens[modal].tag == "T" and verb.lead.has_auxiliary("B")


def _may_go_on(verb: Node, form: str) -> bool:
    """Tell whether a list may go on with a form: "should arrest and try", but not "arrests and try"."""
    takes_base = verb.lead.modal is not None or verb.lead.has_auxiliary("O")
    return verb.form in _GOING_ON[form] and (form != "base" or verb.form != "finite" or takes_base)


def finite_partner(verbs: Sequence[Node], node: Node, joined: str, *, set_off: bool) -> Node | None:
    """Return the verb with which a finite one goes on.

    "But" leaves a relative clause, and so does a conjunction that is ``set_off`` by a comma: "nuns, who
    taught, and hired".
    """
    forms = _FINITE | {"participle" if node.form == "past" else "base"}
    partner = next((verb for verb in verbs if verb.form in forms), None)
    if partner is None and node.form == "past" and verbs:
        partner = verbs[0]
    above = partner.parent if partner is not None and partner.role == Role.THAT else None
    speaks = node.form != "base" and bool(node.classes & _SPEECH)
    if partner is not None and above in verbs and speaks and not partner.classes & _SPEECH:
        return above  # "considers that the law is strict, but asks"
    if partner is None or partner.role != Role.RELATIVE:
        return partner
    if joined == "but" or (set_off and len(partner.group) == 1):
        outer = (verb for verb in verbs if verb.role != Role.RELATIVE and verb.form in forms)
        return next(outer, partner)
    return partner


_TAKING_INFINITIVE = frozenset(("effort", "fail", "plan", "lack", "hinder"))
_FORESEEING = frozenset(("plan", "wish", "report", "deem", "destine"))
_MAKING = frozenset(("do", "cause", "have", "be_without"))


def noun_taking_infinitive(noun: Node | None, infinitive: Node) -> Node | None:
    """Return the noun that an infinitive depends on: "the ability of inspectors to investigate"."""
    if noun is not None and "government" in noun.classes and noun.role not in ("by", "of"):
        return None  # "urged the authorities to ensure", but "attempts by them", "failure of them to ensure"
    last = noun
    while noun is not None and noun.kind == NOUN:
        behind = noun.last == infinitive.first - 1 and "government" not in noun.classes
        if noun.classes & GOVERNING and (behind or noun is not last):
            return noun if noun.classes & _TAKING_INFINITIVE else None
        if noun.role not in ("of", "by", "for"):
            return None
        noun = noun.parent
    return None


def effort_of(verb: Node) -> Node | None:
    """Return the effort that an infinitive depends on: "efforts were made to", "made no effort to".

    So it does on what there is: "there is no law in place to punish them".
    """
    subject, made = verb.subject, verb.child(Role.OBJECT)
    raising = verb.parent if subject is None and verb.role == Role.INFINITIVE else None
    stated = raising.subject if raising is not None else subject  # "there seems to be no law to"
    if stated is not None and stated.lemma == "there":
        return verb.child(Role.PREDICATE, Role.OBJECT)
    foreseen = verb.classes & _FORESEEING  # "the plan is expected to be adopted", "the program is meant to"
    if verb.passive and not foreseen and subject is not None and "effort" in subject.classes:
        is_asked = "government" in subject.classes and verb.classes & _REQUESTING
        return None if is_asked else subject  # "the authorities were urged to"
    return made if made is not None and "effort" in made.classes and verb.classes & _MAKING else None


def thing_needed(verb: Node) -> Node | None:
    """Return what somebody needs for something, if a clause describes it: "the staff it needs to act"."""
    is_lacking = verb.role in (Role.RELATIVE, Role.THAT) and "lack" in verb.classes and not verb.passive
    needs = is_lacking and verb.subject is not None and verb.child(Role.OBJECT) is None
    return verb.parent if needs else None


def main_verb(verb: Node) -> Node:
    """Return the verb that governs an infinitive, or another verb itself: "are forced to beg"."""
    above = verb.parent if verb.role == Role.INFINITIVE else None
    return above if above is not None and above.kind == VERB else verb


def is_contrasted(node: Node, verb: Node, last: Node | None, types: Mapping[int, str]) -> bool:
    """Tell whether a phrase may be set against a subject: "12 were", "the girls are …, the boys sold"."""
    subject = verb.subject
    if subject is None or node.is_quantified:
        return node.is_quantified
    people = types.get(subject.head) == types.get(node.head) == "people"
    paired = people or node.lemma in ORDER
    ends = last is None or last is subject or (last.role != "by" and types.get(last.head) != "people")
    return paired and ends and node.determiner == subject.determiner == "the"


def is_compared(noun: Node) -> bool:
    """Tell whether a phrase compares a number: "more shelters", "fewer raids"."""
    return noun.determiner in COMPARING or noun.modifier("decrease") is not None


def _hand_on_partners(subject: Node, verb: Node) -> None:
    """Give a verb the phrases on partners that commas set off: "NGOs, in cooperation with police, run it"."""
    for phrase in list(subject.children):
        is_partner = phrase.role in _TOGETHER or (phrase.role == "in" and phrase.child("with") is not None)
        if is_partner and not phrase.is_quantified and subject.tokens[max(phrase.first - 2, 0)].tag == ",":
            role = phrase.role
            phrase.detach()
            phrase.attach(verb, role)
