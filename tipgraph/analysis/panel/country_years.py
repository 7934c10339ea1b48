"""Country-years: what reports on a country state in a year, and the states of cells: why nothing is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Set
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar

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
from tipgraph.model.precision import ACCEPTED, Precisions, shipped

__all__ = [
    "EARLIER",
    "MIXED",
    "NOT_MENTIONED",
    "NOT_READ",
    "NOT_SELECTED",
    "NO_REPORT",
    "REPRINT",
    "STATED",
    "STATES",
    "Key",
    "Pair",
    "Statements",
    "collect",
    "role_state",
    "verdict",
]

STATED = "stated"
MIXED = "mixed"
EARLIER = "earlier"
NOT_MENTIONED = "not-mentioned"
NOT_READ = "not-read"
NOT_SELECTED = "not-selected"
REPRINT = "reprint"
NO_REPORT = "no-report"

STATES = {
    "yes": "A report states it.",
    "possible": "Reports only call it possible.",
    STATED: "One tier is stated.",
    "done": "The measure exists or was taken.",
    "insufficient": "The measure was taken, but falls short.",
    "not-done": "The measure was not taken.",
    "planned": "The measure is only planned.",
    "recommended": "The measure is only recommended.",
    MIXED: "Reports of the year, or sentences of one, contradict each other.",
    EARLIER: "A report states it only of a year before the one that it covers.",
    NOT_MENTIONED: "A text that speaks of such things was read. It does not mention this one.",
    NOT_READ: "A report was read, but only a part that does not speak of such things.",
    NOT_SELECTED: "Only claims that were not selected state it: not precise enough, or not reviewed.",
    REPRINT: "Only a reprint was read: it repeats an earlier edition, whose year has its statements.",
    NO_REPORT: "No report of the country and year was read.",
}
"""All states, with their meaning."""


def role_state(certainties: Set[str]) -> str:
    """Return the state of a role by the certainties of its claims; empty without any."""
    if "asserted" in certainties:
        return "yes"
    return "possible" if certainties else ""


def verdict(statuses: Set[str]) -> str:
    """Return the verdict on a measure by its statuses; empty without any.

    >>> verdict({"done", "insufficient"}), verdict({"insufficient", "not-done"}), verdict({"recommended"})
    ('insufficient', 'mixed', 'recommended')
    """
    if "not-done" in statuses and statuses & {"done", "insufficient"}:
        return MIXED
    order = ("not-done", "insufficient", "done", "planned", "recommended")
    return next((status for status in order if status in statuses), "")


Key = tuple[str, int]
"""A country and a year."""
Pair = tuple[str, str]
"""Origin and destination."""


@dataclass(slots=True)
class Statements:
    """What the reports on a country state in a year. ``read`` is what they speak of: routes, measures.

    Every statement has its weight: how probable it is that the most precise of its claims is correct.

    ``reprints`` are further reports, whose statements are excluded. ``routes`` have the rules that made them.
    ``not_selected`` has the roles and measures of claims that were not asked for, and "tier"; ``earlier``
    has the measures of years before the one that a report covers.
    """

    reports: set[Report] = field(default_factory=set)
    reprints: set[Report] = field(default_factory=set)
    read: set[str] = field(default_factory=set)
    not_selected: set[str] = field(default_factory=set)
    earlier: set[str] = field(default_factory=set)
    tiers: dict[str, float] = field(default_factory=dict)
    roles: dict[str, dict[str, float]] = field(default_factory=lambda: defaultdict(dict))
    routes: dict[str, dict[Pair, set[str]]] = field(default_factory=lambda: defaultdict(dict))
    measures: dict[str, dict[str, float]] = field(default_factory=lambda: defaultdict(dict))
    counts: dict[str, dict[Decimal, float]] = field(default_factory=lambda: defaultdict(dict))

    def missing(self, subject: str, code: str) -> str:
        """Return why nothing is stated of a role, a measure or the tier.

        The subject is what a report that states it speaks of: ``routes`` or ``measures``.
        """
        if code in self.not_selected:
            return NOT_SELECTED
        if code in self.earlier:
            return EARLIER
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
        own.read |= report.subjects
        covered = _year_covered(extraction.claims) or report.year
        for claim in extraction.claims:
            unsure = min_precision is not None and not precisions.is_reliable(claim.rules, min_precision)
            if not claim.reviews and (reviewed or unsure):
                own.not_selected |= _named(claim)
                continue
            rules = (*claim.rules, ACCEPTED) if claim.reviews else claim.rules
            if isinstance(claim, TierClaim):
                if claim.tier is not None:
                    year = found[report.country, claim.tier_year or report.year]
                    _weigh(year.tiers, claim.tier, precisions.weight(rules))
            else:
                _add(own, covered, claim, rules, precisions.weight(rules))
    return found


def _year_covered(claims: Iterable[Claim]) -> int | None:
    """Return the year that a tier is for: entries of the Factbook repeat reports of earlier years."""
    return next((c.tier_year for c in claims if isinstance(c, TierClaim) and c.tier_year is not None), None)


def _named(claim: Claim) -> set[str]:
    """Return the role or the measure that a claim is about, or "tier"."""
    if isinstance(claim, TierClaim):
        return {"tier"} if claim.tier is not None else set()
    code = (
        claim.role if isinstance(claim, RoleClaim) else claim.type if isinstance(claim, MeasureClaim) else ""
    )
    return {code} - {""}


Code = TypeVar("Code")


def _weigh(weights: dict[Code, float], code: Code, weight: float) -> None:
    """Add one more claim of a code: the most precise claim gives its weight."""
    weights[code] = max(weight, weights.get(code, 0))


def _add(own: Statements, covered: int, claim: Claim, rules: Collection[str], weight: float) -> None:
    if isinstance(claim, RoleClaim):
        _weigh(own.roles[claim.role], claim.certainty, weight)
    elif isinstance(claim, RouteClaim) and claim.route_kind == "trafficking":
        pair = (claim.origin, claim.destination)
        own.routes[claim.certainty].setdefault(pair, set()).update(rules)
    elif isinstance(claim, MeasureClaim) and claim.period is not None and claim.period < covered - 1:
        own.earlier.add(claim.type)
    elif isinstance(claim, MeasureClaim):
        _weigh(own.measures[claim.type], claim.status, weight)
    elif isinstance(claim, CountClaim) and claim.period in (None, covered - 1, covered):
        _weigh(own.counts[f"{claim.type}_{claim.unit}"], claim.count, weight)
