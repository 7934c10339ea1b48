"""Quantities: the numbers that may count something."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tipgraph.understanding.counts.quantities import LARGEST, quantities
from tipgraph.understanding.syntax.clauses import parse
from tipgraph.understanding.syntax.mentions import Reading
from tipgraph.understanding.tokens.numbers import number_of
from tipgraph.understanding.tokens.words import NUMBER_WORDS


def found(text: str) -> list[str]:
    """Return the quantities of a text; money has a sign."""
    return [f"{int(each.value)}{'$' if each.money else ''}" for each in quantities(Reading(parse(text), ()))]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("12 traffickers", "12"),
        ("1,024 victims", "1024"),
        ("twelve traffickers", "12"),
        ("Twenty-one men", "21"),
        ("two hundred and five cases", "205"),
        ("three thousand calls", "3000"),
        ("two dozen calls", "24"),
        ("$1.5 million", "1500000$"),
        ("€20,000 for shelters", "20000$"),
        ("US$300 and £40", "300$ 40$"),
        ("12 cases, 9 trials and no convictions", "12 9"),
        ("2.5 million people", "2500000"),
        ("the first three cases", "3"),
        ("in 2009 25 cases", "25"),
    ],
)
def test_quantities(text: str, wanted: str) -> None:
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
        "terms of six and eight years",
        "between one and five years",
        "for six months",
        "40 percent of them",
        "40% of them",
        "in 2013",
        "between 2011 and 2014",
        "24 hours a day",
        "met three times",
        "15-year-old girls",
        "a two- to 12-year term",
        "the 3rd meeting",
        "in 14 provinces",
        "no figures at all",
        "helped 40 to 50 victims",
        "helped five or six victims",
        "fewer than 10 victims",
        "up to 10 victims",
        "all but one",
        "three fewer than in 2011",
        "zero cases",
    ],
)
def test_numbers_that_count_no_result(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("figure", ["1000000000001", "9" * 5_000, "1,000,000 billion", "0", "1." + "0" * 99])
def test_a_number_out_of_bounds_is_no_quantity(figure: str) -> None:
    assert found(f"Courts convicted {figure} men.") == []


def test_the_largest_quantity() -> None:
    assert found(f"Courts convicted {LARGEST} men.") == ["1000000000000"]


@pytest.mark.parametrize(
    ("words", "number"),
    [("zero", 0), ("nineteen", 19), ("ninety-nine", 99), ("one hundred", 100), ("two million", 2_000_000)],
)
def test_spelt_numbers(words: str, number: int) -> None:
    assert number_of(words) == number


@pytest.mark.parametrize("words", ["", "some", "dozen of", "and"])
def test_what_spells_no_number(words: str) -> None:
    assert number_of(words) is None


PARTS = [*sorted(NUMBER_WORDS), "12", "1,000", "2014", "$", "%", "cases", "and", "-", "(", ")", "convicted"]


@given(st.lists(st.sampled_from(PARTS), max_size=12))
def test_quantities_are_in_order_and_apart(parts: list[str]) -> None:
    end = -1
    for each in quantities(Reading(parse(" ".join(parts)), ())):
        assert end < each.first <= each.last
        assert 0 < each.value <= LARGEST
        end = each.last
