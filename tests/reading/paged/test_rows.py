from __future__ import annotations

import pytest

from tests.reading.paged.setting import HEIGHT, line
from tipgraph.reading.paged.lines import Row, Word, cells_of, rows_of, text_of


def test_a_raised_number_belongs_to_its_row() -> None:
    words = [*line("law", 0, 100), Word("2", 15, 104, 18, 110), *line("passed", 20, 100)]
    assert [text_of(row) for row in rows_of(words)] == ["law 2 passed"]


def test_a_large_initial_does_not_join_two_lines() -> None:
    words = [Word("T", 0, 86, 18, 112), *line("raffickers", 20, 100), *line("exploit", 20, 88)]
    texts = [text_of(row) for row in rows_of(words)]
    assert not any("raffickers" in text and "exploit" in text for text in texts)


@pytest.mark.parametrize(("gap", "cells"), [(3.0, 1), (11.0, 1), (13.0, 2)])
def test_wide_gaps_separate_cells(gap: float, cells: int) -> None:
    row: Row = [Word("a", 0, 0, 5, HEIGHT), Word("b", 5 + gap, 0, 10 + gap, HEIGHT)]
    assert len(cells_of(row)) == cells
