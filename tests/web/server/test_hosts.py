"""The host names that a server answers to."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.web.server.serving import Server, in_process


@pytest.mark.parametrize("name", ["localhost", "LOCALHOST:8000", "127.0.0.1", "127.0.0.1:1", "[::1]:8000"])
def test_names_of_the_loopback(server: Server, name: str) -> None:
    assert server.fetch("/about.html", headers={"Host": name}).status == 200


@pytest.mark.parametrize("name", ["evil.example", "localhost.evil.example", "evil@localhost", "[evil]", ""])
@pytest.mark.parametrize("path", ["/about.html", "/sparql?query=ASK%7B%7D", "/nothing"])
def test_another_name_is_refused_with_a_remedy(server: Server, name: str, path: str) -> None:
    found = server.fetch(path, headers={"Host": name})
    assert (found.status, found.type) == (400, "text/plain")
    assert "localhost" in found.text
    assert "--public-url" in found.text
    assert found.headers["x-content-type-options"] == "nosniff"
    as_json = server.fetch(path, headers={"Host": name, "Accept": "application/json"})
    assert as_json.type == "application/problem+json"
    assert json.loads(as_json.body)["status"] == 400


def test_the_public_name_is_known(graph: Path) -> None:
    with in_process(graph, public_url="https://tip.example/") as server:
        assert server.fetch("/about.html", headers={"Host": "tip.example"}).status == 200
        refused = server.fetch("/about.html", headers={"Host": "other.example"})
        assert (refused.status, "tip.example" in refused.text) == (400, True)
