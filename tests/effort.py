"""How much tests try: as with Hypothesis, all in CI, and a share of it at a desk."""

from __future__ import annotations

from hypothesis import settings

__all__ = ["effort"]

_IN_CI = settings.get_profile("ci").max_examples


def effort(most: int) -> int:
    """Return the share of a number of examples, or of a size, that the profile of Hypothesis asks for."""
    return max(1, min(most, most * settings().max_examples // _IN_CI))
