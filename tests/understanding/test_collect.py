"""One claim for each key."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import claims as any_claims
from tipgraph.model.claims import (
    Claim,
    CountClaim,
    Evidence,
    ExploitationClaim,
    MeasureClaim,
    RouteClaim,
    TierClaim,
    VictimGroupClaim,
)
from tipgraph.understanding.extractor import collect

TEXT = "Boys and girls beg, women clean, and men dig. " * 8


def piece(start: int, end: int | None = None) -> tuple[Evidence, ...]:
    return (Evidence.of(TEXT, start, start + 4 if end is None else end),)


def route(start: int, **more: object) -> RouteClaim:
    fields = {"origin": "AGO", "destination": "NAM", "rules": ("route.a",), **more}
    return RouteClaim(evidence=piece(start), **fields)  # type: ignore[arg-type]  # fields vary by test


def test_a_claim_alone_stays_as_it_is() -> None:
    claim = VictimGroupClaim(code="boys", evidence=piece(0), rules=("victim-group.named",))
    assert collect([claim]) == (claim,)


def test_nothing_gives_nothing() -> None:
    assert collect([]) == ()


def test_evidence_and_rules_of_all_in_the_order_of_the_text() -> None:
    first = VictimGroupClaim(code="boys", evidence=piece(10), rules=("b",))
    second = VictimGroupClaim(code="boys", evidence=piece(0), rules=("a",))
    (merged,) = collect([first, second, first])
    assert [e.start for e in merged.evidence] == [0, 10]
    assert merged.rules == ("a", "b")


def test_asserted_wins_over_possible() -> None:
    sure, unsure = route(0), route(10, certainty="possible")
    assert [claim.certainty for claim in collect([unsure, sure])] == ["asserted"]
    assert [claim.certainty for claim in collect([unsure, unsure])] == ["possible"]


def test_trafficking_wins_over_migration_and_what_hangs_on_a_route_adds_up() -> None:
    flow = route(0, route_kind="migration", via=("ZMB",), victims=("migrants",))
    crime = route(10, victims=("boys",), exploitation=("forced-labor",), sectors=("herding",), via=("BWA",))
    (merged,) = collect([flow, crime])
    assert isinstance(merged, RouteClaim)
    assert merged.route_kind == "trafficking"
    assert (merged.via, merged.victims) == (("BWA", "ZMB"), ("boys", "migrants"))
    assert (merged.exploitation, merged.sectors) == (("forced-labor",), ("herding",))


def test_routes_of_other_ends_are_other_claims() -> None:
    assert (
        len(collect([route(0), route(0, origin="NAM", destination="AGO"), route(0, destination="ZAF")])) == 3
    )


def test_the_first_sentence_that_states_a_part_of_a_placement_decides_it() -> None:
    early = TierClaim(tier="2", compliance="does-not-fully-meet", evidence=piece(0))
    late = TierClaim(tier="3", efforts="significant", evidence=piece(10))
    (merged,) = collect([early, late])
    assert isinstance(merged, TierClaim)
    assert (merged.tier, merged.compliance, merged.efforts) == ("2", "does-not-fully-meet", "significant")


def test_a_measure_of_two_statuses_is_two_claims() -> None:
    done = MeasureClaim(type="training", status="done", evidence=piece(0))
    weak = MeasureClaim(type="training", status="insufficient", evidence=piece(10))
    assert len(collect([done, weak, done])) == 2


def test_counts_of_one_number_are_one_claim_however_it_is_written() -> None:
    found = [
        CountClaim(type="conviction", count=Decimal(number), unit="persons", evidence=piece(at))
        for at, number in enumerate(("12", "12.0", "13"))
    ]
    assert [claim.key[1] for claim in collect(found)] == ["12", "13"]


def test_eight_pieces_say_enough() -> None:
    found = [VictimGroupClaim(code="boys", evidence=piece(at)) for at in range(20, 0, -1)]
    (merged,) = collect(found)
    assert [e.start for e in merged.evidence] == list(range(1, 9))


def test_kinds_with_the_same_code_are_apart_and_sorted() -> None:
    found: list[Claim] = [
        VictimGroupClaim(code="x", evidence=piece(0)),
        ExploitationClaim(code="x", evidence=piece(0)),
    ]
    assert [claim.kind for claim in collect(found)] == ["exploitation", "victim-group"]


@given(st.lists(any_claims(TEXT), max_size=8))
def test_every_key_once_sorted_and_nothing_more_to_merge(found: list[Claim]) -> None:
    collected = collect(found)
    keys = [(claim.kind, claim.key) for claim in collected]
    assert keys == sorted({(claim.kind, claim.key) for claim in found})
    assert collect(collected) == collected
    for claim in collected:
        pieces = {
            e for other in found if (other.kind, other.key) == (claim.kind, claim.key) for e in other.evidence
        }
        assert set(claim.evidence) <= pieces
        assert claim.evidence


@given(st.lists(any_claims(TEXT).filter(lambda claim: claim.kind != "tier"), max_size=6), st.randoms())
def test_the_order_of_claims_does_not_matter(found: list[Claim], random: object) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis' random numbers have no public type
    assert collect(shuffled) == collect(found)
