"""The table of counts: the example of each row, and files that are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.understanding.extraction import counts
from tests.understanding.support import check_refused
from tipgraph.understanding.counts.count_table import Row, load, table

ROWS = [*table().arguments, *table().sums, *table().comparisons, *table().continuations]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.text)
def test_the_example_of_a_row(row: Row) -> None:
    assert counts("MEX", row.text) == set(row.counts.split()), row.text


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('under = ["give"]', 'governor = ["give"]', "the condition 'governor'"),
        ('under = ["give"]', 'under = ["gives"]', "the type 'gives' of 'under'"),
        ('measure = ["theme"]', 'measure = ["object.topic"]', "the type 'topic' of 'role'"),
        ('of = ["reach"]', 'of = ["reaching"]', "the type 'reaching' of 'measures'"),
        ('implies = "funding"', 'implies = "fund"', "the type 'fund' of 'measures'"),
        ('text = "To nine', 'said = "To nine', "the condition 'said'"),
        ('before = ["victims"]', 'before = ["victim"]', "'victim' of 'before'"),
        ("[[sum]]", "[[sums]]", "'sum'"),
        ('types = ["officer"]', 'types = ["officers"]', "the type 'officers' of 'types'"),
        ('"<bound> #"', '"<bounds> #"', "the class 'bounds'"),
    ],
)
def test_a_wrong_file_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    check_refused(load, "counts.toml", tmp_path, (old, new, message))
