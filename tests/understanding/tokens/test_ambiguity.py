"""Names that several places share, and words that only look like places, in whole sentences."""

from __future__ import annotations

from tests.understanding.extraction import routes
from tests.understanding.tables import Case, table


@table("ambiguity")
def test_a_name_is_settled_by_its_sentence(case: Case) -> None:
    assert routes(case.country, case.text).keys() == set(case.wanted)
