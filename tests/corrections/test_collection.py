"""What becomes of corrections, and how far people agree."""

from __future__ import annotations

from typing import Any

import pytest

from tests.corrections.making import TEXT, correct, extraction
from tests.paths import ROOT
from tipgraph.build.extractions import ExtractionWithText, read
from tipgraph.corrections import Correction, Corrections, Status, read_corrections, status
from tipgraph.corrections.collection import Agreement, kappa
from tipgraph.model.iris import document_iri

KIM, LEE = {"by": "kim", "at": "2026-11-01"}, {"by": "lee", "at": "2026-11-02"}


def look(*corrections: Correction, text: str | None = TEXT, on_conflict: str = "newest") -> Status:
    return status([(extraction(), text)], Corrections(corrections, on_conflict))


def test_each_correction_is_counted() -> None:
    found = look(
        correct("accept"),
        correct("reject", "OMN"),
        correct("accept", "ARE"),
        correct("reject", quote="no such words"),
        correct("reject", document="uganda"),
        correct(
            "accept", document=document_iri(extraction().document), kind="tier", quote="Tier 2", fields={}
        ),
    )
    assert found.counts == {"accept": 2, "no-claim": 1, "no-document": 1, "reject": 1, "unanchored": 1}
    assert [each.document for each in found.without_document] == ["uganda"]


def test_the_corrections_of_the_examples_are_of_claims_that_the_program_makes() -> None:
    corrections, _ = read_corrections([ROOT / "examples/corrections.jsonl"])
    made = read([str(ROOT / "examples/graph.trig")])
    pairs = [(each.extraction, each.text) for each in made if isinstance(each, ExtractionWithText)]
    assert status(pairs, corrections).counts == {"accept": 1, "add": 1, "reject": 1, "replace": 1}


def test_corrections_of_a_document_keep_the_order_of_the_files() -> None:
    document = extraction().document
    by_iri, by_id = (correct(name, document=name_of) for name, name_of in (
        ("accept", document_iri(document)), ("reject", document.identifier),
    ))  # fmt: skip
    assert Corrections((by_iri, by_id)).of(document) == (by_iri, by_id)
    assert Corrections((by_id, by_iri)).of(document) == (by_id, by_iri)


def test_conflicts_are_listed_whatever_the_policy() -> None:
    votes = (correct("accept", **KIM), correct("reject", **LEE), correct("accept", "OMN", **KIM))
    for on_conflict in ("newest", "majority", "leave-out"):
        [conflict] = look(*votes, on_conflict=on_conflict).conflicts
        assert sorted(each.by for each in conflict) == ["kim", "lee"]


def test_agreement_is_by_kind() -> None:
    tier: dict[str, Any] = {"kind": "tier", "quote": "Tier 2", "fields": {}}
    found = look(
        correct("accept", **KIM),
        correct("reject", **LEE),
        correct("reject", "OMN", **KIM),
        correct("reject", "OMN", **LEE),
        correct("accept", **tier, **KIM),
        correct("accept", **tier, **LEE),
    )
    assert found.agreement == (Agreement("route", 2, 1, 0.0), Agreement("tier", 1, 1, None))


def test_kappa_of_three_labels() -> None:
    one, other = "aabbbccacb", "abbbbcaacb"  # the same 8 times of 10; 0.35 by chance
    assert kappa(zip(one, other, strict=True)) == pytest.approx(0.45 / 0.65)
    assert kappa([]) is None
