"""Read the statements on routes of a store, and their quotes, fast enough for large archives.

The query for routes selects each property separately, value by value, so that the engine joins them by
hashing; this takes a fifth of the time of looking up the properties of each claim. It returns numbers instead
of IRIs, which are slow to read: a large store looks each of them up on the disk. Values and documents are
numbered in the query, and the numbers of all links of a claim are one cell, so that the claim's IRI is read
once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from pyoxigraph import Literal, NamedNode, QueryResultsFormat, QuerySolutions, Store, Variable

from tipgraph.analysis.routes.route import ASSERTED, POSSIBLE, Report, Role, Route, Routes
from tipgraph.model.iris import BASE, NEIGHBORS_END, PREFIXES, concept_iri, place_iri
from tipgraph.model.precision import ACCEPTED, shipped
from tipgraph.rdf.store import Queryable, rule_precisions
from tipgraph.rdf.terms import code_of
from tipgraph.util.processes import gc_paused

__all__ = [
    "Quote",
    "distinct_quotes",
    "normalize_quote",
    "read_quote_texts",
    "read_quotes",
    "read_roles",
    "read_routes",
]

_ENDS = {"origin": "tg:origin", "destination": "tg:destination"}
_LINKS = {
    "certainty": "tg:certainty",
    "kind": "tg:routeKind",
    "via": "tg:via",
    "victims": "tg:victimGroup",
    "exploitation": "tg:exploitation",
    "sectors": "tg:sector",
}
"""Properties of which a route can have several values, by the fields of `Route`."""

_PLACES = BASE + "place/"

_DOCUMENTS = "SELECT ?document ?report { ?document tg:report ?report }"
_REVIEWED = "SELECT DISTINCT ?claim { ?claim tg:review ?review }"
_REPRINTS = "SELECT DISTINCT ?document { ?document tg:repeats ?earlier }"
_REPORTS = """
SELECT ?report ?country ?year
{
    { SELECT ?report ?country { ?report tg:country ?country } }
    { SELECT ?report ?year { ?report tg:year ?year } }
}
"""
_ORIGINS = "SELECT (COUNT(*) AS ?rows) (COUNT(DISTINCT ?claim) AS ?claims) {{ ?claim tg:origin ?origin {} }}"
_NOT_REPEATED = "MINUS { ?document tg:repeats ?earlier . ?claim tg:document ?document }"
_ROLES = """
SELECT DISTINCT ?report ?role ?certainty ?country
{ ?claim tg:reportCountry ?country ; tg:role ?role ; tg:certainty ?certainty ; tg:document/tg:report ?report }
"""
_RULES = """
SELECT ?claim ?rule
{ { SELECT ?claim { ?claim tg:origin ?origin } } { SELECT ?claim ?rule { ?claim tg:rule ?rule } } }
"""
_DOCUMENTS_PER_QUERY = 500
"""The largest number of documents in a query to a server: Virtuoso cannot read queries with thousands."""


@gc_paused()
def read_routes(
    store: Queryable, *, reprints: bool = False, reviewed: bool = False, rules: bool = False
) -> Routes:
    """Return all routes of a store, sorted by claim; with ``rules``, also the rules that made each claim.

    The rules of a claim that people reviewed include ``review.accept``. With its rules, a claim has their
    precision: by the figures of the graph, or else by those of this version.

    Documents that repeat an earlier edition are excluded, unless ``reprints`` is set. ``reviewed`` keeps only
    claims that people accepted, replaced or added. Claims without origin, destination, kind, document or
    report are skipped and counted; ``tipgraph validate`` lists them.
    """
    reports = {f"<{report.iri}>": report for report in _read_reports(store)}
    documents = [
        (document, reports[report])
        for document, report in map(_cells, _select(store, _DOCUMENTS))
        if report in reports
    ]
    left_out = set() if reprints else set(_select(store, _REPRINTS))
    kept = [each for each in documents if each[0] not in left_out]
    repeated = {report for _, report in documents} - {report for _, report in kept}
    query = _ORIGINS.format(_NOT_REPEATED if left_out else "")
    ((origins, claims),) = (map(int, _cells(row)) for row in _select(store, query))
    found = _RoutesQuery(store, kept, list(_read_values(store)), origins).run()
    own = tuple(report for report in reports.values() if report not in repeated)
    skipped = claims - len({route.claim for route in found})
    if reviewed:
        wanted = set(_select(store, _REVIEWED))
        found = [route for route in found if f"<{route.claim}>" in wanted]
    if rules:
        found = list(_with_rules(found, store))
    return Routes(found, own, skipped, reprints=tuple(sorted(repeated)))


def _with_rules(routes: Iterable[Route], store: Queryable) -> Iterator[Route]:
    made: dict[str, list[str]] = defaultdict(list)
    for claim, rule in map(_cells, _select(store, _RULES)):
        made[claim[1:-1]].append(rule.strip('"'))
    for claim in _select(store, _REVIEWED):
        made[claim[1:-1]].append(ACCEPTED)
    figures = rule_precisions(store) or {score.rule: score.rounded for score in shipped()}
    for route in routes:
        rules = tuple(sorted(made[route.claim]))
        precision = max((figures[rule] for rule in rules if rule in figures), default=None)
        yield route._replace(rules=rules, precision=precision)


def read_roles(store: Queryable, country: str) -> list[Role]:
    """Return the roles that the reports on a country give it, sorted; none if there is no report."""
    reports = {report.iri: report for report in _read_reports(store)}
    rows = _solutions(store, _ROLES, country=NamedNode(place_iri(country, country)))
    found = (
        Role(reports[report], code_of(role), code_of(certainty))
        for report, role, certainty, _ in map(_iri_values, rows)
        if report in reports
    )
    return sorted(found)


def _read_reports(store: Queryable) -> list[Report]:
    rows = map(_cells, _select(store, _REPORTS))
    return sorted(Report(iri[1:-1], _code(country[1:-1]), _year(year)) for iri, country, year in rows)


class _Value(NamedTuple):
    """A value that a property of some routes has: the field of `Route`, and an IRI in angle brackets."""

    field: str
    iri: str


_POSSIBLE = _Value("certainty", f"<{concept_iri('certainty', POSSIBLE)}>")
"""The only certainty in the query: claims without it are asserted."""


def _read_values(store: Queryable) -> Iterator[_Value]:
    """Yield all values of the properties of routes; their positions are their numbers in the query."""
    yield _POSSIBLE
    for field, predicate in (_ENDS | _LINKS).items():
        if field != _POSSIBLE.field:
            for iri in _select(store, f"SELECT DISTINCT ?value {{ ?claim {predicate} ?value }}"):
                yield _Value(field, iri)


class _RoutesQuery(NamedTuple):
    """The query for all routes.

    ``documents`` are IRIs in angle brackets with their reports; ``origins`` is the number of triples with
    an origin.
    """

    store: Queryable
    documents: Sequence[tuple[str, Report]]
    values: Sequence[_Value]
    origins: int

    def run(self) -> list[Route]:
        """Return the routes, sorted; a server is queried for some documents at a time."""
        size = len(self.documents) if isinstance(self.store, Store) else _DOCUMENTS_PER_QUERY
        found: list[Route] = []
        for start in range(0, len(self.documents), size or 1):
            documents = self.documents[start : start + size]
            found += _routes(_select(self.store, self._text(documents)), documents, self.values)
        return sorted(found)

    def _text(self, documents: Sequence[tuple[str, Report]]) -> str:
        """Return the query, whose result has one row for each claim.

        Its columns are the claim, the numbers of document, origin and destination, and those of all links.
        The limit does not exclude anything: it makes the engine keep the few origins in memory and iterate
        over the many links.
        """
        links = (f"{{ SELECT ?claim ?link {{ {self._property(field, 'link')} }} }}" for field in _LINKS)
        numbers = _table("document", "number", enumerate(iri for iri, _ in documents))
        return f"""
        SELECT ?claim ?number ?origin ?destination (GROUP_CONCAT(STR(?link); separator=" ") AS ?links)
        {{
            {{
                SELECT ?claim ?number ?origin
                {{
                    {{ SELECT ?claim ?origin {{ {self._property("origin", "origin")} }} }}
                    {{ SELECT ?claim ?number {{ ?claim tg:document ?document {numbers} }} }}
                }}
                LIMIT {self.origins}
            }}
            {{ SELECT ?claim ?destination {{ {self._property("destination", "destination")} }} }}
            {{ SELECT ?claim ?link {{ {" UNION ".join(links)} }} }}
        }}
        GROUP BY ?claim ?number ?origin ?destination
        """

    def _property(self, field: str, name: str) -> str:
        """Return a pattern of claims with the numbers of a field's values as the variable ``name``."""
        own = ((number, value.iri) for number, value in enumerate(self.values) if value.field == field)
        return f"{_table('value', name, own)} ?claim {(_ENDS | _LINKS)[field]} ?value"


