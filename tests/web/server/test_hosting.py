"""The server behind the configurations on the page on hosting, and its unit."""

from __future__ import annotations

import shlex
import shutil
import ssl
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx
import pytest

from tests.docs.blocks import blocks
from tests.paths import ROOT
from tests.web.publish.hosting import EXAMPLES, SERVERS, configured
from tests.web.publish.listening import free_port
from tests.web.server.serving import PATIENCE, Response, Served, served


@pytest.fixture(scope="module", params=SERVERS)
def proxy(request: pytest.FixtureRequest, real_server: Served) -> Iterator[str]:
    address = real_server.address
    meant = {"http://127.0.0.1:8000/": address, "http://127.0.0.1:8000": address.rstrip("/")}
    with configured(request.param, ":8000", meant) as address:
        yield address


def _ask(proxy: str, path: str, accept: str) -> Response:
    connection = HTTPConnection(urlsplit(proxy).netloc, timeout=90)
    connection.request("GET", path, headers={"Accept": accept, "Host": "sparql.example.org"})
    found = connection.getresponse()
    body = found.read()
    connection.close()
    return Response(found.status, {name.lower(): value for name, value in found.getheaders()}, body)


def test_pages_and_answers_come_through(proxy: str, real_server: Served) -> None:
    query = f"/sparql?query={quote('SELECT * { ?claim tg:origin ?from } ORDER BY ?claim LIMIT 3')}"
    direct = real_server.fetch(query, headers={"Accept": "text/csv"})
    assert _ask(proxy, query, "text/csv").body == direct.body
    assert _ask(proxy, "/", "text/html").body == real_server.fetch("/").body


@pytest.mark.slow
def test_the_way_from_a_thing_to_its_page_stays_on_the_host(proxy: str) -> None:
    answer = _ask(proxy, "/place/GTM", "text/turtle")
    assert answer.status == 303
    way = urlsplit(answer.headers["location"])
    assert way.path == "/place/GTM.ttl"
    assert way.netloc in ("", "sparql.example.org", urlsplit(proxy).netloc)


@pytest.mark.slow
def test_tls_ends_at_nginx(graph: Path, tmp_path: Path) -> None:
    if shutil.which("openssl") is None:
        pytest.skip("there is no OpenSSL")
    page = ROOT / "docs/hosting.md"
    (command,) = (block.text for block in blocks(page, "sh") if block.text.startswith("openssl"))
    subprocess.run(shlex.split(command), cwd=tmp_path, capture_output=True, check=True)
    port, public = free_port(), "https://sparql.example.org/"
    with served(graph, "--workers", "1", "--public-url", public) as server:
        meant = {
            "http://127.0.0.1:8000": server.address.rstrip("/"),
            "listen 443": f"listen 127.0.0.1:{port}",
            "/etc/ssl/certs": str(tmp_path),
            "/etc/ssl/private": str(tmp_path),
        }
        with configured("nginx", "listen 443", meant) as plain:
            led = _ask(plain, "/place/GTM", "text/turtle")
            assert (led.status, led.headers["location"]) == (301, f"{public}place/GTM")
            said = _ask_by_tls(port, tmp_path / "sparql.example.org.pem", "/void.ttl")
    assert f"void:sparqlEndpoint <{public}sparql>" in said


def _ask_by_tls(port: int, certificate: Path, path: str) -> str:
    trusted = ssl.create_default_context(cafile=certificate)
    with httpx.Client(verify=trusted, trust_env=False, timeout=PATIENCE) as client:
        found = client.get(
            f"https://127.0.0.1:{port}{path}",
            headers={"Host": "sparql.example.org"},
            extensions={"sni_hostname": "sparql.example.org"},  # the name in the certificate
        )
    return found.raise_for_status().text


@pytest.mark.slow
def test_systemd_can_read_the_unit(tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("there is no systemd-analyze")
    shown = (EXAMPLES / "tipgraph.service").read_text(encoding="utf-8")
    unit = tmp_path / "tipgraph.service"
    unit.write_text(
        shown.replace("/opt/tipgraph/bin/tipgraph", str(Path(sys.executable).with_name("tipgraph")))
    )
    done = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
