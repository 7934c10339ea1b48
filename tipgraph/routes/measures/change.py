"""Change: how places' values and ranks differ between two networks, of two years, say.

Source: none; ranks are "1224" ranks, where equal values share the best. Reports differ between years in
number and length: a change of what is written is not yet one of what is done.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from tipgraph.routes.measures.catalogue import ranked

__all__ = ["Change", "changes"]


class Change(NamedTuple):
    """A place's value and rank before and after; None where it was not in the network.

    ``moved`` counts the ranks that it rose, or, negative, fell; None where it was in one network only.
    """

    place: str
    before: float | None
    after: float | None
    difference: float
    rank_before: int | None
    rank_after: int | None
    moved: int | None


def changes(before: Mapping[str, float], after: Mapping[str, float]) -> list[Change]:
    """Return how every place changed, the largest differences first; nothing for two empty networks.

    A place that is in one network only changes from or to 0.

    >>> [(each.place, each.difference, each.moved) for each in changes({"A": 3, "B": 1}, {"B": 4})]
    [('A', -3, None), ('B', 3, 1)]
    """
    ranks = [{each.place: each.rank for each in ranked(values)} for values in (before, after)]
    found = [_change(place, before, after, ranks[0], ranks[1]) for place in {**before, **after}]
    return sorted(found, key=lambda each: (-abs(each.difference), each.place))


def _change(
    place: str,
    before: Mapping[str, float],
    after: Mapping[str, float],
    ranks_before: Mapping[str, int],
    ranks_after: Mapping[str, int],
) -> Change:
    old, new = ranks_before.get(place), ranks_after.get(place)
    return Change(
        place,
        before.get(place),
        after.get(place),
        after.get(place, 0) - before.get(place, 0),
        old,
        new,
        None if old is None or new is None else old - new,
    )
