"""Deeds: the measures of a tree that are counted, and what each of them is done to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from tipgraph.understanding.actors.recoding import measure_codes
from tipgraph.understanding.counts.quantities import Quantity
from tipgraph.understanding.syntax.labels import Labels
from tipgraph.understanding.syntax.mentions import LAW_ENFORCEMENT, MAX_ITEMS, MEASURE, Reading
from tipgraph.understanding.syntax.tree import VERB, WHOLES, Node, Role
from tipgraph.understanding.tokens.words import english

__all__ = ["COMPLICITY", "EVENTS", "OF_PEOPLE", "UNITS", "Deed", "Deeds", "is_hypothetical"]

COMPLICITY = "official-complicity"
UNITS = {
    "investigation": "cases",
    "prosecution": "cases",
    "conviction": "persons",
    "sentencing": "persons",
    COMPLICITY: "persons",
    "training": "persons",
    "victim-identification": "victims",
    "victim-referral": "victims",
    "victim-services": "victims",
    "repatriation": "victims",
    "legal-status": "victims",
    "compensation": "victims",
    "funding": "currency",
    "labor-regulation": "cases",
    "hotline": "cases",
    "awareness-campaign": "persons",
}
"""Measures that are counted, with what they count where no noun says it: "12 convictions" are of persons."""
EVENTS = LAW_ENFORCEMENT | {"legal-status", "repatriation", COMPLICITY}
"""Measures whose own noun is counted: "12 convictions", not "three shelters"."""
OF_PEOPLE = LAW_ENFORCEMENT | {
    "victim-identification", "victim-referral", "victim-services", "repatriation", COMPLICITY
}  # fmt: skip
"""Measures that are done to people."""
_RESULTS = (LAW_ENFORCEMENT | {COMPLICITY}) - {"investigation"}
"""Measures that others lead to. What led to an investigation is still counted as a report."""
_SERVING = frozenset(("hotline", "awareness-campaign", "victim-services"))
"""Measures that are counted by what they receive or reach: "the hotline received 213 calls"."""
_TRIED = frozenset(("demonym", "officer"))
"""Kinds of people whose trial needs no label: "charged nine Danes", "charged two judges"."""
_CHANGES = frozenset(("grow", "decline", "change"))
_COMPLEMENTS = frozenset(("of", "against", "to", "for", "in", "into", "with", "among", "on"))
"""Prepositions between a measure and whom or what it is on."""
_INDEFINITE = frozenset(("a", "an"))
_AGAIN = frozenset(("him", "her", "the"))
_ONCE = frozenset(("past", "finite", "gerund"))
_PEOPLE = frozenset(("perpetrator", "officer", "person", "demonym", "victim", "victim-group"))
_GIVEN_TO = frozenset((Role.OBJECT, "to"))
_HYPOTHETICAL = frozenset(("may", "might", "can", "could", "would", "must", "should", "shall", "will"))
_MAX_CLIMB = 8


class Deed(NamedTuple):
    """A measure's code, and the node that names it."""

    code: str
    node: Node


