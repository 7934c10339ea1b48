"""The table of counts: the example of each row, and files that are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.understanding.extraction import counts
from tipgraph.errors import UnreadableError
from tipgraph.understanding.counts.count_table import Row, load, table
from tipgraph.util.resources import folder

TEXT = (folder("ontology") / "counts.toml").read_text(encoding="utf-8")
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
    assert old in TEXT
    path = tmp_path / "counts.toml"
    path.write_text(TEXT.replace(old, new), encoding="utf-8")
    with pytest.raises(UnreadableError, match=message):
        load(path)
