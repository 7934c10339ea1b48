"""The SPARQL protocol: the parameters of a request, and the formats of answers that a client accepts."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from email.message import Message
from typing import NamedTuple
from urllib.parse import parse_qsl

import mimeparse
from starlette.requests import ClientDisconnect, Request

from tipgraph.analysis.search import FACETS
from tipgraph.web.server.jobs import Problem, QueryJob, SearchJob
from tipgraph.web.server.limits import Limits

__all__ = [
    "DOCUMENTS",
    "GRAPHS",
    "HTML",
    "JSON_LD",
    "TABLES",
    "TURTLE",
    "Media",
    "Parameters",
    "best_match",
    "choose",
    "format_name",
    "parse_parameters",
    "prefers_html",
    "query_job",
    "read_parameters",
]

_MAX_ACCEPT = 4_000
"""Characters of an Accept header; those of browsers have some hundred."""


class Media(NamedTuple):
    """A format: its name in addresses (``format=csv``), its media type, and other types that mean it.

    ``names`` are other names that clients send. Media types are names too.
    """

    name: str
    type: str
    aliases: tuple[str, ...] = ()
    text: bool = True
    names: tuple[str, ...] = ()

    @property
    def header(self) -> str:
        """The Content-Type header."""
        return f"{self.type}; charset=utf-8" if self.text else self.type


JSON = Media("json", "application/sparql-results+json", ("application/json", "text/json"), text=False)
XML = Media("xml", "application/sparql-results+xml", ("application/xml", "text/xml"), text=False)
CSV = Media("csv", "text/csv")
TSV = Media("tsv", "text/tab-separated-values")
TURTLE = Media("turtle", "text/turtle", ("application/x-turtle", "text/n3", "text/rdf+n3"), names=("ttl",))
N_TRIPLES = Media("nt", "application/n-triples", ("text/plain",), names=("ntriples", "n-triples"))
JSON_LD = Media("jsonld", "application/ld+json", ("application/json",), text=False, names=("json-ld", "json"))
RDF_XML = Media(
    "rdfxml", "application/rdf+xml", ("application/xml", "text/xml"), text=False,
    names=("rdf+xml", "rdf/xml", "rdf", "xml"),
)  # fmt: skip
N3 = Media("n3", "text/n3", ("text/rdf+n3",))
"""Turtle under another name: for clients that ask for N3."""
HTML = Media("html", "text/html", ("application/xhtml+xml",))

TABLES = (JSON, XML, CSV, TSV)
"""The formats of rows and of yes or no; the first is for clients that accept all alike."""

GRAPHS = (TURTLE, N_TRIPLES, JSON_LD, RDF_XML, N3)
"""The formats of graphs."""

DOCUMENTS = (HTML, TURTLE, JSON_LD, N_TRIPLES)
"""The formats in which a thing is described."""


def choose(offered: Sequence[Media], accept: str, name: str = "") -> Media:
    """Return the format with a name or, if that is empty, the best by an Accept header.

    Raises Problem: 400 for an unknown name or an invalid header, 406 if the client accepts none of them.

    >>> choose(TABLES, "text/csv;q=0.5, application/xml").name
    'xml'
    >>> choose(TABLES, "*/*").name
    'json'
    >>> choose(GRAPHS, "*/*", "xml").name, choose(TABLES, "*/*", "text/csv").name
    ('rdfxml', 'csv')
    >>> choose(GRAPHS[:1], "image/png")
    Traceback (most recent call last):
    tipgraph.web.server.jobs.Problem: the answer is not available as image/png: ask for text/turtle
    """
    if name:
        return _named(offered, name)
    media = best_match(offered, accept)
    if media is None:
        types = ", ".join(media.type for media in offered)
        raise Problem(406, f"the answer is not available as {accept}", f"ask for {types}")
    return media


def _named(offered: Sequence[Media], name: str) -> Media:
    # A plus that a client does not encode arrives as a space.
    wanted = name.strip().lower().replace(" ", "+")
    own = {each.name: each for each in offered}
    others = {known: each for each in offered for known in each.names}
    media = own.get(wanted) or others.get(wanted)
    if media is None and "/" in wanted:
        media = best_match(offered, wanted)
    if media is not None:
        return media
    names = ", ".join(media.name for media in offered)
    raise Problem(400, f"the answer has no format {name!r}", f"choose from {names}")


def best_match(offered: Sequence[Media], accept: str) -> Media | None:
    """Return the best format by an Accept header, or None if the client accepts none.

    Raises Problem (400) for an invalid header, and for one that would take long to evaluate.
    """
    if len(accept) > _MAX_ACCEPT:
        raise Problem(400, f"the Accept header has more than {_MAX_ACCEPT:,} characters", "name fewer types")
    by_type = {kind: media for media in offered for kind in (media.type, *media.aliases)}
    # Of types that are accepted alike, mimeparse takes the last.
    types = [*reversed([media.type for media in offered])]
    types = [*(kind for kind in by_type if kind not in types), *types]
    try:
        best = mimeparse.best_match(types, accept.strip() or "*/*")
    except (mimeparse.MimeTypeParseException, IndexError) as error:
        raise Problem(400, "the Accept header is invalid", "write types such as text/csv") from error
    return by_type.get(best)


def prefers_html(accept: str) -> bool:
    """Tell whether a client prefers HTML to all other formats, as browsers do.

    Raises Problem (400) for an invalid header.

    >>> prefers_html("text/html,application/xml;q=0.9,*/*;q=0.8"), prefers_html("text/html, application/json")
    (True, False)
    """
    accept = accept.strip() or "*/*"
    if best_match((*TABLES, *GRAPHS, HTML), accept) is None:
        return False
    others = [kind for media in (*TABLES, *GRAPHS) for kind in (media.type, *media.aliases)]
    return bool(
        mimeparse.quality(HTML.type, accept) > max(mimeparse.quality(kind, accept) for kind in others)
    )


Parameters = list[tuple[str, str]]

_FORM = "application/x-www-form-urlencoded"
_DIRECT = "application/sparql-query"
_UPDATE = "application/sparql-update"
_VALUE = "$"
"""The first character in the name of a parameter of the query, as in RDF4J: ``$country=GTM``."""

_FORMATS = ("format", "output", "results")
"""The names of the parameter for the format; the first that is given counts."""

_MAX_FIELDS = 200
_DIGITS = 10
_CLOSE = {"Connection": "close"}
"""For a request whose rest is not read."""
_DISCARDED = 16 << 20
"""Bytes of a too large body that are read before the request is refused.

