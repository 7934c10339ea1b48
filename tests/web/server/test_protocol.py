"""The SPARQL protocol: requests of each kind, formats, and the statuses of refused requests."""

from __future__ import annotations

import csv
import json
from io import StringIO
from urllib.parse import urlencode

import pytest
from pyoxigraph import RdfFormat, parse

from tests.web.server.serving import PREFIX, Served, Server
from tipgraph.rdf.reference import PLACES

SELECT = (
    "SELECT ?origin ?destination { ?claim tg:origin ?origin ; tg:destination ?destination } ORDER BY ?origin"
)
CONSTRUCT = "CONSTRUCT { ?claim tg:origin ?origin } WHERE { ?claim tg:origin ?origin }"
FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"


def origins(body: bytes) -> list[str]:
    return [row["origin"]["value"] for row in json.loads(body)["results"]["bindings"]]


@pytest.mark.parametrize("kind", ["get", "form", "direct"])
def test_three_ways_to_ask(server: Server, kind: str) -> None:
    ways = {
        "get": lambda: server.ask(SELECT),
        "form": lambda: server.post(urlencode({"query": SELECT}), FORM),
        "direct": lambda: server.post(SELECT, f"{DIRECT}; charset=UTF-8"),
    }
    found = ways[kind]()
    assert (found.status, found.type) == (200, "application/sparql-results+json")
    assert f"{PREFIX}place/GTM" in origins(found.body)


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("application/json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("text/csv;q=0.2, application/sparql-results+xml;q=0.9, */*;q=0.1", "application/sparql-results+xml"),
        ("text/*", "text/csv"),
        ("image/png, */*;q=0.1", "application/sparql-results+json"),
        ("", "application/sparql-results+json"),
    ],
)
def test_rows_in_the_requested_format(server: Server, accept: str, kind: str) -> None:
    found = server.ask(SELECT, accept)
    assert (found.status, found.type) == (200, kind)
    assert "Accept" in found.headers["vary"]
    assert f"{PREFIX}place/GTM" in found.text


@pytest.mark.parametrize(
    ("accept", "kind", "form"),
    [
        ("*/*", "text/turtle", RdfFormat.TURTLE),
        ("application/n-triples", "application/n-triples", RdfFormat.N_TRIPLES),
        ("application/ld+json", "application/ld+json", RdfFormat.JSON_LD),
        ("application/rdf+xml", "application/rdf+xml", RdfFormat.RDF_XML),
        ("text/n3", "text/n3", RdfFormat.N3),
    ],
)
def test_graphs_in_the_requested_format(server: Server, accept: str, kind: str, form: RdfFormat) -> None:
    found = server.ask(CONSTRUCT, accept)
    assert (found.status, found.type) == (200, kind)
    assert {quad.predicate.value for quad in parse(found.body, form)} == {f"{PREFIX}ontology#origin"}


@pytest.mark.parametrize(("accept", "body"), [("*/*", {"head": {}, "boolean": True}), ("text/csv", None)])
def test_yes_or_no(server: Server, accept: str, body: object) -> None:
    found = server.ask("ASK { ?claim tg:origin place:GTM }", accept)
    assert found.status == 200
    assert found.text == "true" if body is None else json.loads(found.body) == body


def test_a_format_by_name_overrides_accept(server: Server) -> None:
    found = server.ask(SELECT, "application/json", format="csv")
    assert found.type == "text/csv"
    assert next(csv.reader(StringIO(found.text))) == ["origin", "destination"]


@pytest.mark.parametrize("parameter", ["format", "output", "results"])
@pytest.mark.parametrize(
    ("query", "name", "kind"),
    [
        (SELECT, "xml", "application/sparql-results+xml"),
        (SELECT, "application/sparql-results+json", "application/sparql-results+json"),
        (SELECT, "CSV", "text/csv"),
        (CONSTRUCT, "xml", "application/rdf+xml"),
        (CONSTRUCT, "rdf+xml", "application/rdf+xml"),
        (CONSTRUCT, "rdf xml", "application/rdf+xml"),
        (CONSTRUCT, "json", "application/ld+json"),
        (CONSTRUCT, "json-ld", "application/ld+json"),
        (CONSTRUCT, "n3", "text/n3"),
        (CONSTRUCT, "ttl", "text/turtle"),
        (CONSTRUCT, "text/turtle", "text/turtle"),
    ],
)
def test_names_of_formats_that_clients_send(
    server: Server, query: str, name: str, kind: str, parameter: str
) -> None:
    found = server.ask(query, "*/*", **{parameter: name})
    assert (found.status, found.type) == (200, kind)


def test_a_format_of_another_kind_of_answer_is_refused(server: Server) -> None:
    found = server.ask(SELECT, "*/*", output="turtle")
    assert (found.status, "choose from json, xml, csv, tsv" in found.text) == (400, True)


