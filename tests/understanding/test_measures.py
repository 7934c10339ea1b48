"""Measures, by type and status."""

from __future__ import annotations

import pytest

from tests.understanding.extraction import measures, narrative, only, shared_extractor
from tests.understanding.tables import Case, table
from tipgraph.model.claims import MeasureClaim
from tipgraph.model.documents import Section


@table("measures")
def test_measures(case: Case) -> None:
    assert measures(case.country, case.text) == set(case.wanted)


ADVICE = (
    "Convict traffickers and impose adequate sentences; train police officers; fund shelters for victims; "
    "do not penalize victims; adopt a national action plan and conduct awareness campaigns."
)


def test_what_a_report_asks_for_is_recommended_and_nothing_else() -> None:
    done = "The government funded a hotline."
    text = f"{ADVICE}\n\n{done}"
    section = Section("recommendations", "Recommendations", 0, len(ADVICE))
    extraction = shared_extractor().read(narrative("MEX", text, sections=(section,)))
    found = [claim for claim in extraction.claims if isinstance(claim, MeasureClaim)]
    advised = {c.type for c in found if c.status == "recommended"}
    assert advised >= {
        "action-plan",
        "awareness-campaign",
        "conviction",
        "funding",
        "sentencing",
        "training",
        "victim-services",
    }
    assert {(c.type, c.status) for c in found if c.status != "recommended"} == {
        ("funding", "done"),
        ("hotline", "done"),
    }


def test_no_counts_in_recommendations() -> None:
    text = "Identify 200 victims and train 30 judges."
    section = Section("recommendations", "Recommendations", 0, len(text))
    extraction = shared_extractor().read(narrative("MEX", text, sections=(section,)))
    assert not [claim for claim in extraction.claims if claim.kind == "count"]


@pytest.mark.parametrize(
    ("status", "polarity"),
    [("Courts convicted no traffickers.", "denied"), ("Courts convicted traffickers.", "affirmed")],
)
def test_polarity(status: str, polarity: str) -> None:
    (claim,) = only(MeasureClaim, "MEX", status)
    assert claim.polarity == polarity


FIELDS = ("victims", "exploitation", "sectors", "partners", "period")


def arguments(claim: MeasureClaim) -> str:
    """Write a measure as the table does: ``hotline/done:victims=boys,girls:period=2014``."""
    stated = {name: value for name in FIELDS if (value := getattr(claim, name))}
    written = (
        f":{name}={','.join(value) if isinstance(value, tuple) else value}" for name, value in stated.items()
    )
    return f"{claim.type}/{claim.status}" + "".join(written)


@table("arguments")
def test_arguments(case: Case) -> None:
    assert {arguments(claim) for claim in only(MeasureClaim, case.country, case.text)} == set(case.wanted)
