"""Statements: what one predicate says stays apart from what others say."""

from __future__ import annotations

import pytest

from tests.understanding.extraction import statements
from tipgraph.model.claims import Claim, CountClaim, MeasureClaim, RouteClaim, Statement


def routes(country: str, text: str) -> list[RouteClaim]:
    return [claim for claim in statements(country, text) if isinstance(claim, RouteClaim)]


def quotes(claim: Claim) -> list[str]:
    return [piece.quote for piece in claim.evidence]


def context(claim: Statement) -> list[str]:
    return [piece.quote for piece in claim.context]


def test_two_sentences_on_one_pair_are_two_claims_as_they_are_stated() -> None:
    men, women = routes(
        "LAO",
        "Lao men are subjected to forced labor in fishing in Thailand. "
        "Lao women may be exploited in sex trafficking in Thailand.",
    )
    assert (men.victims, men.exploitation, men.sectors) == (("men",), ("forced-labor",), ("fishing",))
    assert (men.certainty, men.operators, men.offset) == ("asserted", (), 0)
    assert (women.victims, women.exploitation, women.sectors) == (("women",), ("sex-trafficking",), ())
    assert (women.certainty, women.operators, women.offset) == ("possible", ("may",), 62)
    assert quotes(women) == ["Lao women may be exploited in sex trafficking in Thailand"]


def test_the_evidence_of_a_route_has_no_neighboring_clause() -> None:
    text = "Police identified ten Lao women exploited in prostitution in Thailand and trained 40 judges."
    (route,) = routes("THA", text)
    assert quotes(route) == ["Police identified ten Lao women exploited in prostitution in Thailand"]


def test_people_named_in_the_sentence_before_are_context() -> None:
    text = "Women from India come to Bahrain as maids. Some of them face involuntary servitude."
    first, second = routes("BHR", text)
    assert (first.sectors, second.exploitation) == (("domestic-work",), ("forced-labor",))
    assert quotes(second) == ["Some of them face involuntary servitude"]
    assert context(second) == ["Women from India come to Bahrain as maids"]


@pytest.mark.xfail(strict=True, reason="travel behind most is read as a noun")
def test_a_transit_told_in_the_next_sentence_is_a_statement_of_its_own() -> None:
    text = "Angolan women are forced into prostitution in Namibia. Most travel through Zambia."
    first, second = routes("AGO", text)
    assert (first.via, second.via) == ((), ("ZMB",))
    assert context(second) == ["Angolan women are forced into prostitution in Namibia"]


def test_only_the_hedged_predicate_is_possible() -> None:
    text = "Angolan girls suffer forced labor in Namibia and may be forced to beg."
    first, second = routes("AGO", text)
    assert (first.certainty, first.exploitation) == ("asserted", ("forced-labor",))
    assert (second.certainty, second.exploitation) == ("possible", ("forced-begging",))
    assert context(second) == ["Angolan girls suffer forced labor in Namibia"]


def test_the_same_measure_in_two_sentences_is_two_claims() -> None:
    text = "Police trained 40 judges. Officials also trained 12 inspectors."
    found = statements("KEN", text)
    assert [claim.offset for claim in found if isinstance(claim, MeasureClaim)] == [0, 26]
    assert [(str(claim.count), claim.offset) for claim in found if isinstance(claim, CountClaim)] == [
        ("12", 26),
        ("40", 0),
    ]
