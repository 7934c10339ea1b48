"""Victim groups, exploitation, sectors and roles by structure."""

from __future__ import annotations

import pytest

from tests.understanding.structure.support import misread, reader
from tests.understanding.tables import Case, cases
from tipgraph.understanding.structure.codes import codes
from tipgraph.understanding.structure.routes import read_statements

OPEN = frozenset(
    (
        "Bulgaria is a point of transit for women",
        "Libya is a destination country for men a",
        "Girls are exploited in prostitution cate",
    )
)
"""Beginnings of the sentences of the tables that are not read right yet."""


def _rows(table: str) -> list[object]:
    return [misread(c, reason="open") if c.text[:40] in OPEN else c for c in cases(table)]


def _codes(case: Case, kind: str) -> set[str]:
    segments = reader().read(case.text, country=case.country)
    found = (code for each in segments for code in codes(each.reading, reader().exploitation))
    return {statement.code for statement in found if statement.kind == kind}


@pytest.mark.parametrize("case", _rows("victims"), ids=lambda case: case.text[:70])
def test_victims(case: Case) -> None:
    assert _codes(case, "victim-group") == set(case.wanted)


@pytest.mark.parametrize("case", _rows("exploitation"), ids=lambda case: case.text[:70])
def test_exploitation(case: Case) -> None:
    assert _codes(case, "exploitation") == set(case.wanted)


@pytest.mark.parametrize("case", _rows("sectors"), ids=lambda case: case.text[:70])
def test_sectors(case: Case) -> None:
    assert _codes(case, "sector") == set(case.wanted)


@pytest.mark.parametrize("case", _rows("roles"), ids=lambda case: case.text[:70])
def test_roles(case: Case) -> None:
    readings = (segment.reading for segment in reader().read(case.text, country=case.country))
    said = read_statements(readings, case.country, reader().exploitation)
    assert {statement.role for statement in said.roles} == set(case.wanted)
