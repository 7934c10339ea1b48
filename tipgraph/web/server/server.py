"""Connections that have to send their request, and take their answer, within a time.

uvicorn waits for a request's end for ever, and counts those who never send it among its connections.

A graph, served until it is interrupted.
"""

from __future__ import annotations

import asyncio
import signal
import socket
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from ipaddress import ip_address
from pathlib import Path
from tempfile import TemporaryDirectory

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from tipgraph.errors import TipgraphError, UsageError
from tipgraph.rdf.formats import is_address
from tipgraph.web.server.app import application
from tipgraph.web.server.front import Front
from tipgraph.web.server.limits import Limits
from tipgraph.web.server.snapshots import Editions, Say
from tipgraph.web.server.source import Source

__all__ = ["connection", "serve"]

_GRACE = 5.0
"""Seconds for the answer that a body did not come in time, before its connection is cut off."""


def connection(limits: Limits) -> type[H11Protocol]:
    """Return the class of connections for uvicorn, with the limits of a server."""
    waiting = {
        "heads": _Patience(limits.receiving, limits.unfinished),
        "bodies": _Patience(limits.receiving + _GRACE, limits.unfinished),
        "answers": _Patience(limits.sending, limits.unsent),
    }
    return type("Connection", (_Connection,), waiting)


class _Patience:
    """Connections that are waited for, some seconds each; when all weigh too much, the oldest go."""

    def __init__(self, seconds: float, most: int) -> None:
        self._seconds = seconds
        self._most = most
        self._weight = 0
        self._waiting: OrderedDict[_Connection, tuple[int, asyncio.TimerHandle]] = OrderedDict()

    def begin(self, waited_for: _Connection, weight: int = 1) -> None:
        """Wait for a connection, if it is not waited for yet."""
        if waited_for in self._waiting:
            return
        timer = waited_for.loop.call_later(self._seconds, self._drop, waited_for)
        self._waiting[waited_for] = weight, timer
        self._weight += weight
        while self._weight > self._most:
            self._drop(next(iter(self._waiting)))

    def end(self, waited_for: _Connection) -> None:
        """Wait no longer."""
        weight, timer = self._waiting.pop(waited_for, (0, None))
        self._weight -= weight
        if timer is not None:
            timer.cancel()

    def _drop(self, waited_for: _Connection) -> None:
        self.end(waited_for)
        waited_for.transport.abort()


