"""The same words in another typography are the same words."""

from __future__ import annotations

import pytest

from tipgraph.analysis.routes.route import distinct, likeness


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the victims’ debts", "the victims' debts"),
        ("so-called “agents”", 'so‑called "agents"'),
        ("men – and boys", "men — and boys"),
        ("forced\u00a0labor on\nfarms", "forced labor  on farms"),
    ],
)
def test_typography_does_not_count(one: str, other: str) -> None:
    assert likeness(one) == likeness(other)


def test_words_do() -> None:
    assert likeness("men and boys") != likeness("Men and boys")
    assert likeness("re-cruited") != likeness("recruited")


def test_the_first_of_those_that_are_alike_stays_as_it_is() -> None:
    assert distinct(["victims’ debts", "boys", "victims' debts"]) == ("victims’ debts", "boys")
