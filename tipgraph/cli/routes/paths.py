"""``tipgraph routes paths``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from tipgraph.cli.routes.options import Request, of_routes
from tipgraph.cli.routes.output import Result, formats, write
from tipgraph.cli.routes.quoting import COLUMNS, cells, said, way

if TYPE_CHECKING:
    from tipgraph.routes import Corridor, Leg

__all__ = ["paths"]

_COLUMNS = ("corridor", "places", "told", "leg", *COLUMNS)
_CLAIMS = 3
"""How many claims of a leg are shown to people."""


@click.command()
@click.option(
    "-k", "--top", type=click.IntRange(min=1), default=3, show_default=True, metavar="N",
    help="How many corridors.",
)  # fmt: skip
@formats
@of_routes
@click.argument("origin")
@click.argument("destination")
def paths(request: Request, form: str, top: int, origin: str, destination: str) -> None:
    """Find documented corridors between two places.

    GRAPH is an RDF file or a store. ORIGIN and DESTINATION are codes or names of countries or regions.
    Corridors of the fewest legs come first; of those, what one report tells, and then what most reports
    name. Every leg has the claims that it rests on, with their words. A region may be an end of a corridor,
    and is never inside one.

    \b
    Each corridor says who tells it:
      one report tells it                              one claim says all of it, its stops too
      one report names every leg, but not as one way   nobody says that they were travelled together
      stitched: no single report connects these legs   the same, and more so: do not read it as a journey
      inferred from a region's name; …                 with --regions spread: no report names this leg

    \b
    Examples:
      tipgraph routes paths graph.trig China Malaysia
      tipgraph routes paths archive/ NGA ITA --top 10 --kind trafficking --format json
    """
    from tipgraph.routes import corridors

    ends = request.place(origin), request.place(destination)
    found = corridors(request.routes, *ends, top, request.atlas)
    if form != "table":
        write(request.console, form, Result("Corridors", _COLUMNS, list(_rows(request, found))))
    for number, corridor in enumerate(found if form == "table" else [], 1):
        blank = "\n" if number > 1 else ""
        click.echo(blank + "\n".join(_told(request, number, corridor)))
    if not found:
        request.console.note(f"No chain of documented legs leads {way(ends, request.atlas)}.")


def _rows(request: Request, found: Sequence[Corridor]) -> Iterator[tuple[object, ...]]:
    from tipgraph.routes import read_quotes

    for number, corridor in enumerate(found, 1):
        for step, leg in enumerate(corridor.legs, 1):
            quotes = read_quotes(request.store, [claim.claim for claim in leg.claims])
            for claim in leg.claims:
                row = cells(claim, quotes[claim.claim])
                yield number, corridor.places, str(corridor.told), step, *row


def _told(request: Request, number: int, corridor: Corridor) -> Iterator[str]:
    yield f"{number}. {way(corridor.places, request.atlas)}"
    yield f"   {corridor.told}"
    for leg in corridor.legs:
        yield from _leg(request, leg, named=len(corridor.legs) > 1)


def _leg(request: Request, leg: Leg, named: bool) -> Iterator[str]:
    from tipgraph.routes import read_quotes

    if named:
        yield f"   {way((leg.origin, leg.destination), request.atlas)}"
    shown = leg.claims[:_CLAIMS]
    quotes = read_quotes(request.store, [claim.claim for claim in shown])
    # Of one sentence that names three destinations, three claims are made: it is shown once.
    told = ("\n".join(said(claim, quotes[claim.claim], request.atlas, indent="     ")) for claim in shown)
    yield from dict.fromkeys(told)
    if more := len(leg.claims) - len(shown):
        yield f"     and {more} more claims (--format csv or json gives all)"
