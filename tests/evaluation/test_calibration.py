"""Predicted against observed precision."""

from __future__ import annotations

import pytest
import vl_convert

from tipgraph.analysis.facts import Fact
from tipgraph.evaluation import Gold, Judged, Tenth, calibrate
from tipgraph.evaluation.precision import picture


def judged(name: str, correct: int, wrong: int, rule: str = "sector.named") -> Judged:
    facts = [
        {"document": name, "kind": "sector", "code": str(number), "rules": [rule]}
        for number in range(correct + wrong)
    ]
    return Judged(facts[:correct], facts)


def test_each_set_is_predicted_by_the_others() -> None:
    found = calibrate([judged("a", 8, 2), judged("b", 5, 5)])
    assert found == [Tenth(5, 10, 0.5, 8), Tenth(8, 10, 0.8, 5)]
    assert [each.observed for each in found] == [0.8, 0.5]


def test_a_perfect_rule_is_in_the_last_tenth() -> None:
    found = calibrate([judged("a", 3, 0), judged("b", 1, 1)])
    assert found == [Tenth(5, 3, 0.5, 3), Tenth(9, 2, 1.0, 1)]


def test_rules_that_are_not_measured_elsewhere_are_not_compared() -> None:
    assert calibrate([judged("a", 3, 1, "sector.named"), judged("b", 3, 1, "sector.new")]) == []


def test_only_what_the_annotations_judge_counts(gold: Gold) -> None:
    [document, *_] = sorted(gold.documents)
    facts: list[Fact] = [
        {"document": document, "kind": "sector", "code": "mining", "rules": []},
        {"document": "elsewhere", "kind": "sector", "code": "mining", "rules": []},
    ]
    found = Judged.of(gold, facts)
    assert [fact["document"] for fact in found.facts] == [document]
    assert len(found.truth) <= len(gold.facts)


@pytest.mark.parametrize("tenths", [[], [Tenth(7, 30, 0.75, 24), Tenth(9, 1_200, 0.95, 1_150)]])
def test_the_picture_can_be_drawn(tenths: list[Tenth]) -> None:
    drawn = vl_convert.vegalite_to_svg(picture(tenths), allowed_base_urls=[])
    assert ("1,200 claims" in drawn) == bool(tenths)
