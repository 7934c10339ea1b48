from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tests.reading.paged.setting import line
from tipgraph.reading.paged.lines import Word, find_gutter, regions, rows_of, text_of

LEFT, RIGHT = 50.0, 310.0


def prose(name: str, lines: int, x: float, y: float) -> list[Word]:
    """Return lines of about 240 points that begin with a name and a number."""
    text = "{} {} is said here again and again and so on"
    return [word for at in range(lines) for word in line(text.format(name, at), x, y - 12 * at)]


def reading_order(words: list[Word], heading: str = "") -> list[str]:
    rows = rows_of(words)
    parts = regions(rows, find_gutter(rows), lambda text: text == heading)
    return [text_of(row) for region in parts for row in region.rows]


def firsts(texts: list[str]) -> list[str]:
    return [" ".join(text.split()[:2]) for text in texts]


def test_the_left_column_is_read_before_the_right_one() -> None:
    words = prose("left", 6, LEFT, 700) + prose("right", 6, RIGHT, 700)
    expected = [f"left {at}" for at in range(6)] + [f"right {at}" for at in range(6)]
    assert firsts(reading_order(words)) == expected


@given(st.randoms(use_true_random=False), st.floats(0, 12), st.integers(4, 12), st.integers(4, 12))
def test_painting_order_and_heights_do_not_change_the_reading_order(
    random: Random, stagger: float, left: int, right: int
) -> None:
    words = prose("left", left, LEFT, 700) + prose("right", right, RIGHT, 700 - stagger)
    random.shuffle(words)
    expected = [f"left {at}" for at in range(left)] + [f"right {at}" for at in range(right)]
    assert firsts(reading_order(words)) == expected


def test_a_line_across_the_gutter_splits_the_columns() -> None:
    words = prose("above-left", 4, LEFT, 700) + prose("above-right", 4, RIGHT, 700)
    words += line("ACROSS " + "x" * 60 + " BOTH", 100, 640)
    words += prose("below-left", 4, LEFT, 620) + prose("below-right", 4, RIGHT, 620)
    read = [text.split()[0] for text in reading_order(words)]
    assert (
        read
        == ["above-left"] * 4 + ["above-right"] * 4 + ["ACROSS"] + ["below-left"] * 4 + ["below-right"] * 4
    )


def test_a_short_heading_without_rows_beside_it_splits_the_columns() -> None:
    words = prose("above-left", 4, LEFT, 700) + prose("above-right", 4, RIGHT, 700)
    words += line("CHAD (Tier 3)", LEFT, 635)
    words += prose("below-left", 4, LEFT, 610) + prose("below-right", 4, RIGHT, 610)
    read = [text.split()[0] for text in reading_order(words, "CHAD (Tier 3)")]
    assert read[4:10] == ["above-right"] * 4 + ["CHAD", "below-left"]


def test_a_heading_within_a_column_does_not_split_the_columns() -> None:
    words = prose("above", 4, LEFT, 700) + prose("right", 12, RIGHT, 700)
    words += line("CHAD (Tier 3)", LEFT, 635)
    words += prose("below", 4, LEFT, 610)
    read = [text.split()[0] for text in reading_order(words, "CHAD (Tier 3)")]
    assert read == ["above"] * 4 + ["CHAD"] + ["below"] * 4 + ["right"] * 12


def test_one_column_has_no_gutter() -> None:
    words = [word for at in range(30) for word in line("some words of a line " * 5, LEFT, 700 - 12 * at)]
    assert find_gutter(rows_of(words)) is None


def test_a_table_has_no_gutter() -> None:
    rows = [line("label", LEFT, 700 - 12 * at) + line("12", 500, 700 - 12 * at) for at in range(20)]
    assert find_gutter(rows) is None


def test_an_empty_page_has_no_gutter() -> None:
    assert find_gutter([]) is None


def test_a_known_gutter_is_used_for_a_page_with_few_lines() -> None:
    words = prose("left", 2, LEFT, 700) + prose("right", 1, RIGHT, 700)
    rows = rows_of(words)
    assert find_gutter(rows) is None
    assert find_gutter(rows, RIGHT - 2) == RIGHT - 2


def test_a_known_gutter_is_not_forced_on_one_column() -> None:
    rows = rows_of(
        [word for at in range(9) for word in line("some words of a line " * 5, LEFT, 700 - 12 * at)]
    )
    assert find_gutter(rows, RIGHT - 2) is None
