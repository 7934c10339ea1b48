"""A server that is really started, and a client that says exactly what is to be sent."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from pyoxigraph import RdfFormat

from tests.archive import store
from tests.interrupting import heed_interrupts

__all__ = ["PREFIX", "RUNAWAY", "Response", "Served", "archive", "served"]

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
"""A count over a product that would take days."""

PREFIX = "https://w3id.org/tipgraph/"
_PATIENCE = 90


@dataclass(frozen=True)
class Response:
    """An answer: header names in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def type(self) -> str:
        """Return the media type without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0]

    @property
    def text(self) -> str:
        """Return the body as text."""
        return self.body.decode()


@dataclass(frozen=True)
class Served:
    """A server: its address, with a slash at the end, its process, and what it said before it served."""

    address: str
    process: subprocess.Popen[str]
    said: str = ""

    @property
    def endpoint(self) -> str:
        """Return the address of the SPARQL endpoint."""
        return self.address + "sparql"

    @property
    def place(self) -> tuple[str, int]:
        """Return host and port."""
        parts = urlsplit(self.address)
        assert parts.hostname is not None
        assert parts.port is not None
        return parts.hostname, parts.port

    def connect(self) -> socket.socket:
        """Open a connection to say anything on."""
        return socket.create_connection(self.place, timeout=_PATIENCE)

    def fetch(
        self,
        path: str,
        method: str = "GET",
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Response:
        """Send one request; redirects are not followed."""
        connection = HTTPConnection(*self.place, timeout=_PATIENCE)
        try:
            connection.request(method, path, body, dict(headers or {}))
            found = connection.getresponse()
            return Response(found.status, {k.lower(): v for k, v in found.getheaders()}, found.read())
        finally:
            connection.close()

    def ask(self, query: str, accept: str = "*/*", **values: str) -> Response:
        """Send a query by GET; an underscore in a name stands for a hyphen."""
        given = [(name.replace("_", "-"), value) for name, value in values.items()]
        path = f"/sparql?{urlencode([('query', query), *given])}"
        return self.fetch(path, headers={"Accept": accept})

    def post(self, body: str | bytes, kind: str, accept: str = "*/*", path: str = "/sparql") -> Response:
        """Send a body."""
        sent = body.encode() if isinstance(body, str) else body
        return self.fetch(path, "POST", sent, {"Content-Type": kind, "Accept": accept})


def archive(path: Path) -> Path:
    """Write the small archive of the tests as a file."""
    store().dump(str(path), RdfFormat.N_QUADS)
    return path


@contextmanager
def served(graph: Path | str, *options: str) -> Iterator[Served]:
    """Serve a graph on a port that is free, until the block ends."""
    command = [sys.executable, "-m", "tipgraph", "serve", str(graph), "--port", "0", *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, preexec_fn=heed_interrupts) as process:
        try:
            assert process.stderr is not None
            said = ""
            while (line := process.stderr.readline()).startswith("Cop"):
                said += line
            assert line.startswith("Serving "), line + process.stderr.read()
            address = next(word for word in line.partition(" at ")[2].split() if word.startswith("http://"))
            yield Served(address, process, said)
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
