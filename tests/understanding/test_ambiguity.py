"""Names that several places share, and words that only look like places, in whole sentences."""

from __future__ import annotations

import pytest

from tests.understanding.extraction import routes
from tests.understanding.tables import Case, cases, table


@table("ambiguity")
def test_a_name_is_settled_by_its_sentence(case: Case) -> None:
    assert routes(case.country, case.text).keys() == set(case.wanted)


@pytest.mark.xfail(strict=True, reason="not settled yet")
@pytest.mark.parametrize("case", cases("ambiguity-open"), ids=lambda case: case.text[:70])
def test_a_name_that_is_not_settled_rightly_yet(case: Case) -> None:
    assert routes(case.country, case.text).keys() == set(case.wanted)
