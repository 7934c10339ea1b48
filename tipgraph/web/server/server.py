"""The HTTP server: its connections, their limits, and how it starts and ends.

Connections must send their request and take their answer within a time; uvicorn waits for ever.
"""

from __future__ import annotations

import asyncio
import signal
import socket
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from ipaddress import ip_address
from pathlib import Path
from tempfile import TemporaryDirectory

import uvicorn
from starlette.applications import Starlette
from uvicorn.protocols.http.h11_impl import H11Protocol

from tipgraph.errors import TipgraphError, UsageError
from tipgraph.rdf.formats import is_address, is_foreign
from tipgraph.rdf.store import open_graph
from tipgraph.validation.conformance import find_violation, nonconforming
from tipgraph.web.server.app import application
from tipgraph.web.server.http import PublicURL
from tipgraph.web.server.limits import Limits
from tipgraph.web.server.snapshots import Notify, Snapshots, Source

__all__ = ["Server", "address_of", "bound", "host_names", "interruptible", "protocol_class", "serve"]

_GRACE = 5.0
"""Seconds to answer that a body did not arrive in time, before the connection is closed."""


def protocol_class(limits: Limits) -> type[H11Protocol]:
    """Return the protocol class for uvicorn that enforces the limits of a server."""
    deadlines = {
        "heads": _Deadlines(limits.receiving, limits.unfinished),
        "bodies": _Deadlines(limits.receiving + _GRACE, limits.unfinished),
        "answers": _Deadlines(limits.sending, limits.unsent),
    }
    return type("Connection", (_Connection,), deadlines)


class _Deadlines:
    """Connections that have to do something within some seconds.

    When their weights exceed the limit in all, the oldest are closed.
    """

    def __init__(self, seconds: float, limit: int) -> None:
        self._seconds = seconds
        self._limit = limit
        self._weight = 0
        self._waiting: OrderedDict[_Connection, tuple[int, asyncio.TimerHandle]] = OrderedDict()

    def begin(self, connection: _Connection, weight: int = 1) -> None:
        """Start the time of a connection, unless it runs already."""
        if connection in self._waiting:
            return
        timer = connection.loop.call_later(self._seconds, self._abort, connection)
        self._waiting[connection] = weight, timer
        self._weight += weight
        while self._weight > self._limit:
            self._abort(next(iter(self._waiting)))

    def end(self, connection: _Connection) -> None:
        """Stop the time of a connection."""
        weight, timer = self._waiting.pop(connection, (0, None))
        self._weight -= weight
        if timer is not None:
            timer.cancel()

    def _abort(self, connection: _Connection) -> None:
        self.end(connection)
        connection.transport.abort()


