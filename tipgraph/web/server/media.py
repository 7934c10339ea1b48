"""The formats of answers, and which of them a client asks for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import mimeparse

from tipgraph.web.server.problem import Problem

__all__ = ["DOCUMENTS", "GRAPHS", "HTML", "TABLES", "Media", "accepted", "choose", "wants_page"]

_LONGEST = 4_000
"""Characters of an Accept header; those of browsers have some hundred."""


class Media(NamedTuple):
    """A format: its name in addresses (``format=csv``), its media type, and others that ask for it."""

    name: str
    type: str
    aliases: tuple[str, ...] = ()
    text: bool = True

    @property
    def header(self) -> str:
        """Return the Content-Type."""
        return f"{self.type}; charset=utf-8" if self.text else self.type


JSON = Media("json", "application/sparql-results+json", ("application/json", "text/json"), text=False)
XML = Media("xml", "application/sparql-results+xml", ("application/xml", "text/xml"), text=False)
CSV = Media("csv", "text/csv")
TSV = Media("tsv", "text/tab-separated-values")
TURTLE = Media("turtle", "text/turtle", ("application/x-turtle", "text/n3", "text/rdf+n3"))
N_TRIPLES = Media("nt", "application/n-triples", ("text/plain",))
JSON_LD = Media("jsonld", "application/ld+json", ("application/json",), text=False)
RDF_XML = Media("rdfxml", "application/rdf+xml", ("application/xml", "text/xml"), text=False)
HTML = Media("html", "text/html", ("application/xhtml+xml",))

TABLES = (JSON, XML, CSV, TSV)
"""The formats of rows and of a yes or no; the first is for those to whom all are alike."""

GRAPHS = (TURTLE, N_TRIPLES, JSON_LD, RDF_XML)
"""The formats of graphs."""

DOCUMENTS = (HTML, TURTLE, JSON_LD, N_TRIPLES)
"""The formats in which a thing is described."""


def choose(offered: Sequence[Media], accept: str, name: str = "") -> Media:
    """Return the format of a name or, without one, the best by an Accept header.

    Raises Problem: 400 for a name that is none, or a header that cannot be read; 406 where none is accepted.

    >>> choose(TABLES, "text/csv;q=0.5, application/xml").name
    'xml'
    >>> choose(TABLES, "*/*").name
    'json'
    >>> choose(GRAPHS[:1], "image/png")
    Traceback (most recent call last):
    tipgraph.web.server.problem.Problem: there is no answer in image/png: ask for text/turtle
    """
    if name:
        return _named(offered, name)
    found = accepted(offered, accept)
    if found is None:
        types = ", ".join(media.type for media in offered)
        raise Problem(406, f"there is no answer in {accept}", f"ask for {types}")
    return found


def _named(offered: Sequence[Media], name: str) -> Media:
    for media in offered:
        if media.name == name:
            return media
    names = ", ".join(media.name for media in offered)
    raise Problem(400, f"such an answer has no format {name!r}", f"choose from {names}")


def accepted(offered: Sequence[Media], accept: str) -> Media | None:
    """Return the best format by an Accept header, or None.

    Raises Problem (400) for a header that is broken, or so long that to weigh it would keep others waiting.
    """
    if len(accept) > _LONGEST:
        raise Problem(400, f"the Accept header has more than {_LONGEST:,} characters", "name fewer types")
    by_type = {kind: media for media in offered for kind in (media.type, *media.aliases)}
    # Of types that are accepted alike, mimeparse takes the last.
    types = [*reversed([media.type for media in offered])]
    types = [*(kind for kind in by_type if kind not in types), *types]
    try:
        best = mimeparse.best_match(types, accept.strip() or "*/*")
    except (mimeparse.MimeTypeParseException, IndexError) as error:
        raise Problem(400, "the Accept header cannot be read", "write types such as text/csv") from error
    return by_type.get(best)


def wants_page(accept: str) -> bool:
    """Tell whether HTML is what a client wants most, as browsers do: to programs all may be alike.

    Raises Problem (400) for a broken header.

    >>> wants_page("text/html,application/xml;q=0.9,*/*;q=0.8"), wants_page("text/html, application/json")
    (True, False)
    """
    accept = accept.strip() or "*/*"
    if accepted((*TABLES, *GRAPHS, HTML), accept) is None:
        return False
    others = [kind for media in (*TABLES, *GRAPHS) for kind in (media.type, *media.aliases)]
    return bool(
        mimeparse.quality(HTML.type, accept) > max(mimeparse.quality(kind, accept) for kind in others)
    )