The system resets a connection that is closed before all that arrived is read. Then a client that is still
sending would not get the answer.
"""


async def read_parameters(request: Request, limits: Limits) -> Parameters:
    """Return the parameters of a request of any of the protocol's three kinds, the query among them.

    Raises Problem: 400 if it is not UTF-8, 403 for an update, 408 if the body does not arrive, 413 if it is
    too large, 415 if it is of another type.
    """
    parameters = parse_parameters(request.scope["query_string"])
    if request.method != "POST":
        return parameters
    kind = _content_type(request)
    body = await _body(request, limits)
    if kind == _FORM:
        return parameters + parse_parameters(body)
    return [*parameters, ("query", _decode(body))]


def _content_type(request: Request) -> str:
    header = Message()
    header["content-type"] = request.headers.get("content-type", "")
    kind = header.get_content_type()
    if kind == _UPDATE:
        raise _read_only()
    if kind not in (_FORM, _DIRECT):
        raise Problem(
            415, f"a query cannot be sent as {kind}", f"send {_DIRECT} or {_FORM}",
            headers={"Accept-Post": f"{_DIRECT}, {_FORM}"},
        )  # fmt: skip
    charset = str(header.get_param("charset", "utf-8")).casefold()
    if charset not in ("utf-8", "utf8", "us-ascii"):
        raise Problem(415, f"a query cannot be sent in {charset}", "send UTF-8")
    return kind


async def _body(request: Request, limits: Limits) -> bytes:
    too_large = Problem(
        413, f"the request has more than {limits.max_request:,} bytes", "send a shorter query", headers=_CLOSE
    )
    if _is_announced_too_large(request, limits.max_request):
        raise too_large
    body, size = bytearray(), 0
    try:
        async with asyncio.timeout(limits.receiving):
            async for chunk in request.stream():
                size += len(chunk)
                if size <= limits.max_request:
                    body += chunk
                elif size > limits.max_request + _DISCARDED:
                    break
    except TimeoutError as error:
        if size <= limits.max_request:
            raise Problem(408, "the request did not arrive in time", headers=_CLOSE) from error
    except ClientDisconnect as error:
        raise Problem(400, "the request is incomplete") from error
    if size > limits.max_request:
        raise too_large
    return bytes(body)


def _is_announced_too_large(request: Request, limit: int) -> bool:
    """Tell whether the headers announce a body to refuse at once.

    That is a too large one which the client has yet to send, or one that is too large even to discard.
    """
    length = request.headers.get("content-length", "0")
    size = int(length) if length.isdecimal() else 0
    client_waits = request.headers.get("expect", "").lower() == "100-continue"
    return size > (limit if client_waits else limit + _DISCARDED)


def parse_parameters(encoded: bytes) -> Parameters:
    """Parse a form, or the part of an address after its question mark. Raises Problem (400)."""
    try:
        return parse_qsl(
            _decode(encoded), keep_blank_values=True, errors="strict", max_num_fields=_MAX_FIELDS
        )
    except ValueError as error:
        raise Problem(400, f"the parameters are invalid ({error})", "encode them in UTF-8") from error


def _decode(encoded: bytes) -> str:
    try:
        return encoded.decode()
    except UnicodeDecodeError as error:
        raise Problem(400, "the request is not UTF-8", "encode it in UTF-8") from error


def query_job(parameters: Parameters, accept: str) -> QueryJob:
    """Return the job of a request's parameters.

    Raises Problem: 400 for no, several or an empty query, 403 for an update.
    """
    if any(name in ("update", "using-graph-uri", "using-named-graph-uri") for name, _ in parameters):
        raise _read_only()
    texts = _values(parameters, "query")
    if len(texts) != 1 or not texts[0].strip():
        count = "no query" if not any(texts) else f"{len(texts)} queries"
        raise Problem(400, f"the request has {count}", "send one as the parameter query")
    values = [(name.removeprefix(_VALUE), value) for name, value in parameters if name.startswith(_VALUE)]
    return QueryJob(
        text=texts[0],
        parameters=tuple((name, value) for name, value in values if value.strip()),
        default_graphs=_values(parameters, "default-graph-uri"),
        named_graphs=_values(parameters, "named-graph-uri"),
        accept=accept,
        format=format_name(parameters),
    )


def search_job(parameters: Parameters) -> SearchJob:
    """Return the job of a search: the parameters ``q``, ``start`` and the facets.

    Raises Problem (400) for another parameter and for a start that is no number.
    """
    given = {name: value.strip() for name, value in parameters if value.strip()}
    words, start = given.pop("q", ""), given.pop("start", "0")
    if unknown := given.keys() - FACETS.keys():
        raise Problem(400, f"there is no facet {min(unknown)!r}", f"choose from {', '.join(FACETS)}")
    if not (start.isdecimal() and len(start) < _DIGITS):
        raise Problem(400, f"start={start} is not a number of a sentence", "give digits")
    return SearchJob(words, tuple(sorted(given.items())), int(start))


def format_name(parameters: Parameters) -> str:
    """Return the name of the format that a request asks for, or an empty string.

    Other servers call the parameter ``output`` or ``results``, and some clients send all three.

    >>> format_name([("output", "xml"), ("query", "ASK {}")]), format_name([("query", "ASK {}")])
    ('xml', '')
    """
    given = (value for name in _FORMATS for value in reversed(_values(parameters, name)) if value)
    return next(given, "")


def _values(parameters: Parameters, wanted: str) -> tuple[str, ...]:
    return tuple(value for name, value in parameters if name == wanted)


def _read_only() -> Problem:
    return Problem(403, "this server is read-only", "send a query: SELECT, ASK, CONSTRUCT or DESCRIBE")