def _table(name: str, number: str, numbered: Iterable[tuple[int, str]]) -> str:
    return f"VALUES (?{name} ?{number}) {{ {' '.join(f'({iri} {at})' for at, iri in numbered)} }}"


def _routes(
    rows: Iterable[str], documents: Sequence[tuple[str, Report]], values: Sequence[_Value]
) -> Iterator[Route]:
    codes = [_code(value.iri[1:-1]) for value in values]
    fields_of = _Fields([value.field for value in values], codes)
    for claim, number, origin, destination, links in map(_cells, rows):
        kinds, certainty, via, victims, exploitation, sectors = fields_of[links]
        _, report = documents[int(number)]
        iri, start, end = claim[1:-1], codes[int(origin)], codes[int(destination)]
        for kind in kinds:
            yield Route(iri, report, start, end, kind, certainty, via, victims, exploitation, sectors)


_Codes: TypeAlias = "tuple[str, ...]"
_FieldValues: TypeAlias = "tuple[_Codes, str, _Codes, _Codes, _Codes, _Codes]"


class _Fields(dict[str, _FieldValues]):
    """The fields of routes by the numbers of their links: an archive has few different combinations.

    Fields are kinds, certainty, transit places, victims, exploitation and sectors.
    """

    def __init__(self, fields: Sequence[str], codes: Sequence[str]) -> None:
        super().__init__()
        self._fields = fields
        self._codes = codes

    def __missing__(self, links: str) -> _FieldValues:
        found: dict[str, set[str]] = defaultdict(set)
        for number in map(int, links.strip('"').split()):
            found[self._fields[number]].add(self._codes[number])
        kinds, via, victims, exploitation, sectors = (
            tuple(sorted(found[field])) for field in _LINKS if field != _POSSIBLE.field
        )
        certainty = POSSIBLE if found[_POSSIBLE.field] else ASSERTED
        made = self[links] = (kinds, certainty, via, victims, exploitation, sectors)
        return made


