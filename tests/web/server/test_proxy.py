"""A server behind a reverse proxy, at a public address with a path."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from pyoxigraph import RdfFormat, parse

from tests.web.publish.apache import proxying
from tests.web.publish.listening import free_port
from tests.web.server.serving import PATIENCE, Served, served
from tipgraph.errors import UsageError
from tipgraph.web.server.http import PublicURL

NAME = "tip.example"
PATH = "/some/graph/"


@pytest.fixture(scope="module")
def behind(graph: Path) -> Iterator[tuple[Served, str]]:
    """Serve the archive at a public address; gives the server, and the address."""
    public = f"http://{NAME}:{free_port()}{PATH}"
    with served(graph, "--public-url", public, "--workers", "1") as server:
        yield server, public


@pytest.fixture(scope="module", params=["the server's name", "the public name"])
def proxied(behind: tuple[Served, str], request: pytest.FixtureRequest) -> Iterator[httpx.Client]:
    """Yield a client of a proxy that uses the server's own name or its public name."""
    server, public = behind
    port = urlsplit(public).port or 0
    with proxying(server.address, PATH, port, preserve=request.param == "the public name") as is_there:
        if not is_there:
            pytest.skip("Apache with mod_proxy_http is not installed (Debian's apache2)")
        headers = {"Host": f"{NAME}:{port}"}
        with httpx.Client(
            base_url=f"http://127.0.0.1:{port}", headers=headers, trust_env=False, timeout=PATIENCE
        ) as client:
            yield client


@pytest.mark.slow
def test_pages_and_what_they_link_to_are_below_the_path(proxied: httpx.Client) -> None:
    seen: set[str] = set()
    for page in (PATH, f"{PATH}query", f"{PATH}data.html", f"{PATH}place/GTM.html"):
        found = proxied.get(page)
        assert found.status_code == 200
        links = set(re.findall(r'(?:href|src|action)="(/[^"#?]*)', found.text))
        assert {PATH, f"{PATH}query"} <= links
        assert all(link.startswith(PATH) for link in links)
        seen |= links
    for link in sorted(seen)[:40]:
        assert proxied.get(link, follow_redirects=False).status_code == 200, link


@pytest.mark.slow
def test_things_lead_to_documents_below_the_path(proxied: httpx.Client) -> None:
    found = proxied.get(f"{PATH}place/GTM", headers={"Accept": "text/turtle"})
    assert (found.status_code, found.headers["location"]) == (303, f"{PATH}place/GTM.ttl")
    asked = proxied.get(f"{PATH}sparql", params={"query": "ASK {}"}, headers={"Accept": "text/html"})
    assert asked.headers["location"].startswith(f"{PATH}query?")


@pytest.mark.slow
def test_descriptions_name_the_public_address(proxied: httpx.Client, behind: tuple[Served, str]) -> None:
    _, public = behind
    for path, name in ((".well-known/void", "sparqlEndpoint"), ("dcat.ttl", "endpointURL"), ("", "endpoint")):
        found = proxied.get(PATH + path, headers={"Accept": "text/turtle"}, follow_redirects=True)
        said = {
            (quad.predicate.value.rpartition("#")[2], getattr(quad.object, "value", ""))
            for quad in parse(found.content, RdfFormat.TURTLE)
        }
        assert (name, f"{public}sparql") in said
    assert f"<{public}queries/hubs>" in proxied.get(f"{PATH}queries?format=turtle").text
    assert f'<link rel="canonical" href="{public}place/GTM">' in proxied.get(f"{PATH}place/GTM.html").text


def test_other_names_are_not_answered(behind: tuple[Served, str]) -> None:
    server, _ = behind
    assert server.fetch("/about.html", headers={"Host": NAME}).status == 200
    assert server.fetch("/about.html", headers={"Host": "evil.example"}).status == 400
    forwarded = {"X-Forwarded-Host": "evil.example", "Accept": "text/turtle"}
    assert "evil" not in server.fetch("/sparql", headers=forwarded).text


@pytest.mark.slow
def test_addresses_behind_a_proxy_are_told_apart(behind: tuple[Served, str]) -> None:
    server, _ = behind
    for address in ("192.0.2.1", "192.0.2.2, 192.0.2.3", "nonsense", "'\"><script>"):
        assert server.fetch("/about.html", headers={"X-Forwarded-For": address}).status == 200


@pytest.mark.parametrize(
    "url", ["example.org", "ftp://example.org/", "https://", "https://a b/", "https://a/?q", "https://u:p@a/"]
)
def test_invalid_public_addresses(url: str) -> None:
    with pytest.raises(UsageError, match="is not a public address"):
        PublicURL.parse(url)
