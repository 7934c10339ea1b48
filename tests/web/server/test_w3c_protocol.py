"""The W3C's tests of the SPARQL 1.1 Protocol that fit a read-only service, with graphs of the archive.

The names are those of the suite (https://w3c.github.io/rdf-tests/sparql/sparql11/protocol/). Its tests of
updates do not fit: the service refuses their requests. The documentation has the numbers of both.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from urllib.parse import urlencode

import pytest
from pyoxigraph import RdfFormat, parse

from tests.paths import ROOT
from tests.web.server.serving import Response, Server
from tipgraph.rdf.reference import ONTOLOGY, PLACES, VOCABULARIES

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Case:
    """A request, and its answer: yes, a media type, or a refusal (None)."""

    parameters: Pairs = ()
    body: str | bytes | Pairs | None = None
    kind: str = ""
    accept: str = "application/sparql-results+json"
    method: str = ""
    gives: bool | str | None = True


def has(*named: str) -> str:
    """Return a query for statements in a graph and in none of the others that the server has."""
    parts = (f"GRAPH <{graph}> {{ ?s{at} ?p{at} ?o{at} }}" for at, graph in enumerate(named))
    return f"ASK {{ {' . '.join(parts)} }}"


def only(count: int) -> str:
    """Return a query that is true if the dataset has a number of named graphs."""
    graphs = "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    return f"ASK {{ {{ {graphs} }} FILTER(?n = {count}) }}"


DEFAULT: Pairs = (("default-graph-uri", PLACES.value), ("default-graph-uri", ONTOLOGY.value))
NAMED: Pairs = (("named-graph-uri", PLACES.value), ("named-graph-uri", ONTOLOGY.value))
BOTH = "ASK { ?place a tg:Country . tg:Country a ?class }"
FULL = (
    "ASK { ?place a tg:Country . FILTER NOT EXISTS { tg:Country a ?class } "
    f"GRAPH <{ONTOLOGY.value}> {{ tg:Country a ?kind }} }}"
)
SELECT, CONSTRUCT = "SELECT (1 AS ?x) {}", "CONSTRUCT WHERE { tg:Country a ?class }"

CASES: dict[str, Case] = {
    "query_get": Case((("query", "ASK {}"),)),
    "query_post_form": Case(body=(("query", "ASK {}"),), kind=FORM),
    "query_post_direct": Case(body="ASK {}", kind=DIRECT),
    "query_dataset_default_graphs_get": Case((("query", BOTH), *DEFAULT)),
    "query_dataset_default_graphs_post": Case(body=(("query", BOTH), *DEFAULT), kind=FORM),
    "query_dataset_named_graphs_get": Case((("query", has(PLACES.value, ONTOLOGY.value)), *NAMED)),
    "query_dataset_named_graphs_post": Case(body=(("query", only(2)), *NAMED), kind=FORM),
    "query_dataset_full": Case((("query", FULL), DEFAULT[0], NAMED[1])),
    "query_multiple_dataset": Case(
        (("query", f"ASK FROM <{VOCABULARIES.value}> {{ ?place a tg:Country }}"), DEFAULT[0])
    ),
    "query_content_type_select": Case(
        (("query", SELECT),), accept="application/sparql-results+xml", gives="application/sparql-results+xml"
    ),
    "query_content_type_ask": Case(
        (("query", "ASK {}"),), accept="application/sparql-results+json",
        gives="application/sparql-results+json",
    ),
    "query_content_type_describe": Case(
        (("query", "DESCRIBE tg:Country"),), accept="application/rdf+xml", gives="application/rdf+xml"
    ),
    "query_content_type_construct": Case(
        (("query", CONSTRUCT),), accept="text/turtle", gives="text/turtle"
    ),
    "bad_query_method": Case((("query", "ASK {}"),), method="PUT", gives=None),
    "bad_multiple_queries": Case((("query", "ASK {}"), ("query", SELECT)), gives=None),
    "bad_query_wrong_media_type": Case(body="ASK {}", kind="text/plain", gives=None),
    "bad_query_missing_form_type": Case(body=(("query", "ASK {}"),), gives=None),
    "bad_query_missing_direct_type": Case(body="ASK {}", gives=None),
    "bad_query_non_utf8": Case(body="ASK {}".encode("utf-16"), kind=f"{DIRECT}; charset=UTF-16", gives=None),
    "bad_query_syntax": Case((("query", "ASK {"),), gives=None),
    "bad_update_get": Case((("update", "CLEAR ALL"),), gives=None),
    "bad_multiple_updates": Case(
        body=(("update", "CLEAR NAMED"), ("update", "CLEAR ALL")), kind=FORM, gives=None
    ),
    "bad_update_wrong_media_type": Case(body="CLEAR NAMED", kind="text/plain", gives=None),
    "bad_update_missing_form_type": Case(body=(("update", "CLEAR NAMED"),), gives=None),
    "bad_update_non_utf8": Case(
        body="CLEAR NAMED".encode("utf-16"), kind=f"{UPDATE}; charset=UTF-16", gives=None
    ),
    "bad_update_syntax": Case(body=(("update", "CLEAR XYZ"),), kind=FORM, gives=None),
    "bad_update_dataset_conflict": Case(
        body=(("using-named-graph-uri", PLACES.value), ("update", "DELETE WHERE { ?s ?p ?o }")), kind=FORM,
        gives=None,
    ),
}  # fmt: skip


INSERT = "INSERT DATA { GRAPH <http://example.org/new> { <a> <b> 1 } }"
COPY = "INSERT { GRAPH <http://example.org/new> { ?s ?p ?o } } WHERE { ?s ?p ?o }"
COPY_NAMED = COPY.replace("WHERE { ?s ?p ?o }", "WHERE { GRAPH ?g { ?s ?p ?o } }")
USING: Pairs = (("using-graph-uri", PLACES.value), ("using-graph-uri", ONTOLOGY.value))
USING_NAMED: Pairs = (("using-named-graph-uri", PLACES.value), ("using-named-graph-uri", ONTOLOGY.value))

UPDATES: dict[str, Case] = {
    "update_post_form": Case(body=(("update", INSERT),), kind=FORM),
    "update_post_direct": Case(body=INSERT, kind=UPDATE),
    "update_base_uri": Case(body=f"BASE <http://example.org/> {INSERT}", kind=UPDATE),
    "update_dataset_default_graph": Case(USING[:1], body=COPY, kind=UPDATE),
    "update_dataset_default_graphs": Case(USING, body=COPY, kind=UPDATE),
    "update_dataset_named_graphs": Case(USING_NAMED, body=COPY_NAMED, kind=UPDATE),
    "update_dataset_full": Case((USING[0], USING_NAMED[1]), body=COPY_NAMED, kind=UPDATE),
}
"""The other tests of the suite."""


def answer(server: Server, case: Case) -> Response:
    """Send the request of a case."""
    body = urlencode(case.body).encode() if isinstance(case.body, tuple) else case.body
    sent = body.encode() if isinstance(body, str) else body
    method = case.method or ("GET" if sent is None else "POST")
    headers = {"Accept": case.accept} | ({"Content-Type": case.kind} if case.kind else {})
    path = "/sparql" + (f"?{urlencode(case.parameters)}" if case.parameters else "")
    return server.fetch(path, method, sent, headers)


@pytest.mark.parametrize("name", CASES)
def test_case(server: Server, name: str) -> None:
    case = CASES[name]
    found = answer(server, case)
    if case.gives is None:
        assert 400 <= found.status < 500
        return
    assert found.status == 200, found.text
    if case.gives is True:
        assert json.loads(found.body)["boolean"] is True
    else:
        assert found.type == case.gives
        if case.gives in ("text/turtle", "application/rdf+xml"):
            form = RdfFormat.from_media_type(case.gives)
            assert list(parse(found.body, form))


@pytest.mark.parametrize("name", UPDATES)
def test_updates_are_refused(server: Server, name: str) -> None:
    assert answer(server, UPDATES[name]).status == 403
    count = "ASK { GRAPH <http://example.org/new> { ?s ?p ?o } }"
    assert json.loads(answer(server, Case((("query", count),))).body)["boolean"] is False


def test_the_page_counts_the_tests() -> None:
    page = (ROOT / "docs" / "serving.md").read_text(encoding="utf-8")
    (paragraph,) = [each for each in page.split("\n\n") if "rdf-tests/sparql/sparql11/protocol" in each]
    numbers = [
        int(number) for number in re.findall(r"(?<![\w.])\d+\b", re.sub(r"\(http.*?\)", "", paragraph))
    ]
    assert numbers == [len(CASES) + len(UPDATES), len(CASES), len(UPDATES), 403]
