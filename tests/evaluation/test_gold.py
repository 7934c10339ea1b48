"""Gold standards and facts in files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.evaluation.passage import FACTS, GOLD, lines
from tipgraph.errors import UnreadableError
from tipgraph.evaluation import (
    is_facts,
    is_selected,
    read_facts,
    read_gold,
)


@pytest.mark.parametrize(
    ("only", "skip", "wanted"),
    [
        ((), (), True),
        ({"ago"}, (), True),
        ({"mex"}, (), False),
        ((), {"ago"}, False),
        ({"2014"}, {"mex"}, True),
    ],
)
def test_choosing_passages(only: set[str], skip: set[str], wanted: bool) -> None:
    assert is_selected("tip-2014-ago", only, skip) == wanted


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ('{"id": "a"}\n{"id": ', "bad.jsonl:2: not JSON"),
        ("[1]", "not a JSON object"),
        ('{"country": "AGO"}', "passage without an id"),
        ('{"id": "a", "roles": ["source"]}', "role that is not an object"),
        ('{"id": "a", "roles": [{"code": "source"}]}', "role without role"),
    ],
)
def test_damaged_gold(tmp_path: Path, text: str, cause: str) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(text)
    with pytest.raises(UnreadableError, match=cause):
        read_gold(path)


def test_damaged_facts(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="not a fact"):
        read_facts(lines(tmp_path / "bad.jsonl", [{"kind": "role"}]))
    with pytest.raises(UnreadableError, match="route without destination"):
        read_facts(lines(tmp_path / "bad.jsonl", [{"document": "a", "kind": "route", "origin": "AGO"}]))


def test_facts_are_told_by_content(tmp_path: Path) -> None:
    assert is_facts(lines(tmp_path / "a", FACTS))
    assert not is_facts(lines(tmp_path / "b", [GOLD]))
    assert not is_facts(tmp_path / "none")