@pytest.mark.parametrize(
    ("query", "accept", "status"),
    [
        (SELECT, "image/png", 406),
        (SELECT, "text/turtle", 406),
        (CONSTRUCT, "text/csv", 406),
        (SELECT, "application/json;q=0", 406),
        (SELECT, "nonsense", 400),
        (SELECT, "text/html" + ";a=b" * 5_000, 400),
        ("", "*/*", 400),
        ("SELECT * { ?s ?p }", "*/*", 400),
        ("INSERT DATA { <a:a> <a:a> 1 }", "*/*", 403),
        ("PREFIX a: <b> # SELECT\nDELETE WHERE { ?s ?p ?o }", "*/*", 403),
        ("LOAD <file:///etc/passwd>", "*/*", 403),
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "*/*", 403),
        ("SELECT * { { SELECT * { SERVICE SILENT ?x { ?s ?p ?o } } } }", "*/*", 403),
        ("SELECT * { \\u0053ERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "*/*", 400),
        ("SELECT * { # \n SERVICE # '\n <http://127.0.0.1:1/> { ?s ?p ?o } }", "*/*", 403),
        ("ASK { FILTER EXISTS { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } } }", "*/*", 403),
        ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "*/*", 400),
        ("SELECT * FROM NAMED <http://127.0.0.1:1/> { GRAPH ?g { ?s ?p ?o } }", "*/*", 400),
        ("SELECT * FR\\u004fM <file:///etc/passwd> { ?s ?p ?o }", "*/*", 400),
        ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o LATERAL { ?s ?p ?o } }", "*/*", 400),
        ("SELECT ?s { ?s ?p ?o }", "*/*", 422),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "*/*", 422),
    ],
)
def test_queries_that_are_refused(server: Server, query: str, accept: str, status: int) -> None:
    found = server.post(urlencode({"query": query}), FORM, accept)
    assert (found.status, found.type) == (status, "text/plain")
    assert found.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("word", ["SERVICE <http://127.0.0.1:1/> {", "FROM <file:///etc/passwd>"])
def test_keywords_in_strings_and_comments_are_ignored(server: Server, word: str) -> None:
    found = server.ask(f"SELECT ?x {{ BIND('{word}' AS ?x) }} # {word}")
    assert json.loads(found.body)["results"]["bindings"][0]["x"]["value"] == word


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        ("update=DROP+ALL", FORM, 403),
        ("DROP ALL", "application/sparql-update", 403),
        (SELECT, "text/plain", 415),
        (SELECT, "multipart/form-data; boundary=x", 415),
        (SELECT, f"{DIRECT}; charset=utf-16", 415),
        (b"\xff\xfe", DIRECT, 400),
        (b"query=%ff", FORM, 400),
        ("", DIRECT, 400),
        ("query=ASK{}&query=ASK{}", FORM, 400),
        ("query=ASK{}" + "&a=1" * 300, FORM, 400),
    ],
)
def test_bodies_that_are_refused(server: Server, body: str | bytes, kind: str, status: int) -> None:
    assert server.post(body, kind).status == status


@pytest.mark.slow
@pytest.mark.parametrize("size", [(1 << 20) + 1, 8 << 20])
def test_a_body_that_is_too_long_is_refused_with_an_answer(real_server: Served, size: int) -> None:
    found = real_server.post(b"#" * size, DIRECT)
    assert (found.status, found.headers["connection"]) == (413, "close")


@pytest.mark.slow
def test_a_client_that_waits_need_not_send_a_body_that_is_too_long(real_server: Served) -> None:
    waiting = {"Content-Type": DIRECT, "Content-Length": str(1 << 21), "Expect": "100-continue"}
    assert real_server.fetch("/sparql", "POST", b"", waiting).status == 413


@pytest.mark.slow
def test_a_huge_body_is_refused_by_its_announced_length(real_server: Served) -> None:
    # Announced and not sent. Otherwise the answer could be lost when the connection is closed early.
    headers = {"Content-Type": DIRECT, "Content-Length": str(1 << 40)}
    assert real_server.fetch("/sparql", "POST", b"", headers).status == 413


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_methods_that_change_things(server: Server, method: str) -> None:
    found = server.fetch("/sparql", method, b"")
    assert found.status == 405
    assert "GET" in found.headers["allow"]


def test_problems_name_line_and_column(server: Server) -> None:
    found = server.ask("SELECT *\n{ ?s nix:p ?o }", "application/problem+json")
    assert found.type == "application/problem+json"
    problem = json.loads(found.body)
    assert (problem["status"], problem["line"]) == (400, 2)
    assert "nix" in problem["detail"]
    reason = json.loads(server.ask("SELECT ?x { ?s ?p ?o } GROUP BY ?s", "application/json").body)
    assert "unbound" in reason["detail"]


def test_the_dataset_of_the_protocol_and_of_the_query(server: Server) -> None:
    count = "SELECT (COUNT(*) AS ?n) {} {{ ?s ?p ?o }}"
    clause = f"FROM <{PLACES.value}>"

    def number(query: str, **values: str) -> int:
        found = server.ask(query, **values)
        assert found.status == 200, found.text
        return int(json.loads(found.body)["results"]["bindings"][0]["n"]["value"])

    everything, places = number(count.format("")), number(count.format(clause))
    assert 0 < places < everything
    assert number(count.format(""), default_graph_uri=PLACES.value) == places
    assert number(count.format("FROM <x:none>"), default_graph_uri=PLACES.value) == places
    assert number(count.format(""), named_graph_uri=PLACES.value) == 0
    named = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    assert number(named, named_graph_uri=PLACES.value) == places
    assert server.ask(count.format(""), default_graph_uri="file:///etc/passwd").status == 400
    assert server.ask(count.format(""), default_graph_uri="no iri").status == 400


def test_values_of_parameters(server: Server) -> None:
    query = (
        "#+ param origin: place, required -- from where\n"
        "SELECT ?origin ?to { ?claim tg:origin ?origin ; tg:destination ?to }"
    )
    found = server.ask(query, **{"$origin": "Guatemala"})
    assert set(origins(found.body)) == {f"{PREFIX}place/GTM"}
    assert server.ask(query, **{"$origin": "Guatemla"}).status == 400
    assert "Guatemala" in server.ask(query, **{"$origin": "Guatemla"}).text
    assert server.ask(query).status == 400
    assert server.ask(query, **{"$nothing": "1"}).status == 400


def test_notes_are_in_a_header(server: Server) -> None:
    query = server.fetch("/queries/claims").text
    found = server.ask(query, **{"$country": "GTM", "$year": "1999"})
    assert "no report on Guatemala in 1999" in found.headers["tipgraph-note"]
