"""What reports say of two places: ``tipgraph routes between``, ``corroborated`` and ``paths``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from shutil import get_terminal_size
from textwrap import fill
from typing import TYPE_CHECKING, TypeAlias

import click

from tipgraph.cli.routes.request import (
    Request,
    Result,
    first_rows,
    place_code,
    route_options,
    table_format_option,
    top_option,
    write,
)
from tipgraph.util.text import counted

if TYPE_CHECKING:
    from tipgraph.analysis.routes import Corridor, Corroborated, Gazetteer, Leg, Quote, Route

__all__ = ["between", "claim_row", "corroborated", "paths", "quote_texts"]

_CLAIM_COLUMNS = (
    "origin", "via", "destination", "kind", "certainty", "victims", "exploitation", "sectors", "reporting",
    "year", "report", "precision", "words", "claim",
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
        route.precision,
        words,
        route.claim,
    )


def _stops_text(places: Sequence[str], gazetteer: Gazetteer) -> str:
    """Return the names of places in the order of travel.

    >>> from tipgraph.analysis.routes import Gazetteer
    >>> _stops_text(["CHN", "THA"], Gazetteer())
    'China → Thailand'
    """
    return " → ".join(map(gazetteer.label, places))


def _route_text(route: Route, gazetteer: Gazetteer) -> str:
    """Return the ends of a route and its transit places, whose order is not known.

    >>> from tipgraph.analysis.routes import Gazetteer, Report, Route
    >>> report = Report("r", "NGA", 2004)
    >>> _route_text(Route("c", report, "NGA", "ITA", via=("LBY", "NER")), Gazetteer())
    'Nigeria → Italy, through Libya, Niger'
    """
    through = ", ".join(map(gazetteer.label, route.stops))
    return _stops_text(route.ends, gazetteer) + (f", through {through}" if through else "")


def _claim_source(route: Route, gazetteer: Gazetteer) -> str:
    """Return the country and year of a claim's report, and what is special about the claim.

    >>> from tipgraph.analysis.routes import Gazetteer, Report, Route
    >>> _claim_source(Route("c", Report("r", "NGA", 2004), "NGA", "ITA", kind="migration"), Gazetteer())
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


def _quote_lines(texts: Sequence[str], indent: str) -> Iterator[str]:
    """Yield the lines of quotes, wrapped to the width of the terminal."""
    for text in texts:
        yield fill(f"“{text}”", get_terminal_size().columns, initial_indent=indent, subsequent_indent=indent)


def _claim_lines(
    route: Route, quotes: Sequence[Quote], gazetteer: Gazetteer, indent: str = ""
) -> Iterator[str]:
    """Yield the source of a claim and its quotes, as lines."""
    yield f"{indent}{_claim_source(route, gazetteer)}:"
    yield from _quote_lines(quote_texts(quotes), indent + "  ")


@click.command()
@table_format_option
@route_options
@click.argument("one")
@click.argument("other")
def between(request: Request, output_format: str, one: str, other: str) -> None:
    """List the claims about routes between two places.

    GRAPH is an RDF file, a store's folder or a SPARQL server's address. ONE and OTHER are codes or names of
    countries or regions. The list has the routes between them in both directions, and longer routes that
    pass from one to the other. Each claim has its quotes, report and year.

    \b
    Examples:
      tipgraph routes between graph.trig Nigeria Italy
      tipgraph routes between archive/ MEX USA --from 2015 --format csv > claims.csv
    """
    from tipgraph.analysis.routes import between as find
    from tipgraph.analysis.routes import read_quotes

    ends = place_code(one), place_code(other)
    request.rules = output_format != "table"
    found = find(request.routes.routes, *ends)
    quotes = read_quotes(request.store, [route.claim for route in found])
    if output_format != "table":
        rows = [claim_row(route, quotes[route.claim]) for route in found]
        write(request.console, output_format, Result("Claims", _CLAIM_COLUMNS, rows))
    for route in found if output_format == "table" else []:
        click.echo(_route_text(route, request.gazetteer))
        click.echo("\n".join(_claim_lines(route, quotes[route.claim], request.gazetteer, indent="  ")))
    if not found:
        names = " and ".join(map(request.gazetteer.label, ends))
        request.console.note(f"No claims about routes between {names}.")


Quotes: TypeAlias = "Mapping[str, Sequence[Quote]]"

_CORRIDOR_COLUMNS = ("corridor", "places", "basis", "leg", *_CLAIM_COLUMNS)
_QUOTES = 3
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
    request.rules = output_format != "table"
    found = corridors(request.routes, *ends, top, request.gazetteer, longest=longest)
    if output_format != "table":
        write(
            request.console,
            output_format,
            Result("Corridors", _CORRIDOR_COLUMNS, list(_corridor_rows(request, found))),
        )
    elif found:
        click.echo("\n".join(_corridor_lines(request, found)))
    if not found:
        limit = counted(longest, "leg")
        request.console.note(f"No corridor of at most {limit}: {_stops_text(ends, request.gazetteer)}.")


