"""Servers for tests: the application in the test's own process, or ``tipgraph serve`` in another.

Both answer `fetch`, `ask` and `post`, so that a test can use either.
"""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
import tempfile
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple, TypeVar
from urllib.parse import urlencode, urlsplit

import httpx
from pyoxigraph import RdfFormat

from tests.archive import store
from tests.interrupting import heed_interrupts
from tipgraph.web.server.app import application
from tipgraph.web.server.http import PublicURL
from tipgraph.web.server.limits import Limits
from tipgraph.web.server.server import host_names
from tipgraph.web.server.snapshots import Snapshots, Source

__all__ = [
    "PATIENCE",
    "PREFIX",
    "RUNAWAY",
    "InProcess",
    "Response",
    "Served",
    "Server",
    "archive",
    "in_process",
    "served",
    "until",
]

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
"""A count over a product that would take days."""

PREFIX = "https://w3id.org/tipgraph/"
PATIENCE = 90
"""Seconds after which a test that waits fails instead of waiting for ever."""

Result = TypeVar("Result")


@dataclass(frozen=True)
class Response:
    """A response. The names of headers are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def type(self) -> str:
        """The media type without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0]

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()


class Sent(NamedTuple):
    """A request."""

    path: str
    method: str = "GET"
    body: bytes | None = None
    headers: Mapping[str, str] = {}


class Server(ABC):
    """A server to send requests to. ``address`` ends with a slash."""

    address: str

    @property
    def endpoint(self) -> str:
        """The address of the SPARQL endpoint."""
        return self.address + "sparql"

    def fetch(
        self,
        path: str,
        method: str = "GET",
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Response:
        """Send one request, and follow no redirect."""
        return self._answer(Sent(path, method, body, headers or {}))

    @abstractmethod
    def _answer(self, sent: Sent) -> Response:
        """Return the response to a request."""

    def ask(self, query: str, accept: str = "*/*", **values: str) -> Response:
        """Send a query by GET; an underscore in a name stands for a hyphen."""
        return self.fetch(query_path(query, **values), headers={"Accept": accept})

    def post(self, body: str | bytes, kind: str, accept: str = "*/*", path: str = "/sparql") -> Response:
        """Send a body."""
        sent = body.encode() if isinstance(body, str) else body
        return self.fetch(path, "POST", sent, {"Content-Type": kind, "Accept": accept})


def query_path(query: str, **values: str) -> str:
    """Return the path of a query by GET."""
    given = [(name.replace("_", "-"), value) for name, value in values.items()]
    return f"/sparql?{urlencode([('query', query), *given])}"


@dataclass(frozen=True)
class Served(Server):
    """``tipgraph serve`` in another process, and the lines that it wrote before it was ready."""

    address: str
    process: subprocess.Popen[str]
    lines: str = ""

    @property
    def place(self) -> tuple[str, int]:
        """Host and port."""
        parts = urlsplit(self.address)
        assert parts.hostname is not None
        assert parts.port is not None
        return parts.hostname, parts.port

    def connect(self) -> socket.socket:
        """Open a connection."""
        return socket.create_connection(self.place, timeout=PATIENCE)

    def _answer(self, sent: Sent) -> Response:
        connection = HTTPConnection(*self.place, timeout=PATIENCE)
        try:
            connection.request(sent.method, sent.path, sent.body, dict(sent.headers))
            response = connection.getresponse()
            names = {name.lower(): value for name, value in response.getheaders()}
            return Response(response.status, names, response.read())
        finally:
            connection.close()


@contextmanager
def served(graph: Path | str, *options: str) -> Iterator[Served]:
    """Run ``tipgraph serve`` on a free port until the block ends."""
    command = [sys.executable, "-m", "tipgraph", "serve", str(graph), "--port", "0", *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, preexec_fn=heed_interrupts) as process:
        try:
            assert process.stderr is not None
            lines = ""
            while (line := process.stderr.readline()).startswith(("Cop", "Warning: ")):
                lines += line
            assert line.startswith("Serving "), line + process.communicate()[1]
            address = next(word for word in line.partition(" at ")[2].split() if word.startswith("http://"))
            yield Served(address, process, lines)
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


class InProcess(Server):
    """The application in this process: its event loop runs in a thread, its workers in processes."""

    address = "http://localhost/"

    def __init__(self, client: httpx.AsyncClient, loop: asyncio.AbstractEventLoop) -> None:
        self._client = client
        self._loop = loop

    def _answer(self, sent: Sent) -> Response:
        return self._begin(sent).result(PATIENCE)

    def begin(self, path: str) -> Future[Response]:
        """Begin a request. Cancelling the result disconnects the client."""
        return self._begin(Sent(path))

    def _begin(self, sent: Sent) -> Future[Response]:
        return asyncio.run_coroutine_threadsafe(self._send(sent), self._loop)

    async def _send(self, sent: Sent) -> Response:
        url = self.address.removesuffix("/") + sent.path
        response = await self._client.request(sent.method, url, content=sent.body, headers=sent.headers)
        return Response(response.status_code, dict(response.headers), response.content)


@contextmanager
def in_process(
    graph: Path,
    limits: Limits | None = None,
    *,
    host: str = "127.0.0.1",
    public_url: str = "",
    cors: Sequence[str] = (),
    frames: Sequence[str] = (),
) -> Iterator[InProcess]:
    """Serve a graph in this process until the block ends, with the options of `tipgraph.web.server.serve`."""
    limits = limits or Limits(workers=1)
    public = PublicURL.parse(public_url) if public_url else PublicURL()
    with tempfile.TemporaryDirectory() as copies, _running_loop() as loop:
        source = Source(graph, Path(copies))
        source.open(lambda *_: None)
        snapshots = Snapshots(source, limits, public, None, lambda _: None, lambda _: None)
        app = application(snapshots, limits, public, host_names(host, public), cors, frames)
        client = httpx.AsyncClient(transport=httpx.ASGITransport(app))
        lifespan = app.router.lifespan_context(app)
        _in_loop(loop, lifespan.__aenter__())
        try:
            yield InProcess(client, loop)
        finally:
            _in_loop(loop, client.aclose())
            _in_loop(loop, lifespan.__aexit__(None, None, None))


@contextmanager
def _running_loop() -> Iterator[asyncio.AbstractEventLoop]:
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield loop
    finally:
        _in_loop(loop, loop.shutdown_default_executor())
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def _in_loop(loop: asyncio.AbstractEventLoop, work: Coroutine[object, object, Result]) -> Result:
    return asyncio.run_coroutine_threadsafe(work, loop).result(PATIENCE)


def archive(path: Path) -> Path:
    """Write the small archive of the tests to a file."""
    store().dump(str(path), RdfFormat.N_QUADS)
    return path


def until(condition: Callable[[], bool]) -> None:
    """Wait until a condition is true."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.05)
