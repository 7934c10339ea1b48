"""A graph, served until it is interrupted."""

from __future__ import annotations

import signal
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from ipaddress import ip_address
from pathlib import Path
from tempfile import TemporaryDirectory

import uvicorn

from tipgraph.errors import TipgraphError, UsageError
from tipgraph.remote.address import is_address
from tipgraph.serve.app import application
from tipgraph.serve.connection import connection
from tipgraph.serve.editions import Editions, Say
from tipgraph.serve.front import Front
from tipgraph.serve.limits import Limits
from tipgraph.serve.source import Source

__all__ = ["serve"]

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