def _corridor_rows(request: Request, found: Sequence[Corridor]) -> Iterator[tuple[object, ...]]:
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


def _corridor_lines(request: Request, found: Sequence[Corridor]) -> Iterator[str]:
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
            yield f"   {_stops_text((leg.origin, leg.destination), request.gazetteer)}"
        yield from _leg(request, leg, quotes, shown)


def _leg(request: Request, leg: Leg, quotes: Quotes, shown: set[tuple[str, ...]]) -> Iterator[str]:
    """Yield the quotes of a leg. Claims with the same quotes share them, also with earlier legs."""
    from tipgraph.analysis.routes.loading import normalize_quote

    groups: dict[tuple[str, ...], list[Route]] = defaultdict(list)
    for claim in leg.claims:
        groups[tuple(map(normalize_quote, quote_texts(quotes[claim.claim])))].append(claim)
    for key, claims in islice(groups.items(), _QUOTES):
        sources = "; ".join(dict.fromkeys(_claim_source(claim, request.gazetteer) for claim in claims))
        line = f"{sources}:" + (" as above" if key in shown else "")
        yield fill(line, get_terminal_size().columns, initial_indent=" " * 5, subsequent_indent=" " * 5)
        yield from () if key in shown else _quote_lines(quote_texts(quotes[claims[0].claim]), " " * 7)
        shown.add(key)
    if more := sum(map(len, list(groups.values())[_QUOTES:])):
        yield f"     and {more} more {'claim' if more == 1 else 'claims'} (--format csv or json lists all)"


_COLUMNS = (
    "origin", "origin_name", "destination", "destination_name", "support", "on_origin", "on_destination",
    "elsewhere", "years",
)  # fmt: skip
_TABLE_COLUMNS = ("from", "to", "who", "reports", "years")
_ROWS = 50
"""Rows of a table."""
_SHORT = {
    "both-ends": "both", "other-end-silent": "silent", "other-end-not-read": "not read",
    "third-countries-only": "others", "region": "region", "inferred": "inferred",
}  # fmt: skip
"""The words of a table for each kind of support."""


@click.command()
@top_option(_ROWS)
@table_format_option
@route_options
def corroborated(request: Request, output_format: str, top: int | None) -> None:
    """List routes with the reports that name them.

    GRAPH is an RDF file, a store's folder or a SPARQL server's address. The columns count the reports on
    the origin, on the destination and on other countries that name a route, with their years.

    \b
    In tables, and in csv and json:
      both      both-ends             reports on both ends name the route
      silent    other-end-silent      a report on one end names it; a report on the other end, of the
                                      same year, was read and does not
      not read  other-end-not-read    a report on one end names it; no report on the other end, of the
                                      same year, was read
      others    third-countries-only  only reports on other countries name it
      region    region                an end is a region, which has no report
      inferred  inferred              it comes from a region's name (--regions spread); no report names it

    A report that does not name a route does not deny it. Filters select the routes; support always comes
    from all claims of the reports of the selected years.

    \b
    Examples:
      tipgraph routes corroborated graph.trig --within europe --top 20
      tipgraph routes corroborated archive/ --format csv > corroborated.csv
    """
    from tipgraph.analysis.routes import corroborated as find

    found = find(request.routes, request.gazetteer)
    shown = first_rows(found, output_format, top, _ROWS)
    row, columns = (_table_row, _TABLE_COLUMNS) if output_format == "table" else (_row, _COLUMNS)
    rows = [row(each, request.gazetteer) for each in shown]
    write(request.console, output_format, Result("Routes by support", columns, rows))
    if output_format == "table":
        request.console.note("reports: on the origin + on the destination + on other countries")
    if len(shown) < len(found):
        request.console.note(f"{len(shown):,} of {len(found):,} routes; --format csv lists all")


def _row(each: Corroborated, gazetteer: Gazetteer) -> tuple[object, ...]:
    return (
        each.origin,
        gazetteer.label(each.origin),
        each.destination,
        gazetteer.label(each.destination),
        str(each.support),
        each.origin_reports,
        each.destination_reports,
        each.other_reports,
        each.years,
    )


def _table_row(each: Corroborated, gazetteer: Gazetteer) -> tuple[object, ...]:
    return (
        gazetteer.label(each.origin),
        gazetteer.label(each.destination),
        _SHORT[each.support],
        f"{each.origin_reports} + {each.destination_reports} + {each.other_reports}",
        _year_range(each.years),
    )


def _year_range(years: Sequence[int]) -> str:
    """Return sorted years as a range, with their number if years between are missing.

    >>> _year_range([2004]), _year_range([2010, 2011, 2012]), _year_range([2004, 2010, 2012])
    ('2004', '2010–2012', '2004–2012 (3)')
    """
    if len(years) < 2:
        return "".join(map(str, years))
    gaps = years[-1] - years[0] >= len(years)
    return f"{years[0]}–{years[-1]}" + (f" ({len(years)})" if gaps else "")
