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
from pyoxigraph import Store

from tipgraph.errors import TipgraphError, UsageError
from tipgraph.serve.app import application
from tipgraph.serve.connection import connection
from tipgraph.serve.limits import Limits
from tipgraph.store import open_graph

__all__ = ["serve"]

_HEAD = 32 << 10
"""Bytes that the head of a request may have, its address included."""

Ready = Callable[[str], None]


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
    limits: Limits | None = None,
    cors: Sequence[str] = (),
    ready: Ready = lambda _: None,
) -> None:
    """Serve a graph, an RDF file or a store's folder, until Ctrl-C.

    ``port`` 0 takes any that is free; ``ready`` is called with the address when it is served.
    Raises UnreadableError for a graph that cannot be read, UsageError for an address that cannot be had,
    TipgraphError where the server cannot start, KeyboardInterrupt when it was interrupted.
    """
    limits = limits or Limits()
    with _terminable(), _folder(source) as folder, _bound(host, port) as listening:
        app = application(folder, limits, _names(host), cors)
        config = uvicorn.Config(
            app, http=connection(limits), ws="none", lifespan="on", loop="asyncio", log_level="error",
            access_log=False, server_header=False, h11_max_incomplete_event_size=_HEAD,
            timeout_keep_alive=5, timeout_graceful_shutdown=2,
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
def _folder(source: str | Path) -> Iterator[Path]:
    """Give the folder of a store with a graph: its own, or one made of a file, which workers can share."""
    from tipgraph.publish.arrange import arranged  # with all else that publishes, which takes its time

    found = open_graph(source)
    if not isinstance(found, Store):
        raise UsageError(
            f"{source} is served already: pages are made of stores and files", remedy="give one of those"
        )
    store = arranged(found)
    if store is found and Path(source).is_dir():
        yield Path(source).resolve()
        return
    with TemporaryDirectory(prefix="tipgraph-serve-") as folder:
        Store(folder).bulk_extend(iter(store))
        del found, store
        yield Path(folder)


@contextmanager
def _bound(host: str, port: int) -> Iterator[socket.socket]:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listening = socket.create_server((host, port), family=family, backlog=1024)
    except (OSError, OverflowError) as error:
        raise UsageError(
            f"{host}, port {port} cannot be had ({error})", remedy="choose another --host or --port"
        ) from error
    with listening:
        yield listening


def _address(host: str, listening: socket.socket) -> str:
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{listening.getsockname()[1]}/"


def _names(host: str) -> list[str]:
    """Return the names that a server on loopback answers to; one that others reach answers to any."""
    if host != "localhost" and not _is_loopback(host):
        return []
    return ["localhost", "127.0.0.1", "[::1]", "::1", host]


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
