"""Headers that every response has: what a browser may do with it.

By which names a server is asked: a page elsewhere could ask one on loopback by a name of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tipgraph.web.server.problem import Problem
from tipgraph.web.server.responses import failed

__all__ = ["POLICY", "Hosts", "SecurityHeaders"]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Nothing from elsewhere, and no script but the server's own files."""

_HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class SecurityHeaders:
    """Adds headers to the responses of an application, where it has not set them itself."""

    def __init__(self, app: ASGIApp, headers: Mapping[str, str] = _HEADERS) -> None:
        self._app = app
        self._headers = headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""

        async def add(message: Message) -> None:
            if message["type"] == "http.response.start":
                found = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    found.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, add)


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
