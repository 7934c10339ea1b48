"""Select routes: filters, and how to treat regions at the ends of routes.

A text that says "to the Middle East" does not say to which country. A route that is inferred from a region is
marked: it is ``possible``, and `Route.inferred` is True. Legs between countries that the text states stay as
they are (see `Route.source_of`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from tipgraph.analysis.routes.gazetteer import Gazetteer
from tipgraph.analysis.routes.route import POSSIBLE, Report, Role, Route, Routes

__all__ = ["Regions", "Selection", "select", "with_regions", "without_transit_regions"]


@dataclass(frozen=True, slots=True)
class Selection:
    """Filters; without any, everything passes.

    ``first`` and ``last`` are the first and last year of reports. A route passes ``exploitation``,
    ``victims`` and ``sectors`` if it has any of their codes; ``kinds`` (``trafficking``, ``migration``),
    ``certainty`` (``asserted``, ``possible``), ``reporting`` (the country of the report) and ``publications``
    (that of the report) if it has one of them; ``places`` if it starts, ends or passes in one of them;
    ``within`` if both its ends are in one of these places or regions. With ``min_precision``, it passes if
    people reviewed its claim or its precision is at least this; routes must have been read with their rules.
    """

    first: int | None = None
    last: int | None = None
    exploitation: frozenset[str] = frozenset()
    victims: frozenset[str] = frozenset()
    sectors: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    certainty: frozenset[str] = frozenset()
    reporting: frozenset[str] = frozenset()
    within: frozenset[str] = frozenset()
    min_precision: float | None = None
    publications: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()

    def matches_year(self, report: Report) -> bool:
        """Return whether a report is of a selected year."""
        return (self.first is None or report.year >= self.first) and (
            self.last is None or report.year <= self.last
        )

    def matches_report(self, report: Report) -> bool:
        """Return whether a report is of a selected year, reporting country and publication."""
        return (
            self.matches_year(report)
            and _any(self.reporting, (report.country,))
            and _any(self.publications, (report.publication,))
        )

    def matches_role(self, role: Role) -> bool:
        """Return whether a role passes the filters that apply to roles: those of reports and certainty."""
        return self.matches_report(role.report) and _any(self.certainty, (role.certainty,))

    def matches(self, route: Route) -> bool:
        """Return whether a route passes all filters except ``within``, which needs a gazetteer."""
        return (
            self.matches_report(route.report)
            and _any(self.exploitation, route.exploitation)
            and _any(self.victims, route.victims)
            and _any(self.sectors, route.sectors)
            and _any(self.kinds, (route.kind,))
            and _any(self.certainty, (route.certainty,))
            and _any(self.places, (*route.ends, *route.via))
            and (self.min_precision is None or _is_reliable(route, self.min_precision))
        )


def _is_reliable(route: Route, least: float) -> bool:
    return route.is_reviewed or (route.precision is not None and route.precision >= least)


def _any(wanted: frozenset[str], codes: Iterable[str]) -> bool:
    return not wanted or not wanted.isdisjoint(codes)


def select(routes: Routes, selection: Selection, gazetteer: Gazetteer) -> Routes:
    """Return the routes that pass the filters, with all reports and claims of the selected years.

    A report stays even if none of its routes passes: that it was read and does not mention a route is
    information. `Routes.all_claims` keeps all claims of these reports, because who reports a route does not
    depend on the filters.
    """
    within = frozenset(place for each in selection.within for place in _places_within(each, gazetteer))
    kept = [
        route
        for route in routes.routes
        if selection.matches(route) and (not within or within.issuperset(route.ends))
    ]
    unfiltered = [route for route in routes.all_claims if selection.matches_year(route.report)]
    reports = tuple(report for report in routes.reports if selection.matches_year(report))
    reprints = tuple(report for report in routes.reprints if selection.matches_year(report))
    return replace(routes, routes=kept, reports=reports, unfiltered=unfiltered, reprints=reprints)


def _places_within(place: str, gazetteer: Gazetteer) -> Iterable[str]:
    """Return a place, its countries if it is a region, and the regions that lie entirely in it."""
    members = gazetteer.members(place)
    overlapping = {region for member in members for region in gazetteer.regions(member)}
    return {place, *members, *(region for region in overlapping if gazetteer.members(region) <= members)}


class Regions(StrEnum):
    """How to treat regions at the ends of routes.

    ``KEEP``: as in the text. ``ROLL_UP``: replace each country by its subregion (see
    `tipgraph.analysis.routes.SUBREGIONS`). ``SPREAD``: replace each region by all of its countries, as
    possible routes that no report states. ``DROP``: exclude routes with a region at an end.
    """

    KEEP = "keep"
    ROLL_UP = "roll-up"
    SPREAD = "spread"
    DROP = "drop"


def with_regions(routes: Routes, regions: Regions, gazetteer: Gazetteer) -> Routes:
    """Return routes with their regions treated in the given way.

    Routes from a place to itself that roll-up or spread would give are excluded.
    """
    if regions is Regions.KEEP:
        return routes
    return replace(
        routes,
        routes=[made for each in routes.routes for made in _treat(each, regions, gazetteer)],
        unfiltered=[made for each in routes.all_claims for made in _treat(each, regions, gazetteer)],
    )


def _treat(route: Route, regions: Regions, gazetteer: Gazetteer) -> Iterator[Route]:
    if regions is Regions.ROLL_UP:
        yield from _roll_up(route, gazetteer)
    elif not any(map(gazetteer.is_region, route.ends)):
        yield route
    elif regions is Regions.SPREAD:
        yield from _spread(route, gazetteer)


def _roll_up(route: Route, gazetteer: Gazetteer) -> Iterator[Route]:
    origin, destination = (gazetteer.subregion(place) or place for place in route.ends)
    if origin != destination:
        via = {gazetteer.subregion(place) or place for place in route.via} - {origin, destination}
        yield route._replace(origin=origin, destination=destination, via=tuple(sorted(via)))


def _spread(route: Route, gazetteer: Gazetteer) -> Iterator[Route]:
    origins, destinations = (sorted(gazetteer.members(place)) or [place] for place in route.ends)
    for origin in origins:
        for destination in destinations:
            if origin != destination:
                yield route._replace(
                    origin=origin, destination=destination, certainty=POSSIBLE, inferred=True, stated=route
                )


def without_transit_regions(routes: Iterable[Route], gazetteer: Gazetteer) -> Iterator[Route]:
    """Yield routes without the regions among their transit places.

    "To Italy through Europe" does not connect two countries by way of Europe; it is a route to Italy.
    """
    for route in routes:
        if any(map(gazetteer.is_region, route.via)):
            yield route._replace(via=tuple(place for place in route.via if not gazetteer.is_region(place)))
        else:
            yield route
