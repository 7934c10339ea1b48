"""The redirects of a site in a real Apache."""

from __future__ import annotations

from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from tests.web.publish.apache import serving
from tests.web.publish.conftest import Site
from tipgraph.web.publish.extras import htaccess, w3id

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
RDFLIB = "application/rdf+xml, text/turtle;q=0.9, application/ld+json;q=0.8, text/html;q=0.3"
LEADS = [
    ("place/GTM", BROWSER, "place/GTM.html"),
    ("place/GTM", "*/*", "place/GTM.html"),
    ("place/GTM", RDFLIB, "place/GTM.ttl"),
    ("place/GTM", "application/ld+json, text/turtle", "place/GTM.jsonld"),
    ("place/GTM", "application/trig", "place/GTM.ttl"),
    ("place/GTM/neighbors", BROWSER, "place/GTM.html#neighbors"),
    ("place/GTM/neighbors", "text/turtle", "place/GTM.ttl"),
    ("place/GTM-guatemala-city", BROWSER, "parts.html#GTM-guatemala-city"),
    ("concept/sector/mining", "application/ld+json", "concept/sector/mining.jsonld"),
    ("scheme/sector", BROWSER, "scheme/sector.html"),
    ("ontology", "text/turtle", "ontology.ttl"),
    ("ontology/0.1.0", BROWSER, "ontology.html"),
    ("graph/places", BROWSER, "data/vocabularies.ttl"),
    ("report/tip/2014/GTM", "application/trig", "report/tip/2014/GTM.trig"),
    ("report/tip/2014/GTM", "application/n-quads, text/turtle;q=0.5", "report/tip/2014/GTM.trig"),
    ("document/tip/2014/GTM/a-copy", BROWSER, "report/tip/2014/GTM.html#a-copy"),
    ("document/tip/2014/GTM/a-copy/role/source", "text/turtle", "report/tip/2014/GTM.ttl"),
    ("route/GTM/MEX", BROWSER, "route/GTM/MEX.html"),
    ("route/GTM/MEX", RDFLIB, "route/GTM/MEX.ttl"),
    ("route/NAM/NAM-neighbors", "application/ld+json", "route/NAM/NAM-neighbors.jsonld"),
    ("document/tip/2014/GTM/a-copy/route/GTM/MEX", BROWSER, "route/GTM/MEX.html"),
    ("document/tip/2014/GTM/a-copy/route/GTM/MEX", "text/turtle", "route/GTM/MEX.ttl"),
    ("document/tip/2014/GTM/a-copy/route/GTM/MEX/43", "text/turtle", "report/tip/2014/GTM.ttl"),
    ("document/my%20notes/2016/NAM/part%20two/a/route/NAM/neighboring-countries", BROWSER,
     "route/NAM/NAM-neighbors.html"),
    ("document/tip/2014/GTM/a-copy/measure/action-plan/planned", "text/turtle", "report/tip/2014/GTM.ttl"),
    ("routes", BROWSER, "routes.html"),
    ("countries", BROWSER, "countries.html"),
    ("year/2014", BROWSER, "year/2014.html"),
    ("countries", RDFLIB, "countries.ttl"),
    ("vocabularies", "application/ld+json", "vocabularies.jsonld"),
    ("year/2014", "application/trig", "year/2014.ttl"),
    ("about", "text/turtle", "about.html"),
]  # fmt: skip
"""Paths of things, what a client accepts, and the target of the redirect."""


@pytest.fixture(scope="module")
def server(site: Site) -> Iterator[str]:
    with serving(site.folder, "/some graph/") as address:
        if address is None:
            pytest.skip("there is no Apache")
        yield address


def _ask(server: str, path: str, accept: str) -> tuple[int, str]:
    connection = HTTPConnection(urlsplit(server).netloc, timeout=90)
    connection.request("GET", "/some%20graph/" + path, headers={"Accept": accept})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, (answer.getheader("Location") or "").removeprefix(f"{server}/some%20graph/")


@pytest.mark.slow
@pytest.mark.parametrize(("path", "accept", "target"), LEADS)
def test_iris_lead_to_documents(server: str, path: str, accept: str, target: str) -> None:
    assert _ask(server, path, accept) == (303, target)
    assert _ask(server, target.partition("#")[0], accept)[0] == 200


def test_old_addresses_of_route_claims_lead_to_routes(server: str) -> None:
    for origin, destination, route in (
        ("GTM", "MEX", "GTM/MEX"),
        ("GTM", "neighboring-countries", "GTM/GTM-neighbors"),
        ("neighboring-countries", "GTM", "GTM-neighbors/GTM"),
    ):
        for document in ("tip/2014/GTM/a-copy", "tip/2014/GTM/part%20two/a%20%22copy%22"):
            old = f"document/{document}/route/{origin}/{destination}"
            assert _ask(server, old, BROWSER) == (303, f"route/{route}.html")
            assert _ask(server, old, "text/turtle") == (303, f"route/{route}.ttl")


def test_claims_lead_to_a_part_of_a_page(server: str) -> None:
    report, part = "my%20notes/2016/NAM/part%20two", "a%20%22copy%22/role/source"
    assert _ask(server, f"document/{report}/{part}", BROWSER) == (303, f"report/{report}.html#{part}")
    assert _ask(server, f"report/{report}.html", BROWSER)[0] == 200


@pytest.mark.slow
def test_files_are_not_redirected(server: str) -> None:
    for path in ("", "index.html", "data/all.ttl.gz", "static/site.css", "CITATION.cff"):
        assert _ask(server, path, BROWSER) == (200, "")
    assert _ask(server, "place/XXX.html", BROWSER)[0] == 404


def test_a_section_cannot_add_a_rule(tmp_path: Path) -> None:
    rules = htaccess("https://example.org/", {"a\nRewriteRule ^ https://evil.example/", "b|.*"})
    assert [line for line in rules.splitlines() if "evil" in line and line.startswith("RewriteRule")] == []
    assert quote("b|.*") in rules.replace("\\", "")
    assert (tmp_path / "made").write_text(rules)


def test_w3id_leads_to_the_base() -> None:
    assert "RewriteRule ^(.*)$ https://example.org/some%20graph/$1 [R=303,L]" in w3id(
        "https://example.org/some%20graph/"
    ).replace("\\%", "%")
