"""The tier placement."""

from __future__ import annotations

import pytest

from tests.understanding.extraction import only, tier
from tests.understanding.tables import Case, table
from tipgraph.model.claims import TierClaim


@table("tiers")
def test_tiers(case: Case) -> None:
    found = tier(case.country, case.text)
    assert {f"{name}={value}" for name, value in found.items()} == set(case.wanted)


def test_the_year_of_a_report_is_its_own() -> None:
    (claim,) = only(TierClaim, "HTI", "Haiti was placed on Tier 2.", edition="2009")
    assert claim.tier_year == 2009


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Tier 2 Watch List - Haiti does not fully meet the minimum standards (2014)", 2014),
        (
            "Haiti is on Tier 3. https://www.state.gov/reports/2021-trafficking-in-persons-report/haiti/",
            2021,
        ),
        ("Haiti is on Tier 3.", None),
    ],
)
def test_the_year_of_a_summary_is_the_one_that_it_closes_with(text: str, year: int | None) -> None:
    (claim,) = only(TierClaim, "HTI", text, publication="factbook", edition="2022-01-10")
    assert claim.tier_year == year


@pytest.mark.parametrize(
    "text",
    [
        "Haiti was placed on Tier 2 in 2017.",
        "The department's 2017 report ranks Haiti on Tier 2.",
        "Haiti was moved from Tier 3 to Tier 2 in the 2017 report.",
        "Haiti kept its Tier 2 ranking in the 2017 report of the department.",
        "Haiti remained on Tier 2 for the second consecutive year (2017); it tried nobody.",
    ],
)
def test_others_name_the_year_of_a_placement(text: str) -> None:
    (claim,) = only(TierClaim, "HTI", text, publication="press", edition="2020")
    assert (claim.tier, claim.tier_year) == ("2", 2017)


def test_a_document_places_its_country_once() -> None:
    text = "Haiti was placed on Tier 2. It does not fully meet the minimum standards. Haiti is on Tier 3."
    (claim,) = only(TierClaim, "HTI", text)
    assert (claim.tier, claim.compliance) == ("2", "does-not-fully-meet")
