"""``tipgraph routes paths``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from shutil import get_terminal_size
from textwrap import fill
from typing import TYPE_CHECKING, TypeAlias

import click

from tipgraph.cli.routes.claims import (
    COLUMNS,
    claim_row,
    claim_source,
    quote_lines,
    quote_texts,
    stops_text,
)
from tipgraph.cli.routes.filters import place_code
from tipgraph.cli.routes.request import Request, route_options
from tipgraph.cli.routes.tables import Result, table_format_option, write
from tipgraph.util.messages import counted

if TYPE_CHECKING:
    from tipgraph.analysis.routes import Corridor, Leg, Quote, Route

Quotes: TypeAlias = "Mapping[str, Sequence[Quote]]"

__all__ = ["paths"]

_COLUMNS = ("corridor", "places", "basis", "leg", *COLUMNS)
_SHOWN = 3
"""Different quotes of a leg in a table."""
_COMBINED = (
    "No report states the following corridors. They combine claims of different reports, perhaps about "
    "different people, and perhaps nobody traveled them. // marks where the report changes."
)
_INFERRED = "No report states the following corridors. A leg of each is inferred from a region's name."


@click.command()
@click.option(
    "-k", "--top", type=click.IntRange(min=1), default=3, show_default=True, metavar="N",
    help="The number of corridors.",
)  # fmt: skip
@click.option(
    "--longest", type=click.IntRange(min=1), default=4, show_default=True, metavar="N",
    help="The largest number of legs in a corridor.",
)  # fmt: skip
@table_format_option
@route_options
@click.argument("origin")
@click.argument("destination")
def paths(
    request: Request, output_format: str, top: int, longest: int, origin: str, destination: str
) -> None:
    """Find documented corridors between two places.

    GRAPH is an RDF file, a store's folder or a SPARQL server's address. ORIGIN and DESTINATION are codes or
    names of countries or regions.

    Corridors that one report states come first. Those that combine different reports follow under a
    separate heading, with // instead of → where the report changes: perhaps nobody traveled them. Within each
    group, corridors with fewer legs come first, then those with more reports. Each leg has its claims with
    quotes. A region may be an end of a corridor, but not a stop. The search compares the 1,000 shortest
    corridors, and all that one report states.

    \b
    The basis of a corridor:
      one report states it                               one claim has the whole corridor with its stops
      one report names every leg, but not as one route   it may be about different people
      no single report connects these legs               do not read it as a journey
      inferred from a region's name; …                   with --regions spread: no report names this leg

    \b
    Examples:
      tipgraph routes paths graph.trig China Malaysia
      tipgraph routes paths archive/ NGA ITA --top 10 --kind trafficking --format json
    """
    from tipgraph.analysis.routes import corridors

    ends = place_code(origin), place_code(destination)
    found = corridors(request.routes, *ends, top, request.gazetteer, longest=longest)
    if output_format != "table":
        write(request.console, output_format, Result("Corridors", _COLUMNS, list(_rows(request, found))))
    elif found:
        click.echo("\n".join(_lines(request, found)))
    if not found:
        limit = counted(longest, "leg")
        request.console.note(f"No corridor of at most {limit}: {stops_text(ends, request.gazetteer)}.")


def _rows(request: Request, found: Sequence[Corridor]) -> Iterator[tuple[object, ...]]:
    quotes = _quotes(request, found)
    for number, corridor in enumerate(found, 1):
        for step, leg in enumerate(corridor.legs, 1):
            for claim in leg.claims:
                row = claim_row(claim, quotes[claim.claim])
                yield number, corridor.places, str(corridor.basis), step, *row


def _quotes(request: Request, found: Sequence[Corridor]) -> Quotes:
    from tipgraph.analysis.routes import read_quotes

    claims = (claim.claim for corridor in found for leg in corridor.legs for claim in leg.claims)
    return read_quotes(request.store, claims)


def _lines(request: Request, found: Sequence[Corridor]) -> Iterator[str]:
    """Yield the lines of corridors, with a heading above those that no report states."""
    quotes = _quotes(request, found)
    heading = ""
    for number, corridor in enumerate(found, 1):
        if number > 1:
            yield ""
        if (above := _heading(corridor)) != heading:
            heading = above
            yield from (fill(heading, get_terminal_size().columns), "")
        yield f"{number}. {_corridor_text(request, corridor)}"
        yield f"   {corridor.basis}"
        yield from _legs(request, corridor, quotes)


def _heading(corridor: Corridor) -> str:
    if corridor.basis.connected:
        return ""
    return _INFERRED if any(leg.inferred for leg in corridor.legs) else _COMBINED


def _corridor_text(request: Request, corridor: Corridor) -> str:
    """Return the places of a corridor, with // where the report changes."""
    first, second, *rest = map(request.gazetteer.label, corridor.places)
    signs = (" // " if broken else " → " for broken in corridor.breaks)
    return f"{first} → {second}" + "".join(f"{sign}{place}" for sign, place in zip(signs, rest, strict=True))


def _legs(request: Request, corridor: Corridor, quotes: Quotes) -> Iterator[str]:
    shown: set[tuple[str, ...]] = set()
    for leg in corridor.legs:
        if len(corridor.legs) > 1:
            yield f"   {stops_text((leg.origin, leg.destination), request.gazetteer)}"
        yield from _leg(request, leg, quotes, shown)


def _leg(request: Request, leg: Leg, quotes: Quotes, shown: set[tuple[str, ...]]) -> Iterator[str]:
    """Yield the quotes of a leg. Claims with the same quotes share them, also with earlier legs."""
    from tipgraph.analysis.routes.loading import normalize_quote

    groups: dict[tuple[str, ...], list[Route]] = defaultdict(list)
    for claim in leg.claims:
        groups[tuple(map(normalize_quote, quote_texts(quotes[claim.claim])))].append(claim)
    for key, claims in islice(groups.items(), _SHOWN):
        sources = "; ".join(dict.fromkeys(claim_source(claim, request.gazetteer) for claim in claims))
        line = f"{sources}:" + (" as above" if key in shown else "")
        yield fill(line, get_terminal_size().columns, initial_indent=" " * 5, subsequent_indent=" " * 5)
        yield from () if key in shown else quote_lines(quote_texts(quotes[claims[0].claim]), " " * 7)
        shown.add(key)
    if more := sum(map(len, list(groups.values())[_SHOWN:])):
        yield f"     and {more} more {'claim' if more == 1 else 'claims'} (--format csv or json lists all)"
