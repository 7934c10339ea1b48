"""Failed requests: errors with address, cause and remedy."""

from __future__ import annotations

import base64

import pytest
from tenacity.wait import wait_none

from tests.rdf.remote.scripted import Reply, scripted
from tipgraph.errors import UnreadableError, UsageError
from tipgraph.rdf.remote.address import Address
from tipgraph.rdf.remote.client import Exchange
from tipgraph.rdf.store import open_graph

HTML = {"Content-Type": "text/html"}
BASIC = {**HTML, "WWW-Authenticate": 'Basic realm="graphs"'}


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (Reply(401, b"", BASIC), r"/sparql requires authentication \(401\): set TIPGRAPH_USER and"),
        (
            Reply(403, b"<h1>No</h1>\n<p>entry\x1b[31m", HTML),
            r"/sparql answers 403 Forbidden \(No entry \[31m\): ask the server's operator",
        ),
        (
            Reply(404, b"", HTML),
            r"/sparql answers no SPARQL queries: tried http://127\.0\.0\.1:\d+/sparql: give",
        ),
        (
            Reply(200, b"<html>", HTML),
            "answers no SPARQL queries: tried .*: give the full address of an endpoint",
        ),
        (
            Reply(500, b"x" * 1000, HTML),
            r"answers 500 Internal Server Error \(x{300} …\): check the server's log",
        ),
        (Reply(301, b"", {"Location": "https://h/q"}), "has moved to https://h/q: give that address"),
        (Reply(200, b"{"), "gives an answer in no SPARQL format"),
    ],
)
def test_refusals(reply: Reply, message: str) -> None:
    with scripted(lambda *_: reply) as server, pytest.raises(UnreadableError, match=message):
        list(open_graph(f"{server.address}/sparql").named_graphs())


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_busy_server_is_retried(status: int) -> None:
    with scripted(lambda *given: Reply(status if given[2] < 3 else 200)) as server:
        response = Exchange(Address.of(server.address), wait_none()).send("POST", server.address)
    assert response.status_code == 200
    assert len(server.asked) == 4


def test_retries_end() -> None:
    with scripted(lambda *_: Reply(503, b"Back soon", HTML)) as server:
        exchange = Exchange(Address.of(server.address), wait_none())
        response = exchange.send("POST", server.address)
    error = exchange.refusal(response, UnreadableError)
    assert str(error).endswith(" answers 503 Service Unavailable (Back soon): try again when it is up")
    assert len(server.asked) == 6


def test_retry_after() -> None:
    busy = Reply(503, b"", {"Retry-After": "0"})
    with scripted(lambda *given: busy if given[2] < 5 else Reply()) as server:
        Exchange(Address.of(server.address)).send("POST", server.address)
    assert len(server.asked) == 6


def test_a_timeout_is_not_retried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIPGRAPH_TIMEOUT", "0.1")
    with (
        scripted(lambda *_: Reply(after=0.5)) as server,
        pytest.raises(UnreadableError, match=r"did not answer within 0\.1 s: ask for less, or set TIPGRAPH"),
    ):
        open_graph(f"{server.address}/query")
    assert len(server.asked) == 1


def test_a_password_is_sent_on_request_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIPGRAPH_USER", "me")
    monkeypatch.setenv("TIPGRAPH_PASSWORD", "hush")
    with scripted(lambda *given: Reply() if given[1] else Reply(401, b"", BASIC)) as server:
        exchange = Exchange(Address.of(server.address))
        statuses = [exchange.send("POST", server.address).status_code for _ in range(2)]
    shown = "Basic " + base64.b64encode(b"me:hush").decode()
    assert statuses == [200, 200]
    assert [who for _, who in server.asked] == [None, shown, shown]


def test_digest_authentication(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIPGRAPH_USER", "me")
    monkeypatch.setenv("TIPGRAPH_PASSWORD", "hush")
    digest = {"WWW-Authenticate": 'Digest realm="r", nonce="n", qop="auth", algorithm="MD5"'}
    with scripted(lambda *_: Reply(401, b"", digest)) as server:
        Exchange(Address.of(server.address)).send("POST", server.address)
    assert all(who is None or who.startswith("Digest ") for _, who in server.asked)
    assert any(who is not None for _, who in server.asked)


def test_a_token_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIPGRAPH_TOKEN", "abc")
    with scripted(lambda *_: Reply()) as server:
        open_graph(f"{server.address}/query")
    assert server.asked == [("/query", "Bearer abc")]


def test_credentials_do_not_follow_to_another_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIPGRAPH_TOKEN", "abc")
    with scripted(lambda *_: Reply()) as other:
        moved = Reply(307, b"", {"Location": f"{other.address}/query"})
        with scripted(lambda *_: moved) as server, pytest.raises(UnreadableError, match="has moved to"):
            open_graph(f"{server.address}/query")
    assert other.asked == []


@pytest.mark.parametrize(
    ("names", "message"),
    [
        ({"USER": "me"}, "TIPGRAPH_PASSWORD is not set: set both"),
        ({"PASSWORD": "hush"}, "TIPGRAPH_USER is not set: set both"),
        ({"TOKEN": "a\nb"}, "TIPGRAPH_TOKEN has characters that no token has"),
    ],
)
def test_malformed_credentials(names: dict[str, str], message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in names.items():
        monkeypatch.setenv(f"TIPGRAPH_{name}", value)
    with pytest.raises(UsageError, match=message) as caught:
        open_graph("http://127.0.0.1:1")
    assert "hush" not in str(caught.value)
