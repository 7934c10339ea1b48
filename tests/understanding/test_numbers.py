"""Numbers that may count something."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tipgraph.understanding.grammar import NUMBER_WORDS, number_of
from tipgraph.understanding.numerals import numbers
from tipgraph.understanding.sentences import Span


def found(text: str) -> list[str]:
    return [f"{int(n.value)}{'$' if n.currency else ''}" for n in numbers(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("12 traffickers", "12"),
        ("1,024 victims", "1024"),
        ("twelve traffickers", "12"),
        ("Twenty-one men", "21"),
        ("two hundred and five cases", "205"),
        ("three thousand calls", "3000"),
        ("$1.5 million", "1500000$"),
        ("€20,000 for shelters", "20000$"),
        ("US$300 and £40", "300$ 40$"),
        ("12 cases, 9 trials and no convictions", "12 9"),
        ("2.5 million people", "2500000"),
    ],
)
def test_counts(text: str, wanted: str) -> None:
    assert found(text) == wanted.split()


@pytest.mark.parametrize(
    "text",
    [
        "Article 188 forbids it",
        "under Law 20",
        "Section 4 and Chapter 9",
        "Law No. 12",
        "children aged 14",
        "girls under the age of 16",
        "Tier 2",
        "penalties of 5 to 15 years",
        "a term of ten years",
        "between one and five years",
        "for six months",
        "40 percent of them",
        "40% of them",
        "in 2013",
        "between 2011 and 2014",
        "24 hours a day",
        "met three times",
        "15-year-old girls",
        "the 3rd meeting",
        "in 14 provinces",
        "no figures at all",
    ],
)
def test_numbers_that_count_no_result(text: str) -> None:
    assert found(text) == []


def test_nothing_outside_the_span() -> None:
    text = "12 in 2012; 13 in 2013; 14 in 2014"
    span = Span(12, 22)
    assert [n.value for n in numbers(text, span)] == [Decimal(13)]


@pytest.mark.parametrize(
    ("words", "number"),
    [("zero", 0), ("nineteen", 19), ("ninety-nine", 99), ("one hundred", 100), ("two million", 2_000_000)],
)
def test_spelt_numbers(words: str, number: int) -> None:
    assert number_of(words) == number


@pytest.mark.parametrize("words", ["", "some", "dozen of", "and"])
def test_what_spells_no_number(words: str) -> None:
    assert number_of(words) is None


@given(
    st.lists(
        st.sampled_from([*NUMBER_WORDS, "12", "1,000", "2014", "$", "%", "cases", "and", "-"]), max_size=12
    )
)
def test_numbers_are_in_order_and_apart(parts: list[str]) -> None:
    text = " ".join(parts)
    end = 0
    for number in numbers(text, Span(0, len(text))):
        assert end <= number.start < number.end <= len(text)
        assert number.value >= 0
        end = number.end
