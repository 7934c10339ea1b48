"""Clients that are slow on purpose, and a server that closes their connections."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from threading import Thread
from typing import Any, NamedTuple, cast
from unittest.mock import Mock

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from tests.web.server.serving import until
from tipgraph.web.server import server as http_server
from tipgraph.web.server.limits import Limits
from tipgraph.web.server.server import protocol_class

LARGE = 30 << 20
WHOLE = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
HEAD_WITH_BODY = (
    b"POST /read HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n"
)
PATIENCE = 60


async def small(_: Request) -> Response:
    return PlainTextResponse("yes")


async def read(request: Request) -> Response:
    return PlainTextResponse(await request.body())


async def large(_: Request) -> Response:
    return PlainTextResponse(b"x" * LARGE)


class Running(NamedTuple):
    """A server that is running."""

    port: int
    server: uvicorn.Server

    def has_connections(self) -> bool:
        return bool(self.server.server_state.connections)


@contextmanager
def serving(limits: Limits) -> Iterator[Running]:
    """Serve an application in a thread."""
    app = Starlette(
        routes=[Route("/", small), Route("/large", large), Route("/read", read, methods=["POST"])]
    )
    config = uvicorn.Config(
        app, http=protocol_class(limits), ws="none", lifespan="off", loop="asyncio", log_config=None,
        timeout_graceful_shutdown=1,
    )  # fmt: skip
    server = uvicorn.Server(config)
    listening = socket.create_server(("127.0.0.1", 0))
    thread = Thread(target=server.run, args=([listening],))
    thread.start()
    try:
        while not server.started:
            time.sleep(0.01)
        yield Running(listening.getsockname()[1], server)
    finally:
        server.should_exit = True
        thread.join()
        listening.close()


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """Serve with low limits on numbers."""
    with serving(Limits(unfinished=20, unsent=2 * LARGE)) as running:
        yield running.port


@pytest.fixture(scope="module")
def impatient() -> Iterator[Running]:
    """Serve with short time limits."""
    with serving(Limits(receiving=0.5, sending=0.5)) as running:
        yield running


@contextmanager
def connected(port: int) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
        yield connection


def is_answered(connection: socket.socket) -> bool:
    connection.sendall(WHOLE)
    answer = b""
    while not answer.endswith(b"yes"):
        part = connection.recv(1000)
        assert part, "the connection is closed"
        answer += part
    return answer.startswith(b"HTTP/1.1 200")


def is_closed(connection: socket.socket) -> bool:
    try:
        while connection.recv(1 << 20):
            pass
    except ConnectionError:
        return True
    return True


def test_a_silent_connection_is_closed(impatient: Running) -> None:
    with connected(impatient.port) as silent:
        assert is_closed(silent)


@pytest.mark.parametrize("begun", [WHOLE[:-2], WHOLE + WHOLE[:-2]])
def test_a_connection_whose_head_never_ends_is_closed(impatient: Running, begun: bytes) -> None:
    with connected(impatient.port) as slow:
        slow.sendall(begun)
        assert any(is_refused(slow, b"A: b\r\n") for _ in range(10 * PATIENCE))


def is_refused(connection: socket.socket, data: bytes) -> bool:
    """Send data a moment later; return whether the connection is closed."""
    time.sleep(0.1)
    try:
        connection.sendall(data)
    except ConnectionError:
        return True
    return False


def test_more_slow_clients_than_the_limit(port: int) -> None:
    with ExitStack() as stack:
        for _ in range(100):
            slow = stack.enter_context(connected(port))
            slow.sendall(b"GET / HT")
        other = stack.enter_context(connected(port))
        assert is_answered(other)


def test_more_unfinished_bodies_than_the_limit(port: int) -> None:
    with ExitStack() as stack:
        begun = []
        for _ in range(40):
            begun.append(stack.enter_context(connected(port)))
            begun[-1].sendall(HEAD_WITH_BODY)
            assert begun[-1].recv(1000).startswith(b"HTTP/1.1 100")  # so the server waits for the body
            begun[-1].sendall(b"1")
        other = stack.enter_context(connected(port))
        assert is_answered(other)
        assert is_closed(begun[0])
        begun[-1].sendall(b"23456789")
        assert begun[-1].recv(1000).startswith(b"HTTP/1.1 200")


def test_more_idle_connections_than_the_limit(port: int) -> None:
    with ExitStack() as stack:
        kept = []
        for _ in range(40):
            kept.append(stack.enter_context(connected(port)))
            assert is_answered(kept[-1])
        assert is_closed(kept[0])
        assert is_answered(kept[-1])


def test_a_connection_may_be_used_again(port: int) -> None:
    with connected(port) as kept:
        assert all(is_answered(kept) for _ in range(3))


def test_pipelined_requests_are_all_answered(port: int) -> None:
    with connected(port) as eager:
        eager.sendall(WHOLE * 3)
        answers = b""
        while answers.count(b"HTTP/1.1 200") < 3 and (part := eager.recv(1000)):
            answers += part
    assert answers.count(b"HTTP/1.1 200") == 3


def test_a_connection_whose_answer_is_not_taken_is_closed(impatient: Running) -> None:
    with connected(impatient.port) as slow:
        slow.sendall(b"GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n")
        slow.recv(1)
        until(lambda: not impatient.has_connections())
        taken = 0
        try:
            while got := len(slow.recv(1 << 20)):
                taken += got
        except ConnectionError:
            pass
        assert taken < LARGE


def test_an_answer_that_is_taken_slowly_is_complete(port: int) -> None:
    with connected(port) as slow:
        slow.sendall(b"GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n")
        size = len(slow.recv(1 << 20))
        for _ in range(40):
            with connected(port) as other:
                assert is_answered(other)
        while size < LARGE and (got := len(slow.recv(1 << 20))):
            size += got
        assert size >= LARGE


def test_more_untaken_answers_than_the_limit(port: int) -> None:
    with ExitStack() as stack:
        slow = [stack.enter_context(connected(port)) for _ in range(4)]
        for each in slow:
            each.sendall(b"GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n")
            time.sleep(0.05)
        other = stack.enter_context(connected(port))
        assert is_answered(other)
        assert is_closed(slow[0])


class Timers:
    """The timers of an event loop whose clock does not run."""

    def __init__(self) -> None:
        self.running: list[Mock] = []

    def call_later(self, seconds: float, function: Any, *args: Any) -> asyncio.TimerHandle:
        timer = Mock(seconds=seconds)
        timer.fire = lambda: function(*args)
        timer.cancel = lambda: self.running.remove(timer)
        self.running.append(timer)
        return cast("asyncio.TimerHandle", timer)


def test_each_wait_has_a_time_of_its_own() -> None:
    timers = Timers()
    connection = Mock(loop=timers)
    deadlines = http_server._Deadlines(0.5, 20)
    for _ in range(3):
        deadlines.begin(connection)
        deadlines.begin(connection)  # which does not restart the timer
        assert [timer.seconds for timer in timers.running] == [0.5]
        deadlines.end(connection)
        assert not timers.running
    connection.transport.abort.assert_not_called()
    deadlines.begin(connection)
    timers.running[0].fire()
    connection.transport.abort.assert_called_once()
