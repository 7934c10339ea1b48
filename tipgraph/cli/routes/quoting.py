"""Claims of routes for people, each with its words, and as rows for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from shutil import get_terminal_size
from textwrap import fill
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tipgraph.routes import Atlas, Quote, Route

__all__ = ["COLUMNS", "cells", "course", "head", "quoted", "said", "way", "words"]

COLUMNS = (
    "origin", "via", "destination", "kind", "certainty", "victims", "exploitation", "sectors", "reporting",
    "year", "report", "words", "claim",
)  # fmt: skip
"""The columns of `cells`."""


def cells(route: Route, quotes: Sequence[Quote]) -> tuple[object, ...]:
    """Return a claim as a row; ``words`` are its quotes, each once, in the order of the text."""
    from tipgraph.routes.likeness import distinct

    words = " … ".join(distinct(quote.text for quote in quotes))
    return (
        route.origin,
        route.via,
        route.destination,
        route.kind,
        route.certainty,
        route.victims,
        route.exploitation,
        route.sectors,
        route.report.country,
        route.report.year,
        route.report.iri,
        words,
        route.claim,
    )


def way(places: Sequence[str], atlas: Atlas) -> str:
    """Return places in the order in which they are passed.

    >>> from tipgraph.routes import Atlas
    >>> way(["CHN", "THA"], Atlas())
    'China → Thailand'
    """
    return " → ".join(map(atlas.label, places))


def course(route: Route, atlas: Atlas) -> str:
    """Return a route with the places that it passes through, whose order is not known.

    >>> from tipgraph.routes import Atlas, Report, Route
    >>> report = Report("r", "NGA", 2004)
    >>> course(Route("c", report, "NGA", "ITA", via=("LBY", "NER")), Atlas())
    'Nigeria → Italy, through Libya, Niger'
    """
    through = ", ".join(map(atlas.label, route.stops))
    return way(route.ends, atlas) + (f", through {through}" if through else "")


def head(route: Route, atlas: Atlas) -> str:
    """Return who says something of a route, when, how surely, and of which kind it is.

    >>> from tipgraph.routes import Atlas, Report, Route
    >>> head(Route("c", Report("r", "NGA", 2004), "NGA", "ITA", kind="migration"), Atlas())
    'Nigeria 2004, migration'
    """
    notes = (
        "" if route.kind == "trafficking" else route.kind,
        "" if route.is_sure else "possible",
        "inferred from a region" if route.inferred else "",
    )
    who = f"{atlas.label(route.report.country)} {route.report.year}"
    return ", ".join([who, *filter(None, notes)])


def words(quotes: Sequence[Quote]) -> tuple[str, ...]:
    """Return the texts of quotes, with single spaces, each once, however its typography differs."""
    from tipgraph.routes.likeness import distinct

    return distinct(" ".join(quote.text.split()) for quote in quotes)


def quoted(texts: Sequence[str], indent: str) -> Iterator[str]:
    """Yield the lines of quotes, as wide as the terminal."""
    for text in texts:
        yield fill(f"“{text}”", get_terminal_size().columns, initial_indent=indent, subsequent_indent=indent)


def said(route: Route, quotes: Sequence[Quote], atlas: Atlas, indent: str = "") -> Iterator[str]:
    """Yield the lines that tell who says what of a route, as wide as the terminal."""
    yield f"{indent}{head(route, atlas)}:"
    yield from quoted(words(quotes), indent + "  ")
