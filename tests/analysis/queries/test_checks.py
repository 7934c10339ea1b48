"""Queries that are refused."""

from __future__ import annotations

import re

import pytest
from pyoxigraph import Store

from tests.analysis.queries.running import cells
from tipgraph.analysis.queries import run_query
from tipgraph.errors import UsageError


@pytest.mark.parametrize(
    ("name", "values", "message"),
    [
        ("routes-out", {}, "needs origin: where the people come from: add --param origin="),
        ("routes-out", {"orign": "GTM"}, "no parameter 'orign': did you mean origin?"),
        ("routes-out", {"origin": "Guatemalla"}, "unknown place: did you mean Guatemala"),
        ("victims-in-sector", {"sector": "minning"}, "unknown sector: did you mean mining, "),
        ("victims-in-sector", {"sector": "xyzzy"}, "unknown sector: codes are agriculture"),
        ("routes-out", {"origin": "https://w3id.org/tipgraph/place/X X"}, "is not an IRI"),
        ("routes-out", {"origin": "https://w3id.org/tipgraph/place/GTMM"}, "unknown place"),
        ("routes-out", {"origin": "https://w3id.org/tipgraph/concept/sector/mining"}, "unknown place"),
        ("routes-out", {"origin": "http://example.org/GTM"}, "unknown place"),
        ("routes-out", {"origin": "caf\udce9"}, "is not valid Unicode"),
        ("routes-out", {"origin": "GTM", "year": "soon"}, "year=soon is not a year: give four digits"),
        ("routes-out", {"origin": "GTM", "year": "20014"}, "is not a year"),
        ("routes-outt", {}, "unknown query 'routes-outt': did you mean routes-out"),
        ("nothing-like-it", {}, "see tipgraph query --list"),
        ("none.rq", {}, "there is no such file"),
        ("SELECT ?s { ?s ?p }", {}, "syntax error in the query"),
        ("DROP ALL # now", {}, "updates are not allowed: use SELECT, ASK, CONSTRUCT or DESCRIBE"),
        ("PREFIX a: <http://a/> # x\nDELETE WHERE { ?s ?p ?o }", {}, "updates are not allowed"),
        ("SELECT * { ?s tgg:sector ?o }", {}, "unknown prefix tgg: (did you mean tg"),
        ("SELECT * { ?s xyzzy:a tg:b, 'a:b' }", {}, "unknown prefix xyzzy: (declare it with PREFIX)"),
        (
            "#+ title: none\nSELECT * { ?s xyzzy:a tg:b }",
            {},
            "unknown prefix xyzzy: (declare it with PREFIX)",
        ),
        ("PREFIX a: <http://a/> SELECT * { ?s a:b 'x:y', <z:z> _:c }", {}, "at line 1, column "),
        ("SELECT * {\n ?s ?p }", {}, "syntax error in the query at line 2, column 9: correct it there"),
        ("SELECT ?s { ?s a ?c }", {"c": "GTM"}, "declare it in the query"),
        ("#+ param c: place, required -- it\nSELECT ?s { ?s a ?c }", {"c": "GTM"}, "in the SELECT clause"),
        ("#+ param c: fruit, required -- it\nSELECT ?c { ?s a ?c }", {"c": "pear"}, "no concepts of fruit"),
    ],
)
def test_requests_that_cannot_be_carried_out(
    archive: Store, name: str, values: dict[str, str], message: str
) -> None:
    with pytest.raises(UsageError, match=re.escape(message)):
        run_query(archive, name, values)


CALLS = [
    "SELECT * { SERVICE <https://a.example/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o FILTER EXISTS { service silent ?x { ?s ?p ?o } } }",
    "SELECT * { { SELECT ?s { ?s ?p ?o MINUS { SERVICE <https://a.example/> { ?s ?p ?o } } } } }",
    "ASK { SERV\\u0049CE <https://a.example/> { ?s ?p ?o } }",
    "ASK { SERV\\U00000049CE <https://a.example/> { ?s ?p ?o } }",
    "SELECT * { SERVICE <https://a.example/> { ?s ?p ?o } LATERAL { ?s ?p ?o } }",
]


@pytest.mark.parametrize("query", CALLS)
def test_no_other_server_is_called(archive: Store, query: str) -> None:
    with pytest.raises(UsageError, match="calls another server"):
        run_query(archive, query)


def test_the_word_service_is_no_call(archive: Store) -> None:
    query = 'SELECT ?s { ?s oa:exact ?q # a service\n FILTER(CONTAINS(?q, "domestic service")) }'
    assert cells(archive, query, {}) == []
