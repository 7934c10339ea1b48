"""Statistics of a network of routes, its top places, the structures that connect it, and comparisons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from tipgraph.analysis.bootstrap import Bootstrap, Interval
from tipgraph.analysis.routes.gazetteer import Gazetteer
from tipgraph.analysis.routes.network import DiGraph, Networks, networks
from tipgraph.analysis.routes.network_measures import (
    authorities,
    betweenness,
    bridges,
    communities,
    core_numbers,
    cut_vertices,
    evenness_of_destinations,
    hubs,
    in_strength,
    out_strength,
    overall_reciprocity,
    pagerank,
    reciprocity,
    strong_components,
    transit,
)
from tipgraph.analysis.routes.route import Report, Route, Routes

__all__ = [
    "MEASURES",
    "Change",
    "Comparison",
    "Measure",
    "Ranked",
    "Statistic",
    "Structure",
    "TopPlaces",
    "changes",
    "common_countries",
    "compare",
    "network_statistics",
    "ranked",
    "structures",
    "top_places",
]


class Measure(NamedTuple):
    """A measure of places: its name, its function, its meaning here, and whether it applies to legs."""

    name: str
    function: Callable[[DiGraph], dict[str, float]]
    meaning: str
    on_legs: bool = False

    def of(self, networks: Networks) -> dict[str, float]:
        """Return the value of each place."""
        return self.function(networks.legs if self.on_legs else networks.pairs)


_ALL = (
    Measure("in-strength", in_strength, "Reports that state a route into it, for each origin."),
    Measure("out-strength", out_strength, "Reports that state a route out of it, for each destination."),
    Measure("transit", transit, "Reports that name it as a transit place.", on_legs=True),
    Measure(
        "betweenness",
        betweenness,
        "Share of shortest paths along documented legs that lead through it; perhaps nobody traveled them.",
        on_legs=True,
    ),
    Measure(
        "pagerank",
        pagerank,
        "Share of time that a random walk along routes spends there; perhaps nobody traveled such a path.",
    ),
    Measure("hubs", hubs, "How strongly it is an origin of routes to frequent destinations."),
    Measure("authorities", authorities, "How strongly it is a destination of routes from frequent origins."),
    Measure(
        "cores",
        core_numbers,
        "The largest k for which it is in a k-core: all places there have k neighbors or more.",
    ),
    Measure("reciprocity", reciprocity, "Share of its routes that run both ways."),
)

MEASURES: Mapping[str, Measure] = {measure.name: measure for measure in _ALL}
"""All measures of places by name.

