"""Values in a query mean what an embedded store's substitutions mean."""

from __future__ import annotations

import httpx
import pytest
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store, Variable

from tipgraph.analysis.queries import catalog
from tipgraph.analysis.queries.results import prefixes
from tipgraph.errors import UnreadableError, UsageError
from tipgraph.rdf.remote.client import bind_values, parse_rows

A, B, P, Q = (NamedNode(f"https://example.org/{name}") for name in "abpq")
X = Variable("x")


@pytest.fixture
def store() -> Store:
    made = Store()
    made.extend([Quad(A, P, Literal("1")), Quad(B, P, Literal("2")), Quad(A, Q, B), Quad(B, Q, A)])
    return made


def rows(answer: object) -> list[list[object]]:
    assert isinstance(answer, QuerySolutions)
    names = sorted(variable.value for variable in answer.variables)
    return sorted(([row[name] for name in names] for row in answer), key=str)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?x ?o { ?x :p ?o }",
        "SELECT * { ?x :p ?o }",
        "SELECT ?x ?o WHERE { { ?x :p ?o } UNION { ?x :q ?o } }",
        "SELECT ?x ?o WHERE{?x :p ?o OPTIONAL { ?o :p ?z FILTER(?z = ?x) }}",
        "SELECT ?x (COUNT(*) AS ?n) { ?x ?p ?o } GROUP BY ?x",
        "SELECT ?x ?n { { SELECT ?x (COUNT(?o) AS ?n) { ?x ?p ?o } GROUP BY ?x } }",
        "SELECT ?x ?n { ?x :q ?y { SELECT (COUNT(?x) AS ?n) { ?x ?p ?o } } }",
        "SELECT ?x ?y { ?x :q ?y { SELECT ?y { { SELECT ?x ?y { ?y :q ?x } } } } }",
        '# SELECT { ?x\nSELECT ?x ?o { ?x :p ?o . FILTER(?o != \'{ ?x\' && ?o < "3" && """a"}""" > ?o) }',
        "SELECT $x ?o { $x :p ?o }",
        "PREFIX select: <urn:s#> SELECT ?x ?o { ?x :p ?o MINUS { ?x select:ask ?o } }",
        "SELECT ?x ?o { VALUES ?o { '1' } ?x :p ?o }",
    ],
)
def test_values_are_substituted(store: Store, query: str) -> None:
    known = {"": "https://example.org/"}
    wanted = store.query(query, prefixes=known, substitutions={X: A})
    assert rows(store.query(bind_values(query, None, known, {X: A}))) == rows(wanted)


def test_constructs_and_asks(store: Store) -> None:
    known = {"": "https://example.org/"}
    for query in (
        "CONSTRUCT { ?x :r ?o } WHERE { ?x :p ?o }",
        "CONSTRUCT{?x :r ?o}{?x :p ?o}",
        "DESCRIBE ?x { ?x :p '1' }",
        "DESCRIBE ?x WHERE { ?x :p '1' }",
    ):
        wanted = store.query(query, prefixes=known, substitutions={X: A})
        assert set(store.query(bind_values(query, None, known, {X: A}))) == set(wanted)  # type: ignore[arg-type]  # triples
    for query in ("ASK { ?x :p '1' }", "ASK WHERE { ?x :p '2' }"):
        assert bool(store.query(bind_values(query, None, known, {X: A}))) is ("1" in query)


def test_only_the_prefixes_that_are_used_are_declared() -> None:
    text = bind_values("ASK { ?s tg:p 'oa:x' }", "https://example.org/", {"tg": "urn:t", "oa": "urn:o"})
    assert text == "BASE <https://example.org/>\nPREFIX tg: <urn:t>\nASK { ?s tg:p 'oa:x' }"


def test_a_short_construct_has_no_pattern_for_values() -> None:
    with pytest.raises(UsageError, match="has no pattern that a parameter could go into"):
        bind_values("CONSTRUCT WHERE { ?x ?p ?o }", values={X: A})


@pytest.mark.parametrize("name", catalog())
def test_queries_with_values_stay_sparql(name: str) -> None:
    query = catalog()[name]
    values = {Variable(parameter.name): Literal("v") for parameter in query.parameters}
    Store().query(bind_values(query.text, "https://example.org/", prefixes(), values))


def test_rows_that_break_off_are_an_error() -> None:
    begun = (
        b'{"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "literal", "value": "1"}}, {"x"'
    )
    answer = httpx.Response(200, content=begun, request=httpx.Request("GET", "https://example.org/sparql"))
    rows = parse_rows(answer)
    assert next(rows)[X] == Literal("1")
    with pytest.raises(UnreadableError):
        next(rows)
