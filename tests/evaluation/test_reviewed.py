"""Samples to review, and what reviews say of the program."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.archive import EXTRACTIONS
from tests.corrections.making import TEXT, correct, extraction, route
from tipgraph.analysis.facts import facts
from tipgraph.corrections import Correction, Corrections
from tipgraph.evaluation import read_gold, score
from tipgraph.evaluation.reviewed import ReviewedPrecision, gold_rows, passage_rows, precisions, sample
from tipgraph.evaluation.scores import Scores, wilson

KIM, LEE = {"by": "kim", "at": "2026-11-01"}, {"by": "lee", "at": "2026-11-02"}
WOMEN: dict[str, Any] = {"kind": "victim-group", "fields": {"code": "women"}}


def test_precision_by_kind() -> None:
    found = precisions(
        Corrections(
            (
                correct("accept"),
                correct("reject", "OMN"),
                correct("replace", "ARE", new={"destination": "SAU"}),
                correct("add", "EGY"),
                correct("accept", **WOMEN),
            )
        )
    )
    assert found == [ReviewedPrecision("route", 1, 1, 1, 1), ReviewedPrecision("victim-group", 1, 0, 0, 0)]
    assert found[0].precision == pytest.approx(1 / 3)
    assert found[0].interval == wilson(1, 3)


@pytest.mark.parametrize(
    ("on_conflict", "counts"), [("newest", [(0, 1)]), ("majority", [(0, 1)]), ("leave-out", [])]
)
def test_precision_of_claims_in_dispute(on_conflict: str, counts: list[tuple[int, int]]) -> None:
    votes = (correct("accept", **KIM), correct("reject", **LEE))
    found = precisions(Corrections(votes, on_conflict))
    assert [(each.right, each.rejected) for each in found] == counts


def test_a_sample_is_the_same_for_the_same_seed_and_has_no_claim_twice() -> None:
    one, again, other = (sample(EXTRACTIONS, 12, seed=seed).corrections for seed in (1, 1, 2))
    assert one == again != other
    assert len({(each.document, each.kind, each.start, str(each.fields)) for each in one}) == 12


def test_a_sample_has_the_shares_of_all_claims() -> None:
    claims = [claim for each in EXTRACTIONS for claim in each.claims]
    whole, half = sample(EXTRACTIONS, 10_000), sample(EXTRACTIONS, len(claims) // 2)
    assert len(whole.corrections) == whole.population == len(claims)
    shares = Counter(each.kind for each in half.corrections)
    for kind, number in Counter(claim.kind for claim in claims).items():
        assert abs(shares[kind] - number / 2) <= 3, kind


def test_a_sample_of_kinds_leaves_out_what_people_made() -> None:
    mine = route("ARE", rules=("review.add",))
    drawn = sample([extraction(mine, route("QAT"))], 10, kinds=["route"])
    assert [each.fields for each in drawn.corrections] == [{"origin": "KEN", "destination": "QAT"}]
    assert sample([], 10).corrections == ()


def test_the_interval_that_a_sample_will_give() -> None:
    drawn = sample(EXTRACTIONS, 10)
    assert drawn.interval(0.9) == wilson(9, 10)


def scored(tmp_path: Path, *, complete: bool) -> Scores:
    """Return the scores of the program's claims by annotations made of corrections."""
    votes = (correct("accept"), correct("reject", "OMN"), correct("add", "ARE"), correct("accept", **WOMEN))
    rows = gold_rows([(extraction(), TEXT)], Corrections(votes), complete=complete)
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    gold = read_gold(path)
    found = [fact for fact in facts(extraction(route("SAU"), *extraction().claims)) if gold.scores(fact)]
    return score(gold.facts, found, gold.documents, gold.optional)


def test_corrections_become_annotations(tmp_path: Path) -> None:
    routes = scored(tmp_path, complete=False).measures["route"]
    assert (routes.gold, routes.predicted, routes.correct) == (2, 3, 1)
    assert scored(tmp_path, complete=False).measures["victim-group"].precision == 1


def test_claims_that_nobody_reviewed_count_only_in_complete_documents() -> None:
    corrections = Corrections((correct("accept"), correct("reject", "OMN")))
    before = extraction(route("QAT"), route("OMN"), route("SAU"))
    [open_row] = gold_rows([(before, TEXT)], corrections)
    [complete] = gold_rows([(before, TEXT)], corrections, complete=True)
    assert open_row["optional"] == [["route", "KEN", "SAU"]]
    assert "optional" not in complete
    assert [each["destination"] for each in complete["routes"]] == ["QAT"]
    assert open_row["kinds"] == ["route"]


def test_documents_without_corrections_have_no_annotations() -> None:
    assert list(gold_rows([(extraction(), TEXT)], Corrections())) == []


def read_completely(quote: str, verdict: str = "complete", **values: Any) -> Correction:
    return Correction(document="kenya", quote=quote, kind="", verdict=verdict, **values)


FIRST = "Kenyan women are exploited in Qatar and Oman."


def test_recall_is_that_of_the_passages_that_people_read_completely() -> None:
    add = correct("add", "EGY", quote="women are exploited")
    men = correct("accept", quote="Kenyan men work", kind="victim-group", fields={"code": "women"})
    votes = (correct("accept"), correct("reject", "OMN"), add, men)
    routes, groups = precisions(Corrections((*votes, read_completely(FIRST))))
    assert (routes.found, routes.missed, routes.recall) == (1, 1, 1 / 2)
    assert routes.recall_interval == wilson(1, 2)
    assert groups.recall is None
    taken_back = read_completely(FIRST, "incomplete", at="2026-11-02")
    assert precisions(Corrections((*votes, read_completely(FIRST), taken_back)))[0].recall is None


def test_a_verdict_that_is_taken_back_does_not_count() -> None:
    votes = (correct("reject", **KIM), correct("withdraw", by="kim", at="2026-11-03"))
    assert precisions(Corrections(votes)) == []


def test_passages_become_annotations_that_say_nothing_of_the_rest(tmp_path: Path) -> None:
    votes = (
        correct("accept"),
        correct("add", "EGY", quote="women are exploited"),
        correct("reject", **{**WOMEN, "quote": "Kenyan women are at risk"}),
        read_completely(FIRST),
    )
    [row] = passage_rows([(extraction(), TEXT)], Corrections(votes))
    assert [each["destination"] for each in row["routes"]] == ["EGY", "QAT"]
    assert ["conviction", "12.0"] in [each[1:3] for each in row["optional"]]
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(row) + "\n")
    standard = read_gold(gold)
    scores = score(standard.facts, list(facts(extraction())), standard.documents, standard.optional)
    of_routes = scores.measures["route"]
    assert (of_routes.gold, of_routes.predicted, of_routes.correct) == (2, 2, 1)
    assert scores.measures["count"].predicted == 0


def test_passages_that_are_not_found_are_named() -> None:
    skipped: list[tuple[str, str]] = []
    elsewhere = Correction(document="oman", quote=FIRST, kind="", verdict="complete")
    marks = Corrections((read_completely("It is not there."), elsewhere, read_completely(FIRST)))
    rows = passage_rows([(extraction(), TEXT)], marks, lambda mark, why: skipped.append((mark.document, why)))
    assert len(list(rows)) == 1
    assert skipped == [("kenya", "the words are not in the text"), ("oman", "its document is not there")]


def test_documents_without_such_passages_have_no_annotations() -> None:
    assert list(passage_rows([(extraction(), TEXT)], Corrections((correct("accept"),)))) == []
