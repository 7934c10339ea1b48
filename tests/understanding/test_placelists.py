"""Lists of places."""

from __future__ import annotations

import pytest

from tests.understanding.analysis import analysis
from tipgraph.understanding.placelists import PlaceList, place_lists, words_between


def lists(text: str) -> list[PlaceList]:
    return [found for clause in analysis(text).clauses for found in place_lists(clause.mentions, text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("in Chad", [["TCD"]]),
        ("in Chad, Mali, and Niger", [["TCD", "MLI", "NER"]]),
        ("in Chad and the Dominican Republic", [["TCD", "DOM"]]),
        ("from Chad to Mali", [["TCD"], ["MLI"]]),
        ("Thai and Lao women in Japan and Korea", [["THA", "LAO"], ["JPN", "KOR"]]),
        ("in countries such as Chad or Mali", [["TCD", "MLI"]]),
        ("in Chad, and to a lesser extent Mali", [["TCD", "MLI"]]),
        ("in Europe—Spain and Italy", [["europe", "ESP", "ITA"]]),
        ("in Chad and in Mali", [["TCD"], ["MLI"]]),
        ("Chadian women in Mali", [["TCD"], ["MLI"]]),
        ("nowhere at all", []),
    ],
)
def test_members(text: str, wanted: list[list[str]]) -> None:
    assert [[member.code for member in found.members] for found in lists(text)] == wanted


@pytest.mark.parametrize(
    ("text", "adjectival"),
    [
        ("Thai women", True),
        ("women from Thailand", False),
        ("Central African countries", False),
        ("East European girls", True),
    ],
)
def test_lists_that_qualify_a_noun(text: str, adjectival: bool) -> None:
    assert [found.adjectival for found in lists(text)] == [adjectival]


def test_a_list_knows_what_stands_around_it() -> None:
    text = "women from Chad and Mali in bars"
    (found,) = lists(text)
    assert text[found.start : found.end] == "Chad and Mali"
    assert [m.code for m in found.before if m.kind == "prep"] == ["from"]
    assert [m.code for m in found.after if m.kind == "prep"] == ["in"]


@pytest.mark.parametrize(("start", "end", "count"), [(0, 14, 3), (3, 3, 0), (9, 3, 0), (0, 3, 1)])
def test_words_between(start: int, end: int, count: int) -> None:
    assert words_between("one two three.", start, end) == count
