"""What is said of the routes between two places, claim by claim."""

from __future__ import annotations

from collections.abc import Iterable

from tipgraph.routes.route import Route

__all__ = ["between"]


def between(routes: Iterable[Route], one: str, other: str) -> list[Route]:
    """Return the claims of routes between two places, either way: by year, report and claim.

    They run from the one to the other, or have a leg between them on a longer way. Where a route is
    inferred and the leg is not, it is the claim of the leg.

    >>> from tipgraph.routes.route import Report
    >>> through = Route("c", Report("r", "THA", 2004), "CHN", "MYS", via=("THA",))
    >>> len(between([through], "THA", "CHN")), len(between([through], "THA", "LAO"))
    (1, 0)
    """
    wanted = {(one, other), (other, one)}
    found = {route.telling(leg) for route in routes for leg in (route.ends, *route.legs) if leg in wanted}
    return sorted(found, key=lambda route: (route.report.year, route.report.country, route.claim, route.ends))