:meta hide-value:
"""


class Ranked(NamedTuple):
    """A place, its value, and its rank: 1 for the largest; places with the same value share a rank."""

    rank: int
    place: str
    value: float


_DIGITS = 12
"""Decimals that count in a comparison: further ones are floating-point noise."""


def ranked(values: Mapping[str, float]) -> list[Ranked]:
    """Return places with their ranks, the largest value first, equal values in the order of codes.

    Equal values share the best rank ("1224" ranking).

    >>> [(each.rank, each.place) for each in ranked({"A": 1, "B": 3, "C": 1, "D": 0})]
    [(1, 'B'), (2, 'A'), (2, 'C'), (4, 'D')]
    """
    rounded = {place: round(value, _DIGITS) for place, value in values.items()}
    ordered = sorted(rounded, key=lambda place: (-rounded[place], place))
    first: dict[float, int] = {}
    for number, place in enumerate(ordered, 1):
        first.setdefault(rounded[place], number)
    return [Ranked(first[rounded[place]], place, rounded[place]) for place in ordered]


class Change(NamedTuple):
    """A place's value and rank before and after; None if it was not in the network.

    ``moved`` is the number of ranks that it rose (negative: fell); None if it was in one network only.
    """

    place: str
    before: float | None
    after: float | None
    difference: float
    rank_before: int | None
    rank_after: int | None
    moved: int | None


def changes(before: Mapping[str, float], after: Mapping[str, float]) -> list[Change]:
    """Return the change of every place, the largest differences first; nothing for two empty networks.

    A place that is in one network only changes from or to 0. Years differ in the number and length of their
    reports: a change in what reports state need not be a change in what happens.

    >>> [(each.place, each.difference, each.moved) for each in changes({"A": 3, "B": 1}, {"B": 4})]
    [('A', -3, None), ('B', 3, 1)]
    """
    ranks = [{each.place: each.rank for each in ranked(values)} for values in (before, after)]
    found = [_change(place, before, after, ranks[0], ranks[1]) for place in {**before, **after}]
    return sorted(found, key=lambda each: (-abs(each.difference), each.place))


def _change(
    place: str,
    before: Mapping[str, float],
    after: Mapping[str, float],
    ranks_before: Mapping[str, int],
    ranks_after: Mapping[str, int],
) -> Change:
    old, new = ranks_before.get(place), ranks_after.get(place)
    return Change(
        place,
        before.get(place),
        after.get(place),
        after.get(place, 0) - before.get(place, 0),
        old,
        new,
        None if old is None or new is None else old - new,
    )


class Statistic(NamedTuple):
    """A statistic of the whole network; ``value`` is None if the network is too small for it.

    ``interval`` is that of a count of routes, if it was requested.
    """

    name: str
    value: float | None
    meaning: str
    interval: Interval | None = None


def network_statistics(
    routes: Routes, networks: Networks, bootstrap: Bootstrap | None = None
) -> Iterator[Statistic]:
    """Yield the statistics of routes and of their networks (see `tipgraph.analysis.routes.networks`).

    With ``bootstrap``, counts of routes have intervals; the routes must have been read with their rules.
    """
    yield from _of_reports(routes, bootstrap)
    yield from _of_pairs(networks)
    yield from _of_legs(networks)
    yield from _of_communities(networks)


def _of_reports(routes: Routes, bootstrap: Bootstrap | None) -> Iterator[Statistic]:
    reports = routes.reports
    years = [report.year for report in reports]
    with_routes = {route.report for route in routes.routes}
    countries = {report.country for report in reports}
    yield Statistic("reports", len(reports), "Reports that were read.")
    yield Statistic("reports with routes", len(with_routes), "Reports that state a route.")
    yield Statistic("reporting countries", len(countries), "Countries that the reports are on.")
    yield Statistic("first year", min(years, default=None), "Of the reports.")
    yield Statistic("last year", max(years, default=None), "Of the reports.")
    yield from _of_statements(routes, bootstrap)


def _of_statements(routes: Routes, bootstrap: Bootstrap | None) -> Iterator[Statistic]:
    statements = routes.routes
    found = _once_a_report(statements)
    asserted = _once_a_report(route for route in statements if route.is_asserted)
    through = _once_a_report(route for route in statements if route.stops)
    possible = {route: rules for route, rules in found.items() if route not in asserted}
    ends = {route.ends for route in statements}
    yield Statistic(
        "routes", len(ends), "Each an origin and a destination, a country or a region: as on a map."
    )
    for name, counted, meaning in (
        ("routes by report", found, "Routes, counted once for each report that states them."),
        ("possible routes by report", possible, "Those that the report only calls possible."),
        ("routes with transit by report", through, "Those with a transit place."),
    ):
        interval = _interval(counted, routes.reports, bootstrap) if bootstrap else None
        yield Statistic(name, len(counted), meaning, interval)
    yield Statistic("statements", len(statements), "Statements on these routes.")


_OfReports = dict[tuple[Report, tuple[str, str]], set[str]]
"""The rules of routes, by report and ends."""


def _once_a_report(routes: Iterable[Route]) -> _OfReports:
    found: _OfReports = defaultdict(set)
    for route in routes:
        found[route.report, route.ends].update(route.rules)
    return found


def _interval(routes: _OfReports, reports: Sequence[Report], bootstrap: Bootstrap) -> Interval:
    by_report: dict[Report, list[str | None]] = {report: [] for report in reports}
    for (report, _), rules in routes.items():
        by_report[report].append(bootstrap.rule(rules))
    return bootstrap.interval(by_report.values())


def _of_pairs(networks: Networks) -> Iterator[Statistic]:
    pairs = networks.pairs
    support = [str(attributes["support"]) for *_, attributes in pairs.edges(data=True)]
    evenness = evenness_of_destinations(pairs)
    deepest = max(core_numbers(pairs).values(), default=None)
    yield Statistic("places", len(pairs), "Origins and destinations.")
    yield Statistic(
        "pairs",
        pairs.size(),
        "Edges of the network of pairs: routes, without those of regions if not requested.",
    )
    yield Statistic(
        "pairs corroborated", support.count("both-ends"), "Pairs that reports on both ends state."
    )
    yield Statistic("reciprocity", overall_reciprocity(pairs), "Share of pairs with routes both ways.")
    yield Statistic("evenness of destinations", evenness, "1: all equal; near 0: one has almost everything.")
    yield Statistic(
        "deepest core", deepest, "The largest k with a k-core: all places have k neighbors or more."
    )


def _of_legs(networks: Networks) -> Iterator[Statistic]:
    legs = networks.legs
    largest = max(map(len, strong_components(legs)), default=0)
    yield Statistic("legs", legs.size(), "Legs that routes consist of.")
    yield Statistic("largest strong component", largest, "Places with legs from each to each, and back.")
    yield Statistic("bridges", len(bridges(legs)), "Legs that are the only link between two parts.")
    yield Statistic("cut vertices", len(cut_vertices(legs)), "Places that are the only link between parts.")


def _of_communities(networks: Networks) -> Iterator[Statistic]:
    found = communities(networks.pairs)
    groups = sum(len(group) > 1 for group in found.groups)
    yield Statistic("communities", groups, "Groups of two places or more with many routes among them.")
    yield Statistic("modularity", found.modularity, "How much more than expected by chance; 0: no more.")
    yield Statistic("stability", found.stability, "How far other seeds give the same groups; 1: all do.")


class TopPlaces(NamedTuple):
    """The places with the largest values of a measure, the largest first; values of 0 do not count.

    ``ties`` further places have the same value as the last.
    """

    measure: str
    places: tuple[str, ...]
    meaning: str
    ties: int


def top_places(networks: Networks, measures: Iterable[str] = MEASURES, top: int = 5) -> Iterator[TopPlaces]:
    """Yield the ``top`` places by each of some measures; fewer if others have the value 0."""
    for name in measures:
        ranks = [each for each in ranked(MEASURES[name].of(networks)) if each.value > 0]
        first = ranks[:top]
        ties = sum(each.rank == first[-1].rank for each in ranks[top:])
        yield TopPlaces(name, tuple(each.place for each in first), MEASURES[name].meaning, ties)


class Structure(NamedTuple):
    """A structure that connects the network: both ends of a bridge, a cut vertex, or a strong component."""

    name: str
    places: tuple[str, ...]
    meaning: str


def structures(networks: Networks) -> Iterator[Structure]:
    """Yield the bridges, cut vertices and strong components that `network_statistics` counts, numbered."""
    legs = networks.legs
    kinds = (
        ("bridge", bridges(legs), "The only link between two parts."),
        ("cut vertex", [(place,) for place in cut_vertices(legs)], "The only link between parts."),
        ("strong component", map(sorted, strong_components(legs)), "Legs from each place to each, and back."),
    )
    for name, groups, meaning in kinds:
        for number, places in enumerate(groups, 1):
            yield Structure(f"{name} {number}", tuple(places), meaning)


class StatisticChange(NamedTuple):
    """A statistic of the whole network in two years; None if a network is too small for it."""

    name: str
    before: float | None
    after: float | None

    @property
    def difference(self) -> float | None:
        """The increase; None unless both years have a value."""
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True, slots=True)
class Comparison:
    """The changes between two years; ``places`` has the changes of all places by the name of the measure."""

    statistics: Sequence[StatisticChange]
    places: Mapping[str, Sequence[Change]]


def compare(
    routes: Routes,
    years: tuple[int, int],
    gazetteer: Gazetteer,
    *,
    measures: Iterable[str] = MEASURES,
    regions: bool = False,
) -> Comparison:
    """Return the changes from one year of reports to another.

    ``regions`` counts regions as places. A year without reports gives an empty network. The countries with a
    report differ between years: see `common_countries`.
    """
    first, second = (_of_year(routes, year) for year in years)
    before, after = networks(first, gazetteer, regions=regions), networks(second, gazetteer, regions=regions)
    found = [*_statistics(first, before, second, after), *_pairs(before, after)]
    return Comparison(found, {name: _changes(name, before, after) for name in measures})


def _changes(name: str, before: Networks, after: Networks) -> list[Change]:
    return changes(MEASURES[name].of(before), MEASURES[name].of(after))


def _statistics(
    first: Routes, before: Networks, second: Routes, after: Networks
) -> Iterator[StatisticChange]:
    for old, new in zip(network_statistics(first, before), network_statistics(second, after), strict=True):
        if not old.name.endswith(" year"):
            yield StatisticChange(old.name, old.value, new.value)


def _pairs(before: Networks, after: Networks) -> Iterator[StatisticChange]:
    old, new = set(before.pairs.edges), set(after.pairs.edges)
    yield StatisticChange("pairs of this year only", len(old - new), len(new - old))
    yield StatisticChange("pairs of both years", len(old & new), len(old & new))


def _of_year(routes: Routes, year: int) -> Routes:
    return _of(routes, {report for report in routes.reports if report.year == year})


def common_countries(routes: Routes, years: tuple[int, int]) -> Routes:
    """Return the routes of reports on countries that have a report in both years.

    Otherwise the routes of a country without an earlier report would look new.
    """
    first, second = ({report.country for report in routes.reports if report.year == year} for year in years)
    both = first & second
    return _of(routes, {report for report in routes.reports if report.country in both})


def _of(routes: Routes, reports: set[Report]) -> Routes:
    kept = [route for route in routes.routes if route.report in reports]
    unfiltered = [route for route in routes.all_claims if route.report in reports]
    return replace(routes, routes=kept, reports=tuple(sorted(reports)), unfiltered=unfiltered)
