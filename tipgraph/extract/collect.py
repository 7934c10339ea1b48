"""One claim for each key: what several sentences say of the same thing is one claim with all their evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from tipgraph.claims import Claim, Evidence, RouteClaim, TierClaim

__all__ = ["collect"]

_PIECES = 8
"""Pieces of evidence kept for a claim: the first ones say enough."""


def collect(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Merge claims of the same kind and key, and sort them."""
    merged: dict[tuple[str, tuple[str, ...]], Claim] = {}
    for claim in claims:
        key = (claim.kind, claim.key)
        merged[key] = _merge(merged[key], claim) if key in merged else claim
    return tuple(_tidy(merged[key]) for key in sorted(merged))


def _merge(first: Claim, second: Claim) -> Claim:
    changes: dict[str, Any] = {
        "evidence": first.evidence + second.evidence,
        "rules": first.rules + second.rules,
        "certainty": "asserted" if "asserted" in (first.certainty, second.certainty) else "possible",
    }
    if isinstance(first, RouteClaim) and isinstance(second, RouteClaim):
        changes |= _route(first, second)
    if isinstance(first, TierClaim) and isinstance(second, TierClaim):
        changes |= _tier(first, second)
    return replace(first, **changes)


def _route(first: RouteClaim, second: RouteClaim) -> dict[str, Any]:
    kinds = (first.route_kind, second.route_kind)
    together = {
        name: getattr(first, name) + getattr(second, name)
        for name in ("via", "victims", "exploitation", "sectors")
    }
    return {**together, "route_kind": "trafficking" if "trafficking" in kinds else "migration"}


def _tier(first: TierClaim, second: TierClaim) -> dict[str, Any]:
    """The first sentence that states a thing decides it."""
    fields = ("tier", "tier_year", "compliance", "efforts", "change", "waiver", "consecutive_years")
    return {
        name: getattr(first, name) if getattr(first, name) is not None else getattr(second, name)
        for name in fields
    }


def _tidy(claim: Claim) -> Claim:
    changes: dict[str, Any] = {
        "evidence": tuple(sorted(set(claim.evidence), key=_place)[:_PIECES]),
        "rules": tuple(sorted(set(claim.rules))),
    }
    if isinstance(claim, RouteClaim):
        for name in ("via", "victims", "exploitation", "sectors"):
            changes[name] = tuple(sorted(set(getattr(claim, name))))
    return replace(claim, **changes)


def _place(piece: Evidence) -> tuple[int, int]:
    return piece.start, piece.end
