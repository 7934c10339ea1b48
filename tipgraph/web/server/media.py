"""Media types: the formats of answers, and which of them a client accepts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import mimeparse

from tipgraph.web.server.jobs import Problem

__all__ = [
    "DOCUMENTS",
    "GRAPHS",
    "HTML",
    "JSON_LD",
    "TABLES",
    "TURTLE",
    "Media",
    "best_match",
    "choose",
    "prefers_html",
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
