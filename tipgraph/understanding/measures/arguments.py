"""Arguments of measures: for whom, against what, with whom and when.

They are the phrases of the deed's own clause: those below the deed, those beside it if it is a noun, and
those that it shares with a list. What stands below another deed of the segment belongs to that one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from operator import attrgetter
from typing import NamedTuple

from tipgraph.understanding.actors.partners import CIRCUMSTANCES, INTERNATIONAL, NGO, partner_places
from tipgraph.understanding.counts.periods import year_of
from tipgraph.understanding.routes.codes import codes_of
from tipgraph.understanding.routes.content import PEOPLE
from tipgraph.understanding.routes.predicates import Contents
from tipgraph.understanding.syntax.labels import Labels
from tipgraph.understanding.syntax.mentions import LAW_ENFORCEMENT, MAX_ITEMS, VICTIMS, Reading
from tipgraph.understanding.syntax.tree import ADJECTIVE, NOUN, VERB, Node, Role

__all__ = ["Arguments", "arguments"]

_MAX_DEPTH = 6
"""Phrases below each other that are read."""
_OF_PHRASES = frozenset(
    ("of", "for", "against", "to", "on", "about", "into", "in", "among", "from", "regarding", "concerning",
     "including", "such as", "by", "at", "as well as", "between")
) | frozenset((Role.OBJECT, Role.APPOSITION, Role.BRACKETS, Role.PREDICATE))  # fmt: skip
"""Roles of phrases that say for whom or against what a deed is."""
_OF_CLAUSES = frozenset(("on", "for", "of", "in", "from", "about", "against")) | frozenset(
    (Role.PARTICIPLE, Role.INFINITIVE, Role.RELATIVE, Role.GERUND)
)
"""Roles of clauses that do: "cases involving boys", "training on identifying girls"."""
_CONCERNING = frozenset(("ban", "forbid", "cover", "reach", "treat_of", "involve"))
"""Classes of verbs whose object says what a law, a plan or a campaign is about."""
_OFFICIALS = frozenset(("official", "officer"))
_WITHIN = frozenset(("of", "to", "for"))
_CODED = ("victim-group", "exploitation", "sector")
_PLACES = frozenset(("place", "demonym"))
_ENTITLING = frozenset(("get", "have"))
_PRONOUNS = frozenset(("they", "them", "these", "those"))
_TRIED = LAW_ENFORCEMENT | {"official-complicity", "training"}
"""Measures whose objects are tried or trained."""


class Arguments(NamedTuple):
    """Codes of victim groups, kinds of exploitation, sectors and places of partners; and the year."""

    victims: tuple[str, ...] = ()
    exploitation: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    period: int | None = None


def arguments(
    reading: Reading,
    deed: Node,
    code: str,
    work: Labels,
    deeds: Collection[Node] = (),
    only: Node | None = None,
) -> Arguments:
    """Return the arguments of a deed that is a type of measure. ``deeds`` are those of all measures.

    ``only`` is the one object that the measure is about.

    >>> from tipgraph.understanding.reader import Reader
    >>> reader = Reader.load()
    >>> segment = next(reader.read("In 2018, courts convicted two men of selling girls to brothels."))
    >>> found = arguments(segment.reading, segment.statements[0].node, "conviction", reader.work)
    >>> found.victims, found.sectors, found.period
    (('girls',), ('entertainment',), 2018)
    """
    partners = tuple(sorted(partner_places(reading, deed))) if reading.mentioned & _PLACES else ()
    period = year_of(reading, deed)
    if code in (NGO, INTERNATIONAL) and deed.role in CIRCUMSTANCES and deed.parent is not None:
        deed = deed.parent  # "freed girls with support from an NGO"
    others = [node for node in deeds if node is not deed]
    phrases = _below(only, others) if only is not None else _phrases(reading, deed, others)
    found = _codes(reading, dict.fromkeys(phrases), reading.objects(deed) if code in _TRIED else (), work)
    victims, exploitation, sectors = (tuple(sorted(found[kind])) for kind in _CODED)
    return Arguments(victims, exploitation, sectors, partners, period)


def _codes(
    reading: Reading, phrases: Iterable[Node], tried: Collection[Node], work: Labels
) -> dict[str, set[str]]:
    """Return the codes that phrases name, by kind. Who is tried or trained is no victim."""
    contents = reading.once(Contents)
    found: dict[str, set[str]] = {kind: set() for kind in _CODED}
    for phrase in phrases:
        is_tried = phrase in tried and contents[phrase].who == PEOPLE
        for kind, code in codes_of(phrase, contents, work):
            if not (is_tried and kind == "victim-group"):
                found[kind].add(code)
    return found


def _phrases(reading: Reading, deed: Node, others: Collection[Node]) -> Iterator[Node]:
    """Yield the deed, and the phrases and clauses that say for whom or against what it is."""
    yield deed
    for node in _objects(reading, deed)[:MAX_ITEMS]:
        meant = reading.people_before(node) if node.lemma in _PRONOUNS else None
        yield from _below(meant or node, others)
    for each in dict.fromkeys((deed, reading.sharing(deed) or deed)):
        if each.kind == NOUN or each.role != Role.PARTICIPLE or each is deed:
            yield from _children(each, others)
    if deed.kind == NOUN:
        yield from _beside(reading, deed, others)


def _objects(reading: Reading, deed: Node) -> list[Node]:
    """Return what a deed is done to; for an adjective, the subject of its verb: "cases go uninvestigated"."""
    if deed.kind != ADJECTIVE:
        return reading.objects(deed)
    verbs = (node for node in deed.ancestors() if node.kind == VERB and node.subject is not None)
    subject = next((verb.subject for verb in verbs), None)
    return subject.group if subject is not None else []


def _below(node: Node, others: Collection[Node], depth: int = 0) -> Iterator[Node]:
    """Yield a phrase and what describes it."""
    if node not in others and depth < _MAX_DEPTH:
        yield node
        yield from _children(node, others, depth + 1)


def _children(node: Node, others: Collection[Node], depth: int = 0) -> Iterator[Node]:
    for child in node.children:
        if child.kind == ADJECTIVE or child.role in (_OF_CLAUSES if child.kind == VERB else _OF_PHRASES):
            yield from _below(child, others, depth)


def _beside(reading: Reading, deed: Node, others: Collection[Node]) -> Iterator[Node]:
    """Yield what stands beside a noun below its verb: "gave shelter to boys", "shelters are for women"."""
    node = deed
    while node.parent is not None and node.parent.kind == NOUN and node.role in _WITHIN:
        node = node.parent
    verb = node.parent
    if verb is None or verb.kind != VERB:
        return
    if node.role == Role.SUBJECT:
        yield from _predicated(reading, node, verb, others)
        return
    yield from _each_below(_behind(node, verb, others), others)
    receiver = verb.subject
    if receiver is not None and verb.classes & _ENTITLING and not verb.passive:
        for item in receiver.group[:MAX_ITEMS]:
            if reading.head_kinds(item) & VICTIMS:
                yield from _below(item, others)


def _predicated(reading: Reading, node: Node, verb: Node, others: Collection[Node]) -> Iterator[Node]:
    """Yield what a verb says of a subject: "the law bans forced labor", but not "it enabled forced labor"."""
    owner = reading.sharing(verb) or verb
    acts = bool(reading.head_kinds(node) & _OFFICIALS)  # "labor inspectors visited farms"
    if acts or owner.child(Role.OBJECT) is None or verb.classes & _CONCERNING:
        yield from _each_below(_behind(node, verb, others), others)
        if owner is not verb:
            yield from _each_below(_behind(node, owner, others), others)


def _each_below(nodes: Iterable[Node], others: Collection[Node]) -> Iterator[Node]:
    for node in nodes:
        if node.kind == ADJECTIVE or (node.kind == NOUN and node.role in _OF_PHRASES):
            yield from _below(node, others)


def _behind(node: Node, verb: Node, others: Collection[Node]) -> Iterator[Node]:
    """Yield what stands behind a noun below its verb, up to the next deed, unless both share what follows."""
    alone = False
    for child in sorted(verb.children, key=attrgetter("first")):
        if child.first <= node.first:
            continue
        if child in node.group:
            if alone:
                return
        elif child in others:
            return
        else:
            alone = True
            yield child
