"""Queries in files, and their headers."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Store

from tests.analysis.queries.running import cells
from tipgraph.analysis.queries import find
from tipgraph.analysis.queries import parse as parse_query
from tipgraph.errors import UnreadableError


def test_files_with_queries(tmp_path: Path, archive: Store) -> None:
    path = tmp_path / "mine.rq"
    path.write_text(
        "#+ title: Mine\n#+ param country: place, required -- it\nSELECT ?country { ?r tg:country ?country }"
    )
    assert find(str(path)).title == "Mine"
    assert cells(archive, str(path), {"country": "CUB"}) == [[]]
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UnreadableError, match="UTF-8"):
        find(str(path))


@pytest.mark.parametrize("line", ["#+ tilte: a", "#+ param a: place -- b", "#+ nothing", "#+ title:"])
def test_damaged_headers(line: str) -> None:
    with pytest.raises(UnreadableError, match="cannot be read"):
        parse_query(line + "\nSELECT * {}")