def _code(iri: str) -> str:
    """Return the code of an IRI; for a country's neighbors, the code includes the country.

    >>> _code(_PLACES + "GTM"), _code(_PLACES + "GTM/neighbors")
    ('GTM', 'GTM/neighbors')
    """
    is_neighbors = iri.startswith(_PLACES) and iri.endswith(NEIGHBORS_END)
    return iri.removeprefix(_PLACES) if is_neighbors else code_of(iri)


def _year(literal: str) -> int:
    """Return the year of a typed literal.

    >>> _year('"2004"^^<http://www.w3.org/2001/XMLSchema#gYear>')
    2004
    """
    return int(literal.split('"')[1])


def _select(store: Queryable, query: str) -> list[str]:
    """Return the rows of a result as SPARQL's TSV, which creates no object for each term."""
    text = _solutions(store, query).serialize(format=QueryResultsFormat.TSV)
    assert text is not None
    return text.decode().splitlines()[1:]


def _solutions(store: Queryable, query: str, **bound: NamedNode) -> QuerySolutions:
    solutions = store.query(
        query,
        prefixes=PREFIXES,
        use_default_graph_as_union=True,
        substitutions={Variable(name): value for name, value in bound.items()},
    )
    assert isinstance(solutions, QuerySolutions)
    return solutions