class _Connection(H11Protocol):
    """Is cut off when a request is not there in time, or its answer is not taken.

    (That a body did not come in time is told by `tipgraph.web.server.protocol`.)
    """

    heads: _Patience
    bodies: _Patience
    answers: _Patience

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn
        """Begin to wait for a request."""
        super().connection_made(transport)
        self.heads.begin(self)

    def data_received(self, data: bytes) -> None:
        """Take bytes of a request; when its head is whole, its body is waited for, if it has one."""
        if self._is_idle():
            self.heads.begin(self)
        super().data_received(data)
        if self._is_idle():
            return
        self.heads.end(self)
        if self.cycle.more_body:
            self.bodies.begin(self)
        else:
            self.bodies.end(self)

    def _is_idle(self) -> bool:
        """Tell whether no request is being answered."""
        return self.cycle is None or self.cycle.response_complete

    def on_response_complete(self) -> None:
        """Begin to wait for the next request: connections that are kept for it are not to be too many.

        Those with an answer that is still on its way are not kept for long, and may not be cut off.
        """
        super().on_response_complete()
        self.bodies.end(self)
        if self.transport.is_closing() or not self._is_idle():
            return
        if self.conn.trailing_data[0] or not self.transport.get_write_buffer_size():
            self.heads.begin(self)

    def pause_writing(self) -> None:
        """Begin to wait for the client to take its answer."""
        super().pause_writing()
        self.answers.begin(self, self.transport.get_write_buffer_size())

    def resume_writing(self) -> None:
        """Wait no longer: all but the last bytes are taken."""
        super().resume_writing()
        self.answers.end(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        for each in (self.heads, self.bodies, self.answers):
            each.end(self)
        super().connection_lost(exc)


_HEAD = 32 << 10
"""Bytes that the head of a request may have, its address included."""

_BACKLOG = 256
"""Connections that are taken at a time: of a flood, the oldest are cut off before the next come in."""


def _silently(_: str) -> None:
    """Take the place of who is told."""


class _Server(uvicorn.Server):
    """Tells when it is ready; and where it could not start, says so by an error instead of an exit."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and tell."""
        await super().startup(sockets)
        if self.started:
            self._ready()


def serve(
    source: str | Path,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    public: str = "",
    refresh: float | None = None,
    limits: Limits | None = None,
    cors: Sequence[str] = (),
    ready: Say = _silently,
    say: Say = _silently,
    complain: Say = _silently,
) -> None:
    """Serve a graph, an RDF file, a store's folder or a copy of a server's graphs, until Ctrl-C.

    ``port`` 0 takes any that is free; ``ready`` is called with the address when it is served. ``public``
    is the address at which a proxy passes requests on. ``refresh`` is after how many seconds the graph is
    looked at again; without it, files and folders are looked at all the time, and a server is not.
    ``say`` is told what is copied of a server, and that the graph has changed; ``complain`` that it
    cannot be read again, and is served as it was.
    Raises UnreadableError for a graph that cannot be read, UsageError for an address that cannot be had,
    TipgraphError where the server cannot start, KeyboardInterrupt when it was interrupted.
    """
    limits = limits or Limits()
    front = Front.of(public) if public else Front()
    with _terminable(), _opened(source, say, refresh) as graph, _bound(host, port) as listening:
        editions = Editions(graph, limits, front, refresh, say, complain)
        app = application(editions, limits, front, _names(host, front), cors)
        config = uvicorn.Config(
            app, http=connection(limits), ws="none", lifespan="on", loop="asyncio", log_level="error",
            access_log=False, server_header=False, h11_max_incomplete_event_size=_HEAD,
            timeout_keep_alive=5, timeout_graceful_shutdown=2, backlog=_BACKLOG,
        )  # fmt: skip
        server = _Server(config, lambda: ready(_address(host, listening)))
        server.run(sockets=[listening])
        if not server.started:
            raise TipgraphError("the server did not start", remedy="the lines above say why")


@contextmanager
def _terminable() -> Iterator[None]:
    """Have SIGTERM end the block as Ctrl-C does, so that what was made for it is taken away."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield  # where signals cannot be handled
        return
    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def _opened(source: str | Path, say: Say, refresh: float | None) -> Iterator[Source]:
    """Give the graph: its own store, or one made of it, which workers can share."""
    then = f"copied again every {refresh / 60:g} minutes" if refresh else "served after a restart"

    def copied(done: int, total: int, statements: int) -> None:
        if done == total:
            say(
                f"Copied {total:,} graphs with {statements:,} statements; "
                f"what is written there from now on is {then}"
            )

    with TemporaryDirectory(prefix="tipgraph-serve-") as folder:
        if is_address(source):
            say(f"Copying the graphs of {source}")
        graph = Source(source, Path(folder))
        graph.open(copied)
        yield graph


@contextmanager
def _bound(host: str, port: int) -> Iterator[socket.socket]:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listening = socket.create_server((host, port), family=family, backlog=_BACKLOG)
    except (OSError, OverflowError) as error:
        raise UsageError(
            f"{host}, port {port} cannot be had ({error})", remedy="choose another --host or --port"
        ) from error
    with listening:
        yield listening


def _address(host: str, listening: socket.socket) -> str:
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{listening.getsockname()[1]}/"


def _names(host: str, front: Front) -> list[str]:
    """Return the names that a server answers to: any, where others reach it by a name that is not known."""
    if not front.host and host != "localhost" and not _is_loopback(host):
        return []
    known = ["localhost", "127.0.0.1", "::1", host, *([front.host] if front.host else [])]
    return list(dict.fromkeys(known))


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
