"""Real web servers on a free port of loopback."""

from __future__ import annotations

import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

__all__ = ["free_port", "started"]


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@contextmanager
def started(command: Sequence[str], port: int) -> Iterator[str]:
    """Start a server, wait until it listens, and yield its address; it is ended with the block."""
    server = subprocess.Popen(command, stderr=subprocess.PIPE)
    try:
        _wait(server, port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.communicate(timeout=10)


def _wait(server: subprocess.Popen[bytes], port: int) -> None:
    for _ in range(200):
        with socket.socket() as client:
            if client.connect_ex(("127.0.0.1", port)) == 0:
                return
        if server.poll() is not None:
            break
        time.sleep(0.05)
    server.kill()
    raise TimeoutError(f"{server.args!r} did not start: {server.communicate()[1]!r}")
