"""Routes out of a graph: one query for all of an archive, and the words of those that one looks at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple, TypeAlias

from pyoxigraph import Literal, NamedNode, QueryResultsFormat, QuerySolutions, Store, Variable

from tipgraph.graph.queryable import Queryable
from tipgraph.graph.terms import code_of
from tipgraph.namespaces import BASE, NEIGHBORS, PREFIXES, concept_iri, place_iri
from tipgraph.routes.route import ASSERTED, POSSIBLE, Quote, Report, Role, Route, Routes

__all__ = ["read_quotes", "read_roles", "read_routes"]

_PLACES = BASE + "place/"
_NEIGHBORS = "/neighbors"
_RECIPE = "/route/"
"""What stands in a claim's IRI between its document's and its ends'."""
_POSSIBLE = concept_iri("certainty", POSSIBLE)

_DOCUMENTS = "SELECT ?document ?report { ?document tg:report ?report }"
_LINKS = {
    "via": "tg:via",
    "victims": "tg:victimGroup",
    "exploitation": "tg:exploitation",
    "sectors": "tg:sector",
}
"""The properties of a route that may have several values, or none, by the fields of `Route`."""
_UNLIMITED = 1_000_000_000
"""More links than there are: a limit keeps Virtuoso from grouping each part of a union by itself."""
_SAMPLE = """
SELECT ?claim ?document ?origin ?destination
{ ?claim tg:origin ?origin ; tg:destination ?destination ; tg:document ?document }
LIMIT 5000
"""
_REPORTS = """
SELECT ?report ?country ?year
{
    { SELECT ?report ?country { ?report tg:country ?country } }
    { SELECT ?report ?year { ?report tg:year ?year } }
}
"""
_ORIGINS = "SELECT (COUNT(DISTINCT ?claim) AS ?number) { ?claim tg:origin ?origin }"
_ROLES = """
SELECT DISTINCT ?report ?role ?certainty ?country
{ ?claim tg:reportCountry ?country ; tg:role ?role ; tg:certainty ?certainty ; tg:document/tg:report ?report }
"""
_QUOTES = """
SELECT ?claim ?document ?start ?end ?words
{
    VALUES ?claim { %s }
    ?claim tg:evidence ?evidence .
    ?evidence oa:hasSource ?document ; oa:hasSelector ?position, ?quote .
    ?position oa:start ?start ; oa:end ?end .
    ?quote oa:exact ?words .
}
"""
# Each property in a selection of its own, so that the engine joins by hashing.
_ALL_QUOTES = """
SELECT ?claim ?document ?start ?end ?words
{
    { SELECT ?claim { ?claim tg:origin ?origin } }
    { SELECT ?claim ?evidence { ?claim tg:evidence ?evidence } }
    { SELECT ?evidence ?document { ?evidence oa:hasSource ?document } }
    { SELECT ?evidence ?position { ?evidence oa:hasSelector ?position } }
    { SELECT ?position ?start { ?position oa:start ?start } }
    { SELECT ?position ?end { ?position oa:end ?end } }
    { SELECT ?evidence ?quote { ?evidence oa:hasSelector ?quote } }
    { SELECT ?quote ?words { ?quote oa:exact ?words } }
}
"""
_TOGETHER = 500
"""Documents that a server is asked for at a time: Virtuoso cannot read a question that names thousands."""
_MANY = 2_000
"""Claims from which it is quicker to read the words of all routes."""


def read_routes(store: Queryable) -> Routes:
    """Return all routes of a store, sorted by claim.

    A claim without origin, destination, kind, document or report is counted as left out: `tipgraph
    validate` tells which it is.
    """
    reports = {f"<{report.iri}>": report for report in _reports(store)}
    documents = [
        (document, reports[report])
        for document, report in map(_cells, _lines(store, _DOCUMENTS))
        if report in reports
    ]
    links = list(_links(store))
    ask = partial(_query, links=links, by_recipe=_follows_recipe(store))
    link_sets = _LinkSets(links)
    together = len(documents) if isinstance(store, Store) else _TOGETHER
    found: list[Route] = []
    for start in range(0, len(documents), together or 1):
        part = documents[start : start + together]
        found += _routes(_lines(store, ask([iri for iri, _ in part])), part, link_sets)
    return Routes(sorted(found), tuple(reports.values()), _number_of_claims(store) - len(found))


