"""Queries in files, and their headers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import Store

from tests.analysis.queries.running import cells
from tipgraph.analysis.queries import catalog, find
from tipgraph.analysis.queries import parse as parse_query
from tipgraph.errors import UnreadableError
from tipgraph.model.documents import _SUBJECTS, subjects_of

SILENT = {(section, subject) for section in _SUBJECTS for subject in subjects_of(None) - subjects_of(section)}
"""The sections of editions, each with the subjects that it does not speak of."""


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


def test_changes_knows_the_subjects_of_sections() -> None:
    tables = re.findall(r"VALUES \(\?part \?subject\) \{(.*?)\}", catalog()["changes"].text, re.DOTALL)
    rows = [re.findall(r'\("(.+?)" "(.+?)"\)', table) for table in tables]
    assert [sorted(table) for table in rows] == [sorted(SILENT)] * 2


def test_corroboration_knows_the_sections_without_routes() -> None:
    tables = re.findall(r"VALUES \?part \{(.*?)\}", catalog()["corroboration"].text)
    without = sorted(section for section, subject in SILENT if subject == "routes")
    assert [sorted(re.findall(r'"(.+?)"', table)) for table in tables] == [without] * 2
