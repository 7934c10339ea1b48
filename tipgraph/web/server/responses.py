"""Replies and problems as HTTP has them."""

from __future__ import annotations

import json
from hashlib import blake2b
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from tipgraph.web.server.job import Reply
from tipgraph.web.server.media import Media, accepted
from tipgraph.web.server.problem import Problem

__all__ = ["failed", "seen", "sent"]

_NOTE = "Tipgraph-Note"
_PROBLEMS = (
    Media("text", "text/plain", ("text/html",)),
    Media("json", "application/problem+json", ("application/json",), text=False),
)


def sent(request: Request, reply: Reply, *, age: int, vary: str = "Accept") -> Response:
    """Return a reply as a response: 304 without a body where the client has it already.

    ``age`` is the number of seconds for which it may be kept without asking again. It is not called public:
    where a proxy asks for passwords, what it lets one person read is not for all.
    """
    headers = {"ETag": _tag(reply), "Vary": vary, "Cache-Control": f"max-age={age}"}
    if not reply.lasting:
        headers["Cache-Control"] = "no-store"
    if reply.notes:
        headers[_NOTE] = quote("\n".join(reply.notes), safe=" ,;:().'")
    if seen(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return Response(reply.body, media_type=None, headers={**headers, "Content-Type": reply.type})


def _tag(reply: Reply) -> str:
    return f'"{blake2b(reply.type.encode() + reply.body, digest_size=12).hexdigest()}"'


def seen(request: Request, tag: str) -> bool:
    """Tell whether a client that asks has the version of an ETag."""
    tags = request.headers.get("if-none-match", "")
    return tags.strip() == "*" or tag in (each.strip().removeprefix("W/") for each in tags.split(","))


def failed(request: Request, problem: Problem) -> Response:
    """Return a problem as text or, for those who ask for JSON, as a problem document (RFC 9457)."""
    headers = {"Cache-Control": "no-store", "Vary": "Accept", **problem.headers}
    media = _form(request)
    body = json.dumps(problem.details()) if media.name == "json" else f"{problem}\n"
    return Response(body, problem.status, {**headers, "Content-Type": media.header})


def _form(request: Request) -> Media:
    try:
        return accepted(_PROBLEMS, request.headers.get("accept", "")) or _PROBLEMS[0]
    except Problem:
        return _PROBLEMS[0]
