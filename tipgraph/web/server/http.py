"""HTTP: the public URL, responses with their headers, and middleware.

The middleware adds security headers and checks the Host header.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from urllib.parse import quote, urlsplit

from pyoxigraph import NamedNode
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tipgraph.errors import UsageError
from tipgraph.web.server.jobs import Problem, Reply
from tipgraph.web.server.protocol import Media, best_match

__all__ = [
    "PAGES_WITHOUT_DATA",
    "PAGES_WITHOUT_ENDING",
    "HostCheck",
    "PublicURL",
    "SecurityHeaders",
    "frame_policy",
    "host_name",
    "problem_response",
    "reply_response",
]

PAGES_WITHOUT_ENDING = ("", "query", "search", "map")
"""Pages that do not describe a thing; their addresses have no ending."""

PAGES_WITHOUT_DATA = (*PAGES_WITHOUT_ENDING, "a-z", "about", "data")
"""Pages that have no RDF documents."""


@dataclass(frozen=True, slots=True)
class PublicURL:
    """The public address of a server, with a slash at its end.

    If it is empty, links begin with the address of each request. A proxy removes the path of the public
    address before it passes a request on. ``review`` is the address of a review page on this machine.

    >>> public = PublicURL.parse("https://example.org/tip")
    >>> public.url, public.page("place/AGO"), public.page(""), public.file("place/AGO.ttl")
    ('https://example.org/tip/', '/tip/place/AGO.html', '/tip/', '/tip/place/AGO.ttl')
    """

    url: str = ""
    review: str = ""

    @classmethod
    def parse(cls, url: str) -> PublicURL:
        """Return the public URL of an address. Raises UsageError if it is not an http or https address."""
        try:
            NamedNode(url)
            parts = urlsplit(url)
            is_valid = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
        except ValueError:
            is_valid = None
        if not is_valid or parts.query or parts.fragment or parts.username is not None:
            raise UsageError(
                f"{url!r} is not a public address", remedy="give one like https://example.org/tip/"
            )
        return cls(url.rstrip("/") + "/")

    @property
    def host(self) -> str:
        """The host name in the public address, or an empty string."""
        return urlsplit(self.url).hostname or ""

    def root(self, requested: str) -> str:
        """Return the address of the front page for a client that requested it at an address."""
        return self.url or requested

    def page(self, path: str) -> str:
        """Return the link to a page."""
        return self.file(path if path in PAGES_WITHOUT_ENDING else f"{path}.html")

    def file(self, path: str) -> str:
        """Return the link to a file."""
        return (urlsplit(self.url).path or "/") + path


_PROBLEM_TYPES = (
    Media("text", "text/plain", ("text/html",)),
    Media("json", "application/problem+json", ("application/json",), text=False),
)

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Nothing from other hosts, and no scripts but the server's own files."""

_NOBODY = "'none'"

_SECURITY_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}

_ANCESTOR = re.compile(r"\*|https?://[\w.*:\[\]-]+", re.ASCII)
_HOST = re.compile(r"(?:\[([0-9a-f:.]+)\]|([\w.-]+))(?::\d*)?", re.ASCII | re.IGNORECASE)


def frame_policy(ancestors: Iterable[str]) -> str:
    """Return the policy of a page that these origins may frame. The page itself has the rest of its policy.

    Raises UsageError for what is not an origin.

    >>> frame_policy(["https://example.org"]), frame_policy([])
    ('frame-ancestors https://example.org', "frame-ancestors 'none'")
    """
    for ancestor in ancestors:
        if not _ANCESTOR.fullmatch(ancestor):
            raise UsageError(
                f"{ancestor!r} is not an origin", remedy="give one like https://example.org, or *"
            )
    return f"frame-ancestors {' '.join(ancestors) or _NOBODY}"


def reply_response(request: Request, reply: Reply, *, max_age: int) -> Response:
    """Return a reply as a response, or 304 without a body if the client has it already.

    ``max_age`` is the number of seconds for which it may be used without asking again. It is not marked as
    public: behind a proxy with passwords, what one person may read is not for everybody.
    """
    headers = {"ETag": _etag(reply), "Vary": "Accept", "Cache-Control": f"max-age={max_age}"}
    if not reply.cacheable:
        headers["Cache-Control"] = "no-store"
    if reply.notes:
        headers["Tipgraph-Note"] = quote("\n".join(reply.notes), safe=" ,;:().'")
    if _client_has(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return Response(reply.body, media_type=None, headers={**headers, "Content-Type": reply.type})


def _etag(reply: Reply) -> str:
    return f'"{blake2b(reply.type.encode() + reply.body, digest_size=12).hexdigest()}"'


def _client_has(request: Request, etag: str) -> bool:
    tags = request.headers.get("if-none-match", "")
    return tags.strip() == "*" or etag in (each.strip().removeprefix("W/") for each in tags.split(","))


def problem_response(request: Request, problem: Problem) -> Response:
    """Return a problem as text or, if the client accepts JSON, as a problem document (RFC 9457)."""
    try:
        media = best_match(_PROBLEM_TYPES, request.headers.get("accept", "")) or _PROBLEM_TYPES[0]
    except Problem:  # the Accept header itself is invalid
        media = _PROBLEM_TYPES[0]
    headers = {"Cache-Control": "no-store", "Vary": "Accept", **problem.headers}
    body = json.dumps(problem.details()) if media.name == "json" else f"{problem}\n"
    return Response(body, problem.status, {**headers, "Content-Type": media.header})


class SecurityHeaders:
    """Middleware that adds security headers to all responses that do not set them.

    The policy of a response also says who may frame it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                has_own_policy = "Content-Security-Policy" in headers
                for name, value in _SECURITY_HEADERS.items():
                    if not (has_own_policy and name == "X-Frame-Options"):
                        headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, send_with_headers)


class HostCheck:
    """Middleware that refuses requests whose Host header has an unknown name. Without names, it accepts any.

    It prevents DNS rebinding: a web page that reaches a server on this machine under another host name.
    """

    def __init__(self, app: ASGIApp, names: Iterable[str]) -> None:
        self._app = app
        self._names = [name.lower() for name in names]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request."""
        problem = self._check(Headers(scope=scope).get("host", "")) if scope["type"] == "http" else None
        if problem is None:
            await self._app(scope, receive, send)
        else:
            await problem_response(Request(scope), problem)(scope, receive, send)

    def _check(self, host: str) -> Problem | None:
        name = host_name(host)
        if not self._names:
            if name or not host:  # HTTP 1.0 has no such header
                return None
            return Problem(400, "the Host header is invalid", "use the server's name")
        if name in self._names:
            return None
        return Problem(
            400,
            "this server does not answer to the name in the Host header",
            f"use {' or '.join(self._names)}; for another name, start the server with --public-url and the "
            "address that clients use",
        )


def host_name(host: str) -> str:
    """Return the name in a Host header, without port and brackets; empty if it is invalid.

    >>> host_name("LOCALHOST:8000"), host_name("[::1]:80"), host_name("evil@localhost")
    ('localhost', '::1', '')
    """
    match = _HOST.fullmatch(host)
    return (match[1] or match[2]).lower() if match else ""
