"""Corroboration: whether the reports on both ends of a route state it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tipgraph.analysis.routes.gazetteer import Gazetteer
from tipgraph.analysis.routes.route import Report, Route, Routes

__all__ = ["Corroborated", "Support", "corroborated"]


class Support(StrEnum):
    """Which reports state a route between two places, from the best support to the weakest.

    ``BOTH``: reports on both ends. ``SILENT``: reports on one end; a report on the other end of the same year
    was read and does not mention the route, which does not deny it. ``UNREAD``: reports on one end; no report
    on the other end of the same year was read. ``OTHERS``: only reports on third countries. ``REGION``: an
    end is a region, which has no report. ``INFERRED``: no report; the route was inferred from a region's
    name.
    """

    BOTH = "both-ends"
    SILENT = "other-end-silent"
    UNREAD = "other-end-not-read"
    OTHERS = "third-countries-only"
    REGION = "region"
    INFERRED = "inferred"


_RANKS = {support: rank for rank, support in enumerate(Support)}


@dataclass(frozen=True, slots=True)
class Corroborated:
    """A pair of places with the reports that state a route: their numbers and years.

    ``origin_reports`` and ``destination_reports`` are reports on the two ends, ``other_reports`` those on
    other countries. An inferred route has no reports; its years are those of the claims behind it.
    """

    origin: str
    destination: str
    support: Support
    origin_reports: int
    destination_reports: int
    other_reports: int
    years: tuple[int, ...]


def corroborated(routes: Routes, gazetteer: Gazetteer) -> list[Corroborated]:
    """Return all pairs of places with their support, the best supported and most reported first.

    The pairs are those of ``routes.routes``. Their support comes from all claims of the reports
    (`Routes.all_claims`), whether a filter excluded them or not.
    """
    groups: dict[tuple[str, str], list[Route]] = {route.ends: [] for route in routes.routes}
    for route in routes.all_claims:
        if route.ends in groups:
            groups[route.ends].append(route)
    years_read = _years_read(routes.reports)
    found = [_corroborated(ends, group, years_read, gazetteer) for ends, group in groups.items()]
    return sorted(found, key=_rank)


def _rank(pair: Corroborated) -> tuple[int, int, str, str]:
    reports = pair.origin_reports + pair.destination_reports + pair.other_reports
    return _RANKS[pair.support], -reports, pair.origin, pair.destination


def _years_read(reports: Iterable[Report]) -> Mapping[str, set[int]]:
    """Return the years with a report that would name routes, by country."""
    found: dict[str, set[int]] = defaultdict(set)
    for report in reports:
        if report.speaks_of_routes:
            found[report.country].add(report.year)
    return found


def _corroborated(
    ends: tuple[str, str], group: Iterable[Route], years_read: Mapping[str, set[int]], gazetteer: Gazetteer
) -> Corroborated:
    reports = {route.report for route in group if not route.inferred}
    countries = [report.country for report in reports]
    on_origin, on_destination = map(countries.count, ends)
    return Corroborated(
        *ends,
        _support(ends, reports, years_read, gazetteer),
        on_origin,
        on_destination,
        len(countries) - sum(map(countries.count, set(ends))),
        tuple(sorted({report.year for report in reports or {route.report for route in group}})),
    )


def _support(
    ends: tuple[str, str], reports: set[Report], years_read: Mapping[str, set[int]], gazetteer: Gazetteer
) -> Support:
    if any(map(gazetteer.is_region, ends)):
        return Support.REGION
    if not reports:
        return Support.INFERRED
    reporting = {report.country for report in reports}.intersection(ends)
    if len(reporting) == len(set(ends)):
        return Support.BOTH
    if not reporting:
        return Support.OTHERS
    (other_end,) = set(ends) - reporting
    years = {report.year for report in reports if report.country in reporting}
    return Support.SILENT if years_read.get(other_end, set()) & years else Support.UNREAD
