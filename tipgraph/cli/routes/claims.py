"""Claims of routes with their quotes: as lines for people and as rows for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from shutil import get_terminal_size
from textwrap import fill
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tipgraph.analysis.routes import Gazetteer, Quote, Route

__all__ = [
    "COLUMNS",
    "claim_lines",
    "claim_row",
    "claim_source",
    "quote_lines",
    "quote_texts",
    "route_text",
    "stops_text",
]

COLUMNS = (
    "origin", "via", "destination", "kind", "certainty", "victims", "exploitation", "sectors", "reporting",
    "year", "report", "words", "claim",
)  # fmt: skip
"""The columns of `claim_row`."""


def claim_row(route: Route, quotes: Sequence[Quote]) -> tuple[object, ...]:
    """Return a claim as a row; ``words`` are its distinct quotes in the order of the text."""
    from tipgraph.analysis.routes.loading import distinct_quotes

    words = " … ".join(distinct_quotes(quote.text for quote in quotes))
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


def stops_text(places: Sequence[str], gazetteer: Gazetteer) -> str:
    """Return the names of places in the order of travel.

    >>> from tipgraph.analysis.routes import Gazetteer
    >>> stops_text(["CHN", "THA"], Gazetteer())
    'China → Thailand'
    """
    return " → ".join(map(gazetteer.label, places))


def route_text(route: Route, gazetteer: Gazetteer) -> str:
    """Return the ends of a route and its transit places, whose order is not known.

    >>> from tipgraph.analysis.routes import Gazetteer, Report, Route
    >>> report = Report("r", "NGA", 2004)
    >>> route_text(Route("c", report, "NGA", "ITA", via=("LBY", "NER")), Gazetteer())
    'Nigeria → Italy, through Libya, Niger'
    """
    through = ", ".join(map(gazetteer.label, route.stops))
    return stops_text(route.ends, gazetteer) + (f", through {through}" if through else "")


def claim_source(route: Route, gazetteer: Gazetteer) -> str:
    """Return the country and year of a claim's report, and what is special about the claim.

    >>> from tipgraph.analysis.routes import Gazetteer, Report, Route
    >>> claim_source(Route("c", Report("r", "NGA", 2004), "NGA", "ITA", kind="migration"), Gazetteer())
    'Nigeria 2004, migration'
    """
    notes = (
        "" if route.kind == "trafficking" else route.kind,
        "" if route.is_asserted else "possible",
        "inferred from a region" if route.inferred else "",
    )
    report = f"{gazetteer.label(route.report.country)} {route.report.year}"
    return ", ".join([report, *filter(None, notes)])


def quote_texts(quotes: Sequence[Quote]) -> tuple[str, ...]:
    """Return the texts of quotes with single spaces. Quotes that differ only in typography appear once."""
    from tipgraph.analysis.routes.loading import distinct_quotes

    return distinct_quotes(" ".join(quote.text.split()) for quote in quotes)


def quote_lines(texts: Sequence[str], indent: str) -> Iterator[str]:
    """Yield the lines of quotes, wrapped to the width of the terminal."""
    for text in texts:
        yield fill(f"“{text}”", get_terminal_size().columns, initial_indent=indent, subsequent_indent=indent)


def claim_lines(
    route: Route, quotes: Sequence[Quote], gazetteer: Gazetteer, indent: str = ""
) -> Iterator[str]:
    """Yield the source of a claim and its quotes, as lines."""
    yield f"{indent}{claim_source(route, gazetteer)}:"
    yield from quote_lines(quote_texts(quotes), indent + "  ")
