"""Runaway queries and hostile requests end, and other requests are answered."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

import psutil
import pytest

from tests.web.server.serving import RUNAWAY, InProcess, Served, Server, in_process, query_path, served, until
from tipgraph.web.server.limits import Limits

pytestmark = pytest.mark.slow

NUMBERS = count()
QUICK = "ASK { ?claim tg:origin place:GTM }"
PRODUCT = "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture(scope="module")
def hasty(graph: Path) -> Iterator[InProcess]:
    """Serve the archive with a short timeout."""
    with in_process(graph, Limits(timeout=1, max_results=3000, workers=2)) as running:
        yield running


def is_answered(server: Server) -> bool:
    """Return whether a quick query is answered, perhaps after it is repeated, as on a busy machine."""
    for _ in range(20):
        response = server.ask(f"{QUICK} # {next(NUMBERS)}")  # otherwise the answer comes from the cache
        if response.status not in (503, 504):
            break
        time.sleep(float(response.headers.get("retry-after", 1)))
    return response.status == 200


RUNAWAYS = (
    f"SELECT DISTINCT ?a {PRODUCT}",
    f"CONSTRUCT {{ ?a ?e ?i }} WHERE {PRODUCT}",
    f"ASK {PRODUCT[:-1]} FILTER(STRLEN(CONCAT(STR(?a), STR(?d), STR(?g))) = 1) }}",
    "SELECT ?x { ?a (<a:a>|!<a:a>)* ?x . ?x (<a:a>|!<a:a>)* ?b . ?b (<a:a>|!<a:a>)* ?c FILTER(?c = 1) }",
)


@pytest.mark.parametrize(
    "query",
    [
        RUNAWAY,
        f"SELECT * {PRODUCT} ORDER BY ?c ?f ?i LIMIT 1",
        *RUNAWAYS,
    ],
)
def test_a_runaway_query_is_stopped_and_the_next_is_answered(hasty: InProcess, query: str) -> None:
    assert is_answered(hasty)
    # A sort may reach the limit of memory or of results before its time is over.
    assert hasty.ask(query).status in (504, 422, 500)
    assert is_answered(hasty)


def test_the_process_of_a_runaway_query_is_killed_and_replaced(graph: Path) -> None:
    with served(graph, "--timeout", "1", "--workers", "1") as server:
        before = workers(server)
        assert server.ask(RUNAWAY).status == 504
        assert is_answered(server)
        until(lambda: len(before - workers(server)) == 1)
        until(lambda: len(workers(server)) == len(before))


def workers(server: Served) -> set[int]:
    """Return the processes of a server, when they have not changed for a while."""
    seen: list[set[int]] = []

    def is_settled() -> bool:
        seen.append({child.pid for child in psutil.Process(server.process.pid).children(recursive=True)})
        return len(seen) > 10 and all(each == seen[-1] for each in seen[-10:])

    until(is_settled)
    return seen[-1]


def test_the_query_of_a_client_that_goes_away_is_stopped(graph: Path) -> None:
    # Its time is longer than anything here waits, so that a query that goes on would keep the only worker.
    with served(graph, "--timeout", "3600", "--workers", "1") as server:
        with server.connect() as connection:
            query = RUNAWAY.replace(" ", "%20").replace("?", "%3F")
            connection.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            until(lambda: is_busy(server))
        assert is_answered(server)


def is_busy(server: Served) -> bool:
    """Tell whether a process of a server computes."""
    children = psutil.Process(server.process.pid).children(recursive=True)
    return any(child.status() == psutil.STATUS_RUNNING for child in children)


def test_pages_do_not_wait_for_queries(graph: Path) -> None:
    with in_process(graph, Limits(timeout=3600, workers=1)) as server:
        assert server.fetch("/").status == 200
        heavy = [server.begin(query_path(f"{RUNAWAY} # {number}")) for number in range(20)]
        assert server.fetch("/about.html").status == 200
        assert not any(each.done() for each in heavy)
        for each in heavy:
            each.cancel()
        assert is_answered(server)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT " + "(" * 30_000,
        "SELECT * " + "{" * 30_000 + "}" * 30_000,
        "ASK { FILTER(" + "!" * 60_000 + "1) }",
    ],
)
def test_a_query_that_crashes_its_process_harms_no_other(hasty: InProcess, query: str) -> None:
    assert hasty.post(query, "application/sparql-query").status in (400, 500)
    assert is_answered(hasty)


def test_a_query_that_needs_too_much_memory(hasty: InProcess) -> None:
    doubled = "".join(f"BIND(CONCAT(?x{n},?x{n}) AS ?x{n + 1}) " for n in range(40))
    response = hasty.ask(f"SELECT (STRLEN(?x40) AS ?n) {{ BIND('tip' AS ?x0) {doubled} }}")
    assert response.status in (500, 504, 422)
    assert is_answered(hasty)


def test_a_process_that_ends_is_one_line_on_standard_error(graph: Path) -> None:
    with served(graph) as server:
        assert server.post("SELECT " + "(" * 30_000, "application/sparql-query").status == 500
        assert is_answered(server)
        server.process.terminate()
        assert server.process.stderr is not None
        line, interrupted = server.process.stderr.read().splitlines()
    assert line.startswith("A process ended with its query")
    assert interrupted == "Error: interrupted"


def test_workers_that_are_killed_from_outside_are_replaced(hasty: InProcess) -> None:
    for child in psutil.Process().children(recursive=True):
        if not child.children() and "forkserver" in " ".join(child.cmdline()):
            child.kill()
    until(lambda: hasty.ask(f"{QUICK} # {next(NUMBERS)}").status == 200)
    until(lambda: hasty.fetch("/place/GTM.ttl").status == 200)


HOSTILE = [
    b"GET /sparql?query=" + b"x" * 70_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"A: b\r\n" * 200_000 + b"\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" * 20,
    b"GET /\x00 HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc",
    b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
]


@pytest.mark.parametrize("head", HOSTILE)
def test_bytes_that_are_not_http(real_server: Served, head: bytes) -> None:
    with real_server.connect() as connection:
        connection.sendall(head)
        answer = connection.recv(1000)
    assert answer.startswith((b"HTTP/1.1 400", b"HTTP/1.1 431"))
    assert is_answered(real_server)


def test_a_body_that_never_ends_is_not_read(real_server: Served) -> None:
    head = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
    sent = 0
    with real_server.connect() as connection, suppress(ConnectionError):
        connection.sendall(head + b"Transfer-Encoding: chunked\r\n\r\n")
        while sent < 200 << 20:
            connection.sendall(b"10000\r\n" + b"#" * 65536 + b"\r\n")
            sent += 65536
    assert sent < 100 << 20
    assert is_answered(real_server)


def test_head_has_no_body(real_server: Served) -> None:
    response = real_server.fetch("/sparql?query=ASK%7B%7D", "HEAD")
    assert (response.status, response.body) == (200, b"")
    assert json.loads(real_server.ask("ASK {}").body)["boolean"]


@pytest.mark.parametrize(
    "path", ["//evil.example/", "/%00", "/%ff", "/..%2f..%2fetc/passwd", "/place/%0d%0aX:1"]
)
def test_hostile_paths(server: InProcess, path: str) -> None:
    response = server.fetch(path)
    assert response.status in (400, 404)
    assert "x" not in response.headers


def test_an_invalid_host_is_refused(server: InProcess) -> None:
    for host in ("evil.example", "localhost.evil.example", 'x"><script>', ""):
        assert server.fetch("/sparql", headers={"Host": host}).status == 400


@pytest.fixture(scope="module")
def public(graph: Path) -> Iterator[InProcess]:
    """Serve the archive to all, and to the pages of one site."""
    with in_process(graph, host="0.0.0.0", cors=["https://good.example"]) as running:
        yield running


def test_an_invalid_host_is_never_repeated(public: InProcess) -> None:
    assert public.fetch("/sparql", headers={"Host": "tip.example"}).status == 200
    for path in ("/sparql", "/queries"):
        response = public.fetch(path, headers={"Host": 'x"><script>', "Accept": "text/turtle"})
        assert response.status in (200, 400)
        assert "<script>" not in response.text


def test_origins_that_may_send_requests(public: InProcess) -> None:
    good = public.fetch("/sparql", headers={"Origin": "https://good.example"})
    assert good.headers["access-control-allow-origin"] == "https://good.example"
    bad = public.fetch("/sparql", headers={"Origin": "https://bad.example"})
    assert "access-control-allow-origin" not in bad.headers
    asked = {"Origin": "https://good.example", "Access-Control-Request-Method": "POST"}
    assert public.fetch("/sparql", "OPTIONS", headers=asked).status == 200


def test_security_headers(real_server: Served) -> None:
    for path in ("/query", "/sparql", "/nothing", "/serve/query.js"):
        headers = real_server.fetch(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert "server" not in headers
        assert "access-control-allow-origin" not in headers


def test_answers_that_the_client_has(server: InProcess) -> None:
    first = server.ask(QUICK)
    again = server.fetch(
        "/sparql?query=ASK%7B%3Fclaim+tg:origin+place:GTM%7D",
        headers={"If-None-Match": first.headers["etag"]},
    )
    assert (again.status, again.body) == (304, b"")


def test_volatile_answers_are_not_cached(server: InProcess) -> None:
    assert server.ask("SELECT (RAND() AS ?x) {}").body != server.ask("SELECT (RAND() AS ?x) {}").body
    assert server.ask("SELECT (NOW() AS ?x) {}").headers["cache-control"] == "no-store"
