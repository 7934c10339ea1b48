"""Regions among the ends of routes: kept as the text has them, or rolled up, or spread over countries.

A text that says "to the Middle East" does not say to which country. What is made of it here is marked:
a spread route is ``possible``, and `Route.inferred` is set. A leg between countries that the text does
state stays what it is: see `Route.telling`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import StrEnum

from tipgraph.routes.atlas import Atlas
from tipgraph.routes.route import POSSIBLE, Route, Routes

__all__ = ["Regions", "passing_countries", "with_regions"]


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


def with_regions(routes: Routes, regions: Regions, atlas: Atlas) -> Routes:
    """Return routes with their regions treated as asked.

    A route that rolling up or spreading would make run from a place to itself is left out.
    """
    if regions is Regions.KEEP:
        return routes
    return replace(
        routes,
        routes=[made for each in routes.routes for made in _treated(each, regions, atlas)],
        told=[made for each in routes.testimony for made in _treated(each, regions, atlas)],
    )


def _treated(route: Route, regions: Regions, atlas: Atlas) -> Iterator[Route]:
    if regions is Regions.ROLL_UP:
        yield from _rolled_up(route, atlas)
    elif not any(map(atlas.is_region, route.ends)):
        yield route
    elif regions is Regions.SPREAD:
        yield from _spread(route, atlas)


def _rolled_up(route: Route, atlas: Atlas) -> Iterator[Route]:
    origin, destination = (atlas.subregion(place) or place for place in route.ends)
    if origin != destination:
        via = {atlas.subregion(place) or place for place in route.via} - {origin, destination}
        yield route._replace(origin=origin, destination=destination, via=tuple(sorted(via)))


def _spread(route: Route, atlas: Atlas) -> Iterator[Route]:
    origins, destinations = (sorted(atlas.members(place)) or [place] for place in route.ends)
    for origin in origins:
        for destination in destinations:
            if origin != destination:
                yield route._replace(
                    origin=origin, destination=destination, certainty=POSSIBLE, inferred=True, stated=route
                )


def passing_countries(routes: Iterable[Route], atlas: Atlas) -> Iterator[Route]:
    """Yield routes without the regions among the places that they pass through.

    "To Italy through Europe" joins no two countries by way of Europe; it is a route to Italy.
    """
    for route in routes:
        if any(map(atlas.is_region, route.via)):
            yield route._replace(via=tuple(place for place in route.via if not atlas.is_region(place)))
        else:
            yield route
