"""``tipgraph routes paths``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from shutil import get_terminal_size
from textwrap import fill
from typing import TYPE_CHECKING, TypeAlias

import click

from tipgraph.cli.routes.options import Request, of_routes
from tipgraph.cli.routes.output import COLUMNS, Result, cells, formats, head, quoted, way, words, write

if TYPE_CHECKING:
    from tipgraph.analysis.routes import Corridor, Leg, Quote, Route

Quotes: TypeAlias = "Mapping[str, Sequence[Quote]]"

__all__ = ["paths"]

_COLUMNS = ("corridor", "places", "basis", "leg", *COLUMNS)
_SAYINGS = 3
"""How many different words of a leg are shown to people."""
_STITCHED = (
    "Not told by any report: what follows was put together of claims of different reports, perhaps on "
    "different people. Nobody need have travelled so. // marks where the report changes."
)
_INFERRED = "Not told by any report: in what follows, a leg was inferred from a region's name."


@click.command()
@click.option(
    "-k", "--top", type=click.IntRange(min=1), default=3, show_default=True, metavar="N",
    help="How many corridors.",
)  # fmt: skip
@click.option(
    "--longest", type=click.IntRange(min=1), default=4, show_default=True, metavar="N",
    help="Legs of a corridor, at most.",
)  # fmt: skip
@formats
@of_routes
@click.argument("origin")
@click.argument("destination")
def paths(request: Request, form: str, top: int, longest: int, origin: str, destination: str) -> None:
    """Find documented corridors between two places.

    GRAPH is an RDF file or a store. ORIGIN and DESTINATION are codes or names of countries or regions.
    Corridors that a report tells come first. Those that are stitched together of different reports stand
    under a heading of their own, with // for → where the report changes: nobody need have travelled them.
    Of each sort, the fewest legs come first, and then what most reports name. Every leg has the claims that
    it rests on, with their words. A region may be an end of a corridor, and is never inside one. Of very
    many ways, the 1,000 shortest are compared, and all that one report tells.

    \b
    Each corridor says who tells it:
      one report states it                               one claim says all of it, its stops too
      one report names every leg, but not as one route   nobody says that they were travelled together
      no single report connects these legs               the same, and more so: do not read it as a journey
      inferred from a region's name; …                   with --regions spread: no report names this leg

    \b
    Examples:
      tipgraph routes paths graph.trig China Malaysia
      tipgraph routes paths archive/ NGA ITA --top 10 --kind trafficking --format json
    """
    from tipgraph.analysis.routes import corridors

    ends = request.place(origin), request.place(destination)
    found = corridors(request.routes, *ends, top, request.gazetteer, longest=longest)
    if form != "table":
        write(request.console, form, Result("Corridors", _COLUMNS, list(_rows(request, found))))
    elif found:
        click.echo("\n".join(_told(request, found)))
    if not found:
        chain = f"No chain of at most {longest} documented legs leads"
        request.console.note(f"{chain} {way(ends, request.gazetteer)}.")


def _rows(request: Request, found: Sequence[Corridor]) -> Iterator[tuple[object, ...]]:
    quotes = _quotes(request, found)
    for number, corridor in enumerate(found, 1):
        for step, leg in enumerate(corridor.legs, 1):
            for claim in leg.claims:
                row = cells(claim, quotes[claim.claim])
                yield number, corridor.places, str(corridor.basis), step, *row


def _quotes(request: Request, found: Sequence[Corridor]) -> Quotes:
    from tipgraph.analysis.routes import read_quotes

    claims = (claim.claim for corridor in found for leg in corridor.legs for claim in leg.claims)
    return read_quotes(request.store, claims)


def _told(request: Request, found: Sequence[Corridor]) -> Iterator[str]:
    """Yield the lines of corridors, with a heading before those that no report tells."""
    quotes = _quotes(request, found)
    heading = ""
    for number, corridor in enumerate(found, 1):
        if number > 1:
            yield ""
        if (above := _heading(corridor)) != heading:
            heading = above
            yield from (fill(heading, get_terminal_size().columns), "")
        yield f"{number}. {_course(request, corridor)}"
        yield f"   {corridor.basis}"
        yield from _legs(request, corridor, quotes)


def _heading(corridor: Corridor) -> str:
    if corridor.basis.connected:
        return ""
    return _INFERRED if any(leg.inferred for leg in corridor.legs) else _STITCHED


def _course(request: Request, corridor: Corridor) -> str:
    """Return the places of a corridor, with // where the report changes."""
    first, second, *rest = map(request.gazetteer.label, corridor.places)
    signs = (" // " if broken else " → " for broken in corridor.breaks)
    return f"{first} → {second}" + "".join(f"{sign}{place}" for sign, place in zip(signs, rest, strict=True))


def _legs(request: Request, corridor: Corridor, quotes: Quotes) -> Iterator[str]:
    shown: set[tuple[str, ...]] = set()
    for leg in corridor.legs:
        if len(corridor.legs) > 1:
            yield f"   {way((leg.origin, leg.destination), request.gazetteer)}"
        yield from _leg(request, leg, quotes, shown)


def _leg(request: Request, leg: Leg, quotes: Quotes, shown: set[tuple[str, ...]]) -> Iterator[str]:
    """Yield the words of a leg: the same words once, whatever claims and reports have them."""
    from tipgraph.analysis.routes.quotes import normalize_quote

    groups: dict[tuple[str, ...], list[Route]] = defaultdict(list)
    for claim in leg.claims:
        groups[tuple(map(normalize_quote, words(quotes[claim.claim])))].append(claim)
    for alike, claims in islice(groups.items(), _SAYINGS):
        heads = dict.fromkeys(head(claim, request.gazetteer) for claim in claims)
        who = f"{'; '.join(heads)}:" + (" as above" if alike in shown else "")
        yield fill(who, get_terminal_size().columns, initial_indent=" " * 5, subsequent_indent=" " * 5)
        yield from () if alike in shown else quoted(words(quotes[claims[0].claim]), indent="       ")
        shown.add(alike)
    if more := sum(map(len, list(groups.values())[_SAYINGS:])):
        yield f"     and {more} more {'claim' if more == 1 else 'claims'} (--format csv or json gives all)"
