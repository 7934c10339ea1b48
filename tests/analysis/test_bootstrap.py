"""Intervals of counts: by the precision of rules, and by documents."""

from __future__ import annotations

import pytest

from tipgraph.analysis.bootstrap import Bootstrap, Interval
from tipgraph.model.precision import Precisions, RuleScore

KNOWN = Precisions(
    [
        RuleScore("route.sure", "route", 2_000, 2_000),
        RuleScore("route.half", "route", 2_000, 1_000),
        RuleScore("route.little-known", "route", 4, 2),
    ]
)


def interval(documents: list[list[str | None]], **options: int) -> Interval:
    return Bootstrap(KNOWN, **options).interval(documents)


def width(found: Interval) -> int:
    return found[1] - found[0]


def test_the_same_seed_gives_the_same_interval() -> None:
    documents: list[list[str | None]] = [["route.half"] * 9, ["route.half", "route.sure"], []]
    assert interval(documents) == interval(documents)
    assert {interval(documents, seed=seed, runs=30) for seed in range(9)} != {interval(documents, runs=30)}


def test_a_count_of_one_document_varies_with_the_precision_of_its_rules() -> None:
    assert interval([["route.sure"] * 50]) == (50, 50)
    low, high = interval([["route.half"] * 100])
    assert 35 <= low < 50 < high <= 65


@pytest.mark.parametrize("rule", ["route.little-known", None])
def test_few_cases_or_none_give_a_wide_interval(rule: str | None) -> None:
    assert width(interval([[rule] * 100])) > 2 * width(interval([["route.half"] * 100]))


def test_documents_with_different_counts_vary_the_total() -> None:
    alike: list[list[str | None]] = [["route.sure"] * 5 for _ in range(20)]
    different: list[list[str | None]] = [["route.sure"] * (100 if number == 0 else 0) for number in range(20)]
    assert interval(alike) == (100, 100)
    low, high = interval(different)
    assert low == 0
    assert high >= 200


def test_nothing_is_counted_in_no_document() -> None:
    assert interval([]) == interval([[]]) == (0, 0)


def test_the_rule_of_a_claim_is_a_persons_or_the_most_precise() -> None:
    bootstrap = Bootstrap(KNOWN)
    assert bootstrap.rule(["route.half", "route.sure", "route.new"]) == "route.sure"
    assert bootstrap.rule(["route.new"]) is None
    assert bootstrap.rule(["route.half", "review.replace"]) == "review.replace"
    assert interval([["review.replace"] * 30]) == (30, 30)
