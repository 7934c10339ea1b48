"""Victim groups, kinds of exploitation and sectors."""

from __future__ import annotations

import pytest

from tests.understanding.extraction import claims, codes
from tests.understanding.tables import Case, table


@table("victims")
def test_victim_groups(case: Case) -> None:
    assert codes("victim-group", case.country, case.text) == set(case.wanted)


@table("exploitation")
def test_exploitation(case: Case) -> None:
    assert codes("exploitation", case.country, case.text) == set(case.wanted)


@table("sectors")
def test_sectors(case: Case) -> None:
    assert codes("sector", case.country, case.text) == set(case.wanted)


@pytest.mark.parametrize("kind", ["victim-group", "exploitation", "sector"])
def test_a_hedged_clause_makes_codes_possible(kind: str) -> None:
    text = "Women may be subjected to forced labor on farms."
    assert {claim.certainty for claim in claims("KEN", text) if claim.kind == kind} == {"possible"}


@pytest.mark.parametrize("kind", ["victim-group", "exploitation", "sector"])
def test_asserted_once_is_asserted(kind: str) -> None:
    text = "Women may be subjected to forced labor on farms. Women are subjected to forced labor on farms."
    assert {claim.certainty for claim in claims("KEN", text) if claim.kind == kind} == {"asserted"}
