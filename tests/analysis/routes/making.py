"""A short notation for routes, for the tests of networks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tipgraph.analysis.routes import Report, Route, Routes

__all__ = ["report", "route", "routes"]


def report(country: str, year: int = 2015) -> Report:
    """Return a report on a country."""
    return Report(f"report/{country}/{year}", country, year)


def route(way: str, said_by: str = "GTM", year: int = 2015, **fields: Any) -> Route:
    """Return the route that a report states: ``AGO NAM ZAF`` passes through Namibia."""
    origin, *via, destination = way.split()
    made = report(said_by, year)
    claim = f"{made.iri}/{origin}/{destination}"
    return Route(claim, made, origin, destination, via=tuple(sorted(via)), **fields)


def routes(*stated: Route, silent: Iterable[Report] = ()) -> Routes:
    """Return routes with the reports that state them, and further reports that were read."""
    reports = {each.report for each in stated}.union(silent)
    return Routes(sorted(stated), tuple(sorted(reports)))
