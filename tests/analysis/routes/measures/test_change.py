"""Changes between two networks."""

from __future__ import annotations

from tipgraph.analysis.routes.statistics import changes


def test_ranks_move_up_and_down() -> None:
    found = {each.place: each for each in changes({"A": 3, "B": 2, "C": 1}, {"A": 1, "B": 2, "C": 9})}
    assert (found["C"].rank_before, found["C"].rank_after, found["C"].moved) == (3, 1, 2)
    assert (found["A"].difference, found["A"].moved) == (-2, -2)
    assert (found["B"].difference, found["B"].moved) == (0, 0)


def test_who_comes_and_goes_has_no_movement() -> None:
    came, went = changes({"A": 3}, {"B": 4})
    assert (came.place, came.before, came.after, came.moved) == ("B", None, 4, None)
    assert (went.place, went.before, went.after, went.rank_before, went.moved) == ("A", 3, None, 1, None)


def test_the_largest_differences_come_first() -> None:
    assert [each.place for each in changes({"A": 1, "B": 5}, {"A": 2, "B": 1, "C": 1})] == ["B", "A", "C"]


def test_nothing_changes_between_empty_networks() -> None:
    assert changes({}, {}) == []
