"""Clients that are slow on purpose, and a server that has little patience."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from threading import Thread

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from tipgraph.web.server.limits import Limits
from tipgraph.web.server.server import connection

LARGE = 30 << 20
WHOLE = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"


async def small(_: Request) -> Response:
    return PlainTextResponse("yes")


async def read(request: Request) -> Response:
    return PlainTextResponse(await request.body())


async def large(_: Request) -> Response:
    return PlainTextResponse(b"x" * LARGE)


@contextmanager
def serving(limits: Limits) -> Iterator[int]:
    """Serve an application in a thread; gives the port."""
    app = Starlette(
        routes=[Route("/", small), Route("/large", large), Route("/read", read, methods=["POST"])]
    )
    config = uvicorn.Config(
        app, http=connection(limits), ws="none", lifespan="off", loop="asyncio", log_config=None,
        timeout_graceful_shutdown=1,
    )  # fmt: skip
    server = uvicorn.Server(config)
    listening = socket.create_server(("127.0.0.1", 0))
    thread = Thread(target=server.run, args=([listening],))
    thread.start()
    try:
        while not server.started:
            time.sleep(0.01)
        yield listening.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join()
        listening.close()


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with serving(Limits(receiving=0.5, sending=0.5, unfinished=20, unsent=2 * LARGE)) as found:
        yield found


@contextmanager
def connected(port: int) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as found:
        yield found


def answered(found: socket.socket) -> bool:
    found.sendall(WHOLE)
    answer = b""
    while not answer.endswith(b"yes"):
        part = found.recv(1000)
        assert part, "cut off"
        answer += part
    return answer.startswith(b"HTTP/1.1 200")


def is_cut(found: socket.socket) -> bool:
    try:
        while found.recv(1 << 20):
            pass
    except ConnectionError:
        return True
    return True


def test_silence_is_cut_off(port: int) -> None:
    with connected(port) as silent:
        assert is_cut(silent)


@pytest.mark.parametrize("begun", [WHOLE[:-2], WHOLE + WHOLE[:-2]])
def test_a_head_that_never_ends_is_cut_off(port: int, begun: bytes) -> None:
    with connected(port) as slow:
        started = time.monotonic()
        slow.sendall(begun)
        while time.monotonic() - started < 5:
            try:
                slow.sendall(b"A: b\r\n")
                time.sleep(0.1)
            except ConnectionError:
                break
        assert 0.3 < time.monotonic() - started < 2
    with connected(port) as other:
        assert answered(other)


def test_more_slow_clients_than_are_waited_for(port: int) -> None:
    with ExitStack() as stack:
        for _ in range(100):
            slow = stack.enter_context(connected(port))
            slow.sendall(b"GET / HT")
        other = stack.enter_context(connected(port))
        assert answered(other)


def test_more_bodies_that_never_end_than_are_waited_for(port: int) -> None:
    with ExitStack() as stack:
        begun = [stack.enter_context(connected(port)) for _ in range(40)]
        for each in begun:
            each.sendall(b"POST /read HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n1")
        other = stack.enter_context(connected(port))
        assert answered(other)
        assert is_cut(begun[0])
        begun[-1].sendall(b"23456789")
        assert begun[-1].recv(1000).startswith(b"HTTP/1.1 200")


def test_more_connections_than_are_kept_for_another_request(port: int) -> None:
    with ExitStack() as stack:
        kept = []
        for _ in range(40):
            kept.append(stack.enter_context(connected(port)))
            assert answered(kept[-1])
        assert is_cut(kept[0])
        assert answered(kept[-1])


def test_a_connection_may_be_used_again(port: int) -> None:
    with connected(port) as kept:
        for _ in range(3):
            assert answered(kept)
            time.sleep(0.3)


def test_requests_at_once_are_all_answered(port: int) -> None:
    with connected(port) as eager:
        eager.sendall(WHOLE * 3)
        found = b""
        while found.count(b"HTTP/1.1 200") < 3:
            found += eager.recv(1000)


def test_an_answer_that_is_not_taken_is_cut_off(port: int) -> None:
    with connected(port) as slow:
        slow.sendall(b"GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n")
        time.sleep(1)
        taken = 0
        try:
            while got := len(slow.recv(1 << 20)):
                taken += got
        except ConnectionError:
            pass
        assert taken < LARGE


def test_an_answer_that_is_taken_slowly_is_not_cut_off(port: int) -> None:
    with connected(port) as slow:
        slow.sendall(b"GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n")
        taken = slow.recv(1 << 20)
        for _ in range(40):
            with connected(port) as other:
                assert answered(other)
        size = len(taken)
        while size < LARGE and (got := len(slow.recv(1 << 20))):
            size += got
        assert size >= LARGE


def test_answers_that_many_do_not_take(port: int) -> None:
    with ExitStack() as stack:
        slow = [stack.enter_context(connected(port)) for _ in range(4)]
        for each in slow:
            each.sendall(b"GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n")
            time.sleep(0.05)
        other = stack.enter_context(connected(port))
        assert answered(other)
        assert is_cut(slow[0])
