"""Queries that run away, floods, huge and slow requests: what they get, and that others are answered."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest

from tests.web.server.serving import RUNAWAY, Served, served

NUMBERS = count()
QUICK = "ASK { ?claim tg:origin place:GTM }"
PRODUCT = "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture(scope="module")
def small(graph: Path) -> Iterator[Served]:
    """Serve the archive by one process, which every heavy query keeps from the others."""
    with served(graph, "--timeout", "1", "--workers", "1") as found:
        yield found


def is_answered(server: Served) -> bool:
    """Tell whether a quick query is answered, at once or when asked again as it was told to."""
    for _ in range(10):
        found = server.ask(f"{QUICK} # {next(NUMBERS)}")  # or it would be known already
        if found.status != 503:
            break
        time.sleep(float(found.headers["retry-after"]))
    return found.status == 200


@pytest.mark.parametrize(
    "query",
    [
        RUNAWAY,
        f"SELECT * {PRODUCT} ORDER BY ?c ?f ?i LIMIT 1",
        f"SELECT DISTINCT ?a {PRODUCT}",
        f"CONSTRUCT {{ ?a ?e ?i }} WHERE {PRODUCT}",
        f"ASK {PRODUCT[:-1]} FILTER(STRLEN(CONCAT(STR(?a), STR(?d), STR(?g))) = 1) }}",
        "SELECT ?x { ?a (<a:a>|!<a:a>)* ?x . ?x (<a:a>|!<a:a>)* ?b . ?b (<a:a>|!<a:a>)* ?c FILTER(?c = 1) }",
    ],
)
def test_a_runaway_query_is_stopped_and_the_next_is_answered(server: Served, query: str) -> None:
    assert is_answered(server)
    started = time.monotonic()
    found = server.ask(query)
    # Sorting and the like may come to the limit of memory or of results before their time is over.
    assert found.status in (504, 422, 500)
    assert time.monotonic() - started < 2 + 1
    assert is_answered(server)


def test_the_process_of_a_runaway_query_is_gone_and_another_there(small: Served) -> None:
    before = settled(small)
    assert small.ask(f"{RUNAWAY} # to be gone").status == 504
    assert is_answered(small)
    until = time.monotonic() + 30
    while settled(small) == before:
        assert time.monotonic() < until
        time.sleep(0.1)
    assert len(settled(small) - before) == 1


def settled(server: Served) -> set[int]:
    """Return the processes of a server when all have been started: a worker, a spare one, one for pages."""
    until = time.monotonic() + 60
    while len(found := children(server)) != 3:
        assert time.monotonic() < until
        time.sleep(0.1)
    return found


def children(server: Served) -> set[int]:
    """Return the processes that a server has started."""
    path = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children")
    if not path.is_file():
        pytest.skip("the system does not tell a process's children")
    return set(map(int, path.read_text().split()))


def test_a_client_that_goes_away_ends_its_query(graph: Path) -> None:
    with served(graph, "--timeout", "30", "--workers", "1") as server:
        with server.connect() as connection:
            query = RUNAWAY.replace(" ", "%20").replace("?", "%3F")
            connection.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            time.sleep(0.5)
        started = time.monotonic()
        assert is_answered(server)
        assert time.monotonic() - started < 5


def test_queries_past_what_may_wait_are_told_to_come_again(graph: Path) -> None:
    with served(graph, "--timeout", "1", "--workers", "1") as server, ThreadPoolExecutor(80) as many:
        queries = [f"{RUNAWAY} # {number}" for number in range(80)]
        found = list(many.map(server.ask, queries))
        statuses = Counter(response.status for response in found)
        assert statuses[429] == 80 - 48
        assert statuses[504] + statuses[503] == 48
        for response in found:
            if response.status in (429, 503):
                assert int(response.headers["retry-after"]) >= 1
        assert is_answered(server)


def test_pages_do_not_wait_for_queries(small: Served) -> None:
    assert small.fetch("/").status == 200
    with ThreadPoolExecutor(20) as many:
        heavy = [many.submit(small.ask, f"{RUNAWAY} # {number}") for number in range(20)]
        time.sleep(0.2)
        started = time.monotonic()
        assert small.fetch("/about.html").status == 200
        assert time.monotonic() - started < 1
        for each in heavy:
            each.result()
    assert is_answered(small)


def test_what_many_ask_is_done_once(small: Served) -> None:
    assert is_answered(small)
    with ThreadPoolExecutor(16) as many:
        started = time.monotonic()
        found = list(many.map(small.ask, [f"{RUNAWAY} # the same"] * 16))
    assert {response.status for response in found} == {504}
    assert time.monotonic() - started < 5  # one after the other they would take sixteen


@pytest.mark.parametrize(
    "query",
    [
        "SELECT " + "(" * 30_000,
        "SELECT * " + "{" * 30_000 + "}" * 30_000,
        "ASK { FILTER(" + "!" * 60_000 + "1) }",
    ],
)
def test_a_query_that_breaks_its_process_breaks_no_other(server: Served, query: str) -> None:
    found = server.post(query, "application/sparql-query")
    assert found.status in (400, 500)
    assert is_answered(server)


def test_a_query_that_needs_too_much_memory(server: Served) -> None:
    doubled = "".join(f"BIND(CONCAT(?x{n},?x{n}) AS ?x{n + 1}) " for n in range(40))
    found = server.ask(f"SELECT (STRLEN(?x40) AS ?n) {{ BIND('tip' AS ?x0) {doubled} }}")
    assert found.status in (500, 504, 422)
    assert is_answered(server)


@pytest.mark.parametrize(
    "head",
    [
        b"GET /sparql?query=" + b"x" * 70_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"A: b\r\n" * 200_000 + b"\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" * 20,
        b"GET /\x00 HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc",
        b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
    ],
)
def test_what_is_no_request(server: Served, head: bytes) -> None:
    with server.connect() as connection:
        connection.sendall(head)
        answer = connection.recv(1000)
    assert answer.startswith((b"HTTP/1.1 400", b"HTTP/1.1 431"))
    assert is_answered(server)


@pytest.mark.parametrize(
    "path", ["//evil.example/", "/%00", "/%ff", "/..%2f..%2fetc/passwd", "/place/%0d%0aX:1"]
)
def test_hostile_paths(server: Served, path: str) -> None:
    found = server.fetch(path)
    assert found.status in (400, 404)
    assert "x" not in found.headers


def test_a_host_that_is_none(server: Served) -> None:
    for host in ("evil.example", "localhost.evil.example", 'x"><script>', ""):
        assert server.fetch("/sparql", headers={"Host": host}).status == 400


@pytest.fixture(scope="module")
def public(graph: Path) -> Iterator[Served]:
    """Serve the archive to all, and to the pages of one site."""
    with served(graph, "--host", "0.0.0.0", "--cors", "https://good.example", "--workers", "1") as found:
        yield found


def test_a_host_that_is_none_where_any_is_served(public: Served) -> None:
    assert public.fetch("/sparql", headers={"Host": "tip.example"}).status == 200
    for path in ("/sparql", "/queries"):
        found = public.fetch(path, headers={"Host": 'x"><script>', "Accept": "text/turtle"})
        assert found.status in (200, 400)
        assert "<script>" not in found.text


def test_origins_that_may_ask(public: Served) -> None:
    good = public.fetch("/sparql", headers={"Origin": "https://good.example"})
    assert good.headers["access-control-allow-origin"] == "https://good.example"
    bad = public.fetch("/sparql", headers={"Origin": "https://bad.example"})
    assert "access-control-allow-origin" not in bad.headers
    asked = {"Origin": "https://good.example", "Access-Control-Request-Method": "POST"}
    assert public.fetch("/sparql", "OPTIONS", headers=asked).status == 200


def test_security_headers(server: Served) -> None:
    for path in ("/query", "/sparql", "/nothing", "/serve/query.js"):
        headers = server.fetch(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert "server" not in headers
        assert "access-control-allow-origin" not in headers


def test_answers_that_a_client_has(server: Served) -> None:
    first = server.ask(QUICK)
    again = server.fetch(
        "/sparql?query=ASK%7B%3Fclaim+tg:origin+place:GTM%7D",
        headers={"If-None-Match": first.headers["etag"]},
    )
    assert (again.status, again.body) == (304, b"")
    assert server.ask("SELECT (RAND() AS ?x) {}").body != server.ask("SELECT (RAND() AS ?x) {}").body
    assert server.ask("SELECT (NOW() AS ?x) {}").headers["cache-control"] == "no-store"


def test_a_body_that_never_ends_is_not_read(server: Served) -> None:
    head = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
    sent = 0
    with server.connect() as connection, suppress(ConnectionError):
        connection.sendall(head + b"Transfer-Encoding: chunked\r\n\r\n")
        while sent < 200 << 20:
            connection.sendall(b"10000\r\n" + b"#" * 65536 + b"\r\n")
            sent += 65536
    assert sent < 100 << 20
    assert is_answered(server)


def test_head_has_no_body(server: Served) -> None:
    found = server.fetch("/sparql?query=ASK%7B%7D", "HEAD")
    assert (found.status, found.body) == (200, b"")
    assert json.loads(server.ask("ASK {}").body)["boolean"]
