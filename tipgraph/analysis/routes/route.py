"""Routes as reports state them: one statement of one report each, and all statements of a graph together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tipgraph.model.documents import subjects_of
from tipgraph.model.precision import BY_PEOPLE, UNMEASURED

__all__ = ["ASSERTED", "POSSIBLE", "Report", "Role", "Route", "Routes", "between"]

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
