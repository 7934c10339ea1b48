"""Arguments of measures: for whom, against what, with whom and when.

They are the phrases of the deed's own clause: those below the deed, those beside it if it is a noun, and
those that it shares with a list. What stands below another deed of the segment belongs to that one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from operator import attrgetter
from typing import NamedTuple

from tipgraph.understanding.actors.agents import places_of
from tipgraph.understanding.actors.partners import CIRCUMSTANCES, INTERNATIONAL, NGO, partner_places
from tipgraph.understanding.counts.continuations import comparisons
from tipgraph.understanding.counts.years import Year, years_stated
from tipgraph.understanding.routes.codes import codes_of
from tipgraph.understanding.routes.content import PEOPLE
from tipgraph.understanding.routes.predicates import Contents
from tipgraph.understanding.syntax.labels import Labels
from tipgraph.understanding.syntax.mentions import LAW_ENFORCEMENT, MAX_ITEMS, VICTIMS, Reading
from tipgraph.understanding.syntax.tree import ADJECTIVE, NOUN, VERB, Node, Role
from tipgraph.understanding.tokens.mention import PLACES

__all__ = ["Arguments", "arguments", "excepted", "year_of"]

_MAX_DEPTH = 6
"""Phrases below each other that are read."""
_COMPARED = ("compared with", "compared to", "in comparison with", "in comparison to")
_OF_PHRASES = frozenset(
    ("of", "for", "against", "to", "on", "about", "into", "in", "among", "from", "regarding", "concerning",
     "including", "such as", "by", "at", "as well as", "between")
) | frozenset((Role.OBJECT, Role.APPOSITION, Role.BRACKETS, Role.PREDICATE))  # fmt: skip
"""Roles of phrases that say for whom or against what a deed is."""
_OF_CLAUSES = frozenset(("on", "for", "of", "in", "from", "about", "against", "to", "with")) | frozenset(
    (Role.PARTICIPLE, Role.INFINITIVE, Role.RELATIVE, Role.GERUND)
)
"""Roles of clauses that do: "cases involving boys", "training on identifying girls"."""
_CONCERNING = frozenset(("ban", "forbid", "cover", "reach", "treat_of", "involve"))
"""Classes of verbs whose object says what a law, a plan or a campaign is about."""
_OFFICIALS = frozenset(("official", "officer"))
_WITHIN = frozenset(("of", "to", "for"))
_CODED = ("victim-group", "exploitation", "sector")
_ENTITLING = frozenset(("get", "have"))
_PRONOUNS = frozenset(("they", "them", "these", "those"))
_GOVERNED = frozenset(("infinitive", "gerund"))
_ATTRIBUTIVE = frozenset((Role.PARTICIPLE, Role.RELATIVE, Role.THAT))
_FOLLOWED = frozenset(("after", "following", "since", "before", "until"))
_MAX_CLIMB = 16
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
    places = frozenset(partner_places(reading, deed))
    if only is not None and only.role == "with":
        places = places_of(reading, only)  # "but not with Mali"
    partners = tuple(sorted(places)) if reading.mentioned & PLACES else ()
    period = year_of(reading, deed)
    if not reading.once(_has_codes, work):
        return Arguments(partners=partners, period=period)
    if code in (NGO, INTERNATIONAL) and deed.role in CIRCUMSTANCES and deed.parent is not None:
        deed = deed.parent  # "freed girls with support from an NGO"
    others = [node for node in deeds if node is not deed]
    tried = reading.objects(deed) if code in _TRIED else ()
    if only is not None:
        phrases = _below(only, others)
    else:
        phrases = _phrases(reading, deed, others, tried or _meant(reading, deed))
    found = _codes(reading, dict.fromkeys(phrases), tried, work)
    victims, exploitation, sectors = (tuple(sorted(found[kind])) for kind in _CODED)
    return Arguments(victims, exploitation, sectors, partners, period)


def _has_codes(reading: Reading, work: Labels) -> bool:
    """Tell whether a segment may name a victim group, a kind of exploitation or a sector."""
    verbs = (node.lemma for node in reading.tree.nodes if node.kind == VERB)
    return not reading.mentioned.isdisjoint(_CODED) or not work.of_verbs.keys().isdisjoint(verbs)


def _codes(
    reading: Reading, phrases: Iterable[Node], tried: Collection[Node], work: Labels
) -> dict[str, set[str]]:
    """Return the codes that phrases name, by kind. Who is tried or trained is no victim."""
    contents = reading.once(Contents)
    found: dict[str, set[str]] = {kind: set() for kind in _CODED}
    for phrase in phrases:
        if not (reading.has_mentions(phrase) or phrase.lemma in work.of_verbs):
            continue
        is_tried = phrase in tried and contents[phrase].who == PEOPLE
        for kind, code in codes_of(phrase, contents, work):
            if not (is_tried and kind == "victim-group"):
                found[kind].add(code)
    return found


def _phrases(
    reading: Reading, deed: Node, others: Collection[Node], objects: Iterable[Node]
) -> Iterator[Node]:
    """Yield the deed, and the phrases and clauses that say for whom or against what it is."""
    yield deed
    for node in objects:
        if node not in others or len(node.group) == 1:  # "filed indictments"
            yield node
            yield from _children(node, others, 1)
    yield from _children(deed, others)
    if (owner := _owner(reading, deed)) is not None:
        yield from _children(owner, others)
    if deed.kind == NOUN:
        yield from _beside(reading, deed, others)


def _owner(reading: Reading, deed: Node) -> Node | None:
    """Return the item of a list whose objects a deed shares."""
    if deed.kind == VERB and (deed.passive or deed.child(Role.OBJECT) is not None):
        return None
    owner = reading.sharing(deed)
    return owner if owner is not deed else None


def _meant(reading: Reading, deed: Node) -> list[Node]:
    """Return what a deed is done to, or who is meant by a pronoun: "deported migrants or detained them"."""
    objects = _objects(reading, deed)[:MAX_ITEMS]
    return [(reading.people_before(each) if each.lemma in _PRONOUNS else None) or each for each in objects]


def _objects(reading: Reading, deed: Node) -> list[Node]:
    """Return what a deed is done to; for an adjective or copula, the subject: "cases go uninvestigated"."""
    if deed.kind != ADJECTIVE and not deed.copula:
        return reading.objects(deed)
    verbs = (node for node in deed.path() if node.kind == VERB and node.subject is not None)
    subject = next((verb.subject for verb in verbs), None)
    return subject.group if subject is not None else []


def _below(node: Node, others: Collection[Node], depth: int = 0) -> Iterator[Node]:
    """Yield a phrase and what describes it."""
    if node not in others and depth < _MAX_DEPTH:
        yield node
        yield from _children(node, others, depth + 1)


def excepted(deed: Node) -> Iterator[Node]:
    """Yield those whom a deed leaves out: "shelters for women but not for men"."""
    above = [deed.parent] if deed.kind == NOUN and deed.parent is not None else []
    for node in (deed, *above):
        compared = node.child(*_COMPARED)  # "nine in 2021, compared with four in 2020, none in 2019"
        yield from (
            child
            for child in node.nouns(*_OF_PHRASES, "with")
            if child.is_excepted
            and child.role != Role.OBJECT
            and not (compared is not None and compared.first < child.first)
        )


def _children(node: Node, others: Collection[Node], depth: int = 0) -> Iterator[Node]:
    for child in node.children:
        if child.is_excepted:
            continue
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
    receiver = verb.parent if verb.role == Role.RELATIVE and verb.subject is None else verb.subject
    if receiver is not None and verb.classes & _ENTITLING and not verb.passive:
        for item in receiver.group[:MAX_ITEMS]:
            if reading.head_kinds(item) & VICTIMS:
                yield from _below(item, others)


def _predicated(reading: Reading, node: Node, verb: Node, others: Collection[Node]) -> Iterator[Node]:
    """Yield what a verb says of a subject: "the law bans forced labor", but not "it enabled forced labor"."""
    owner = _owner(reading, verb) or verb
    thing = owner.child(Role.OBJECT)
    acts = reading.head_kinds(node) & _OFFICIALS  # "labor inspectors visited farms"
    if thing is None or acts or verb.classes & _CONCERNING or _admits(reading, node, thing):
        yield from _each_below(_behind(node, verb, others), others)
        if owner is not verb:
            yield from _each_below(_behind(node, owner, others), others)


def _admits(reading: Reading, node: Node, thing: Node) -> bool:
    """Tell whether a verb says whom services take in or not: "shelters did not accept boys"."""
    return "victim-services" in reading.measures(node) and bool(reading.head_kinds(thing) & VICTIMS)


def _each_below(nodes: Iterable[Node], others: Collection[Node]) -> Iterator[Node]:
    for node in nodes:
        if node.is_excepted:
            continue
        if node.kind == ADJECTIVE or node.role in (_OF_CLAUSES if node.kind == VERB else _OF_PHRASES):
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


# -- when


def year_of(reading: Reading, deed: Node) -> int | None:
    """Return the year that a deed's own clause is of, or None if it names none or several.

    A year at the beginning of a sentence holds for all its main clauses without a year.

    >>> from tipgraph.understanding.syntax.clauses import parse
    >>> text = "In 2018 courts convicted men, and police, who arrested nine in 2016, freed 12 women."
    >>> reading = Reading(parse(text), ())
    >>> [(verb.lemma, year_of(reading, verb)) for verb in reading.tree.nodes if verb.kind == VERB]
    [('convict', 2018), ('arrest', 2016), ('free', 2018)]
    """
    years = reading.once(_years_of_clauses)
    if not years or not reading.once(comparisons).keys().isdisjoint((deed, *deed.ancestors())):
        return None
    clause = deed
    for clause in _clauses_around(deed if deed.passive else reading.sharing(deed) or deed):
        if clause in years:
            return years[clause]
    return years.get(None) if clause.role == "" else None


def _clauses_around(deed: Node) -> Iterator[Node]:
    """Yield the clause of a deed, and those of the verbs that govern it: "failed to convict"."""
    for above in (deed, *deed.ancestors()):
        if above.kind == VERB:
            is_apart = above.role in _ATTRIBUTIVE or above.is_adverbial
            if above is deed or not is_apart:
                yield above
            if is_apart or above.form not in _GOVERNED or _is_purpose(above):
                return


def _is_purpose(verb: Node) -> bool:
    """Tell whether an infinitive says what something else is done for: "adopted a plan to help victims"."""
    above = verb.parent
    if verb.role != Role.INFINITIVE or above is None or above.kind != VERB:
        return False
    return above.passive or above.child(Role.OBJECT) is not None


def _years_of_clauses(reading: Reading) -> dict[Node | None, int | None]:
    """Return the year of each clause that names one; under None, the one that opens the sentence."""
    found: dict[Node | None, int | None] = {}
    leading = list[tuple[Node | None, Year]]()
    for year in years_stated(reading):
        clause = year.node.clause
        if clause is None or _is_of_cause(year.node):
            continue
        found[clause] = year.value if found.get(clause, year.value) == year.value else None
        if year.last < clause.first:
            leading += [(verb, year) for verb in clause.group[1:MAX_ITEMS]]
            leading += [(None, year)] if year.first <= 1 and clause.role == "" else []
    for each, year in leading:
        found.setdefault(each, year.value)
    return found


def _is_of_cause(node: Node) -> bool:
    """Tell whether a year is that of what a deed follows: "charged after the escape of workers in 2018"."""
    above: Node | None = node
    for _ in range(_MAX_CLIMB):
        above = above.host if above is not None else None
        if above is not None and above.role in _FOLLOWED:
            return True
    return False