def _cells(row: str) -> list[str]:
    return row.split("\t")


def _iri_values(row: Iterable[object]) -> list[str]:
    return [term.value for term in row if isinstance(term, NamedNode)]


_QUOTES = """
SELECT ?claim ?document ?start ?end ?words
{
    VALUES ?claim { %s }
    ?claim tg:evidence ?evidence .
    ?evidence oa:hasSource ?document ; oa:hasSelector ?selector .
    ?selector oa:start ?start ; oa:end ?end ; oa:exact ?words .
}
"""
# Each property is selected separately, so that the engine joins by hashing.
_ALL_QUOTES = """
SELECT ?claim ?document ?start ?end ?words
{
    { SELECT ?claim { ?claim tg:origin ?origin } }
    { SELECT ?claim ?evidence { ?claim tg:evidence ?evidence } }
    { SELECT ?evidence ?document { ?evidence oa:hasSource ?document } }
    { SELECT ?evidence ?selector { ?evidence oa:hasSelector ?selector } }
    { SELECT ?selector ?start { ?selector oa:start ?start } }
    { SELECT ?selector ?end { ?selector oa:end ?end } }
    { SELECT ?selector ?words { ?selector oa:exact ?words } }
}
"""
_MANY = 2_000
"""The number of claims above which it is faster to read the quotes of all routes."""


class Quote(NamedTuple):
    """A quote that documents a route: ``text`` is the document's text from ``start`` to ``end``."""

    document: str
    start: int
    end: int
    text: str


def read_quotes(store: Queryable, claims: Iterable[str]) -> dict[str, list[Quote]]:
    """Return the quotes of claims of routes by the claims' IRIs, in the order of the text.

    It runs one query for all claims. A claim without quotes has an empty list.
    """
    found: dict[str, set[Quote]] = {claim: set() for claim in claims}
    many = len(found) > _MANY
    query = _ALL_QUOTES if many else _QUOTES % " ".join(str(NamedNode(claim)) for claim in found)
    for claim, quote in _quotes(store, query) if found else ():
        if claim in found:
            found[claim].add(quote)
    return {claim: sorted(quotes) for claim, quotes in found.items()}


def _quotes(store: Queryable, query: str) -> Iterator[tuple[str, Quote]]:
    solutions = store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
    assert isinstance(solutions, QuerySolutions)
    for row in solutions:
        claim, document, start, end, words = row
        assert isinstance(claim, NamedNode)
        assert isinstance(document, NamedNode)
        assert isinstance(start, Literal)
        assert isinstance(end, Literal)
        assert isinstance(words, Literal)
        yield claim.value, Quote(document.value, int(start.value), int(end.value), words.value)


def read_quote_texts(store: Queryable, claims: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Return the texts of the quotes of claims, each once, by the claims' IRIs, in the order of the text."""
    found = read_quotes(store, claims)
    return {claim: distinct_quotes(quote.text for quote in quotes) for claim, quotes in found.items()}


_PLAIN = str.maketrans(
    dict.fromkeys("‘’‚‛ʼ′`´", "'") | dict.fromkeys("“”„‟″«»", '"') | dict.fromkeys("‐‑‒–—―−", "-")
    | {"\u00ad": None, "\u200b": None, "\ufeff": None}
)  # fmt: skip


def normalize_quote(text: str) -> str:
    """Return a text with plain apostrophes, quotation marks, dashes and spaces, to compare quotes.

    Copies of a text differ in their typography.

    >>> normalize_quote("the  employers’ debts – paid")
    "the employers' debts - paid"
    """
    return " ".join(text.translate(_PLAIN).split())


def distinct_quotes(texts: Iterable[str]) -> tuple[str, ...]:
    """Return texts without those that differ from an earlier one only in typography."""
    found: dict[str, str] = {}
    for text in texts:
        found.setdefault(normalize_quote(text), text)
    return tuple(found.values())
