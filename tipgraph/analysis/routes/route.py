"""A route as one report states it, and everything that a graph's reports state of routes.

What is said of the routes between two places, claim by claim.

Which quotes are the same words: copies of a text differ in their typography.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

__all__ = [
    "ASSERTED",
    "POSSIBLE",
    "TRAFFICKING",
    "Report",
    "Role",
    "Route",
    "Routes",
    "between",
]

TRAFFICKING = "trafficking"
ASSERTED = "asserted"
POSSIBLE = "possible"


class Report(NamedTuple):
    """A report that was read: ``iri``, the country that it is on, and its year."""

    iri: str
    country: str
    year: int


class Route(NamedTuple):
    """One claim: people of ``origin`` are moved to or exploited in ``destination``.

    Places are codes; the neighbors that a report on Guatemala speaks of are ``GTM/neighbors``, a place of
    that report alone. ``claim`` is the claim's IRI, ``kind`` a code of *route-kind* (``trafficking`` or
    ``migration``), ``certainty`` one of *certainty* (``asserted`` or ``possible``); ``via`` are the places
    passed through, in no order; ``victims``, ``exploitation`` and ``sectors`` are codes of the vocabularies
    of those names. ``inferred`` marks one that was made of a region's name, and that no text states; the
    route that the text does state is then ``stated``.
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

    @property
    def ends(self) -> tuple[str, str]:
        """Origin and destination."""
        return self.origin, self.destination

    @property
    def is_asserted(self) -> bool:
        """Whether the report asserts it, and does not only say that it may be."""
        return self.certainty == ASSERTED

    @property
    def stops(self) -> tuple[str, ...]:
        """The places passed through that are not an end as well."""
        return tuple(place for place in self.via if place not in self.ends)

    @property
    def legs(self) -> tuple[tuple[str, str], ...]:
        """The way in its steps, as far as the text tells: into and out of each place passed through.

        >>> Route("c", Report("r", "THA", 2004), "CHN", "MYS", via=("THA",)).legs
        (('CHN', 'THA'), ('THA', 'MYS'))
        """
        if not self.stops:
            return (self.ends,)
        return tuple(leg for stop in self.stops for leg in ((self.origin, stop), (stop, self.destination)))

    def source_of(self, leg: tuple[str, str]) -> Route:
        """Return the route that a leg rests on: of one that is inferred, what the text states of the leg.

        >>> stated = Route("c", Report("r", "THA", 2004), "KHM", "europe", via=("THA",))
        >>> inferred = stated._replace(destination="ITA", inferred=True, stated=stated)
        >>> inferred.source_of(("KHM", "THA")).inferred, inferred.source_of(("THA", "ITA")).inferred
        (False, True)
        """
        return self.stated if self.stated and leg in self.stated.legs else self


class Role(NamedTuple):
    """What a report says that its country is: a code of *role* (``source``, ``transit``…)."""

    report: Report
    role: str
    certainty: str = ASSERTED

    @property
    def is_asserted(self) -> bool:
        """Whether the report asserts it."""
        return self.certainty == ASSERTED


@dataclass(frozen=True, slots=True)
class Routes:
    """The routes of a graph, sorted by claim, and all reports that were read, those without a route too.

    ``skipped`` counts claims of routes that lack a part of the model. ``unfiltered`` are all claims of these
    reports, those too that a filter of content leaves out of ``routes``; None where there are no others.
    """

    routes: Sequence[Route]
    reports: Sequence[Report]
    skipped: int = 0
    unfiltered: Sequence[Route] | None = None

    @property
    def all_claims(self) -> Sequence[Route]:
        """All claims of the reports: a filter of content makes no report silent."""
        return self.routes if self.unfiltered is None else self.unfiltered


def between(routes: Iterable[Route], one: str, other: str) -> list[Route]:
    """Return the claims of routes between two places, either way: by year, report and claim.

    They run from the one to the other, or have a leg between them on a longer way. Where a route is
    inferred and the leg is not, it is the claim of the leg.

    >>> from tipgraph.analysis.routes.route import Report
    >>> through = Route("c", Report("r", "THA", 2004), "CHN", "MYS", via=("THA",))
    >>> len(between([through], "THA", "CHN")), len(between([through], "THA", "LAO"))
    (1, 0)
    """
    wanted = {(one, other), (other, one)}
    found = {route.source_of(leg) for route in routes for leg in (route.ends, *route.legs) if leg in wanted}
    return sorted(found, key=lambda route: (route.report.year, route.report.country, route.claim, route.ends))
