"""What the reports on each country state in each year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from tipgraph.analysis.panel.states import NO_REPORT, NOT_MENTIONED, NOT_READ, REPRINT
from tipgraph.model.claims import (
    Claim,
    CountClaim,
    Extraction,
    MeasureClaim,
    RoleClaim,
    RouteClaim,
    TierClaim,
)
from tipgraph.model.documents import Report
from tipgraph.model.precision import Precisions, shipped

__all__ = ["Key", "Pair", "Statements", "collect"]

Key = tuple[str, int]
"""A country and a year."""
Pair = tuple[str, str]
"""Origin and destination."""

_SPEAKS_OF = {"profile": "routes", "tier": "measures"}
"""What a report that is only one section speaks of. A whole narrative speaks of all."""


@dataclass(slots=True)
class Statements:
    """What the reports on a country state in a year. ``read`` is what they speak of: routes, measures.

    ``reprints`` are further reports, whose statements are excluded. ``routes`` have the rules that made them.
    """

    reports: set[Report] = field(default_factory=set)
    reprints: set[Report] = field(default_factory=set)
    read: set[str] = field(default_factory=set)
    tiers: set[str] = field(default_factory=set)
    roles: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    routes: dict[str, dict[Pair, set[str]]] = field(default_factory=lambda: defaultdict(dict))
    measures: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    counts: dict[str, list[Decimal]] = field(default_factory=lambda: defaultdict(list))

    def missing(self, subject: str) -> str:
        """Return why nothing is stated on a subject: ``routes`` or ``measures``."""
        if not self.reports:
            return REPRINT if self.reprints else NO_REPORT
        return NOT_MENTIONED if subject in self.read else NOT_READ


def collect(
    extractions: Iterable[Extraction],
    *,
    reprints: bool = False,
    min_precision: float | None = None,
    reviewed: bool = False,
) -> dict[Key, Statements]:
    """Return what the reports of each country and year state; reprints count only with ``reprints``.

    With ``min_precision``, claims count if people reviewed them or one of their rules is as precise; with
    ``reviewed``, only if people reviewed them. A tier belongs to the year that it applies to, whichever
    report states it.
    """
    found: dict[Key, Statements] = defaultdict(Statements)
    precisions = Precisions(shipped())
    for extraction in extractions:
        report = extraction.document.report
        own = found[report.country, report.year]
        if extraction.document.repeats is not None and not reprints:
            own.reprints.add(report)
            continue
        own.reports.add(report)
        own.read |= {_SPEAKS_OF[report.part]} if report.part in _SPEAKS_OF else set(_SPEAKS_OF.values())
        for claim in extraction.claims:
            if not claim.reviews and (
                reviewed
                or (min_precision is not None and not precisions.is_reliable(claim.rules, min_precision))
            ):
                continue
            if isinstance(claim, TierClaim):
                if claim.tier is not None:
                    found[report.country, claim.tier_year or report.year].tiers.add(claim.tier)
            else:
                _add(own, report, claim)
    return found


def _add(own: Statements, report: Report, claim: Claim) -> None:
    if isinstance(claim, RoleClaim):
        own.roles[claim.role].add(claim.certainty)
    elif isinstance(claim, RouteClaim) and claim.route_kind == "trafficking":
        pair = (claim.origin, claim.destination)
        own.routes[claim.certainty].setdefault(pair, set()).update(claim.rules)
    elif isinstance(claim, MeasureClaim):
        own.measures[claim.type].add(claim.status)
    elif isinstance(claim, CountClaim) and claim.period in (None, report.year - 1, report.year):
        own.counts[f"{claim.type}_{claim.unit}"].append(claim.count)
