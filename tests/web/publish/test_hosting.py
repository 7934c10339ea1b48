"""The configurations of nginx and Apache in the page on hosting redirect as the site's own rules do."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.web.publish.conftest import Site
from tests.web.publish.hosting import SERVERS, configured
from tests.web.publish.test_redirects import BROWSER, LEADS
from tipgraph.web.publish.extras import htaccess


@pytest.fixture(scope="module", params=SERVERS)
def server(
    request: pytest.FixtureRequest, site: Site, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Serve the site at the root of a host."""
    folder = _readable(site.folder, tmp_path_factory.mktemp("hosted"))
    (folder / ".htaccess").write_text(htaccess("https://data.example.org/", ["part two"]))
    meant = {"/srv/site": str(folder), "tier-rating": "part%20two"}
    with configured(request.param, "/srv/site", meant) as address:
        yield address


def _readable(site: Path, folder: Path) -> Path:
    """Copy a site to a folder that the user nobody can read."""
    for above in (folder, *folder.parents[:-2]):
        above.chmod(0o755)
    return shutil.copytree(site, folder / "site")


def _answer(server: str, path: str, accept: str) -> tuple[int, dict[str, str]]:
    connection = HTTPConnection(urlsplit(server).netloc, timeout=90)
    connection.request("GET", f"/{path}", headers={"Accept": accept})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}


def _ask(server: str, path: str, accept: str) -> tuple[int, str, str]:
    status, headers = _answer(server, path, accept)
    location = headers.get("location", "").removeprefix(server).removeprefix("/")
    return status, location, headers.get("content-type", "")


@pytest.mark.slow
@pytest.mark.parametrize(("path", "accept", "target"), LEADS)
def test_iris_lead_to_documents(server: str, path: str, accept: str, target: str) -> None:
    status, location, _ = _ask(server, path, accept)
    document, _, part = location.partition("#")
    assert (status, document) == (303, target.partition("#")[0])
    assert part == target.partition("#")[2] or not document.endswith(".html")
    assert _ask(server, document, accept)[0] == 200


@pytest.mark.slow
def test_old_addresses_of_route_claims_lead_to_routes(server: str) -> None:
    for origin, destination, route in (
        ("GTM", "MEX", "GTM/MEX"),
        ("GTM", "neighboring-countries", "GTM/GTM-neighbors"),
        ("neighboring-countries", "GTM", "GTM-neighbors/GTM"),
    ):
        old = f"document/tip/2014/GTM/part%20two/a-copy/route/{origin}/{destination}"
        assert _ask(server, old, BROWSER)[:2] == (303, f"route/{route}.html")


@pytest.mark.slow
def test_claims_lead_to_a_part_of_a_page(server: str) -> None:
    report, part = "my%20notes/2016/NAM/part%20two", "a%20%22copy%22/role/source"
    assert _ask(server, f"document/{report}/{part}", BROWSER)[:2] == (303, f"report/{report}.html#{part}")
    assert _ask(server, f"report/{report}.html", BROWSER)[0] == 200


@pytest.mark.slow
@pytest.mark.parametrize("path", ["place/GTM", "report/tip/2014/GTM", "document/tip/2014/GTM/a"])
def test_a_line_end_in_an_address_makes_no_header(server: str, path: str) -> None:
    _, headers = _answer(server, f"{path}%0D%0ASet-Cookie:%20a=b", BROWSER)
    assert "content-type" in headers
    assert "set-cookie" not in headers


@pytest.mark.slow
def test_files_are_not_redirected(server: str) -> None:
    for path, kind in {
        "": "text/html",
        "place/GTM.ttl": "text/turtle",
        "report/tip/2014/GTM.trig": "application/trig",
        "data/all.ttl.gz": "application/gzip",
        "static/site.css": "text/css",
    }.items():
        status, location, found = _ask(server, path, BROWSER)
        assert (status, location, found.partition(";")[0]) == (200, "", kind)
    assert _ask(server, "place/XXX.html", BROWSER)[0] == 404
