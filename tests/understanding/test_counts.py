"""Results in numbers."""

from __future__ import annotations

import pytest

from tests.understanding.extraction import counts
from tests.understanding.tables import Case, table


@table("counts")
def test_counts(case: Case) -> None:
    assert counts(case.country, case.text) == set(case.wanted)


@pytest.mark.parametrize("number", ["12", "twelve", "Twelve", "12.0"])
def test_figures_and_words_count_alike(number: str) -> None:
    assert counts("MEX", f"{number} traffickers were convicted.") == {"conviction/12/persons"}
