"""Clients of other projects: curl, SPARQLWrapper, rdflib, Oxigraph."""

from __future__ import annotations

import shutil
import subprocess
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions, RdfFormat, Store, parse
from rdflib import Graph, URIRef
from rdflib.namespace import SKOS
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from tests.paths import GRAPH, ROOT
from tests.web.server.serving import PREFIX, Served, served

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # SPARQLWrapper uses deprecated functions
    import SPARQLWrapper

QUERY = "SELECT DISTINCT ?place { ?claim tg:origin ?place } ORDER BY ?place"


def curl(*args: str) -> str:
    program = shutil.which("curl")
    if program is None:
        pytest.skip("curl is not installed")
    return subprocess.run([program, "-sS", *args], capture_output=True, text=True, check=True).stdout


def test_curl(real_server: Served, tmp_path: Path) -> None:
    found = curl("-G", "--data-urlencode", f"query={QUERY}", "-H", "Accept: text/csv", real_server.endpoint)
    assert f"{PREFIX}place/GTM" in found.splitlines()
    assert curl("--data-urlencode", f"query={QUERY}", "-H", "Accept: text/csv", real_server.endpoint) == found
    (tmp_path / "query.rq").write_text(QUERY)
    sent = ("-H", "Content-Type: application/sparql-query", "--data-binary", f"@{tmp_path}/query.rq")
    assert curl(*sent, "-H", "Accept: text/csv", real_server.endpoint) == found


@pytest.mark.slow
def test_curl_follows_an_iri_to_turtle(real_server: Served) -> None:
    found = curl("-L", "-H", "Accept: text/turtle", f"{real_server.address}place/GTM")
    assert Graph().parse(data=found, format="turtle").value(URIRef(f"{PREFIX}place/GTM"), SKOS.notation)


@pytest.mark.slow
@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("request_method", ["urlencoded", "postdirectly"])
def test_sparqlwrapper(real_server: Served, method: str, request_method: str) -> None:
    if method == "GET" and request_method == "postdirectly":
        pytest.skip("there is no such request")
    client = SPARQLWrapper.SPARQLWrapper(real_server.endpoint)
    client.setMethod(method)
    client.setRequestMethod(request_method)
    client.setQuery(f"PREFIX tg: <{PREFIX}ontology#> {QUERY}")
    client.setReturnFormat(SPARQLWrapper.JSON)
    answer = client.queryAndConvert()
    assert isinstance(answer, dict)
    rows = answer["results"]["bindings"]
    assert f"{PREFIX}place/GTM" in [row["place"]["value"] for row in rows]


@pytest.mark.slow
def test_sparqlwrapper_reads_graphs_and_errors(real_server: Served) -> None:
    client = SPARQLWrapper.SPARQLWrapper(real_server.endpoint)
    client.setQuery("CONSTRUCT { ?claim tg:origin ?origin } WHERE { ?claim tg:origin ?origin }")
    client.setReturnFormat(SPARQLWrapper.TURTLE)
    turtle = client.queryAndConvert()
    assert isinstance(turtle, bytes)
    assert len(Graph().parse(data=turtle, format="turtle"))
    client.setReturnFormat(SPARQLWrapper.JSON)
    client.setQuery("SELECT * { ?s ?p }")
    with pytest.raises(SPARQLWrapper.SPARQLExceptions.QueryBadFormed, match="line 1"):
        client.query()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "form"),
    [
        (SPARQLWrapper.XML, RdfFormat.RDF_XML),
        (SPARQLWrapper.RDFXML, RdfFormat.RDF_XML),
        (SPARQLWrapper.JSONLD, RdfFormat.JSON_LD),
        (SPARQLWrapper.TURTLE, RdfFormat.TURTLE),
        (SPARQLWrapper.N3, RdfFormat.N3),
    ],
)
def test_sparqlwrapper_sends_the_format_as_a_parameter(
    real_server: Served, name: str, form: RdfFormat
) -> None:
    client = SPARQLWrapper.SPARQLWrapper(real_server.endpoint)
    client.setQuery("CONSTRUCT { ?claim tg:origin ?origin } WHERE { ?claim tg:origin ?origin }")
    client.setOnlyConneg(False)
    client.setReturnFormat(name)
    assert len(list(parse(client.query().response.read(), form)))


@pytest.mark.slow
@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("form", ["xml", "json", "csv", "tsv"])
def test_sparqlstore_of_rdflib(real_server: Served, method: str, form: str) -> None:
    store = SPARQLStore(real_server.endpoint, method=method, returnFormat=form)
    graph = Graph(store)
    rows = graph.query(f"PREFIX tg: <{PREFIX}ontology#> {QUERY}")
    assert any(f"{PREFIX}place/GTM" in str(row[0]) for row in rows)  # type: ignore[index]  # rows, as it is a SELECT
    if form in ("xml", "json"):
        assert graph.value(URIRef(f"{PREFIX}place/GTM"), SKOS.notation) is not None


@pytest.mark.slow
def test_sparqlstore_of_a_named_graph(real_server: Served) -> None:
    places = Graph(SPARQLStore(real_server.endpoint), URIRef(f"{PREFIX}graph/places"))
    assert places.value(URIRef(f"{PREFIX}place/GTM"), SKOS.notation) is not None
    assert not list(places.triples((None, URIRef(f"{PREFIX}ontology#origin"), None)))


@pytest.mark.slow
def test_service_of_another_oxigraph(real_server: Served) -> None:
    query = f"SELECT ?place {{ SERVICE <{real_server.endpoint}> {{ {{ {QUERY} }} }} }}"
    try:
        rows = Store().query(query, prefixes={"tg": f"{PREFIX}ontology#"})
        assert isinstance(rows, QuerySolutions)
        found = [row["place"] for row in rows]
    except OSError as error:
        pytest.skip(f"this Oxigraph cannot call others: {error}")
    assert f"<{PREFIX}place/GTM>" in map(str, found)


def commands() -> list[str]:
    """Return the curl commands of the page on serving."""
    page = (ROOT / "docs" / "serving.md").read_text(encoding="utf-8")
    return [line for line in page.splitlines() if line.startswith("curl ")]


@pytest.fixture(scope="module")
def examples() -> Iterator[Served]:
    """Serve the graph of the examples, as the page does."""
    with served(GRAPH, "--workers", "1") as found:
        yield found


@pytest.mark.slow
@pytest.mark.parametrize("command", commands())
def test_commands_of_the_page_on_serving(examples: Served, command: str) -> None:
    if shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    asked = command.replace("curl ", "curl -fsS ", 1).replace("http://127.0.0.1:8000/", examples.address)
    done = subprocess.run(["sh", "-c", asked], capture_output=True, text=True, check=True)
    assert "https://w3id.org/tipgraph/" in done.stdout
