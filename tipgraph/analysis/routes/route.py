"""Routes as reports state them: one statement of one report each, and all statements of a graph together.

A pair of places is corroborated if the reports on both of them state the route.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from tipgraph.analysis.routes.gazetteer import Gazetteer
from tipgraph.model.documents import subjects_of
from tipgraph.model.precision import BY_PEOPLE, UNMEASURED

__all__ = [
    "ASSERTED",
    "POSSIBLE",
    "Corroborated",
    "Report",
    "Role",
    "Route",
    "Routes",
    "Support",
    "between",
    "corroborated",
]

TRAFFICKING = "trafficking"
ASSERTED = "asserted"
POSSIBLE = "possible"


class Report(NamedTuple):
    """A report that was read: its IRI, the country that it is on, and its year."""

    iri: str
    country: str
    year: int

    @property
    def publication(self) -> str:
        """The code of its publication.

        >>> Report("https://w3id.org/tipgraph/report/tip/2004/THA", "THA", 2004).publication
        'tip'
        """
        return self.iri.partition("/report/")[2].partition("/")[0]

    @property
    def speaks_of_routes(self) -> bool:
        """Whether it would name routes: only then does its silence on a route mean anything.

        >>> iri = "https://w3id.org/tipgraph/report/factbook/2015/AGO/tier-rating"
        >>> Report(iri, "AGO", 2015).speaks_of_routes
        False
        """
        section = self.iri.partition("/report/")[2].split("/")[3:]
        return "routes" in subjects_of(section[0] if section else None)


class Route(NamedTuple):
    """One statement: people from ``origin`` are moved to or exploited in ``destination``.

    Its fields hold together: they are stated of each other. A report can have several statements on a route,
    so count reports, not statements. `tipgraph.analysis.routes.aggregate` does.

    Places are codes; ``GTM/neighbors`` are the neighboring countries that reports on Guatemala mention.
    ``claim`` is the IRI of the claim, ``kind`` a code of *route-kind* (``trafficking``, ``migration``),
    ``certainty`` a code of *certainty* (``asserted``, ``possible``). ``via`` are the transit places, in no
    order. ``victims``, ``exploitation`` and ``sectors`` are codes of *victim-group*, *exploitation* and
    *sector*. If ``inferred``, no text states the route: it was inferred from a region's name, and ``stated``
    is the route that the text states. ``rules`` made the claim, and ``precision`` is the measured precision
    of the best of them, if any is measured; both are read on request
    (see `tipgraph.analysis.routes.read_routes`).
    """

    claim: str
    report: Report
    origin: str
    destination: str
    kind: str = TRAFFICKING
    certainty: str = ASSERTED
    via: tuple[str, ...] = ()
    victims: tuple[str, ...] = ()
    exploitation: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    inferred: bool = False
    stated: Route | None = None
    rules: tuple[str, ...] = ()
    precision: float | None = None

    @property
    def ends(self) -> tuple[str, str]:
        """Origin and destination."""
        return self.origin, self.destination

    @property
    def is_asserted(self) -> bool:
        """Whether the report asserts the route, and does not only call it possible."""
        return self.certainty == ASSERTED

    @property
    def is_reviewed(self) -> bool:
        """Whether people accepted, replaced or added the claim. It needs the rules."""
        return any(rule.startswith(BY_PEOPLE) for rule in self.rules)

    @property
    def weight(self) -> float:
        """How probable it is that the claim is correct, as `Precisions.weight` has it. It needs the rules."""
        return 1 if self.is_reviewed else UNMEASURED if self.precision is None else self.precision

    @property
    def stops(self) -> tuple[str, ...]:
        """The transit places that are not an end of the route."""
        return tuple(place for place in self.via if place not in self.ends)

    @property
    def legs(self) -> tuple[tuple[str, str], ...]:
        """The legs that the text documents: from the origin to each stop, and from there to the destination.

        >>> Route("c", Report("r", "THA", 2004), "CHN", "MYS", via=("THA",)).legs
        (('CHN', 'THA'), ('THA', 'MYS'))
        """
        if not self.stops:
            return (self.ends,)
        return tuple(leg for stop in self.stops for leg in ((self.origin, stop), (stop, self.destination)))

    def source_of(self, leg: tuple[str, str]) -> Route:
        """Return the route that documents a leg: the stated one if the text has the leg, else this one.

        >>> stated = Route("c", Report("r", "THA", 2004), "KHM", "europe", via=("THA",))
        >>> inferred = stated._replace(destination="ITA", inferred=True, stated=stated)
        >>> inferred.source_of(("KHM", "THA")).inferred, inferred.source_of(("THA", "ITA")).inferred
        (False, True)
        """
        return self.stated if self.stated and leg in self.stated.legs else self


class Role(NamedTuple):
    """What a report calls its country: a code of *role* (``source``, ``transit``…)."""

    report: Report
    role: str
    certainty: str = ASSERTED

    @property
    def is_asserted(self) -> bool:
        """Whether the report asserts the role, and does not only call it possible."""
        return self.certainty == ASSERTED


@dataclass(frozen=True, slots=True)
class Routes:
    """The routes of a graph, sorted by claim, and all reports that were read, with and without routes.

    ``skipped`` is the number of claims that lack a required property. After a filter, ``unfiltered`` are all
    claims of these reports; it is None without a filter. ``reprints`` are reports that were excluded because
    they only repeat an earlier edition.
    """

    routes: Sequence[Route]
    reports: Sequence[Report]
    skipped: int = 0
    unfiltered: Sequence[Route] | None = None
    reprints: Sequence[Report] = ()

    @property
    def all_claims(self) -> Sequence[Route]:
        """All claims of the reports, whether a filter excluded them or not."""
        return self.routes if self.unfiltered is None else self.unfiltered


def between(routes: Iterable[Route], one: str, other: str) -> list[Route]:
    """Return the claims of routes or legs between two places, either way, by year, report and claim.

    If a route is inferred but its leg between the two places is stated, the stated route is returned.

    >>> through = Route("c", Report("r", "THA", 2004), "CHN", "MYS", via=("THA",))
    >>> len(between([through], "THA", "CHN")), len(between([through], "THA", "LAO"))
    (1, 0)
    """
    wanted = {(one, other), (other, one)}
    found = {route.source_of(leg) for route in routes for leg in (route.ends, *route.legs) if leg in wanted}
    return sorted(found, key=lambda route: (route.report.year, route.report.country, route.claim, route.ends))


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
