"""The SPARQL 1.1 Protocol: what a request asks."""

from __future__ import annotations

import asyncio
from email.message import Message
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from tipgraph.web.server.job import Question
from tipgraph.web.server.limits import Limits
from tipgraph.web.server.problem import Problem

__all__ = ["Pairs", "pairs", "question", "requested"]

Pairs = list[tuple[str, str]]

_FORM = "application/x-www-form-urlencoded"
_DIRECT = "application/sparql-query"
_UPDATE = "application/sparql-update"
_VALUE = "$"
"""What the name of a parameter's value begins with, as RDF4J writes them: ``$country=GTM``."""

_MOST_FIELDS = 200
_CLOSE = {"Connection": "close"}
"""For a request whose rest is not to be read."""
_DROPPED = 16 << 20
"""Bytes of a body that are read and dropped before it is refused.

The system resets a connection that is closed on what has come and was not read: the client, still sending,
would lose the answer.
"""


async def requested(request: Request, limits: Limits) -> Pairs:
    """Return the parameters of a request of any of the protocol's three kinds, the query among them.

    Raises Problem: 400 for what is no UTF-8, 403 for an update, 408 for a body that does not come, 413 for
    one that is too large, 415 for one of another kind.
    """
    found = pairs(request.scope["query_string"])
    if request.method != "POST":
        return found
    kind = _kind(request)
    body = await _body(request, limits)
    if kind == _FORM:
        return found + pairs(body)
    return [*found, ("query", _text(body))]


def _kind(request: Request) -> str:
    header = Message()
    header["content-type"] = request.headers.get("content-type", "")
    kind = header.get_content_type()
    if kind == _UPDATE:
        raise _read_only()
    if kind not in (_FORM, _DIRECT):
        raise Problem(
            415, f"a query does not come as {kind}", f"send {_DIRECT} or {_FORM}",
            headers={"Accept-Post": f"{_DIRECT}, {_FORM}"},
        )  # fmt: skip
    charset = str(header.get_param("charset", "utf-8")).casefold()
    if charset not in ("utf-8", "utf8", "us-ascii"):
        raise Problem(415, f"a query does not come in {charset}", "send UTF-8")
    return kind


async def _body(request: Request, limits: Limits) -> bytes:
    too_large = Problem(
        413, f"the request has more than {limits.max_request:,} bytes", "send a shorter query", headers=_CLOSE
    )
    if _announced(request, limits.max_request):
        raise too_large
    body, size = bytearray(), 0
    try:
        async with asyncio.timeout(limits.receiving):
            async for chunk in request.stream():
                size += len(chunk)
                if size <= limits.max_request:
                    body += chunk
                elif size > limits.max_request + _DROPPED:
                    break
    except TimeoutError as error:
        if size <= limits.max_request:
            raise Problem(408, "the request did not come in time", headers=_CLOSE) from error
    except ClientDisconnect as error:
        raise Problem(400, "the request was not sent to its end") from error
    if size > limits.max_request:
        raise too_large
    return bytes(body)


def _announced(request: Request, most: int) -> bool:
    """Tell whether a body that is too large can be refused before it is sent, or is past all dropping."""
    length = request.headers.get("content-length", "0")
    size = int(length) if length.isdecimal() else 0
    waits = request.headers.get("expect", "").lower() == "100-continue"
    return size > (most if waits else most + _DROPPED)


def pairs(encoded: bytes) -> Pairs:
    """Take a form or the part of an address after its question mark apart; raises Problem (400)."""
    try:
        return parse_qsl(_text(encoded), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except ValueError as error:
        raise Problem(400, f"the parameters cannot be read ({error})", "encode them in UTF-8") from error


def _text(encoded: bytes) -> str:
    try:
        return encoded.decode()
    except UnicodeDecodeError as error:
        raise Problem(400, "the request is no UTF-8", "encode it in UTF-8") from error


def question(found: Pairs, accept: str) -> Question:
    """Return the question of a request's parameters.

    Raises Problem: 400 for none, several or an empty query, 403 for an update.
    """
    if any(name in ("update", "using-graph-uri", "using-named-graph-uri") for name, _ in found):
        raise _read_only()
    texts = _all(found, "query")
    if len(texts) != 1 or not texts[0].strip():
        count = "no query" if not any(texts) else f"{len(texts)} queries"
        raise Problem(400, f"the request has {count}", "send one as the parameter query")
    values = [(name.removeprefix(_VALUE), value) for name, value in found if name.startswith(_VALUE)]
    return Question(
        text=texts[0],
        values=tuple((name, value) for name, value in values if value.strip()),
        default_graphs=_all(found, "default-graph-uri"),
        named_graphs=_all(found, "named-graph-uri"),
        accept=accept,
        form="".join(_all(found, "format")[-1:]),
    )


def _all(found: Pairs, wanted: str) -> tuple[str, ...]:
    return tuple(value for name, value in found if name == wanted)


def _read_only() -> Problem:
    return Problem(403, "this server changes nothing", "send a query: SELECT, ASK, CONSTRUCT or DESCRIBE")
