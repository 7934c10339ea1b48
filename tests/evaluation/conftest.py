"""The gold standard of one passage."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.evaluation.passage import GOLD, lines
from tipgraph.evaluation import Gold, read_gold


@pytest.fixture
def gold(tmp_path: Path) -> Gold:
    return read_gold(lines(tmp_path / "gold.jsonl", [GOLD]))
