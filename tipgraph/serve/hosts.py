"""By which names a server is asked: a page elsewhere could ask one on loopback by a name of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from tipgraph.serve.problem import Problem
from tipgraph.serve.responses import failed

__all__ = ["Hosts"]

_NAME = re.compile(r"(?:\[([0-9a-f:.]+)\]|([\w.-]+))(?::\d*)?", re.ASCII | re.IGNORECASE)


class Hosts:
    """Passes on the requests that name one of the hosts, or any if there are none, and refuses the others."""

    def __init__(self, app: ASGIApp, names: Iterable[str]) -> None:
        self._app = app
        self._names = [name.lower() for name in names]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or tell what to do."""
        problem = self._problem(Headers(scope=scope).get("host", "")) if scope["type"] == "http" else None
        if problem is None:
            await self._app(scope, receive, send)
        else:
            await failed(Request(scope), problem)(scope, receive, send)

    def _problem(self, host: str) -> Problem | None:
        name = _name(host)
        if not self._names:
            known = bool(name) or not host  # HTTP 1.0 has no such header
            return None if known else Problem(400, "the Host header is no name", "ask by the server's name")
        if name in self._names:
            return None
        return Problem(
            400,
            "this server does not answer to the name in the Host header",
            f"ask it as {' or '.join(self._names)}; for another name, start it with --public-url and the "
            "address that it is asked by",
        )


def _name(host: str) -> str:
    """Return the name in a Host header, without port and brackets; empty for what is none.

    >>> _name("LOCALHOST:8000"), _name("[::1]:80"), _name("evil@localhost")
    ('localhost', '::1', '')
    """
    found = _NAME.fullmatch(host)
    return (found[1] or found[2]).lower() if found else ""
