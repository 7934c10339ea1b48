"""Serves the review page to this machine until the program is interrupted."""

from __future__ import annotations

import secrets
from collections.abc import Callable

import uvicorn

from tipgraph.errors import TipgraphError
from tipgraph.web.review.app import Desk, application
from tipgraph.web.server.server import Server, address_of, bound, interruptible

__all__ = ["serve", "server_of"]

_HOST = "127.0.0.1"


def server_of(desk: Desk, token: str, ready: Callable[[], None], ticket: str = "") -> Server:
    """Return the server of a desk, which calls ``ready`` once it answers."""
    config = uvicorn.Config(
        application(token, desk, ticket), ws="none", lifespan="off", loop="asyncio", log_level="error",
        access_log=False, server_header=False, timeout_graceful_shutdown=2,
    )  # fmt: skip
    return Server(config, ready)


def serve(desk: Desk, port: int, ready: Callable[[str, str], None]) -> None:
    """Serve a desk until Ctrl-C; ``ready`` is called with the address, whose token nobody can guess.

    It is also called with an address for the command line of a browser, which works once.

    Raises UsageError for a port that is taken, TipgraphError if the server cannot start, KeyboardInterrupt
    when it is interrupted.
    """
    token, ticket = secrets.token_urlsafe(24), secrets.token_urlsafe(24)
    with interruptible(), bound(_HOST, port) as listening:
        root = address_of(_HOST, listening)
        server = server_of(desk, token, lambda: ready(f"{root}{token}/", f"{root}{ticket}/"), ticket)
        server.run(sockets=[listening])
        if not server.started:
            raise TipgraphError("the server did not start", remedy="the lines above say why")