class _Link(NamedTuple):
    """One value that a property of some routes has."""

    field: str
    iri: str


def _links(store: Queryable) -> Iterator[_Link]:
    """Yield all values that occur, `POSSIBLE` first: their places in this order are their numbers."""
    yield _Link("certainty", f"<{_POSSIBLE}>")
    for field, predicate in _LINKS.items():
        for iri in _lines(store, f"SELECT DISTINCT ?value {{ ?claim {predicate} ?value }}"):
            yield _Link(field, iri)


def _follows_recipe(store: Queryable) -> bool:
    """Tell whether routes' IRIs are made as docs/model.md has it: of all routes, or of 5,000 of very many."""
    return all(
        claim[1:-1] == _iri(document[1:-1], _code(origin[1:-1]), _code(destination[1:-1]))
        for claim, document, origin, destination in map(_cells, _lines(store, _SAMPLE))
    )


def _query(documents: Sequence[str], links: Sequence[_Link], *, by_recipe: bool) -> str:
    """Return the question for all routes.

    Each property is selected on its own: so the engine reads each index once and joins by hashing, in a
    fifth of the time that looking up every claim's properties takes. And IRIs that are all different are
    dear in a large store, where each is looked up on the disk: documents and links come as numbers, and
    claims not at all where their recipe is known, which saves two thirds of the time.
    """
    numbered = _values("document", "number", enumerate(documents))
    claim = "" if by_recipe else "?claim"
    return f"""
    SELECT ?number ?origin ?destination ?kind ?links {claim}
    {{
        {_each("origin", "tg:origin")}
        {_each("destination", "tg:destination")}
        {_each("kind", "tg:routeKind")}
        {{ SELECT ?claim ?number {{ {_each("document", "tg:document")} {numbered} }} }}
        OPTIONAL {{ {_grouped(links)} }}
    }}
    """


def _each(name: str, predicate: str) -> str:
    return f"{{ SELECT ?claim ?{name} {{ ?claim {predicate} ?{name} }} }}"


def _grouped(links: Sequence[_Link]) -> str:
    """Return a selection of the numbers of all of a claim's links, in one text."""
    possible = f"{{ ?claim tg:certainty {links[0].iri} BIND(0 AS ?link) }}"
    parts = [possible, *(_numbered(field, predicate, links) for field, predicate in _LINKS.items())]
    numbers = "(GROUP_CONCAT(STR(?link); SEPARATOR=' ') AS ?links)"
    together = f"{{ SELECT ?claim ?link {{ {' UNION '.join(parts)} }} LIMIT {_UNLIMITED} }}"
    return f"{{ SELECT ?claim {numbers} {{ {together} }} GROUP BY ?claim }}"


def _numbered(field: str, predicate: str, links: Sequence[_Link]) -> str:
    own = ((number, link.iri) for number, link in enumerate(links) if link.field == field)
    return f"{{ SELECT ?claim ?link {{ {_each('value', predicate)} {_values('value', 'link', own)} }} }}"


def _values(name: str, number: str, numbered: Iterable[tuple[int, str]]) -> str:
    return f"{{ VALUES (?{name} ?{number}) {{ {' '.join(f'({iri} {at})' for at, iri in numbered)} }} }}"


def _routes(
    rows: Iterable[str], documents: Sequence[tuple[str, Report]], link_sets: _LinkSets
) -> Iterator[Route]:
    codes = _Codes()
    for row in rows:
        number, origin, destination, kind, links, *claim = row.split("\t")
        document, report = documents[int(number)]
        certainty, via, victims, exploitation, sectors = link_sets[links]
        start, end = codes[origin], codes[destination]
        iri = claim[0][1:-1] if claim else _iri(document[1:-1], start, end)
        yield Route(
            iri, report, start, end, codes[kind], certainty, via, victims, exploitation, sectors
        )  # fmt: skip


def _iri(document: str, origin: str, destination: str) -> str:
    return f"{document}{_RECIPE}{_part(origin)}/{_part(destination)}"


def _part(place: str) -> str:
    """Return the part of a claim's IRI that a place makes."""
    return NEIGHBORS if place.endswith(_NEIGHBORS) else place


_Fields: TypeAlias = "tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]"


