"""SPARQL servers on a free port of loopback, and a proxy that breaks connections."""

from __future__ import annotations

import shutil
import socket
import socketserver
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import httpx

__all__ = ["Broken", "Server", "oxigraph", "virtuoso", "virtuoso_program"]

_READY = 300.0
_VIRTUOSO = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = {folder}/temp.db
TransactionFile = {folder}/temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
ServerThreads = 10
CheckpointInterval = 0
NumberOfBuffers = 4000
MaxDirtyBuffers = 3000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 5
[SPARQL]
ResultSetMaxRows = {rows}
MaxConstructTriples = {rows}
"""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: the address that a user would give, and what its endpoint for queries is."""

    name: str
    address: str
    port: int


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def oxigraph() -> Iterator[Server]:
    """Run Oxigraph in memory."""
    port = free_port()
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or "oxigraph"
    with _running([program, "serve", "--bind", f"127.0.0.1:{port}"], f"http://127.0.0.1:{port}/query"):
        yield Server("oxigraph", f"http://127.0.0.1:{port}", port)


def virtuoso_program() -> str | None:
    """Return where Virtuoso is installed, if it is."""
    return shutil.which("virtuoso-t")


@contextmanager
def virtuoso(folder: Path, rows: int) -> Iterator[Server]:
    """Run Virtuoso, which answers with at most so many rows; its user is dba, with the password dba."""
    port = free_port()
    settings = folder / "virtuoso.ini"
    settings.write_text(_VIRTUOSO.format(folder=folder, sql=free_port(), http=port, rows=rows))
    address = f"http://127.0.0.1:{port}/sparql"
    with _running([virtuoso_program() or "", "+configfile", str(settings), "+foreground"], address):
        yield Server("virtuoso", address, port)


@contextmanager
def _running(command: list[str], address: str) -> Iterator[None]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(address, process)
        yield
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _READY
    while time.monotonic() < end and process.poll() is None:
        with suppress(httpx.TransportError):
            httpx.get(address, params={"query": "ASK {}"}, trust_env=False)
            return
        time.sleep(0.05)
    raise RuntimeError(f"{process.args!r} does not answer at {address}")


class Broken:
    """A proxy that breaks some connections to a server.

    ``requests`` is the number of connections to close before anything is sent on, and ``answers`` the number
    of those whose answer is cut off after some bytes.
    """

    def __init__(self, port: int, *, requests: int = 0, answers: int = 0) -> None:
        self.requests = requests
        self.answers = answers
        self.broken = 0
        line = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                line.serve(self.request, port)

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def serve(self, client: socket.socket, port: int) -> None:
        if self.requests > 0:
            self.requests -= 1
            self.broken += 1
            client.recv(65_536)
            return
        with socket.create_connection(("127.0.0.1", port)) as server, suppress(OSError):
            back = threading.Thread(target=self._back, args=(server, client), daemon=True)
            back.start()
            while data := client.recv(65_536):
                server.sendall(data)
            server.shutdown(socket.SHUT_WR)
            back.join()

    def _back(self, server: socket.socket, client: socket.socket) -> None:
        with suppress(OSError):
            while data := server.recv(65_536):
                if self.answers > 0:
                    self.answers -= 1
                    self.broken += 1
                    client.sendall(data[: len(data) // 2])
                    client.shutdown(socket.SHUT_RDWR)
                    return
                client.sendall(data)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