class Deeds:
    """The counted measures of a tree."""

    def __init__(self, reading: Reading, labels: Labels) -> None:
        self.reading, self.labels = reading, labels
        self._of: dict[Node, list[Deed]] = defaultdict(list)
        penalized: set[Node] = set()
        for code, node in measure_codes(reading, labels):
            seized = reading.objects(node) if "confiscate" in node.classes else []
            things = bool(seized) and not any(self.reading.head_kinds(each) & _PEOPLE for each in seized)
            if things or "search" in node.classes:
                continue  # "raided six flats", "seized 12 phones"
            if code in UNITS and Deed(code, node) not in self._of[node]:
                self._of[node].append(Deed(code, node))
            elif code == "non-penalization":
                penalized.update(node.group[:MAX_ITEMS])
        for node in penalized:
            self._of.pop(node, None)
        self._done_to: dict[Node, list[Node]] = defaultdict(list)
        for node in self._of:
            for thing in self._things(node)[:MAX_ITEMS]:
                self._done_to[thing].append(node)

    def __iter__(self) -> Iterator[Deed]:
        return (deed for deeds in self._of.values() for deed in deeds)

    def of(self, node: Node) -> list[Deed]:
        """Return the deeds that a node names. A verb that is understood names those of the one before."""
        if "vary" in node.classes and node.parent is not None:
            node = node.parent  # "terms ranging from two to five years on nine men"
        if node not in self._of and node.kind == VERB:
            node = self.reading.tree.at.get(node.head, node)
        return self._of.get(node, [])

    def done_to(self, node: Node) -> list[Deed]:
        """Return the deeds that are done to a phrase."""
        return self._named_by(self._done_to.get(node, []))

    def _named_by(self, nodes: Iterable[Node]) -> list[Deed]:
        return [deed for node in nodes for deed in self.of(node)]

    def _things(self, node: Node) -> list[Node]:
        """Return what a deed is done to; of "identified and gave aid to 12", both have the 12."""
        things = self.reading.objects(node)
        if node.role == Role.RELATIVE and not node.passive:  # "the 12 whom police met" are known
            things = [each for each in things if each is not node.parent or each.determiner != "the"]
        if node.kind != VERB or node.passive or node.nouns(Role.OBJECT):
            return things
        owner = self.reading.sharing(node)
        if owner is None or not self.reading.shares_arguments(node, owner):
            return things
        return [*self.reading.objects(owner), *owner.nouns("to", "for")]

    def singles(self) -> Iterator[Quantity]:
        """Yield the people to whom a dated deed is done once: "convicted a trafficker in April 2019"."""
        found = False
        for verb in [node for node in self._of if node.kind == VERB and node.modal is None]:
            if verb.form not in _ONCE or OF_PEOPLE.isdisjoint(deed.code for deed in self.of(verb)):
                continue
            for thing in self.reading.objects(verb) if found or _is_dated(verb.group[0]) else ():
                article = thing.tokens[thing.first].word
                again = article in _AGAIN and found
                one = article in _INDEFINITE and thing.first < thing.head  # but "indicted A"
                if (again or one or "first" in thing.words) and self._is_person(thing):
                    found = True
                    yield Quantity(thing, thing.first, thing.first, Decimal(1), money=False)

    def _is_person(self, node: Node) -> bool:
        """Tell whether a phrase names one person who is counted."""
        if node.is_quantified or node.classes & {"plural", "collective"}:
            return False
        return node.first == node.head or bool(self.reading.head_kinds(node) & _PEOPLE)

    # -- the deeds that a phrase is an argument of

    def above(self, node: Node) -> list[Deed]:
        """Return the deeds that a phrase is an argument of: those of the nearest predicate."""
        for _ in range(_MAX_CLIMB):
            parent = node.parent
            bracketed = parent if node.role == Role.BRACKETS else None
            if found := self._direct(node) or (self._before_brackets(bracketed) if bracketed else []):
                return found
            if bracketed is not None:
                node = bracketed  # "49 percent (339) of them were assisted"
                continue
            if parent is not None and parent.role == "by" and node.role == "of":
                parent = parent.host  # "the arrest by police of 94 men"
            if parent is None:
                return []
            if parent.kind == VERB:
                return self._of_argument(node, parent)
            if node.role in _COMPLEMENTS and self.of(parent):
                return self.of(parent)
            if node.role == "for" and (acts := _acts(node, parent)) is not None:
                return self._of_subject(node, acts)
            if not self._is_transparent(parent, node.role):
                return []
            node = parent
        return []

    def _direct(self, node: Node) -> list[Deed]:
        """Return the deeds that are done to a phrase, or those of a participle behind it."""
        found = self._done_to.get(node)
        if not found:
            return self.below(node)
        outer = [deed for deed in found if deed.parent is not node] or found
        given = _themes(node.parent) if node.role in ("to", "for") and node.parent is not None else []
        return self._named_by([*outer, *given])

    def _before_brackets(self, noun: Node) -> list[Deed]:
        """Return what a number in brackets counts: "convictions (12)"."""
        if noun.is_quantified and not noun.head_token.is_year:
            return []
        return self.in_phrase(noun)

    def below(self, node: Node) -> list[Deed]:
        """Return the deeds of a participle behind a phrase: "victims identified", "six ending in trials"."""
        is_part = node.role in WHOLES and node.parent is not None and node.parent.kind != VERB
        for child in node.children:
            if not is_part and child.role == Role.RELATIVE and node in self.reading.objects(child):
                return self.of(child)  # "of the 12 victims whom police identified, two"
            if child.role == Role.PARTICIPLE:
                got = child.nouns(Role.OBJECT) if "get" in child.classes and not child.passive else []
                done = self.of(child) or self._understood(node, child) if child.passive else []
                found = done or self._named_by(got) or (self._results(child) if not child.passive else [])
                if found:
                    return found
        return []

    def before_head(self, node: Node, first: int) -> list[Deed]:
        """Return the deed of a participle before a noun, from a token on: "the 27 convicted traffickers"."""
        for i in node.modifiers:
            if i < first or node.tokens[i].tag not in "JE":
                continue
            for placed in self.reading.placed.get(i, ()):
                if placed.mention.kind == MEASURE and placed.first == i and placed.mention.code in UNITS:
                    return [Deed(placed.mention.code, node)]
        return []

    def in_phrase(self, noun: Node) -> list[Deed]:
        """Return the deeds that a phrase or what is behind its "of" names: "the number of convictions"."""
        for each in (noun, *noun.nouns("of", "for")):
            if found := self.of(each) or self.below(each) or self.before_head(each, each.first):
                return found
        return []

    def _is_transparent(self, noun: Node, role: str) -> bool:
        """Tell whether a noun stands for what depends on it: "a total of 57", "charges against 39"."""
        if "permit" in noun.classes:
            return role == "of"  # "revoked the licenses of 13 agencies"
        if self.is_case(noun):
            return role == "against"
        return role == "of" and bool(noun.classes & {"transparent", "grow", "decline"})

    def is_case(self, noun: Node) -> bool:
        """Tell whether a noun is one for cases: "charges", "reports", "inspections"."""
        placed = (each.mention for each in self.reading.placed.get(noun.head, ()))
        return any(m.kind == "count-unit" and m.code == "cases" for m in placed)

    # -- verbs

    def _of_argument(self, node: Node, verb: Node) -> list[Deed]:
        """Return the deeds that an argument of a verb is an argument of."""
        role = node.role
        receives = role == "to" and "give" in verb.classes  # "to nine victims, they gave shelter"
        ahead = node.first < verb.first and role in _COMPLEMENTS and not receives
        if "not-a-measure" in self.reading.kinds(verb) or role in WHOLES or ahead:
            return []
        if role == Role.SUBJECT:
            return self._of_subject(node, verb)
        if role == "between" and verb.child(Role.OBJECT) is None:
            role = Role.OBJECT  # "identified between 30 and 40"
        given = [thing for thing in _themes(verb) if thing is not node] if role in _GIVEN_TO else []
        if "give" in verb.classes and (found := self._named_by(given)):
            return found  # "gave 24 victims shelter", "granted permits to 12"
        if (found := self.of(verb)) and (role == Role.OBJECT or role in _COMPLEMENTS):
            found = [deed for deed in found if deed.code != COMPLICITY or role != "for"]
            return found or self._named_by(_themes(verb))  # "talks were held for 40 officials"
        if (found := self.of_change(verb, role)) or verb.classes & _CHANGES:
            return found
        if found := self.of_stated(verb, role):
            return found
        if role == Role.OBJECT:
            return self._of_object(node, verb)
        if role == Role.PREDICATE and verb.subject is not None:
            return self.in_phrase(verb.subject)
        return self._named_by(_themes(verb)) if role in _COMPLEMENTS else []

    def _of_object(self, node: Node, verb: Node) -> list[Deed]:
        if "involve" in verb.classes and verb.parent is not None:  # "cases involving 27 defendants"
            return self.of(verb.parent) or self.above(verb.parent)
        if "comprise" in verb.classes and verb.subject is not None:
            return self.in_phrase(verb.subject)  # "those arrested included nine women"
        return self._served(node, verb) or self._understood(node, verb)

    def of_stated(self, verb: Node, role: str) -> list[Deed]:
        """Return the deeds whose number or sum a verb states."""
        return self._named_by_phrases(self._stated(verb, role))

    def _stated(self, verb: Node, role: str) -> list[Node]:
        """Return the phrase whose number a verb states: "arrests stood at 12", "put the number at"."""
        if "stand_at" in verb.classes and role in (Role.OBJECT, "at", "to") and verb.subject is not None:
            return [verb.subject]
        amounts = verb.nouns(Role.OBJECT) if "state_at" in verb.classes and role == "at" else ()
        return [each for each in amounts if "amount" in each.classes]

    def numbered(self, node: Node) -> Node | None:
        """Return what a verb says the number of: "the number of defendants charged fell to 12"."""
        verb = node.parent
        if verb is None or verb.kind != VERB:
            return None
        phrases = (*self._changed(verb, node.role), *self._stated(verb, node.role))
        nouns = (noun for each in phrases for noun in each.nouns("of"))
        return next((noun for noun in nouns if not self.of(noun)), None)  # "convictions" are of persons

    def _served(self, node: Node, verb: Node) -> list[Deed]:
        """Return the deed that a subject is: "the hotline took 213 calls", "the campaign reached 900"."""
        subject = verb.parent if verb.subject is None and verb.role == Role.RELATIVE else verb.subject
        if subject is None or not (self.is_case(node) or verb.classes & {"get", "reach"}):
            return []
        served = (subject, *subject.nouns("of"), *verb.nouns("to", "on", "through"))
        # "received 213 calls to its hotline"
        return [deed for deed in self._named_by(served) if deed.code in _SERVING]

    def _of_subject(self, node: Node, verb: Node) -> list[Deed]:
        """Return what a subject got, or what became of it: "20 received shelter", "16 are in custody"."""
        undergoes = verb.passive or "be_tried" in verb.classes
        if undergoes and (done := self.of(verb) or self._understood(node, verb)):
            return done
        cases = any(self.is_case(noun) for noun in (node, *node.nouns("of")))
        if cases and (verb.passive or verb.classes & {"reach", "come"}):
            return self._named_by(verb.nouns(Role.OBJECT, "to", "on", "through"))  # "calls were made to"
        if verb.passive or "get" in verb.classes:
            given = verb.nouns(Role.OBJECT, "for", "from")
            averages = [term for each in given for term in each.nouns("of")]
            terms = [deed for deed in self.of(verb) if deed.code == "sentencing"]
            return self._named_by([*given, *averages]) or terms
        if "attend" in verb.classes:
            return [deed for deed in self._named_by(verb.nouns(Role.OBJECT, "in")) if deed.code == "training"]
        if verb.copula or "be" in verb.classes:
            states = self._named_by(verb.nouns("in", "under", "before"))
            return [deed for deed in states if deed.code in OF_PEOPLE]
        kinds = self.reading.head_kinds(node)
        tried_people = bool(kinds & _PEOPLE) and "officer" not in kinds  # "two men landed in custody"
        comes = cases or node.head_token.tag == "C" or tried_people
        codes = LAW_ENFORCEMENT if tried_people else _RESULTS
        alone = comes and verb.child(Role.OBJECT) is None
        tried = [deed for deed in self.of(verb) if deed.code in codes] if alone else []
        return tried or self._results(verb)  # "90 cases went to court"

    def _understood(self, node: Node, verb: Node) -> list[Deed]:
        """Return the deed of a verb whose object stands for people: "charged nine", "nine Danes"."""
        bare = node.head_token.tag == "C"
        if bare and node.is_conjunct and node.group[0].head_token.tag == "N":
            return []  # "searched nine homes, two of them in Oslo"
        if not bare and not self.reading.head_kinds(node) & _TRIED:
            return []
        codes = {
            label.code
            for label in self.labels.of_verbs.get(verb.lemma, ())
            if label.code in OF_PEOPLE
            and any("counted" in english().classes(form.strip("<>")) for form in label.forms)
        }
        fits = len(codes) == 1 and (bare or codes <= LAW_ENFORCEMENT)
        return [Deed(code, verb) for code in codes] if fits else []

    def _results(self, verb: Node) -> list[Deed]:
        """Return what a subject led to: "four led to convictions"."""
        if not verb.classes & {"cause", "end"}:
            return []
        found = self._named_by([*verb.nouns("to", "in", "with"), verb])
        return [deed for deed in found if deed.code in _RESULTS]

    def of_change(self, verb: Node, role: str) -> list[Deed]:
        """Return what rose or fell from or to a number: "convictions rose from two to four"."""
        return self._named_by_phrases(self._changed(verb, role))

    def _changed(self, verb: Node, role: str) -> list[Node]:
        """Return what a verb or its object says the change of: "noted a rise in trials from two to four"."""
        if role not in ("from", "down from", "up from", "to"):
            return []
        changes = [each for each in verb.nouns(Role.OBJECT, Role.PREDICATE) if each.classes & _CHANGES]
        things = [thing for change in changes for thing in change.nouns("in", "of")]
        if verb.classes & _CHANGES:
            subjects = verb.subject.group if verb.subject is not None else ()
            things += (*verb.nouns(Role.OBJECT, "from"), *subjects)
        return [thing for thing in things if "time" not in thing.classes]  # no age

    def _named_by_phrases(self, phrases: Iterable[Node]) -> list[Deed]:
        return next((found for each in phrases if (found := self.in_phrase(each))), [])


def is_hypothetical(verb: Node) -> bool:
    """Tell whether a modal says that a deed did not come about yet."""
    return verb.modal_word in _HYPOTHETICAL


def _is_dated(verb: Node) -> bool:
    """Tell whether a clause says in what year something was done."""
    spans = ((noun.first, noun.last + 1) for noun in verb.nouns("in", "on", "during", Role.OBJECT))
    return any(token.is_year for span in spans for token in verb.tokens[slice(*span)])


def _acts(node: Node, noun: Node) -> Node | None:
    """Return what somebody is to do: "the process for nine victims to obtain permits"."""
    behind = (child for child in noun.children if child.role == Role.INFINITIVE)
    return next((verb for verb in behind if verb.first == node.last + 1), None)


def _themes(verb: Node) -> list[Node]:
    """Return what a verb is about: its objects, or a passive's subjects."""
    subjects = verb.subject.group if verb.passive and verb.subject is not None else ()
    return [*verb.nouns(Role.OBJECT), *subjects]
