"""Which routes to look at: the filters of the command line and of `tipgraph.routes`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from tipgraph.routes.atlas import Atlas
from tipgraph.routes.route import Report, Role, Route, Routes

__all__ = ["Selection", "select"]


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

    def takes_year(self, report: Report) -> bool:
        """Tell whether a report is of the years that are looked at."""
        return (self.first is None or report.year >= self.first) and (
            self.last is None or report.year <= self.last
        )

    def takes_report(self, report: Report) -> bool:
        """Tell whether a report is of the years and countries that are looked at."""
        return self.takes_year(report) and _any(self.reporting, (report.country,))

    def takes_role(self, role: Role) -> bool:
        """Tell whether a role passes the filters that there are for roles: of reports, and of certainty."""
        return self.takes_report(role.report) and _any(self.certainty, (role.certainty,))

    def takes(self, route: Route) -> bool:
        """Tell whether a route passes all filters but ``within``, which needs an atlas."""
        return (
            self.takes_report(route.report)
            and _any(self.exploitation, route.exploitation)
            and _any(self.victims, route.victims)
            and _any(self.sectors, route.sectors)
            and _any(self.kinds, (route.kind,))
            and _any(self.certainty, (route.certainty,))
        )


def _any(wanted: frozenset[str], codes: Iterable[str]) -> bool:
    return not wanted or not wanted.isdisjoint(codes)


def select(routes: Routes, selection: Selection, atlas: Atlas) -> Routes:
    """Return the routes that a selection lets through, and all reports and claims of its years.

    A report stays although none of its routes does: that it was read and is silent is worth knowing. And
    all that reports of these years say stays in `Routes.testimony`: who speaks of a route does not depend
    on what one looks at.
    """
    inside = frozenset(place for each in selection.within for place in _inside(each, atlas))
    kept = [
        route
        for route in routes.routes
        if selection.takes(route) and (not inside or inside.issuperset(route.ends))
    ]
    told = [route for route in routes.testimony if selection.takes_year(route.report)]
    reports = tuple(report for report in routes.reports if selection.takes_year(report))
    return replace(routes, routes=kept, reports=reports, told=told)


def _inside(place: str, atlas: Atlas) -> Iterable[str]:
    """A region's countries, itself, and the regions that lie in it."""
    members = atlas.members(place)
    parts = {region for member in members for region in atlas.regions(member)}
    return {place, *members, *(region for region in parts if atlas.members(region) <= members)}
