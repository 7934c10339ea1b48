"""The one question for all routes of a store, in SPARQL: asked in numbers, as names are dear.

Routes out of a graph: one question for all of an archive, and the words of those that one looks at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from pyoxigraph import NamedNode, QueryResultsFormat, QuerySolutions, Store, Variable

from tipgraph.analysis.routes.route import ASSERTED, POSSIBLE, Report, Role, Route, Routes
from tipgraph.model.iris import BASE, NEIGHBORS, PREFIXES, concept_iri, graph_iri, place_iri
from tipgraph.rdf.queryable import Queryable
from tipgraph.rdf.terms import code_of
from tipgraph.util.memory import gc_paused

__all__ = ["ENDS", "LINKS", "UNSURE", "Value", "question", "read_roles", "read_routes"]

ENDS = {"origin": "tg:origin", "destination": "tg:destination"}
LINKS = {
    "certainty": "tg:certainty",
    "kind": "tg:routeKind",
    "via": "tg:via",
    "victims": "tg:victimGroup",
    "exploitation": "tg:exploitation",
    "sectors": "tg:sector",
}
"""Properties of which a route may have several values, by the fields of `Route`."""


class Value(NamedTuple):
    """One value that a property of some routes has: the field of `Route`, and an IRI in angle brackets."""

    field: str
    iri: str


UNSURE = Value("certainty", f"<{concept_iri('certainty', POSSIBLE)}>")
"""The one certainty that is asked for: what is not possible is asserted."""


def question(documents: Sequence[str], values: Sequence[Value], origins: int, *, by_recipe: bool) -> str:
    """Return the question for all routes, whose answer has a row for each link of each route.

    ``documents`` are IRIs in angle brackets; they and ``values`` are asked for by their numbers.
    ``origins`` is how often an origin is stated. Columns are ``number`` (the document's), ``origin``,
    ``destination`` and ``link``; and ``claim`` before it, unless claims and graphs are named ``by_recipe``,
    as docs/model.md has it.

    Each property is selected on its own, value by value, and these are joined by hashing, which takes a
    fifth of the time of looking up every claim's properties. IRIs that are all different are dear in a large
    store, where each is looked up on the disk: so claims and documents are not asked for where numbers tell
    them. The limit, which cuts nothing off, has the engine keep the origins, which are few, in memory, and
    run through the links.
    """
    links = (f"{{ SELECT ?claim ?link {{ {_stated(field, 'link', values)} }} }}" for field in LINKS)
    return f"""
    SELECT ?number ?origin ?destination {"" if by_recipe else "?claim"} ?link
    {{
        {{ SELECT ?claim ?number ?origin {{ {_origins(documents, values, by_recipe)} }} LIMIT {origins} }}
        {{ SELECT ?claim ?destination {{ {_stated("destination", "destination", values)} }} }}
        {{ SELECT ?claim ?link {{ {" UNION ".join(links)} }} }}
    }}
    """


def _origins(documents: Sequence[str], values: Sequence[Value], by_recipe: bool) -> str:
    """Return a pattern of claims with their origins and their documents' numbers."""
    if by_recipe:
        origins = _stated("origin", "origin", values, graph="?graph")
        graphs = _table("graph", "number", enumerate(f"<{graph_iri(iri[1:-1])}>" for iri in documents))
        return f"{{ SELECT ?claim ?graph ?origin {{ {origins} }} }} {graphs}"
    origins = _stated("origin", "origin", values)
    every = "{ SELECT ?claim ?document { ?claim tg:document ?document } }"
    numbers = f"{every} {_table('document', 'number', enumerate(documents))}"
    return f"{{ SELECT ?claim ?origin {{ {origins} }} }} {{ SELECT ?claim ?number {{ {numbers} }} }}"


def _stated(field: str, name: str, values: Sequence[Value], graph: str = "") -> str:
    """Return a pattern of claims, in a graph or anywhere, with the numbers of a field's values by a name."""
    own = ((number, value.iri) for number, value in enumerate(values) if value.field == field)
    stated = f"?claim {(ENDS | LINKS)[field]} ?value"
    return f"{_table('value', name, own)} {f'GRAPH {graph} {{ {stated} }}' if graph else stated}"


def _table(name: str, number: str, numbered: Iterable[tuple[int, str]]) -> str:
    return f"VALUES (?{name} ?{number}) {{ {' '.join(f'({iri} {at})' for at, iri in numbered)} }}"


_PLACES = BASE + "place/"
_NEIGHBORS = "/neighbors"
_RECIPE = "/route/"
"""What stands in a claim's IRI between its document's and its ends'."""

_DOCUMENTS = "SELECT ?document ?report { ?document tg:report ?report }"
_SAMPLE = """
SELECT ?graph ?claim ?document ?origin ?destination
{ GRAPH ?graph { ?claim tg:origin ?origin ; tg:destination ?destination ; tg:document ?document } }
LIMIT 1000
"""
_REPORTS = """
SELECT ?report ?country ?year
{
    { SELECT ?report ?country { ?report tg:country ?country } }
    { SELECT ?report ?year { ?report tg:year ?year } }
}
"""
_ORIGINS = "SELECT (COUNT(*) AS ?rows) (COUNT(DISTINCT ?claim) AS ?claims) { ?claim tg:origin ?origin }"
_ROLES = """
SELECT DISTINCT ?report ?role ?certainty ?country
{ ?claim tg:reportCountry ?country ; tg:role ?role ; tg:certainty ?certainty ; tg:document/tg:report ?report }
"""
_TOGETHER = 500
"""Documents that a server is asked for at a time: Virtuoso cannot read a question that names thousands."""


@gc_paused()
def read_routes(store: Queryable) -> Routes:
    """Return all routes of a store, sorted by claim.

    A claim without origin, destination, kind, document or report is counted as left out:
    ``tipgraph validate`` tells which it is.
    """
    reports = {f"<{report.iri}>": report for report in _reports(store)}
    documents = [
        (document, reports[report])
        for document, report in map(_cells, _lines(store, _DOCUMENTS))
        if report in reports
    ]
    ((origins, claims),) = (map(int, _cells(line)) for line in _lines(store, _ORIGINS))
    asking = _Asking(store, documents, list(_values(store)), origins)
    found = asking.ask(by_recipe=True) if _follows_recipe(store) else []
    if len({route.claim for route in found}) < claims:
        found = asking.ask(by_recipe=False)
    return Routes(found, tuple(reports.values()), claims - len({route.claim for route in found}))


class _Asking(NamedTuple):
    """What routes are asked for by: documents and values, and how often origins are stated."""

    store: Queryable
    documents: Sequence[tuple[str, Report]]
    values: Sequence[Value]
    origins: int

    def ask(self, *, by_recipe: bool) -> list[Route]:
        """Return the routes that are found, sorted; those of a server some documents at a time."""
        together = len(self.documents) if isinstance(self.store, Store) else _TOGETHER
        found: list[Route] = []
        for start in range(0, len(self.documents), together or 1):
            part = self.documents[start : start + together]
            asked = question([iri for iri, _ in part], self.values, self.origins, by_recipe=by_recipe)
            found += _routes(_lines(self.store, asked), part, self.values)
        return sorted(found)


def _values(store: Queryable) -> Iterator[Value]:
    """Yield all values that routes may have: their places in this order are their numbers."""
    yield UNSURE
    for field, predicate in (ENDS | LINKS).items():
        if field != UNSURE.field:
            for iri in _lines(store, f"SELECT DISTINCT ?value {{ ?claim {predicate} ?value }}"):
                yield Value(field, iri)


def _follows_recipe(store: Queryable) -> bool:
    """Tell whether claims and graphs are named as docs/model.md has it: all, or 1,000 of very many."""
    return all(
        claim == _iri(document, _code(origin), _code(destination)) and graph == graph_iri(document)
        for graph, claim, document, origin, destination in map(_iris, _lines(store, _SAMPLE))
    )


def _routes(
    rows: Iterable[str], documents: Sequence[tuple[str, Report]], values: Sequence[Value]
) -> Iterator[Route]:
    codes = [_code(value.iri[1:-1]) for value in values]
    link_sets = _LinkSets(values)
    for key, links in _grouped(rows).items():
        number, origin, destination, *claim = key.split("\t")
        document, report = documents[int(number)]
        start, end = codes[int(origin)], codes[int(destination)]
        iri = claim[0][1:-1] if claim else _iri(document[1:-1], start, end)
        kinds, certainty, via, victims, exploitation, sectors = link_sets[tuple(links)]
        for kind in kinds:
            yield Route(iri, report, start, end, kind, certainty, via, victims, exploitation, sectors)


def _grouped(rows: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """Return the last cells of rows by what stands before them."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        key, _, last = row.rpartition("\t")
        found[key].append(last)
    return found


def _iri(document: str, origin: str, destination: str) -> str:
    return f"{document}{_RECIPE}{_part(origin)}/{_part(destination)}"


def _part(place: str) -> str:
    """Return the part of a claim's IRI that a place makes."""
    return NEIGHBORS if place.endswith(_NEIGHBORS) else place


_Codes: TypeAlias = "tuple[str, ...]"
_Fields: TypeAlias = "tuple[_Codes, str, _Codes, _Codes, _Codes, _Codes]"


class _LinkSets(dict[tuple[str, ...], _Fields]):
    """Kinds, certainty, places passed through, victims, exploitation and sectors, by the links' numbers.

    An archive has few different ones.
    """

    def __init__(self, values: Sequence[Value]) -> None:
        super().__init__()
        self._values = values

    def __missing__(self, numbers: tuple[str, ...]) -> _Fields:
        found: dict[str, set[str]] = defaultdict(set)
        for number in numbers:
            field, iri = self._values[int(number)]
            found[field].add(_code(iri[1:-1]))
        kind, via, victims, exploitation, sectors = (
            tuple(sorted(found[field])) for field in LINKS if field != UNSURE.field
        )
        certainty = POSSIBLE if found[UNSURE.field] else ASSERTED
        made = self[numbers] = (kind, certainty, via, victims, exploitation, sectors)
        return made


def _code(iri: str) -> str:
    """Return a code; that of the neighboring countries of a report country has the report's country in it.

    >>> _code(_PLACES + "GTM"), _code(_PLACES + "GTM/neighbors")
    ('GTM', 'GTM/neighbors')
    """
    neighboring = iri.startswith(_PLACES) and iri.endswith(_NEIGHBORS)
    return iri.removeprefix(_PLACES) if neighboring else code_of(iri)


def _lines(store: Queryable, query: str) -> list[str]:
    """Return the rows of an answer as SPARQL's TSV, which spares an object for each term."""
    text = _solutions(store, query).serialize(format=QueryResultsFormat.TSV)
    assert text is not None
    return text.decode().splitlines()[1:]


def _cells(line: str) -> list[str]:
    return line.split("\t")


def _iris(line: str) -> list[str]:
    return [cell[1:-1] for cell in _cells(line)]


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
