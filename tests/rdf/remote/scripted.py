"""A server with scripted answers, which records its requests."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler

from tests.loopback import LoopbackServer

__all__ = ["JSON", "TRUE", "Reply", "Scripted", "scripted"]

JSON = {"Content-Type": "application/sparql-results+json"}
TRUE = b'{"head":{},"boolean":true}'


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer, given after some seconds."""

    status: int = 200
    body: bytes = TRUE
    headers: Mapping[str, str] = field(default_factory=lambda: JSON)
    after: float = 0.0


@dataclass(slots=True)
class Scripted:
    """The server's address, and the path and Authorization of each request."""

    address: str
    asked: list[tuple[str, str | None]] = field(default_factory=list)


@contextmanager
def scripted(reply: Callable[[str, str | None, int], Reply]) -> Iterator[Scripted]:
    """Run a server whose answers depend on path, Authorization and the number of earlier requests."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            shown = self.headers.get("Authorization")
            made = reply(self.path, shown, len(noted.asked))
            noted.asked.append((self.path, shown))
            time.sleep(made.after)
            self.send_response(made.status)
            for name, value in {**made.headers, "Content-Length": str(len(made.body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(made.body)

        do_PUT = do_POST  # noqa: N815 - as above
        do_DELETE = do_POST  # noqa: N815 - as above

        def log_message(self, *_: object) -> None:
            """Keep silent."""

    server = LoopbackServer(("127.0.0.1", 0), Handler)
    noted = Scripted(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield noted
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
