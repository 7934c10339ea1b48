"""The years that a text names."""

from __future__ import annotations

import pytest

from tipgraph.understanding.numerals import takes_up_year, years
from tipgraph.understanding.sentences import Span


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("nine in 2017", [2017]),
        ("from six in 1999 to nine in 2004", [1999, 2004]),
        ("1,999 victims", []),
        ("2,017 victims", []),
        ("2100 victims", []),
        ("12013", []),
        ("the 2007 law, in force in 2008", [2008]),
    ],
)
def test_years(text: str, wanted: list[int]) -> None:
    assert [year.value for year in years(text, Span(0, len(text)))] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "from 2001 to 2003",
        "between 2004 and 2008",
        "from April 2004 to March 2005",
        "from the end of June 2004 through 2005",
        "the 2008-2009 season",
        "in 2011/12",
        "under a law enacted in 2005",
        "the action plan that it adopted in July 2009",
    ],
)
def test_no_one_year(text: str) -> None:
    assert years(text, Span(0, len(text))) == []


def test_several_years() -> None:
    text = "in 2013 and 2014, after it passed a law in 2012"
    assert [year.value for year in years(text, Span(0, len(text)))] == [2013, 2014, 2012]


def test_nothing_outside_the_span() -> None:
    assert [y.value for y in years("in 2011 and 2013 and 2015", Span(8, 16))] == [2013]


@pytest.mark.parametrize("text", ["In the same year, six", "During the previous reporting period, six"])
def test_a_year_is_taken_up(text: str) -> None:
    assert takes_up_year(text, Span(0, len(text)))


@pytest.mark.parametrize("text", ["In 2012, six", "For years, six", "The previous minister"])
def test_no_year_is_taken_up(text: str) -> None:
    assert not takes_up_year(text, Span(0, len(text)))
