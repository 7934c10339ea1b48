"""One claim for each key: what several sentences say of a thing is one claim with the evidence of all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from tipgraph.claims import Claim, Evidence, RouteClaim, TierClaim

__all__ = ["collect"]

_PIECES = 8
"""Pieces of evidence kept for a claim: the first ones say enough."""
_TIER_FIELDS = ("tier", "tier_year", "compliance", "efforts", "change", "waiver", "consecutive_years")

_ROUTE_FIELDS = ("via", "victims", "exploitation", "sectors")


def collect(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Merge claims of the same kind and key, and sort them."""
    groups: dict[tuple[str, tuple[str, ...]], list[Claim]] = {}
    for claim in claims:
        groups.setdefault((claim.kind, claim.key), []).append(claim)
    return tuple(_merged(groups[key]) for key in sorted(groups))


def _merged(group: Sequence[Claim]) -> Claim:
    first = group[0]
    if len(group) == 1 and _is_merged(first):
        return first
    changes: dict[str, Any] = {
        "evidence": _first_pieces(piece for claim in group for piece in claim.evidence),
        "rules": tuple(sorted({rule for claim in group for rule in claim.rules})),
        "certainty": min(claim.certainty for claim in group),  # "asserted" before "possible"
    }
    if isinstance(first, RouteClaim):
        kinds = {claim.route_kind for claim in group if isinstance(claim, RouteClaim)}
        changes |= {name: _union(group, name) for name in _ROUTE_FIELDS}
        changes["route_kind"] = max(kinds)  # "trafficking" after "migration"
    elif isinstance(first, TierClaim):
        changes |= {name: _first_stated(group, name) for name in _TIER_FIELDS}
    return replace(first, **changes)


def _is_merged(claim: Claim) -> bool:
    """Tell whether merging a claim with no other would leave it as it is."""
    if len(claim.evidence) != 1 or len(claim.rules) != 1:
        return False
    return not isinstance(claim, RouteClaim) or all(_in_order(getattr(claim, name)) for name in _ROUTE_FIELDS)


def _in_order(codes: tuple[str, ...]) -> bool:
    return len(codes) < 2 or codes == tuple(sorted(set(codes)))


def _union(group: Sequence[Claim], name: str) -> tuple[str, ...]:
    return tuple(sorted(set().union(*(getattr(claim, name) for claim in group))))


def _first_stated(group: Sequence[Claim], name: str) -> Any:
    """The first sentence that states a thing decides it."""
    return next((value for claim in group if (value := getattr(claim, name)) is not None), None)


def _first_pieces(pieces: Iterable[Evidence]) -> tuple[Evidence, ...]:
    by_place = {(piece.start, piece.end): piece for piece in pieces}
    return tuple(by_place[place] for place in sorted(by_place)[:_PIECES])
