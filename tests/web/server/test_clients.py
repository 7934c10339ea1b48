"""Clients of other projects: curl, SPARQLWrapper, rdflib, Oxigraph, Jena, YASGUI."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
import warnings
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlencode
from zipfile import ZipFile

import pytest
from playwright.sync_api import expect
from pyoxigraph import QuerySolutions, RdfFormat, Store, parse
from rdflib import Graph, URIRef
from rdflib.namespace import SKOS
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from tests.analysis.routes.pictures.browser import chromium
from tests.paths import GRAPH, ROOT
from tests.web.server.serving import PREFIX, Served, Server, served

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # SPARQLWrapper uses deprecated functions
    import SPARQLWrapper

QUERY = "SELECT DISTINCT ?place { ?claim tg:origin ?place } ORDER BY ?place"


def curl(*args: str) -> str:
    program = shutil.which("curl")
    if program is None:
        pytest.skip("curl is not installed")
    return subprocess.run([program, "-sS", *args], capture_output=True, text=True, check=True).stdout


@pytest.mark.slow
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


CONSTRUCT = f"CONSTRUCT WHERE {{ ?claim <{PREFIX}ontology#origin> ?place }} LIMIT 3"
DESCRIBE = f"DESCRIBE <{PREFIX}place/GTM>"
GRAPHS_OF_JENA = (
    "text/turtle,application/n-triples;q=0.9,application/ld+json;q=0.8,application/rdf+xml;q=0.7,*/*;q=0.3"
)
ROWS_OF_JENA = (
    "application/sparql-results+json, application/sparql-results+xml;q=0.9, "
    "text/tab-separated-values;q=0.7, text/csv;q=0.5,application/json;q=0.2,application/xml;q=0.2,*/*;q=0.1"
)
TRUTH_OF_JENA = (
    "application/sparql-results+json, application/sparql-results+xml;q=0.9,"
    "application/json;q=0.2,application/xml;q=0.2,*/*;q=0.1"
)


@pytest.mark.parametrize(
    ("query", "accept", "kind"),
    [
        (QUERY, ROWS_OF_JENA, "application/sparql-results+json"),
        ("ASK { ?s ?p ?o }", TRUTH_OF_JENA, "application/sparql-results+json"),
        (CONSTRUCT, GRAPHS_OF_JENA, "text/turtle"),
        (DESCRIBE, GRAPHS_OF_JENA, "text/turtle"),
    ],
)
def test_what_jena_sends(server: Server, query: str, accept: str, kind: str) -> None:
    found = server.ask(query, accept)
    assert (found.status, found.type) == (200, kind)


@pytest.mark.parametrize(
    ("query", "accept", "kind"),
    [
        (QUERY, "application/sparql-results+json,*/*;q=0.9", "application/sparql-results+json"),
        ("ASK { ?s ?p ?o }", "application/sparql-results+json,*/*;q=0.9", "application/sparql-results+json"),
        (CONSTRUCT, "application/n-triples,*/*;q=0.9", "application/n-triples"),
        (DESCRIBE, "application/n-triples,*/*;q=0.9", "application/n-triples"),
    ],
)
def test_what_yasgui_sends(server: Server, query: str, accept: str, kind: str) -> None:
    form = urlencode({"query": query})
    found = server.post(form, "application/x-www-form-urlencoded", accept)
    assert (found.status, found.type) == (200, kind)


JAVA = Path("/usr/share/java")
"""Where Debian's package of Jena and the packages that it needs are."""


@pytest.fixture(scope="module")
def class_path(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the class path of Jena.

    Debian's package has the messages of its XML parser in a folder where the parser does not look for them.
    """
    if shutil.which("java") is None or not (JAVA / "jena-cmds.jar").exists():
        pytest.skip("java and Debian's libapache-jena-java are not installed")
    folder = tmp_path_factory.mktemp("jena")
    with ZipFile(JAVA / "jena-core.jar") as jar:
        jar.extractall(folder, [name for name in jar.namelist() if name.endswith(".properties")])
    loggers = [JAVA / "slf4j-api.jar", JAVA / "slf4j-nop.jar"]
    jars = [jar for jar in sorted(JAVA.glob("*.jar")) if "slf4j" not in jar.name and "log4j" not in jar.name]
    return ":".join(map(str, [folder / "org" / "apache" / "jena" / "ext", *jars, *loggers]))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("query", "form", "answer"),
    [
        (QUERY, "text", f"<{PREFIX}place/GTM>"),
        (QUERY, "csv", f"{PREFIX}place/GTM"),
        ("ASK { ?s ?p ?o }", "text", "Yes"),
        (CONSTRUCT, "text", "tg:origin"),
        (DESCRIBE, "text", "skos:notation"),
    ],
)
def test_rsparql_of_jena(real_server: Served, class_path: str, query: str, form: str, answer: str) -> None:
    command = ["java", "-cp", class_path, "arq.rsparql", "--service", real_server.endpoint, "--results", form]
    if query == QUERY:
        query = f"PREFIX tg: <{PREFIX}ontology#> {QUERY}"
    done = subprocess.run([*command, query], capture_output=True, text=True, check=True)
    assert answer in done.stdout


@pytest.fixture
def site_of_yasgui(tmp_path: Path) -> Iterator[str]:
    """Serve a page with YASGUI from another origin than the endpoint's; return its address."""
    built = Path(os.environ.get("NODE_PATH", "nowhere")) / "@zazuko" / "yasgui" / "build"
    if not built.is_dir():
        pytest.skip("YASGUI is not installed: npm install @zazuko/yasgui, and set NODE_PATH")
    for name in ("yasgui.esm.js", "yasgui.min.css"):
        shutil.copy(built / name, tmp_path)
    (tmp_path / "index.html").write_text(
        '<link rel="stylesheet" href="yasgui.min.css"><div id="here"></div><script type="module">'
        'import Yasgui from "./yasgui.esm.js"; window.yasgui = Yasgui;</script>'
    )
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as site:
        threading.Thread(target=site.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{site.server_port}"
        site.shutdown()


@pytest.mark.slow
def test_yasgui(graph: Path, site_of_yasgui: str) -> None:
    with chromium() as browser, served(graph, "--workers", "1", "--cors", site_of_yasgui) as running:
        page = browser.new_page()
        page.goto(site_of_yasgui)
        page.wait_for_function("() => Boolean(window.yasgui)")
        page.evaluate(
            "endpoint => { window.tab = new yasgui(document.getElementById('here'), "
            "{ requestConfig: { endpoint } }).getTab() }",
            running.endpoint,
        )
        for query, answer in (
            (f"PREFIX tg: <{PREFIX}ontology#> {QUERY}", f"{PREFIX}place/GTM"),
            (CONSTRUCT, f"{PREFIX}ontology#origin"),
            ("ASK { ?s ?p ?o }", "True"),
            ("SELECT * { ?s ?p }", "syntax error in the query at line 1"),
        ):
            page.evaluate("query => { tab.setQuery(query); tab.query().catch(() => null) }", query)
            expect(page.locator(".yasr").first).to_contain_text(answer)


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
