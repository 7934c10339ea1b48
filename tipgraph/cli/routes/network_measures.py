"""The commands that measure: ``routes profile``, ``summary``, ``hubs``, ``communities`` and ``compare``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import click

from tipgraph.cli.console import Console
from tipgraph.cli.options import intervals_option
from tipgraph.cli.routes.request import (
    Request,
    Result,
    first_rows,
    place_code,
    route_options,
    table_format_option,
    tie_note,
    top_option,
    write,
)
from tipgraph.errors import UsageError
from tipgraph.util.optional import install_command, installed

if TYPE_CHECKING:
    from tipgraph.analysis.routes import Networks, Routes, TopPlaces
    from tipgraph.analysis.routes.network_measures import Communities
    from tipgraph.analysis.routes.profile import Line
    from tipgraph.analysis.routes.statistics import Comparison

__all__ = ["MEASURES", "NEED_SCIPY", "communities", "compare", "hubs", "profile", "summary"]

MEASURES = (
    "in-strength", "out-strength", "transit", "betweenness", "pagerank", "hubs", "authorities", "cores",
    "reciprocity",
)  # fmt: skip
"""The names of `tipgraph.analysis.routes.network_measures.MEASURES`. Help needs them without that import."""

NEED_SCIPY = ("pagerank", "hubs", "authorities")
"""The measures that need the extra ``networks``."""

_with_regions_option = click.option(
    "--with-regions", is_flag=True,
    help="Count regions as places. A region then connects countries that no report connects.",
)  # fmt: skip
_SUMMARY = ("part", "figure", "value", "meaning")
_SUMMARY_WITH_INTERVALS = ("part", "figure", "value", "low", "high", "meaning")
_RANKED = ("rank", "place", "name", "value")
_PLACES_SHOWN = 20
"""Rows of a table."""
_COMPARED = (
    "part", "code", "name", "before", "after", "change", "rank_before", "rank_after", "moved"
)  # fmt: skip
_CHANGES_SHOWN = 5
"""Places of each measure in a table."""
_COLUMNS = ("part", "code", "name", "reports", "asserting", "claims", "years")
_SHOWN = 10
"""Rows of each table."""


def _available_measures(console: Console) -> Sequence[str]:
    """Return the measures that can be computed; report those that need an extra which is not installed."""
    if installed("networks"):
        return MEASURES
    console.note(f"Not computed: {', '.join(NEED_SCIPY)}. They need: {install_command('networks')}")
    return [measure for measure in MEASURES if measure not in NEED_SCIPY]


def _regions_are_places(request: Request, with_regions: bool) -> bool:
    """Return whether regions count as places. After ``--regions roll-up`` there is nothing else."""
    return with_regions or request.regions == "roll-up"


def _measured_networks(request: Request, with_regions: bool) -> Networks:
    """Return the networks of a request; report how many of their routes are inferred."""
    from tipgraph.analysis.routes import networks

    if inferred := sum(route.inferred for route in request.routes.routes):
        request.console.note(f"The measures include {inferred:,} inferred routes, which no report names.")
    regions = _regions_are_places(request, with_regions)
    return networks(request.routes, request.gazetteer, regions=regions)


@click.command()
@table_format_option
@_with_regions_option
@intervals_option
@route_options
def summary(request: Request, output_format: str, with_regions: bool, intervals: bool) -> None:
    """Print statistics of the network and its leading places.

    GRAPH is an RDF file, a store's folder or a SPARQL server's address. A statistic that is not defined for
    a small network is empty (null in JSON). csv and json also list the bridges, the cut vertices and the
    parts of cycles that a table only counts. docs/routes.md has the sources of the measures.

    --intervals gives counts of routes a range that holds 95 % of 1,000 runs. Each run draws reports with
    replacement, and keeps a route with the precision of its rule. Routes that were missed are not in it.

    \b
    Examples:
      tipgraph routes summary graph.trig
      tipgraph routes summary archive/ --from 2015 --exploitation forced-labor
      tipgraph routes summary archive/ --format json > summary.json
    """
    from tipgraph.analysis.routes import top_places

    request.rules = intervals
    found = _measured_networks(request, with_regions)
    places = list(top_places(found, _available_measures(request.console)))
    figures = list(_statistics(request, found, output_format))
    others = list(_top_places(request, places, output_format))
    if output_format != "table":
        others += _structures(found)
    columns = _SUMMARY_WITH_INTERVALS if intervals else _SUMMARY
    rows = [_summary_row(row, intervals) for row in (*figures, *((*other, None) for other in others))]
    write(request.console, output_format, Result("Routes", columns, rows, sections=True))
    for name, *_, ties in places:
        if ties:
            request.console.note(f"{name}: and {ties:,} more with the same value as the last")


def _summary_row(row: tuple[object, ...], intervals: bool) -> tuple[object, ...]:
    """Return a row with its interval, the last cell, before the meaning, or without it."""
    part, figure, value, meaning, interval = row
    low, high = interval if isinstance(interval, tuple) else (None, None)
    return (part, figure, value, *((low, high) if intervals else ()), meaning)


def _statistics(request: Request, found: Networks, output_format: str) -> Iterator[tuple[object, ...]]:
    from tipgraph.analysis.bootstrap import Bootstrap
    from tipgraph.analysis.routes import network_statistics

    bootstrap = Bootstrap() if request.rules else None
    for name, value, meaning, interval in network_statistics(request.routes, found, bootstrap):
        is_year = name.endswith(" year") and value is not None
        shown = str(value) if is_year and output_format == "table" else value
        yield "the network", name, shown, meaning, interval


def _top_places(
    request: Request, found: Iterable[TopPlaces], output_format: str
) -> Iterator[tuple[object, ...]]:
    label = request.gazetteer.label
    for name, places, meaning, _ in found:
        shown = tuple(map(label, places)) if output_format == "table" else places
        yield "leading places", name, shown, meaning


def _structures(found: Networks) -> Iterator[tuple[object, ...]]:
    from tipgraph.analysis.routes import structures

    for name, places, meaning in structures(found):
        yield "structures", name, places, meaning


@click.command()
@click.option(
    "--by", "measure", type=click.Choice(MEASURES), default="in-strength", show_default=True,
    help="The measure.",
)  # fmt: skip
@top_option(_PLACES_SHOWN)
@table_format_option
@_with_regions_option
@route_options
def hubs(request: Request, output_format: str, measure: str, top: int | None, with_regions: bool) -> None:
    """Rank places by a measure of their routes.

    GRAPH is an RDF file, a store's folder or a SPARQL server's address. Places with equal values share a
    rank. pagerank, hubs and authorities need: pip install 'tipgraph[networks]'.

    \b
    Measures:
      in-strength    reports that name a route into the place, summed over origins
      out-strength   reports that name a route out of the place, summed over destinations
      transit        reports that name the place as a transit place
      betweenness    share of the shortest chains of legs that pass through the place; perhaps nobody
                     traveled such a chain
      pagerank       share of time there of a random walk along routes, which perhaps nobody traveled
      hubs           how much it is an origin of routes to often-named destinations
      authorities    how much it is a destination of routes from often-named origins
      cores          the k of the densest part of the network (k-core) that it belongs to
      reciprocity    share of its routes that run in both directions

    \b
    Examples:
      tipgraph routes hubs graph.trig --by betweenness --top 10
      tipgraph routes hubs archive/ --by out-strength --victims children --format csv
    """
    from tipgraph.analysis.routes.statistics import MEASURES as CATALOGUE
    from tipgraph.analysis.routes.statistics import ranked

    chosen = CATALOGUE[measure]
    ranks = ranked(chosen.of(_measured_networks(request, with_regions)))
    rows = [(rank, place, request.gazetteer.label(place), value) for rank, place, value in ranks]
    shown = first_rows(rows, output_format, top, _PLACES_SHOWN)
    write(request.console, output_format, Result(measure, _RANKED, shown))
    request.console.note(f"value: {chosen.meaning}")
    if note := tie_note(rows, shown, lambda row: row[-1]):
        request.console.note(note)


@click.command()
@click.option(
    "--seed", type=click.IntRange(min=0), default=0, show_default=True, help="The seed of the random order."
)
@click.option(
    "--seeds", type=click.IntRange(min=1), default=10, show_default=True,
    help="The number of seeds that stability compares.",
)  # fmt: skip
@click.option(
    "--resolution", type=click.FloatRange(min=0, min_open=True), default=1, show_default=True,
    help="Values above 1 give more and smaller groups.",
)  # fmt: skip
@table_format_option
@_with_regions_option
@route_options
def communities(
    request: Request, output_format: str, seed: int, seeds: int, resolution: float, with_regions: bool
) -> None:
    """Group places that are densely connected.

    GRAPH is an RDF file, a store's folder or a SPARQL server's address. The Louvain method finds the groups;
    the same seed gives the same groups. Stability compares the groups of several seeds: 1 if all are equal,
    about 0 if they agree no more than by chance. Groups of low stability mean little.

    \b
    Examples:
      tipgraph routes communities graph.trig
      tipgraph routes communities archive/ --from 2015 --seeds 50
      tipgraph routes communities archive/ --format csv > communities.csv
    """
    from tipgraph.analysis.routes.network_measures import communities as find

    found = find(_measured_networks(request, with_regions).pairs, seed, seeds, resolution)
    label = request.gazetteer.label
    if output_format == "table":
        rows = [
            (number, len(group), sorted(map(label, group))) for number, group in enumerate(found.groups, 1)
        ]
        write(request.console, output_format, Result("Communities", ("community", "size", "places"), rows))
    else:
        members = [(number, place, label(place)) for number, place in _members(found)]
        write(request.console, output_format, Result("Communities", ("community", "place", "name"), members))
    request.console.note(f"modularity: {_number(found.modularity)}; stability: {_number(found.stability)}")


def _members(found: Communities) -> Iterator[tuple[int, str]]:
    for number, group in enumerate(found.groups, 1):
        for place in sorted(group):
            yield number, place


def _number(value: float | None) -> str:
    return "not defined" if value is None else f"{value:.3f}"


@click.command()
@click.option(
    "--by", "measures", type=click.Choice(MEASURES), multiple=True, help="Compare only this measure."
)
@click.option(
    "--same-countries", is_flag=True, help="Use only reports on countries that have one in both years."
)
@top_option(_CHANGES_SHOWN)
@table_format_option
@_with_regions_option
@route_options
@click.argument("before", type=int, metavar="YEAR")
@click.argument("after", type=int, metavar="YEAR")
def compare(
    request: Request,
    output_format: str,
    top: int | None,
    measures: tuple[str, ...],
    same_countries: bool,
    with_regions: bool,
    before: int,
    after: int,
) -> None:
    """Compare two years.

    GRAPH is an RDF file, a store's folder or a SPARQL server's address. The years are those of reports. The
    result has statistics of the whole network and, for each measure, the places that changed most, with
    their ranks in both years and the difference (negative: down). Reports change for many reasons: a change
    in them is not yet a change in the world.

    \b
    Examples:
      tipgraph routes compare graph.trig 2012 2019 --same-countries
      tipgraph routes compare archive/ 2010 2020 --by in-strength --by betweenness --top 20
      tipgraph routes compare archive/ 2010 2020 --format csv > changes.csv
    """
    from tipgraph.analysis.routes.statistics import common_countries
    from tipgraph.analysis.routes.statistics import compare as find

    years = (before, after)
    _check_years(request.routes, years)
    routes = common_countries(request.routes, years) if same_countries else request.routes
    chosen = measures or _available_measures(request.console)
    regions = _regions_are_places(request, with_regions)
    found = find(routes, years, request.gazetteer, measures=chosen, regions=regions)
    rows = [*_compared_statistics(found), *_compared_places(request, found, output_format, top)]
    write(request.console, output_format, Result(f"{before} and {after}", _COMPARED, rows, sections=True))
    _note_ties(request, found, output_format, top)


def _check_years(routes: Routes, years: tuple[int, int]) -> None:
    known = sorted({report.year for report in routes.reports})
    for year in years:
        if year not in known:
            remedy = f"years with reports are {', '.join(map(str, known))}" if known else "no report was read"
            raise UsageError(f"there is no report of {year}", remedy=remedy)


def _compared_statistics(found: Comparison) -> Iterator[tuple[object, ...]]:
    for each in found.statistics:
        yield "the network", each.name, "", each.before, each.after, each.difference, None, None, None


def _compared_places(
    request: Request, found: Comparison, output_format: str, top: int | None
) -> Iterator[tuple[object, ...]]:
    for measure, changes in found.places.items():
        for place, *values in first_rows(changes, output_format, top, _CHANGES_SHOWN):
            yield measure, place, request.gazetteer.label(place), *values


def _note_ties(request: Request, found: Comparison, output_format: str, top: int | None) -> None:
    for measure, changes in found.places.items():
        shown = first_rows(changes, output_format, top, _CHANGES_SHOWN)
        if note := tie_note(changes, shown, lambda each: abs(each.difference)):
            request.console.note(f"{measure}: {note}")


@click.command()
@top_option(_SHOWN)
@table_format_option
@route_options
@click.argument("country")
def profile(request: Request, output_format: str, top: int | None, country: str) -> None:
    """Show a country as source, transit and destination.

    GRAPH is an RDF file, a store's folder or a SPARQL server's address. COUNTRY is the code or name of a
    country or a region. Routes from, through and into it come from all reports; roles come from the reports
    on it, and of the filters only years, reporting country and certainty apply to them. "reports" name a
    thing, "asserting" are those that do not call it only possible, and "claims" are the claims in them.

    \b
    Examples:
      tipgraph routes profile graph.trig Thailand
      tipgraph routes profile archive/ NGA --from 2010 --format json
    """
    from tipgraph.analysis.routes import read_roles
    from tipgraph.analysis.routes.profile import profile as find

    place = place_code(country)
    roles = filter(request.selection.matches_role, read_roles(request.store, place))
    found = find(request.routes, roles, place)
    rows = [_row(request, line) for line in _shown(found.lines, output_format, top)]
    title = request.gazetteer.label(place)
    write(request.console, output_format, Result(title, _COLUMNS, rows, sections=True))
    _note_ties_of_parts(request, found.lines, output_format, top)
    request.console.note(f"reports on it: {found.reports}")


def _shown(lines: Sequence[Line], output_format: str, top: int | None) -> Iterator[Line]:
    """Yield the first lines of each part, and all years."""
    from tipgraph.analysis.routes.profile import Part

    for part, group in groupby(lines, key=lambda line: line.part):
        found = list(group)
        yield from found if part is Part.YEAR else first_rows(found, output_format, top, _SHOWN)


def _note_ties_of_parts(request: Request, lines: Sequence[Line], output_format: str, top: int | None) -> None:
    from tipgraph.analysis.routes.profile import Part

    for part, group in groupby(lines, key=lambda line: line.part):
        found = list(group)
        shown = first_rows(found, output_format, top, _SHOWN)
        if part is not Part.YEAR and (note := tie_note(found, shown, lambda line: line.reports)):
            request.console.note(f"{part}: {note}")


def _row(request: Request, line: Line) -> tuple[object, ...]:
    name = _name(request, line)
    return str(line.part), line.code, name, line.reports, line.asserting, line.claims, line.years


def _name(request: Request, line: Line) -> str:
    from tipgraph.analysis.routes.profile import Part

    if line.part in (Part.TO, Part.FROM, Part.THROUGH):
        return " → ".join(map(request.gazetteer.label, line.code.split()))
    return ""
