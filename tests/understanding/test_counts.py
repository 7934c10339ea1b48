"""Results in numbers."""

from __future__ import annotations

import pytest

from tests.understanding.extraction import counts, only
from tests.understanding.tables import Case, table
from tipgraph.model.claims import CountClaim


@table("counts")
def test_counts(case: Case) -> None:
    assert counts(case.country, case.text) == set(case.wanted)


@pytest.mark.parametrize("number", ["12", "twelve", "Twelve", "12.0"])
def test_figures_and_words_count_alike(number: str) -> None:
    assert counts("MEX", f"{number} traffickers were convicted.") == {"conviction/12/persons"}


@pytest.mark.parametrize(
    ("behind", "counted"),
    [
        ("Courts convicted six.", "conviction/6/persons"),
        ("Courts convicted six that same year.", "conviction/6/persons/2019"),
        ("Six persons were tried in those cases.", "prosecution/6/persons/2019"),
        ("The team met in that time. Courts convicted six.", "conviction/6/persons/2019"),
    ],
)
def test_a_paragraph_has_no_year_of_the_one_before_unless_it_refers_to_it(behind: str, counted: str) -> None:
    found = counts("KEN", f"In 2019 police opened 12 cases.\n\n{behind}")
    assert found == {"investigation/12/cases/2019", counted}


@pytest.mark.parametrize(
    ("text", "count", "evidence", "context"),
    [
        (
            "In 2019, courts convicted 12 men, and police opened 40 cases.",
            40, "police opened 40 cases", (),
        ),
        (
            "In 2019, courts convicted 12 men (nine in 2018), and police opened 40 cases.",
            9, "In 2019, courts convicted 12 men (nine in 2018)", (),
        ),
        (
            "Police opened 80 investigations, resulting in the arrest of 55 suspects.",
            55, "resulting in the arrest of 55 suspects", (),
        ),
        (
            "Police identified 40 victims. Of these, 12 were boys.",
            12, "Of these, 12 were boys", ("Police identified 40 victims",),
        ),
    ],
)  # fmt: skip
def test_a_count_has_the_words_of_its_clause(
    text: str, count: int, evidence: str, context: tuple[str, ...]
) -> None:
    (claim,) = [each for each in only(CountClaim, "MEX", text) if each.count == count]
    assert [piece.quote for piece in claim.evidence] == [evidence]
    assert tuple(piece.quote for piece in claim.context) == context
