"""Merges claims: matches of one statement into one claim, or all statements of a document on one thing."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from tipgraph.model.claims import (
    Claim,
    Evidence,
    MeasureClaim,
    RouteClaim,
    Statement,
    TierClaim,
    newest_reviews,
)

__all__ = ["collect", "merged"]

_TIER_FIELDS = ("tier", "tier_year", "compliance", "efforts", "change", "waiver", "consecutive_years")
_LISTS = ("via", "victims", "exploitation", "sectors", "partners")
_SORTED = ("rules", "operators", *_LISTS)


def collect(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Merge claims with the same identity, and sort them.

    A merged claim has the evidence of all. Matches of one statement start at the same offset, so the longest
    piece of evidence covers the others.
    """
    return _merged_by(claims, lambda claim: claim.identity, _longest)


def merged(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Return one claim for each kind and key, sorted. It has what all statements on a thing say together.

    Its fields no longer hold together: of "men are exploited in mining and women in fishing", it says men,
    women, mining and fishing. It is asserted if one of the statements is. Use it to count what a document
    mentions, not to find out who is exploited in which sector. A measure has a year if all its years agree.
    """
    return _merged_by(claims, lambda claim: (claim.kind, claim.key), _pieces)


_Pieces = Iterable[tuple[Evidence, ...]]


def _merged_by(
    claims: Iterable[Claim], key: Callable[[Claim], Hashable], join: Callable[[_Pieces], tuple[Evidence, ...]]
) -> tuple[Claim, ...]:
    groups: dict[Hashable, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(key(claim), []).append(claim)
    found = (_merge(group, join) for group in groups.values())
    return tuple(sorted(found, key=lambda claim: claim.identity))


def _merge(group: Sequence[Claim], join: Callable[[_Pieces], tuple[Evidence, ...]]) -> Claim:
    first = group[0]
    if len(group) == 1 and _is_merged(first):
        return first
    changes: dict[str, Any] = {
        "evidence": _pieces(claim.evidence for claim in group),
        "rules": tuple(sorted({rule for claim in group for rule in claim.rules})),
        "operators": tuple(sorted({word for claim in group for word in claim.operators})),
        "reviews": newest_reviews(review for claim in group for review in claim.reviews),
        "replaces": tuple(sorted({iri for claim in group for iri in claim.replaces})),
        "certainty": min(claim.certainty for claim in group),  # "asserted" before "possible"
    }
    if isinstance(first, Statement):
        statements = [claim for claim in group if isinstance(claim, Statement)]
        changes["evidence"] = join(statement.evidence for statement in statements)
        changes["context"] = join(statement.context for statement in statements)
        changes |= {name: _union(group, name) for name in _LISTS if hasattr(first, name)}
    if isinstance(first, RouteClaim):
        kinds = {claim.route_kind for claim in group if isinstance(claim, RouteClaim)}
        changes["route_kind"] = max(kinds)  # "trafficking" after "migration"
    elif isinstance(first, MeasureClaim):
        years = {claim.period for claim in group if isinstance(claim, MeasureClaim)} - {None}
        changes["period"] = years.pop() if len(years) == 1 else None
    elif isinstance(first, TierClaim):
        changes |= {name: _first_stated(group, name) for name in _TIER_FIELDS}
    return replace(first, **changes)


def _is_merged(claim: Claim) -> bool:
    """Tell whether merging a claim with no other would leave it as it is."""
    if len(claim.evidence) != 1 or claim.reviews or claim.replaces:
        return False
    for name in _SORTED:
        codes = getattr(claim, name, ())
        if len(codes) > 1 and codes != tuple(sorted(set(codes))):
            return False
    return True


def _union(group: Sequence[Claim], name: str) -> tuple[str, ...]:
    return tuple(sorted(set().union(*(getattr(claim, name) for claim in group))))


def _first_stated(group: Sequence[Claim], name: str) -> Any:
    """The first sentence that states a thing decides it."""
    return next((value for claim in group if (value := getattr(claim, name)) is not None), None)


def _longest(evidence: _Pieces) -> tuple[Evidence, ...]:
    pieces = _pieces(evidence)
    return (max(pieces, key=lambda piece: piece.end - piece.start),) if pieces else ()


def _pieces(evidence: _Pieces) -> tuple[Evidence, ...]:
    by_place = {(piece.start, piece.end): piece for pieces in evidence for piece in pieces}
    return tuple(by_place[place] for place in sorted(by_place))
