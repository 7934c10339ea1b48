"""What corrections do to the claims of a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from tests.corrections.making import QATAR, TEXT, correct, extraction, route, words
from tipgraph.corrections import Correction, Outcome, apply
from tipgraph.corrections.applying import Subject
from tipgraph.model.claims import Claim, CountClaim, Extraction, Review, RouteClaim, TierClaim

KIM = {"by": "kim", "at": "2026-11-01"}
LEE = {"by": "lee", "at": "2026-11-02"}


def applied(
    *corrections: Correction, on_conflict: str = "newest", before: Extraction | None = None
) -> tuple[Sequence[Claim], Sequence[Outcome]]:
    done = apply(before or extraction(), TEXT, corrections, on_conflict)
    return done.extraction.claims, done.outcomes


def routes(claims: Sequence[Claim]) -> dict[str, RouteClaim]:
    return {claim.destination: claim for claim in claims if isinstance(claim, RouteClaim)}


def states(outcomes: Sequence[Outcome]) -> list[str]:
    return [outcome.state for outcome in outcomes]


def test_without_corrections_nothing_changes() -> None:
    before = extraction()
    assert apply(before, TEXT, ()).extraction is before


def test_an_accepted_claim_is_marked() -> None:
    claims, outcomes = applied(correct("accept", **KIM, reason="checked"))
    assert routes(claims)["QAT"].reviews == (Review("kim", "accept", "2026-11-01", "checked"),)
    assert routes(claims)["OMN"].reviews == ()
    assert states(outcomes) == ["applied"]


def test_a_rejected_claim_stays_out_and_others_of_the_same_words_stay_in() -> None:
    claims, _ = applied(correct("reject"))
    assert list(routes(claims)) == ["OMN"]
    assert len(claims) == len(extraction().claims) - 1


def test_a_rejection_holds_when_the_rules_give_other_fields_and_words() -> None:
    later = route(
        "QAT",
        victims=("children", "women"),
        sectors=("fishing",),
        certainty="possible",
        evidence=words("women are exploited in Qatar"),
        rules=("route.new",),
    )
    assert routes(applied(correct("reject"), before=extraction(later, route("OMN")))[0]).keys() == {"OMN"}


def test_without_fields_a_verdict_is_on_all_claims_of_the_kind_in_the_words() -> None:
    claims, outcomes = applied(correct("reject", fields={}))
    assert routes(claims) == {}
    assert states(outcomes) == ["applied"]


def test_a_replaced_claim_names_the_one_that_it_replaces() -> None:
    claims, _ = applied(correct("replace", new={"destination": "ARE", "victims": ("girls",)}, **KIM))
    made = routes(claims)["ARE"]
    assert "QAT" not in routes(claims)
    assert made.replaces == ("https://w3id.org/tipgraph/document/notes/2020/KEN/kenya/route/KEN/QAT/0",)
    assert (made.victims, made.rules, made.evidence) == (("girls",), ("review.replace",), words(QATAR))
    assert made.reviews == (Review("kim", "replace", "2026-11-01"),)


def test_a_replacement_of_other_fields_only_keeps_the_address() -> None:
    claims, _ = applied(correct("replace", new={"victims": ("girls",)}))
    made = routes(claims)["QAT"]
    assert (made.victims, made.replaces) == (("girls",), ())


def test_a_replacement_holds_when_the_rules_no_longer_make_the_claim_or_make_the_right_one() -> None:
    right = correct("replace", new={"destination": "ARE"}, **KIM)
    for before in (extraction(route("OMN")), extraction(route("OMN"), route("ARE"))):
        claims, outcomes = applied(right, before=before)
        assert routes(claims)["ARE"].reviews == (Review("kim", "replace", "2026-11-01"),)
        assert states(outcomes) == ["applied"]


def test_an_added_claim_has_the_words_as_its_evidence() -> None:
    claims, _ = applied(correct("add", "ARE", quote="Kenyan men work in Oman", **KIM))
    made = routes(claims)["ARE"]
    assert (made.evidence, made.rules) == (words("Kenyan men work in Oman"), ("review.add",))


def test_to_add_a_claim_that_the_program_makes_is_to_accept_it() -> None:
    claims, _ = applied(correct("add", **KIM))
    assert routes(claims)["QAT"].rules == ("route.test",)
    assert routes(claims)["QAT"].reviews == (Review("kim", "add", "2026-11-01"),)


def test_to_add_a_claim_with_other_fields_replaces_those_fields() -> None:
    fields = {"origin": "KEN", "destination": "QAT", "victims": ("girls",)}
    claims, _ = applied(correct("add", fields=fields))
    assert routes(claims)["QAT"].victims == ("girls",)


def test_a_code_loses_only_the_rejected_evidence() -> None:
    first = correct("reject", kind="victim-group", fields={"code": "women"})
    second = replace(first, quote="Kenyan women are at risk")
    [women] = [claim for claim in applied(first)[0] if claim.kind == "victim-group"]
    assert women.evidence == words("Kenyan women are at risk")
    assert [claim for claim in applied(first, second)[0] if claim.kind == "victim-group"] == []


def test_a_code_is_replaced_in_the_words_of_the_correction() -> None:
    girls = correct("replace", kind="victim-group", fields={"code": "women"}, new={"code": "girls"})
    found = {claim.key: claim.evidence for claim in applied(girls)[0] if claim.kind == "victim-group"}
    assert found == {("girls",): words(QATAR), ("women",): words("Kenyan women are at risk")}


def test_a_tier_and_a_count_are_corrected_as_a_whole() -> None:
    tier = correct("replace", kind="tier", quote="Tier 2", fields={"tier": "2"}, new={"tier": "2WL"})
    count = correct(
        "replace", kind="count", quote="12", fields={"count": Decimal(12)}, new={"count": Decimal(13)}
    )
    claims, outcomes = applied(tier, count)
    assert states(outcomes) == ["applied", "applied"]
    assert [claim.tier for claim in claims if claim.kind == "tier"] == ["2WL"]  # type: ignore[attr-defined]
    assert [claim.count for claim in claims if isinstance(claim, CountClaim)] == [13]


def test_an_added_tier_takes_precedence_and_keeps_what_else_is_stated() -> None:
    stated = TierClaim(tier="2", efforts="significant", evidence=words("Tier 2"), rules=("tier.test",))
    added = correct("add", kind="tier", quote="Kenya was placed", fields={"tier": "2WL"})
    [tier], _ = applied(added, before=extraction(stated))
    assert isinstance(tier, TierClaim)
    assert (tier.tier, tier.efforts) == ("2WL", "significant")


def test_what_has_no_effect_is_reported() -> None:
    _, outcomes = applied(
        correct("accept", "ARE"),
        correct("reject", "ARE"),
        correct("accept", quote="no such words"),
        correct("replace", fields={"origin": "UGA"}, new={"via": ("MEX",)}),
    )
    assert states(outcomes) == ["no-claim", "met", "unanchored", "no-claim"]
    assert [bool(outcome.reason) for outcome in outcomes] == [True, False, True, True]


def test_of_one_person_the_newest_verdict_counts() -> None:
    claims, outcomes = applied(
        correct("reject", by="kim", at="2026-11-02"), correct("accept", by="kim", at="2026-11-01T23:00Z")
    )
    assert "QAT" not in routes(claims)
    assert states(outcomes) == ["applied", "superseded"]
    assert not any(outcome.disputed for outcome in outcomes)


@pytest.mark.parametrize(
    ("on_conflict", "kept"), [("newest", False), ("majority", True), ("leave-out", False)]
)
def test_people_who_disagree(on_conflict: str, kept: bool) -> None:
    mo = {"by": "mo", "at": "2026-11-01"}
    votes = [correct("accept", **KIM), correct("accept", **mo), correct("reject", **LEE)]
    claims, outcomes = applied(*votes, on_conflict=on_conflict)
    assert ("QAT" in routes(claims)) is kept
    assert all(outcome.disputed for outcome in outcomes)
    assert [outcome.state == "applied" for outcome in outcomes] == [kept, kept, not kept]


def test_an_added_claim_that_others_reject_is_disputed() -> None:
    claims, outcomes = applied(correct("add", "ARE", **KIM), correct("reject", "ARE", **LEE))
    assert "ARE" not in routes(claims)
    assert [outcome.disputed for outcome in outcomes] == [True, True]


def test_two_people_who_accept_are_both_named() -> None:
    claims, _ = applied(correct("accept", **LEE), correct("accept", **KIM))
    assert [review.by for review in routes(claims)["QAT"].reviews] == ["kim", "lee"]


def test_the_order_of_files_does_not_matter_for_different_times() -> None:
    votes = [correct("accept", **KIM), correct("reject", **LEE), correct("accept", "OMN", **KIM)]
    assert applied(*votes)[0] == applied(*reversed(votes))[0]


def test_a_person_takes_back_what_they_said() -> None:
    votes = (correct("reject", **KIM), correct("withdraw", by="kim", at="2026-11-03"))
    claims, outcomes = applied(*votes)
    assert claims == extraction().claims
    assert states(outcomes) == ["superseded", "applied"]
    claims, _ = applied(*votes, correct("reject", **LEE))
    assert list(routes(claims)) == ["OMN"]


def test_a_claim_that_was_added_is_taken_back() -> None:
    added = correct("add", "EGY", **KIM)
    assert "EGY" in routes(applied(added)[0])
    claims, outcomes = applied(added, correct("withdraw", "EGY", by="kim", at="2026-11-03"))
    assert "EGY" not in routes(claims)
    assert states(outcomes) == ["superseded", "applied"]


def test_a_passage_that_is_read_completely_changes_no_claim() -> None:
    marks = [
        Correction(document="kenya", quote=quote, kind="", verdict="complete")
        for quote in (QATAR, "no such words")
    ]
    claims, outcomes = applied(*marks)
    assert claims == extraction().claims
    assert states(outcomes) == ["applied", "unanchored"]


def test_what_can_be_judged_is_each_place_of_a_code_and_each_statement() -> None:
    claims = extraction().claims
    subjects = list(Subject.of(claims))
    assert len(subjects) == len(claims) + 1
    assert [each.piece is None for each in subjects if claims[each.claim].kind == "route"] == [True, True]
