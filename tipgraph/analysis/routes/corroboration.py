"""Which ends of a route speak of it: what both ends' reports name is worth more than what one does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tipgraph.analysis.routes.gazetteer import Gazetteer
from tipgraph.analysis.routes.route import Report, Route, Routes

__all__ = ["Corroborated", "Support", "corroborated"]


class Support(StrEnum):
    """What the reports on the two ends of a route say of it. Silence is no denial.

    ``BOTH``: both ends say so. ``SILENT``: one end says so, and a report on the other of the same year was
    read and does not. ``UNREAD``: one end says so, and no report on the other of the same year was read.
    ``OTHERS``: only reports on third countries say so. ``REGION``: an end is a region, which has no report.
    ``INFERRED``: no report names it; it was made of a region's name.
    """

    BOTH = "both-ends"
    SILENT = "other-end-silent"
    UNREAD = "other-end-not-read"
    OTHERS = "third-countries-only"
    REGION = "region"
    INFERRED = "inferred"


@dataclass(frozen=True, slots=True)
class Corroborated:
    """A pair of places, and who speaks of the route between them: in how many reports, of which years.

    Of a route that is inferred, no report speaks, and the years are those of what it was inferred from.
    """

    origin: str
    destination: str
    support: Support
    origin_reports: int
    destination_reports: int
    other_reports: int
    years: tuple[int, ...]


_ORDER = list(Support)


def corroborated(routes: Routes, gazetteer: Gazetteer) -> list[Corroborated]:
    """Return every pair of ends with who speaks of it: the best supported and most reported first.

    Pairs are those of the routes; who speaks of them is told from all claims of the reports (see
    `Routes.all_claims`), whether or not a filter let them through.
    """
    groups: dict[tuple[str, str], list[Route]] = {route.ends: [] for route in routes.routes}
    for route in routes.all_claims:
        if route.ends in groups:
            groups[route.ends].append(route)
    read = _years_read(routes.reports)
    found = [_corroborated(ends, group, read, gazetteer) for ends, group in groups.items()]
    return sorted(found, key=_rank)


def _rank(found: Corroborated) -> tuple[int, int, str, str]:
    reports = found.origin_reports + found.destination_reports + found.other_reports
    return _ORDER.index(found.support), -reports, found.origin, found.destination


def _years_read(reports: Iterable[Report]) -> Mapping[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for report in reports:
        found[report.country].add(report.year)
    return found


def _corroborated(
    ends: tuple[str, str], group: Iterable[Route], read: Mapping[str, set[int]], gazetteer: Gazetteer
) -> Corroborated:
    reports = {route.report for route in group if not route.inferred}
    countries = [report.country for report in reports]
    on_origin, on_destination = map(countries.count, ends)
    return Corroborated(
        *ends,
        _support(ends, reports, read, gazetteer),
        on_origin,
        on_destination,
        len(countries) - sum(map(countries.count, set(ends))),
        tuple(sorted({report.year for report in reports or {route.report for route in group}})),
    )


def _support(
    ends: tuple[str, str], reports: set[Report], read: Mapping[str, set[int]], gazetteer: Gazetteer
) -> Support:
    if any(map(gazetteer.is_region, ends)):
        return Support.REGION
    if not reports:
        return Support.INFERRED
    speaking = {report.country for report in reports}.intersection(ends)
    if len(speaking) == len(set(ends)):
        return Support.BOTH
    if not speaking:
        return Support.OTHERS
    (other,) = set(ends) - speaking
    years = {report.year for report in reports if report.country in speaking}
    return Support.SILENT if read.get(other, set()) & years else Support.UNREAD
