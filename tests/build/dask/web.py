"""A local web server for tests, with lists of the files in a folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from threading import Thread

from tests.loopback import LoopbackServer

__all__ = ["served"]

Watch = Callable[[str, int], object]
"""Gets the path of a request and the port of the client, before the answer."""


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, watch: Watch, *args: object, directory: str) -> None:
        self._watch = watch
        super().__init__(*args, directory=directory)  # type: ignore[arg-type]  # as socketserver gives them

    def do_GET(self) -> None:
        self._watch(self.path, self.client_address[1])
        super().do_GET()

    def log_message(self, *_: object) -> None:
        pass


def _unwatched(_: str, __: int) -> None:
    pass


@contextmanager
def served(folder: Path, watch: Watch = _unwatched) -> Iterator[str]:
    """Serve a folder; yield its address, which ends in a slash."""
    with LoopbackServer(("127.0.0.1", 0), partial(_Handler, watch, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()