class _Connection(H11Protocol):
    """Closes itself if a request does not arrive in time, or its answer is not taken.

    `tipgraph.web.server.protocol` answers 408 if a body does not arrive.
    """

    heads: _Deadlines
    bodies: _Deadlines
    answers: _Deadlines

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn
        """Wait for the head of a request."""
        super().connection_made(transport)
        self.heads.begin(self)

    def data_received(self, data: bytes) -> None:
        """Take bytes of a request. When its head is complete, wait for its body, if it has one."""
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
        """Wait for the head of the next request: idle connections count against the limit too.

        uvicorn soon closes a connection with an answer on its way, so that needs no deadline.
        """
        super().on_response_complete()
        self.bodies.end(self)
        if self.transport.is_closing() or not self._is_idle():
            return
        if self.conn.trailing_data[0] or not self.transport.get_write_buffer_size():
            self.heads.begin(self)

    def pause_writing(self) -> None:
        """Wait for the client to take its answer."""
        super().pause_writing()
        self.answers.begin(self, self.transport.get_write_buffer_size())

    def resume_writing(self) -> None:
        """Stop waiting: all but the last bytes are taken."""
        super().resume_writing()
        self.answers.end(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        for deadlines in (self.heads, self.bodies, self.answers):
            deadlines.end(self)
        super().connection_lost(exc)


_MAX_HEAD = 32 << 10
"""Bytes of the head of a request, its address included."""

_BACKLOG = 256
"""Connections that are accepted at a time. In a flood, the oldest are closed before more are accepted."""


def _ignore(_: str) -> None:
    """Take the place of a callback that is not given."""


class Server(uvicorn.Server):
    """Calls a function when it is ready. If it cannot start, it does not exit; ``started`` stays False."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start."""
        await super().startup(sockets)
        if self.started:
            self._ready()


def serve(
    source: str | Path,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    public_url: str = "",
    refresh: float | None = None,
    limits: Limits | None = None,
    cors: Sequence[str] = (),
    frames: Sequence[str] = (),
    review: int | None = None,
    ready: Notify = _ignore,
    notify: Notify = _ignore,
    warn: Notify = _ignore,
) -> None:
    """Serve a graph until Ctrl-C: an RDF file, a store's folder, or a copy of the graphs of a SPARQL server.

    - ``port``: 0 takes a free one.
    - ``public_url``: the address of the proxy that passes requests on, if there is one.
    - ``refresh``: seconds between two checks for changes. By default a file or folder is checked every two
      seconds, and a server never.
    - ``cors``: the origins whose pages may send requests (``*`` for all).
    - ``frames``: the origins whose pages may frame the map.
    - ``review``: the port of a review page on this machine, which claims link to.
    - ``ready`` is called with the address once it is served, ``notify`` when a server's graphs are copied and
      when the graph has changed or does not conform, ``warn`` when a changed graph cannot be read and the
      old one is served.

    Call it below ``if __name__ == "__main__":``, because it starts processes that import the main module.

    Raises UnreadableError for a graph that cannot be read, UsageError for an address that cannot be used,
    TipgraphError if the server cannot start, KeyboardInterrupt when it is interrupted.
    """
    limits = limits or Limits()
    public = PublicURL.parse(public_url) if public_url else PublicURL()
    if review is not None:
        public = replace(public, review=_review_address(review, host_names(host, public)))
    with interruptible(), _opened(source, notify, refresh) as graph, bound(host, port) as listening:
        snapshots = Snapshots(graph, limits, public, refresh, notify, warn)
        app = application(snapshots, limits, public, host_names(host, public), cors, frames)
        server = Server(_config(app, limits), lambda: ready(address_of(host, listening)))
        is_checked = not graph.in_place or is_foreign(graph.folder)
        if is_checked and (violation := find_violation(open_graph(graph.folder))) is not None:
            notify(f"Warning: {nonconforming(str(source), violation)}")
        server.run(sockets=[listening])
        if not server.started:
            raise TipgraphError("the server did not start", remedy="the lines above say why")


def _config(app: Starlette, limits: Limits) -> uvicorn.Config:
    return uvicorn.Config(
        app, http=protocol_class(limits), ws="none", lifespan="on", loop="asyncio", log_level="error",
        access_log=False, server_header=False, h11_max_incomplete_event_size=_MAX_HEAD,
        timeout_keep_alive=5, timeout_graceful_shutdown=2, backlog=_BACKLOG,
    )  # fmt: skip


@contextmanager
def interruptible() -> Iterator[None]:
    """Make SIGTERM end the block as Ctrl-C does, so that temporary files are removed."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread can handle signals
        return
    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def _opened(source: str | Path, notify: Notify, refresh: float | None) -> Iterator[Source]:
    """Open the graph as a store that the workers can share."""
    later = f"are copied every {refresh / 60:g} minutes" if refresh else "need a restart"

    def copied(done: int, total: int, statements: int) -> None:
        if done == total:
            notify(f"Copied {total:,} graphs with {statements:,} statements; later changes {later}")

    with TemporaryDirectory(prefix="tipgraph-serve-") as folder:
        if is_address(source):
            notify(f"Copying the graphs of {source}")
        graph = Source(source, Path(folder))
        graph.open(copied)
        yield graph


@contextmanager
def bound(host: str, port: int) -> Iterator[socket.socket]:
    """Listen at an address. Raises UsageError if it cannot be used."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listening = socket.create_server((host, port), family=family, backlog=_BACKLOG)
    except (OSError, OverflowError) as error:
        raise UsageError(
            f"cannot listen at {host}, port {port} ({error})", remedy="choose another --host or --port"
        ) from error
    with listening:
        yield listening


def address_of(host: str, listening: socket.socket) -> str:
    """Return the address that a browser opens."""
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{listening.getsockname()[1]}/"


def host_names(host: str, public: PublicURL) -> list[str]:
    """Return the names that the server answers to. If other machines can reach it, it answers to any: []."""
    if not public.host and host != "localhost" and not _is_loopback(host):
        return []
    names = ["localhost", "127.0.0.1", "::1", host, *([public.host] if public.host else [])]
    return list(dict.fromkeys(names))


def _review_address(port: int, names: Sequence[str]) -> str:
    """Return the address that leads to claims on a review page. Raises UsageError for a public server."""
    if not all(name == "localhost" or _is_loopback(name) for name in names or ["a public name"]):
        raise UsageError(
            "a review page is for this machine only", remedy="leave --review-port, --host or --public-url out"
        )
    return f"http://127.0.0.1:{port}/at/"


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
