"""A web server on this machine that says nothing about clients that disconnect: they may be meant to."""

from __future__ import annotations

import sys
from http.server import ThreadingHTTPServer
from typing import Any

__all__ = ["LoopbackServer"]


class LoopbackServer(ThreadingHTTPServer):
    """Answers each request in a thread, which may end after the test that sent it."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Print an error, unless the client has disconnected: another test would capture it."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)
