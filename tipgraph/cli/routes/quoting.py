"""Claims of routes for people, each with its words, and as rows for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from shutil import get_terminal_size
from textwrap import fill
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tipgraph.routes import Atlas, Quote, Route

__all__ = ["COLUMNS", "cells", "course", "said", "way"]

COLUMNS = (
    "origin", "via", "destination", "kind", "certainty", "victims", "exploitation", "sectors", "reporting",
    "year", "report", "words", "claim",
)  # fmt: skip
"""The columns of `cells`."""


def cells(route: Route, quotes: Sequence[Quote]) -> tuple[object, ...]:
    """Return a claim as a row; ``words`` are its quotes, in the order of the text."""
    words = " … ".join(quote.text for quote in quotes)
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


def said(route: Route, quotes: Sequence[Quote], atlas: Atlas, indent: str = "") -> Iterator[str]:
    """Yield the lines that tell who says what of a route, as wide as the terminal."""
    hedge = "" if route.is_sure else ", possible"
    inferred = ", inferred from a region" if route.inferred else ""
    yield f"{indent}{atlas.label(route.report.country)} {route.report.year}{hedge}{inferred}:"
    inside = indent + "  "
    for quote in quotes:
        text = f"“{' '.join(quote.text.split())}”"
        yield fill(text, get_terminal_size().columns, initial_indent=inside, subsequent_indent=inside)
