"""``ontology/settlements.ttl``: cities and parts of countries, which stand for their country."""

from __future__ import annotations

__all__ = ["capitals"]


def capitals() -> dict[str, list[str]]:
    """Return the codes of each country's capitals."""
    return {}
