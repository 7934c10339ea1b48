"""Routes out of a graph: one query for all of an archive, and the words of those that one looks at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, QueryResultsFormat, QuerySolutions, Store, Variable

from tipgraph.graph.terms import code_of
from tipgraph.namespaces import BASE, PREFIXES, concept_iri, place_iri
from tipgraph.routes.route import ASSERTED, POSSIBLE, Quote, Report, Role, Route, Routes

__all__ = ["read_quotes", "read_roles", "read_routes"]

_PLACES = BASE + "place/"
_POSSIBLE = concept_iri("certainty", POSSIBLE)


def _each(name: str, pattern: str) -> str:
    return f"{{ SELECT ?claim ?{name} {{ {pattern} }} }}"


def _all(name: str, predicate: str) -> str:
    one = f"SELECT ?claim (GROUP_CONCAT(STR(?one)) AS ?{name}) {{ ?claim {predicate} ?one }} GROUP BY ?claim"
    return f"OPTIONAL {{ {{ {one} }} }}"


# Each property in a selection of its own: so the engine reads each index once and joins by hashing, in
# a fifth of the time that looking up every claim's properties takes.
_ROUTES = f"""
SELECT ?claim ?report ?origin ?destination ?kind ?possible ?via ?victims ?exploitation ?sectors
{{
    {_each("origin", "?claim tg:origin ?origin")}
    {_each("destination", "?claim tg:destination ?destination")}
    {_each("kind", "?claim tg:routeKind ?kind")}
    {_each("document", "?claim tg:document ?document")}
    {{ SELECT ?document ?report {{ ?document tg:report ?report }} }}
    OPTIONAL {{ {_each("possible", f"?claim tg:certainty ?possible . FILTER(?possible = <{_POSSIBLE}>)")} }}
    {_all("via", "tg:via")}
    {_all("victims", "tg:victimGroup")}
    {_all("exploitation", "tg:exploitation")}
    {_all("sectors", "tg:sector")}
}}
"""
_REPORTS = "SELECT ?report ?country ?year { ?report tg:country ?country ; tg:year ?year } ORDER BY ?report"
_ORIGINS = "SELECT (COUNT(DISTINCT ?claim) AS ?number) { ?claim tg:origin ?origin }"
_ROLES = """
SELECT DISTINCT ?report ?role ?certainty
{ ?claim tg:reportCountry ?country ; tg:role ?role ; tg:certainty ?certainty ; tg:document/tg:report ?report }
"""
_QUOTES = """
SELECT ?claim ?document ?start ?end ?words
{
    ?claim tg:evidence ?evidence .
    ?evidence oa:hasSource ?document ; oa:hasSelector ?position, ?quote .
    ?position oa:start ?start ; oa:end ?end .
    ?quote oa:exact ?words .
}
ORDER BY ?document ?start ?end
"""


def read_routes(store: Store) -> Routes:
    """Return all routes of a store, sorted by claim.

    A claim without origin, destination, kind, certainty or report is counted as left out: `tipgraph
    validate` tells which it is.
    """
    reports = {f"<{report.iri}>": report for report in _reports(store)}
    codes, lists = _Codes(), _Lists()
    found = []
    for line in sorted(_lines(store, _ROUTES)):
        claim, report, origin, destination, kind, possible, *links = line.split("\t")
        if report in reports:
            via, victims, exploitation, sectors = (lists[cell] for cell in links)
            route = Route(
                claim[1:-1],
                reports[report],
                codes[origin],
                codes[destination],
                codes[kind],
                POSSIBLE if possible else ASSERTED,
                via,
                victims,
                exploitation,
                sectors,
            )
            found.append(route)
    return Routes(found, tuple(reports.values()), _number_of_claims(store) - len(found))


class _Codes(dict[str, str]):
    """The codes of places and concepts by their IRIs in angle brackets; each is worked out once."""

    def __missing__(self, iri: str) -> str:
        code = self[iri] = _code(iri[1:-1])
        return code


class _Lists(dict[str, tuple[str, ...]]):
    """Sorted codes by the literals that hold their IRIs: an archive has few different ones."""

    def __missing__(self, cell: str) -> tuple[str, ...]:
        codes = self[cell] = tuple(sorted({_code(iri) for iri in cell[1:-1].split()}))
        return codes


def _code(iri: str) -> str:
    """Return a code; that of a report's neighborhood has the report's country in it.

    >>> _code(_PLACES + "GTM"), _code(_PLACES + "GTM/neighbors")
    ('GTM', 'GTM/neighbors')
    """
    neighborhood = iri.startswith(_PLACES) and iri.endswith("/neighbors")
    return iri.removeprefix(_PLACES) if neighborhood else code_of(iri)


def _lines(store: Store, query: str) -> list[str]:
    """Return the rows of an answer as SPARQL's TSV, which spares an object for each term."""
    text = _solutions(store, query).serialize(format=QueryResultsFormat.TSV)
    assert text is not None
    return text.decode().splitlines()[1:]


def _solutions(store: Store, query: str, **bound: NamedNode) -> QuerySolutions:
    answer = store.query(
        query,
        prefixes=PREFIXES,
        use_default_graph_as_union=True,
        substitutions={Variable(name): value for name, value in bound.items()},
    )
    assert isinstance(answer, QuerySolutions)
    return answer


def _reports(store: Store) -> Iterator[Report]:
    for row in _solutions(store, _REPORTS):
        iri, country, year = (row[name] for name in ("report", "country", "year"))
        if isinstance(iri, NamedNode) and isinstance(country, NamedNode) and isinstance(year, Literal):
            yield Report(iri.value, code_of(country.value), int(year.value))


def read_roles(store: Store, country: str) -> list[Role]:
    """Return the roles that reports on a country give it, sorted; none where no report was read."""
    reports = {report.iri: report for report in _reports(store)}
    bound = NamedNode(place_iri(country, country))
    found = (
        Role(reports[report], code_of(role), code_of(certainty))
        for report, role, certainty in _names(_solutions(store, _ROLES, country=bound))
        if report in reports
    )
    return sorted(found)


def _names(rows: QuerySolutions) -> Iterator[list[str]]:
    """Yield the rows of an answer that is all IRIs."""
    for row in rows:
        yield [term.value for term in row if isinstance(term, NamedNode)]


def _number_of_claims(store: Store) -> int:
    (row,) = _solutions(store, _ORIGINS)
    assert isinstance(row["number"], Literal)
    return int(row["number"].value)


def read_quotes(store: Store, claims: Iterable[str]) -> dict[str, list[Quote]]:
    """Return the words that claims rest on, by the claim's IRI, in the order in which they stand."""
    return {claim: list(_quotes(store, NamedNode(claim))) for claim in claims}


def _quotes(store: Store, claim: NamedNode) -> Iterator[Quote]:
    for row in _solutions(store, _QUOTES, claim=claim):
        document, start, end, words = (row[name] for name in ("document", "start", "end", "words"))
        assert isinstance(document, NamedNode)
        assert isinstance(start, Literal)
        assert isinstance(end, Literal)
        assert isinstance(words, Literal)
        yield Quote(document.value, int(start.value), int(end.value), words.value)
