"""Comparisons with other years, and sentences that go on with a sum."""

from __future__ import annotations

import pytest

from tipgraph.understanding.numerals import comparisons, takes_up_sum
from tipgraph.understanding.sentences import Span


@pytest.mark.parametrize(
    ("text", "compared"),
    [
        ("Six were tried, compared with nine in 2008.", ["compared with nine in 2008"]),
        ("This compares to nine in 2008.", ["compares to nine in 2008"]),
        ("Six were tried, almost double the three in 2008.", ["double the three in 2008"]),
        (
            "Six were tried, up from three in 2008 and none in 2007, and two jailed.",
            ["up from three in 2008 and none in 2007"],
        ),
        ("Six were tried in 2009, the same number as in 2008.", []),
        ("Six more were tried than in 2008.", []),
    ],
)
def test_comparisons(text: str, compared: list[str]) -> None:
    assert [text[start:end] for start, end in comparisons(text, Span(0, len(text)))] == compared


@pytest.mark.parametrize(
    "text",
    [
        "Of these, 12 were boys.",
        "Among the 40, 12 were boys.",
        "These victims included 12 boys.",
        "The victims were 12 boys and two girls.",
        "This was an increase from 33.",
        "Twelve of them were boys.",
        "12 resulted in convictions.",
    ],
)
def test_a_sum_is_taken_up(text: str) -> None:
    assert takes_up_sum(text, Span(0, len(text)))


@pytest.mark.parametrize(
    "text", ["There are 12 districts.", "This ministry trained 12 judges.", "Twelve judges met.", "They met."]
)
def test_no_sum_is_taken_up(text: str) -> None:
    assert not takes_up_sum(text, Span(0, len(text)))