class _LinkSets(dict[str, _Fields]):
    """Certainty, places passed through, victims, exploitation and sectors, by the text of links' numbers.

    An archive has few different ones.
    """

    def __init__(self, links: Sequence[_Link]) -> None:
        super().__init__()
        self._links = links

    def __missing__(self, numbers: str) -> _Fields:
        found: dict[str, set[str]] = defaultdict(set)
        for number in numbers.strip('"').split():
            field, iri = self._links[int(number)]
            found[field].add(_code(iri[1:-1]))
        via, victims, exploitation, sectors = (tuple(sorted(found[field])) for field in _LINKS)
        certainty = POSSIBLE if found["certainty"] else ASSERTED
        made = self[numbers] = (certainty, via, victims, exploitation, sectors)
        return made


class _Codes(dict[str, str]):
    """The codes of places and concepts by their IRIs in angle brackets; each is worked out once."""

    def __missing__(self, iri: str) -> str:
        code = self[iri] = _code(iri[1:-1])
        return code


def _code(iri: str) -> str:
    """Return a code; that of a report's neighborhood has the report's country in it.

    >>> _code(_PLACES + "GTM"), _code(_PLACES + "GTM/neighbors")
    ('GTM', 'GTM/neighbors')
    """
    neighborhood = iri.startswith(_PLACES) and iri.endswith(_NEIGHBORS)
    return iri.removeprefix(_PLACES) if neighborhood else code_of(iri)


def _lines(store: Queryable, query: str) -> list[str]:
    """Return the rows of an answer as SPARQL's TSV, which spares an object for each term."""
    text = _solutions(store, query).serialize(format=QueryResultsFormat.TSV)
    assert text is not None
    return text.decode().splitlines()[1:]


def _cells(line: str) -> list[str]:
    return line.split("\t")


def _solutions(store: Queryable, query: str, **bound: NamedNode) -> QuerySolutions:
    answer = store.query(
        query,
        prefixes=PREFIXES,
        use_default_graph_as_union=True,
        substitutions={Variable(name): value for name, value in bound.items()},
    )
    assert isinstance(answer, QuerySolutions)
    return answer


def _reports(store: Queryable) -> list[Report]:
    rows = map(_cells, _lines(store, _REPORTS))
    return sorted(Report(iri[1:-1], _code(country[1:-1]), _year(year)) for iri, country, year in rows)


def _year(literal: str) -> int:
    """Return the year of a typed literal.

    >>> _year('"2004"^^<http://www.w3.org/2001/XMLSchema#gYear>')
    2004
    """
    return int(literal.split('"')[1])


def read_roles(store: Queryable, country: str) -> list[Role]:
    """Return the roles that reports on a country give it, sorted; none where no report was read."""
    reports = {report.iri: report for report in _reports(store)}
    bound = NamedNode(place_iri(country, country))
    found = (
        Role(reports[report], code_of(role), code_of(certainty))
        for report, role, certainty, _ in _names(_solutions(store, _ROLES, country=bound))
        if report in reports
    )
    return sorted(found)


def _names(rows: QuerySolutions) -> Iterator[list[str]]:
    """Yield the rows of an answer that is all IRIs."""
    for row in rows:
        yield [term.value for term in row if isinstance(term, NamedNode)]


def _number_of_claims(store: Queryable) -> int:
    (row,) = _solutions(store, _ORIGINS)
    assert isinstance(row["number"], Literal)
    return int(row["number"].value)


def read_quotes(store: Queryable, claims: Iterable[str]) -> dict[str, list[Quote]]:
    """Return the words that claims of routes rest on, by the claim's IRI, in the order in which they stand.

    All are asked for in one query; a claim without words has an empty list.
    """
    found: dict[str, set[Quote]] = {claim: set() for claim in claims}
    many = len(found) > _MANY
    query = _ALL_QUOTES if many else _QUOTES % " ".join(str(NamedNode(claim)) for claim in found)
    for claim, quote in _quotes(store, query) if found else ():
        if claim in found:
            found[claim].add(quote)
    return {claim: sorted(quotes) for claim, quotes in found.items()}


def _quotes(store: Queryable, query: str) -> Iterator[tuple[str, Quote]]:
    for row in _solutions(store, query):
        claim, document, start, end, words = row
        assert isinstance(claim, NamedNode)
        assert isinstance(document, NamedNode)
        assert isinstance(start, Literal)
        assert isinstance(end, Literal)
        assert isinstance(words, Literal)
        yield claim.value, Quote(document.value, int(start.value), int(end.value), words.value)
