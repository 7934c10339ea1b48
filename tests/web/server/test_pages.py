"""Pages and documents at the IRIs of things."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict, deque
from html import unescape
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from tests.web.server.serving import PREFIX, Response, Server, in_process
from tipgraph.errors import UsageError

MANY = 12
"""The number of pages of each kind that are checked."""

HTML = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


@pytest.mark.parametrize(
    ("path", "accept", "target"),
    [
        ("/place/GTM", HTML["Accept"], "/place/GTM.html"),
        ("/place/GTM", "*/*", "/place/GTM.html"),
        ("/place/GTM", "text/turtle", "/place/GTM.ttl"),
        ("/place/GTM", "application/ld+json, text/turtle;q=0.9", "/place/GTM.jsonld"),
        ("/place/GTM", "application/n-triples", "/place/GTM.nt"),
        ("/place/%47TM", "text/turtle", "/place/GTM.ttl"),
        ("/place/GTM/neighbors", HTML["Accept"], "/place/GTM.html#neighbors"),
        ("/concept/sector/mining", HTML["Accept"], "/concept/sector/mining.html"),
        ("/scheme/sector", "text/turtle", "/scheme/sector.ttl"),
        ("/ontology", "text/turtle", "/ontology.ttl"),
        ("/report/tip/2014/GTM", HTML["Accept"], "/report/tip/2014/GTM.html"),
        (
            "/document/tip/2014/GTM/tip-2014-gtm/role/source",
            HTML["Accept"],
            "/report/tip/2014/GTM.html#tip-2014-gtm/role/source",
        ),
        ("/document/tip/2014/GTM/tip-2014-gtm/role/source", "text/turtle", "/report/tip/2014/GTM.ttl"),
        ("/route/GTM/MEX", HTML["Accept"], "/route/GTM/MEX.html"),
        ("/route/GTM/MEX", "text/turtle", "/route/GTM/MEX.ttl"),
        ("/document/tip/2014/GTM/tip-2014-gtm/route/GTM/MEX", HTML["Accept"], "/route/GTM/MEX.html"),
        ("/document/tip/2014/GTM/tip-2014-gtm/route/GTM/MEX", "text/turtle", "/route/GTM/MEX.ttl"),
        (
            "/document/tip/2014/GTM/tip-2014-gtm/measure/action-plan/planned",
            HTML["Accept"],
            "/report/tip/2014/GTM.html",
        ),
        (
            "/document/tip/2014/GTM/tip-2014-gtm/count/conviction/9/persons/2012",
            HTML["Accept"],
            "/report/tip/2014/GTM.html",
        ),
        ("/routes", "text/turtle", "/routes.ttl"),
        ("/countries", HTML["Accept"], "/countries.html"),
        ("/countries", "text/turtle", "/countries.ttl"),
        ("/regions", "application/ld+json", "/regions.jsonld"),
        ("/vocabularies", "text/turtle", "/vocabularies.ttl"),
        ("/years", "text/turtle", "/years.ttl"),
        ("/year/2014", "application/n-triples", "/year/2014.nt"),
        ("/", "text/turtle", "/sparql?format=turtle"),
        ("/.well-known/void", "*/*", "/void.ttl"),
    ],
)
def test_a_thing_redirects_to_its_document(server: Server, path: str, accept: str, target: str) -> None:
    found = server.fetch(path, headers={"Accept": accept})
    assert (found.status, found.headers["location"]) == (303, target)
    assert "Accept" in found.headers["vary"]
    assert server.fetch(target.partition("#")[0]).status == 200


@pytest.mark.parametrize(
    "path",
    [
        "/place/XXX",
        "/place/GTM/nothing",
        "/nothing.html",
        "/nothing.ttl",
        "/document/tip/2014/GTM/tip-2014-gtm/role/no",
        "/document/tip/2014/GTM/tip-2014-gtm/route/GTM/AGO",
        "/route/MEX/GTM",
        "/route/MEX/GTM.html",
        "/year/abc.html",
        "/year/1999.html",
        "/static/nothing.js",
        "/queries/nothing",
        "/serve/nothing.js",
        "/index.php",
    ],
)
def test_missing_pages(server: Server, path: str) -> None:
    found = server.fetch(path)
    assert found.status == 404
    assert server.fetch("/place/GTM", headers={"Accept": "image/png"}).status == 406


@pytest.mark.parametrize("path", ["/about", "/a-z", "/data"])
def test_pages_without_documents(server: Server, path: str) -> None:
    found = server.fetch(path, headers={"Accept": "text/turtle"})
    assert found.status == 406
    assert "text/html" in found.text


def test_lists_name_what_their_pages_lead_to(server: Server) -> None:
    found = {
        path: {
            getattr(quad.subject, "value", "").removeprefix(PREFIX)
            for quad in parse(server.fetch(f"/{path}.ttl").body, RdfFormat.TURTLE)
        }
        for path in ("countries", "regions", "years", "year/2014", "vocabularies")
    }
    assert {"place/GTM", "report/tip/2014/GTM"} <= found["countries"]
    assert "place/central-america" in found["regions"]
    assert "report/tip/2014/GTM" in found["years"] & found["year/2014"]
    assert not any("/2015/" in subject for subject in found["year/2014"])
    assert "scheme/sector" in found["vocabularies"]
    assert server.fetch("/year/1999.ttl").status == 404


def test_the_document_of_a_country_has_its_neighbors_and_its_reports(server: Server) -> None:
    found = parse(server.fetch("/place/GTM.ttl").body, RdfFormat.TURTLE)
    subjects = {getattr(quad.subject, "value", "").removeprefix(PREFIX) for quad in found}
    assert {"place/GTM/neighbors", "report/tip/2014/GTM"} <= subjects


def test_the_served_dataset_can_be_cited_and_found(server: Server) -> None:
    assert "@misc{" in server.fetch("/CITATION.bib").text
    assert "cff-version" in server.fetch("/CITATION.cff").text
    assert server.fetch("/CITATION.doc").status == 404
    assert '"@type": "Dataset"' in server.fetch("/data.html").text


def test_the_menu_leads_to_the_page_to_query_on(server: Server) -> None:
    for path in ("/", "/place/GTM.html", "/about.html"):
        assert '<a href="/query">Query</a>' in server.fetch(path).text
    assert "canonical" not in server.fetch("/place/GTM.html").text


@pytest.mark.parametrize(
    ("ending", "kind", "form"),
    [
        (".ttl", "text/turtle", RdfFormat.TURTLE),
        (".trig", "application/trig", RdfFormat.TRIG),
        (".jsonld", "application/ld+json", RdfFormat.JSON_LD),
        (".nt", "application/n-triples", RdfFormat.N_TRIPLES),
    ],
)
def test_documents_have_the_statements_of_the_graph(
    server: Server, ending: str, kind: str, form: RdfFormat
) -> None:
    found = server.fetch(f"/report/tip/2014/GTM{ending}")
    assert found.type == kind
    triples = {(quad.subject, quad.predicate) for quad in parse(found.body, form)}
    claim = "https://w3id.org/tipgraph/document/tip/2014/GTM/tip-2014-gtm/role/source"
    said = {predicate.value for subject, predicate in triples if getattr(subject, "value", "") == claim}
    assert "https://w3id.org/tipgraph/ontology#role" in said


def test_the_document_of_a_route_has_its_claims_with_their_words(server: Server) -> None:
    found = server.fetch("/route/GTM/MEX.ttl")
    values: dict[str, set[str]] = defaultdict(set)
    for quad in parse(found.body, RdfFormat.TURTLE):
        values[quad.predicate.value.removeprefix(f"{PREFIX}ontology#")].add(str(quad.object))
    assert values["onRoute"] == {f"<{PREFIX}route/GTM/MEX>"}
    assert values["routeDestination"] == {f"<{PREFIX}place/MEX>"}
    assert len(values["document"]) == 4, (
        "two reports on Guatemala, one of them in two copies, and one on Mexico"
    )
    assert '"Guatemalan girls are exploited"' in values["http://www.w3.org/ns/oa#exact"]
    assert '"Mexico"' not in str(values["http://www.w3.org/ns/oa#exact"])


@pytest.mark.parametrize(
    ("path", "accept", "seconds"),
    [
        ("/place/GTM.html", "*/*", 300),
        ("/place/GTM", "*/*", 300),
        ("/void.ttl", "*/*", 300),
        ("/sparql", "text/turtle", 300),
        ("/queries", "text/turtle", 300),
        ("/queries/hubs", "*/*", 300),
        ("/sparql?query=ASK%7B%7D", "*/*", 0),  # the graph may change at any time
        ("/static/site.css", "*/*", 0),  # styles and scripts must be those of the page
        ("/serve/map.js", "*/*", 0),
    ],
)
def test_how_long_caches_may_keep_what(server: Server, path: str, accept: str, seconds: int) -> None:
    found = server.fetch(path, headers={"Accept": accept})
    assert found.status in (200, 303)
    assert found.headers["cache-control"] == f"max-age={seconds}"


def test_a_page_that_a_client_has_is_not_sent_again(server: Server) -> None:
    first = server.fetch("/place/GTM.html")
    for tag in (first.headers["etag"], f'"other", W/{first.headers["etag"]}', "*"):
        again = server.fetch("/place/GTM.html", headers={"If-None-Match": tag})
        assert (again.status, again.body) == (304, b"")
    assert server.fetch("/place/GTM.html", headers={"If-None-Match": '"other"'}).status == 200


def test_links_between_pages_all_lead_somewhere(server: Server) -> None:
    seen, waiting, broken = {"/"}, deque(["/"]), []
    kinds: Counter[str] = Counter()
    while waiting:
        path = waiting.popleft()
        found = server.fetch(path, headers=HTML)
        if found.status != 200:
            broken.append((path, found.status))
        for target in links(found) - seen:
            kind = target.split("/")[1] + Path(target).suffix
            kinds[kind] += 1
            if kinds[kind] <= MANY:
                seen.add(target)
                waiting.append(target)
    assert {"/query", "/place/GTM.html", "/report/tip/2014/GTM.html"} <= seen
    assert any(path.startswith("/place/") and path.endswith(".ttl") for path in seen)
    assert broken == []


def links(found: Response) -> set[str]:
    """Return the paths that a page links to on its own server."""
    if found.type != "text/html":
        return set()
    targets = re.findall(r'(?:href|src)="(/[^"#]*)', found.text)
    return {unescape(target) for target in targets}


def test_the_endpoint_describes_itself(server: Server) -> None:
    found = server.fetch("/sparql", headers={"Accept": "text/turtle"})
    said = {
        (quad.predicate.value.rpartition("#")[2], getattr(quad.object, "value", ""))
        for quad in parse(found.body, RdfFormat.TURTLE)
    }
    assert ("endpoint", server.endpoint) in said
    assert ("supportedLanguage", "http://www.w3.org/ns/sparql-service-description#SPARQL11Query") in said
    page = server.fetch("/sparql", headers=HTML)
    assert (page.status, page.headers["location"]) == (303, "/query")
    asked = server.fetch("/sparql?query=ASK%7B%7D", headers=HTML)
    assert (asked.status, asked.headers["location"]) == (303, "/query?query=ASK%7B%7D")


def test_questions_are_described_and_can_be_asked(server: Server) -> None:
    shacl = "http://www.w3.org/ns/shacl#"
    found = server.fetch("/queries", headers={"Accept": "application/ld+json"})
    quads = list(parse(found.body, RdfFormat.JSON_LD))
    texts = {
        getattr(quad.subject, "value", ""): quad.object.value
        for quad in quads
        if quad.predicate.value in (f"{shacl}select", f"{shacl}construct")
    }
    assert f"{server.address}queries/hubs" in texts
    executables = {
        quad.subject for quad in quads if getattr(quad.object, "value", "") == f"{shacl}SPARQLExecutable"
    }
    assert len(executables) == len(texts)
    hubs = texts[f"{server.address}queries/hubs"]
    assert server.fetch("/queries/hubs").text == hubs
    rows = json.loads(server.ask(hubs, **{"$year": "2014"}).body)["results"]["bindings"]
    assert rows
    page = server.fetch("/queries/hubs", headers=HTML)
    assert (page.status, page.headers["location"]) == (303, "/query?question=hubs")


@pytest.mark.slow
def test_the_map_may_be_framed_by_those_that_the_operator_names(graph: Path, server: Server) -> None:
    page = server.fetch("/map")
    assert (page.status, page.type) == (200, "text/html")
    assert page.headers["content-security-policy"] == "frame-ancestors 'none'"
    assert "og:image" not in page.text
    with in_process(
        graph, public_url="https://example.org/tip/", frames=["https://news.example"]
    ) as open_one:
        page = open_one.fetch("/map")
        assert page.headers["content-security-policy"] == "frame-ancestors https://news.example"
        assert "x-frame-options" not in page.headers
        assert 'property="og:image" content="https://example.org/tip/map.png"' in page.text
        other = open_one.fetch("/countries.html").headers
        assert (other["x-frame-options"], "frame-ancestors 'none'" in other["content-security-policy"]) == (
            "DENY", True,
        )  # fmt: skip
        picture = open_one.fetch("/map.png")
        assert (picture.type, picture.body[:4]) == ("image/png", b"\x89PNG")


@pytest.mark.parametrize("origin", ["example.org", "https://example.org; script-src *", "'self'"])
def test_what_is_no_origin_cannot_frame(graph: Path, origin: str) -> None:
    with pytest.raises(UsageError, match="origin"), in_process(graph, frames=[origin]):
        pass
