"""Regions among the ends of routes: kept as the text has them, or rolled up, or spread over countries.

A text that says "to the Middle East" does not say to which country. What is made of it here is marked:
a spread route is ``possible``, and `Route.inferred` is set. A leg between countries that the text does
state stays what it is: see `Route.telling`.

Which routes to look at: the filters of the command line and of `tipgraph.analysis.routes`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from tipgraph.analysis.routes.gazetteer import Gazetteer
from tipgraph.analysis.routes.route import POSSIBLE, Report, Role, Route, Routes

__all__ = ["Regions", "Selection", "select", "with_regions", "without_transit_regions"]


class Regions(StrEnum):
    """What becomes of regions.

    ``KEEP`` leaves what the text says; ``ROLL_UP`` takes each country for its one of `SUBREGIONS`;
    ``SPREAD`` takes each region for all of its countries, as possible routes that nobody stated;
    ``DROP`` leaves out routes that have a region as an end.
    """

    KEEP = "keep"
    ROLL_UP = "roll-up"
    SPREAD = "spread"
    DROP = "drop"


def with_regions(routes: Routes, regions: Regions, gazetteer: Gazetteer) -> Routes:
    """Return routes with their regions treated as asked.

    A route that rolling up or spreading would make run from a place to itself is left out.
    """
    if regions is Regions.KEEP:
        return routes
    return replace(
        routes,
        routes=[made for each in routes.routes for made in _treated(each, regions, gazetteer)],
        unfiltered=[made for each in routes.all_claims for made in _treated(each, regions, gazetteer)],
    )


def _treated(route: Route, regions: Regions, gazetteer: Gazetteer) -> Iterator[Route]:
    if regions is Regions.ROLL_UP:
        yield from _rolled_up(route, gazetteer)
    elif not any(map(gazetteer.is_region, route.ends)):
        yield route
    elif regions is Regions.SPREAD:
        yield from _spread(route, gazetteer)


def _rolled_up(route: Route, gazetteer: Gazetteer) -> Iterator[Route]:
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
    """Yield routes without the regions among the places that they pass through.

    "To Italy through Europe" joins no two countries by way of Europe; it is a route to Italy.
    """
    for route in routes:
        if any(map(gazetteer.is_region, route.via)):
            yield route._replace(via=tuple(place for place in route.via if not gazetteer.is_region(place)))
        else:
            yield route


@dataclass(frozen=True, slots=True)
class Selection:
    """Filters; an empty one lets everything through.

    ``first`` and ``last`` bound the reports' years, both included. ``exploitation``, ``victims`` and
    ``sectors`` keep routes that name any of the codes; ``kinds`` (``trafficking``, ``migration``),
    ``certainty`` (``asserted``, ``possible``) and ``reporting`` (the country that the report is on)
    keep those that have one of them; ``within`` keeps routes with both ends in a place or region.
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

    def matches_year(self, report: Report) -> bool:
        """Tell whether a report is of the years that are looked at."""
        return (self.first is None or report.year >= self.first) and (
            self.last is None or report.year <= self.last
        )

    def matches_report(self, report: Report) -> bool:
        """Tell whether a report is of the years and countries that are looked at."""
        return self.matches_year(report) and _any(self.reporting, (report.country,))

    def matches_role(self, role: Role) -> bool:
        """Tell whether a role passes the filters that there are for roles: of reports, and of certainty."""
        return self.matches_report(role.report) and _any(self.certainty, (role.certainty,))

    def matches(self, route: Route) -> bool:
        """Tell whether a route passes all filters but ``within``, which needs an gazetteer."""
        return (
            self.matches_report(route.report)
            and _any(self.exploitation, route.exploitation)
            and _any(self.victims, route.victims)
            and _any(self.sectors, route.sectors)
            and _any(self.kinds, (route.kind,))
            and _any(self.certainty, (route.certainty,))
        )


def _any(wanted: frozenset[str], codes: Iterable[str]) -> bool:
    return not wanted or not wanted.isdisjoint(codes)


def select(routes: Routes, selection: Selection, gazetteer: Gazetteer) -> Routes:
    """Return the routes that a selection lets through, and all reports and claims of its years.

    A report stays although none of its routes does: that it was read and is silent is worth knowing. And
    all that reports of these years say stays in `Routes.all_claims`: who speaks of a route does not depend
    on what one looks at.
    """
    inside = frozenset(place for each in selection.within for place in _inside(each, gazetteer))
    kept = [
        route
        for route in routes.routes
        if selection.matches(route) and (not inside or inside.issuperset(route.ends))
    ]
    unfiltered = [route for route in routes.all_claims if selection.matches_year(route.report)]
    reports = tuple(report for report in routes.reports if selection.matches_year(report))
    return replace(routes, routes=kept, reports=reports, unfiltered=unfiltered)


def _inside(place: str, gazetteer: Gazetteer) -> Iterable[str]:
    """A region's countries, itself, and the regions that lie in it."""
    members = gazetteer.members(place)
    parts = {region for member in members for region in gazetteer.regions(member)}
    return {place, *members, *(region for region in parts if gazetteer.members(region) <= members)}
