"""Anaphora of deeds: what "did not do so", "such campaigns" or "none of these" say of deeds named before.

An anaphor stands for deeds of the sentence right before it. The operators above it act on them as they would
if it named them: "The government pledged to open a shelter. It did not do so." denies the shelter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from tipgraph.understanding.actors.agents import agent
from tipgraph.understanding.actors.partners import NGO
from tipgraph.understanding.measures.arguments import Arguments, arguments, year_of
from tipgraph.understanding.measures.reader import OTHERS, is_taken, unstated
from tipgraph.understanding.measures.statement import Statement
from tipgraph.understanding.operators.factuality import DONE
from tipgraph.understanding.operators.scope import judge
from tipgraph.understanding.operators.unreal import is_unreal
from tipgraph.understanding.syntax.labels import Labels
from tipgraph.understanding.syntax.mentions import MAX_ITEMS, MEASURE, PEOPLE, VICTIMS, Reading
from tipgraph.understanding.syntax.tree import ADJECTIVE, NOUN, VERB, Node, Role
from tipgraph.understanding.tokens.inflect import noun_forms
from tipgraph.understanding.tokens.words import NEGATIVE_PRONOUNS

__all__ = ["Deed", "Reference", "anaphors", "deeds", "references"]

_POINTING = frozenset(("these", "those", "this", "such"))
_SUPPORTING = frozenset(("aid", "fund"))
_OWNED = frozenset(("its", "their"))
_GIFT = frozenset(("it", "them", "this", "these"))
_GIVING = frozenset(("give", "get", "have"))
_ASIDE = frozenset(("by", "under", "from", "during"))
"""Roles of what nobody speaks of again: "protection during trials" is no trial."""
_DOCUMENTS = frozenset(("legislation", "action-plan"))
_AGAIN = _POINTING | {"the", "that"}
_EVENTS = frozenset(("this", "that", "these"))
_THOSE = frozenset(("these", "those", "them"))
_PARTS = frozenset(("none", "neither", "both", "all", "any", "each"))
_NONE = frozenset(("none", "neither"))
_MADE = frozenset(("exist", "found", "adopt", "function"))
_TOPICS = frozenset((Role.SUBJECT, Role.OBJECT, Role.PREDICATE))
"""Roles of what a sentence is about: "support for these efforts" is about support."""
_BEING_THERE = frozenset(("be", "exist", "have", "found", "give", "get", "adopt", "do", "function"))
"""Classes of verbs for what becomes of things: "none of these exists"."""


class Kind(Enum):
    """What an anaphor stands for."""

    ACT = "what was done"
    EFFORTS = "what was done in all"
    THINGS = "what was named"
    LAID_DOWN = "what a law lays down"
    ALIKE = "what has its name"
    SAME_VERB = "what its verb does"
    DOCUMENT = "a law or plan"
    GIFT = "what nobody got"
    TREATY = "a treaty"


class Anaphor(NamedTuple):
    """A phrase that stands for deeds."""

    node: Node
    kind: Kind


class Deed(NamedTuple):
    """A deed that the sentence at an offset names. Its status is nothing if it does not state the deed.

    Nobody does what is named ``in_passing``.
    """

    start: int
    reading: Reading
    type: str
    status: str
    node: Node
    arguments: Arguments
    in_passing: bool


class Reference(NamedTuple):
    """A statement that an anaphor makes, and the deed that it stands for."""

    statement: Statement
    deed: Deed


def deeds(start: int, reading: Reading, labels: Labels, stated: Iterable[Statement]) -> list[Deed]:
    """Return the deeds that a sentence states or only names."""
    found = [Deed(start, reading, *each[:3], each.arguments, in_passing=False) for each in stated]
    for code, node, reason in unstated(reading, labels):
        in_passing = reason != OTHERS and not is_unreal(reading, node, code)
        found.append(Deed(start, reading, code, "", node, Arguments(), in_passing))
    return found


def anaphors(reading: Reading) -> list[Anaphor]:
    """Return the phrases of a sentence that stand for deeds.

    >>> from tipgraph.understanding.syntax.clauses import parse
    >>> found = anaphors(Reading(parse("These efforts were weak, and courts did not do so."), ()))
    >>> [(anaphor.node.lemma, anaphor.kind.name) for anaphor in found]
    [('efforts', 'EFFORTS'), ('do', 'ACT')]
    """
    return [
        Anaphor(node, kind)
        for node in reading.tree.nodes
        if node.kind in (NOUN, VERB)
        and (kind := _kind_of_verb(node) if node.kind == VERB else _kind_of_noun(reading, node)) is not None
    ]


def _kind_of_verb(verb: Node) -> Kind | None:
    if any("likewise" in thing.classes for thing in verb.nouns(Role.OBJECT)):
        return Kind.ACT if "follow" in verb.classes else None
    tokens = verb.tokens[verb.last + 1 : verb.last + 2]
    is_elided = verb.head_token.tag in "OH" and _is_said(verb) and verb.subject is not None
    # "but it never did", "it has"
    is_alone = is_elided and all(child is verb.subject for child in verb.children)
    does_so = verb.lemma == "do" and tokens and tokens[0].word == "so"
    return Kind.ACT if is_alone or does_so else None


def _is_said(verb: Node) -> bool:
    """Tell whether a clause stands alone, or is what somebody says: "he said that it had"."""
    return verb.parent is None or (verb.role == Role.THAT and "report" in verb.parent_classes)


def _is_denied_gift(noun: Node, verb: Node) -> bool:
    """Tell whether nobody gets or is given what a pronoun stands for: "but no victim obtained it"."""
    given = noun.role == Role.OBJECT and len(verb.nouns(Role.OBJECT)) == 1
    if not given and not (noun.role == Role.SUBJECT and verb.passive):
        return False
    offered = (*noun.children, *verb.children)
    known = verb.classes & _GIVING or any("available" in e.classes for e in offered if e.kind == ADJECTIVE)
    receivers = (verb, *verb.nouns(Role.SUBJECT, "to", "for"))
    return bool(known) and any(each.negated for each in receivers)


def _kind_of_denied(noun: Node) -> Kind | None:
    """Return the kind of what nobody got or made, or of a promise that was not kept."""
    verb = noun.clause
    if verb is None:
        return None
    if noun.lemma == "it" and noun.role == Role.OBJECT and verb.negated and "ratify" in verb.classes:
        return Kind.TREATY
    is_bare = noun is verb.subject and verb.role != Role.RELATIVE and not noun.nouns("of")
    if is_bare and noun.lemma in _NONE and verb.classes & _MADE and verb.child(Role.OBJECT) is None:
        return Kind.LAID_DOWN  # "the law requires a plan, but none was adopted"
    if "promise" in noun.classes and verb.negated and "satisfy" in verb.classes and not noun.children:
        return Kind.ACT
    return Kind.GIFT if noun.lemma in _GIFT and _is_denied_gift(noun, verb) else None


def _kind_of_noun(reading: Reading, noun: Node) -> Kind | None:
    return _kind_of_denied(noun) or _kind_of_name(reading, noun)


def _kind_of_name(reading: Reading, noun: Node) -> Kind | None:
    clause = noun.clause
    if noun.lemma in _EVENTS and clause is not None and noun is clause.subject:
        happens = "exist" in clause.classes and clause.child(Role.OBJECT) is None
        return Kind.ACT if happens and noun.head_token.tag in "DP" else None
    awaits = noun.lemma == "it" and clause is not None and "await" in clause.classes
    is_alone = noun.head == noun.first + 1 and not noun.children  # but "its law enforcement"
    if awaits or (noun.determiner in _OWNED and "enforcement" in noun.classes and is_alone):
        return Kind.DOCUMENT  # "it was still awaiting a vote", "its application was weak"
    of = noun.nouns("of")
    kinds = reading.head_kinds(noun)
    if any("kind" in each.classes and each.determiner in _AGAIN and not each.children for each in of):
        return Kind.ACT if noun.lemma in NEGATIVE_PRONOUNS else None if kinds & PEOPLE else Kind.ALIKE
    if noun.lemma in _PARTS and any(each.lemma in _THOSE and not each.children for each in of):
        if clause is None or (noun is clause.subject and clause.child(Role.OBJECT) is not None):
            return None  # "neither of them opened a shelter"
        return Kind.THINGS if clause.classes & _BEING_THERE else None
    if noun.lemma in NEGATIVE_PRONOUNS and noun.role == Role.PREDICATE and _is_there_then(noun):
        return Kind.ACT  # "nine were tried in 2012; in 2013, there were none"
    if not of and noun.last == noun.head and noun.head_token.word == "any" and noun.role == Role.OBJECT:
        return Kind.SAME_VERB
    whole = noun.parent if noun.role == "of" and noun.parent is not None else noun
    if whole.role not in _TOPICS or (whole is not noun and whole.lemma not in _PARTS):
        return None
    words = {noun.tokens[i].word for i in noun.modifiers}
    if not noun.children and "effort" in noun.classes and words & _POINTING and MEASURE not in kinds:
        return Kind.EFFORTS
    return Kind.ALIKE if "such" in words and not kinds & PEOPLE else None


def _is_there_then(noun: Node) -> bool:
    """Tell whether a clause says what there was in some year: "in 2013, there were none"."""
    verb = noun.clause
    if verb is None or verb.subject is None or noun.children:
        return False
    return any(each.head_token.is_year for each in verb.nouns("in"))


def references(
    reading: Reading, own: Sequence[Deed], last: Sequence[Deed], earlier: Sequence[Deed], work: Labels
) -> Iterator[Reference]:
    """Yield what the anaphors of a sentence say of deeds.

    ``own`` are the deeds of the sentence, ``last`` those of the one right before it, and ``earlier`` those of
    the sentences that this one went on with, and ``work`` the labels of exploitation and sectors.
    """
    for anaphor in reading.once(anaphors):
        if anaphor.kind == Kind.EFFORTS:
            candidates = [*last, *earlier]
        elif anaphor.kind == Kind.ACT and (act := _act_before(reading, anaphor.node)) is not None:
            candidates = [deed for deed in own if act in deed.node.path()]
        elif anaphor.kind in (Kind.GIFT, Kind.LAID_DOWN, Kind.TREATY):
            before = [deed for deed in own if deed.node.last < anaphor.node.first]
            candidates = before if anaphor.kind == Kind.LAID_DOWN else before or list(last)
        else:
            candidates = list(last)
        found: dict[str, Reference] = {}
        for deed in _fitting(anaphor, candidates)[:MAX_ITEMS]:
            statement = None if deed.type in found else _statement(reading, anaphor, deed, work)
            if statement is not None:
                found[deed.type] = Reference(statement, deed)
        yield from found.values()


def _act_before(reading: Reading, anaphor: Node) -> Node | None:
    """Return the verb before an anaphor that does not govern it: "trained men, but did not do so again"."""
    governing = set(anaphor.path())
    verbs = (node for node in reading.tree.nodes if node.kind == VERB and node.last < anaphor.first)
    return max((v for v in verbs if v not in governing), key=lambda verb: verb.first, default=None)


def _statement(reading: Reading, anaphor: Anaphor, deed: Deed, work: Labels) -> Statement | None:
    """Return what an anaphor says of a deed, if it says something new."""
    code = NGO if _is_work_of_ngos(anaphor.node, deed) else deed.type
    other = _other_receiver(reading, anaphor.node, deed)
    if other is None and not is_taken(reading, anaphor.node, code):
        return None
    found = judge(reading, anaphor.node, code)
    is_new = anaphor.kind == Kind.ACT and not deed.status and _is_said(anaphor.node)
    if found.value == deed.status or (found.value == DONE and not is_new):
        return None  # but "NGOs trained judges, and the state followed suit", "did it train them? It did."
    said = deed.arguments._replace(period=year_of(reading, anaphor.node))
    said = said if other is None else arguments(reading, anaphor.node, code, work, only=other)
    return Statement(code, found.value, anaphor.node, tuple(found.operators), arguments=said)


def _other_receiver(reading: Reading, anaphor: Node, deed: Deed) -> Node | None:
    """Return who did not get what others did: "boys had access to homes; girls did not"."""
    clause, other = deed.node.clause, anaphor.subject if anaphor.kind == VERB else None
    if clause is None or clause.subject is None or other is None or clause.classes.isdisjoint(_GIVING):
        return None
    got = deed.reading.head_kinds(clause.subject) & VICTIMS
    return other if got and reading.head_kinds(other) & VICTIMS else None


def _is_work_of_ngos(anaphor: Node, deed: Deed) -> bool:
    """Tell whether the state supports or not what NGOs did: "NGOs ran homes. It did not fund this work."."""
    verb = anaphor.clause
    given = verb.nouns(Role.OBJECT) if verb is not None and "give" in verb.classes else []
    supports = verb is not None and bool(verb.classes & _SUPPORTING)
    supports |= any("partnership" in each.classes for each in given)
    actor = agent(deed.reading, deed.node) if supports and not deed.status else None
    return actor is not None and "ngo" in deed.reading.head_kinds(actor)


def _fitting(anaphor: Anaphor, candidates: Sequence[Deed]) -> Sequence[Deed]:
    """Return the deeds that an anaphor may stand for. Things are hardly what lays them down."""
    candidates = [deed for deed in candidates if deed.node.role not in _ASIDE]
    if anaphor.kind == Kind.THINGS:
        things = [deed for deed in candidates if deed.node.kind == NOUN]
        return [deed for deed in things if deed.node.role != Role.SUBJECT] or things
    if anaphor.kind == Kind.LAID_DOWN:
        return [deed for deed in candidates if deed.node.kind == NOUN and deed.in_passing]
    if anaphor.kind == Kind.GIFT:
        things = [deed for deed in candidates if deed.node.kind == NOUN and deed.type not in _DOCUMENTS]
        things.sort(key=lambda deed: deed.node.first)
        return [deed for deed in things if deed.node.clause is things[-1].node.clause][:1]
    candidates = [deed for deed in candidates if not deed.in_passing]
    if anaphor.kind == Kind.TREATY:
        return [deed for deed in candidates if any("treaty" in each.classes for each in _things(deed))]
    if anaphor.kind == Kind.DOCUMENT:
        return [deed for deed in candidates if deed.type in _DOCUMENTS and deed.node.kind == NOUN]
    if anaphor.kind == Kind.SAME_VERB:
        verb = anaphor.node.clause
        lemma = "" if verb is None else verb.lemma
        return [each for each in candidates if any(lemma == above.lemma for above in each.node.path())]
    if anaphor.kind == Kind.ALIKE:
        forms = {anaphor.node.lemma, *noun_forms(anaphor.node.lemma)}
        return [each for each in candidates if not forms.isdisjoint(_names(each))]
    return candidates


def _things(deed: Deed) -> list[Node]:
    """Return what a deed names, and what that is of: "signed the protocol", "a party to the protocol"."""
    things = deed.reading.objects(deed.node) if deed.node.kind == VERB else deed.node.nouns("to", "of")
    return [deed.node, *things]


def _names(deed: Deed) -> Iterator[str]:
    """Yield the nouns that name a deed, in both numbers: "held courses to train judges" names courses."""
    for node in deed.node.path():
        for noun in (node, *(deed.reading.objects(node) if node.kind == VERB else ())):
            if noun.kind == NOUN:
                yield from (noun.lemma, *noun_forms(noun.lemma))
