"""One claim for each statement, and one for each key."""

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
from tipgraph.model.merging import collect, merged

TEXT = "Boys and girls beg, women clean, and men dig. " * 8


def piece(start: int, end: int | None = None) -> tuple[Evidence, ...]:
    return (Evidence.of(TEXT, start, start + 4 if end is None else end),)


def combined(*claims: Claim) -> Claim:
    """Return what all statements on one thing say together."""
    (found,) = merged(claims)
    return found


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


def test_statements_of_one_pair_in_two_clauses_stay_apart() -> None:
    sure, unsure = route(0, victims=("men",)), route(10, certainty="possible", victims=("women",))
    assert collect([unsure, sure]) == (sure, unsure)


def test_matches_of_one_statement_are_one_claim_with_the_longest_evidence() -> None:
    short = RouteClaim(origin="AGO", destination="NAM", evidence=piece(0, 9), victims=("men",))
    long = RouteClaim(origin="AGO", destination="NAM", evidence=piece(0, 20), victims=("boys",))
    (one,) = collect([short, long])
    assert isinstance(one, RouteClaim)
    assert (one.evidence, one.victims) == (piece(0, 20), ("boys", "men"))


def test_asserted_wins_over_possible() -> None:
    sure, unsure = route(0), route(10, certainty="possible")
    assert combined(unsure, sure).certainty == "asserted"
    assert combined(unsure, unsure).certainty == "possible"


def test_merged_statements_say_together_what_each_says() -> None:
    flow = route(0, route_kind="migration", via=("ZMB",), victims=("migrants",), context=piece(30))
    crime = route(10, victims=("boys",), exploitation=("forced-labor",), sectors=("herding",), via=("BWA",))
    found = combined(flow, crime)
    assert isinstance(found, RouteClaim)
    assert found.route_kind == "trafficking"
    assert (found.via, found.victims) == (("BWA", "ZMB"), ("boys", "migrants"))
    assert (found.exploitation, found.sectors) == (("forced-labor",), ("herding",))
    assert [each.start for each in found.evidence] == [0, 10]
    assert (found.offset, found.context) == (0, piece(30))


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
    assert len(merged([done, weak, done])) == 2


def test_counts_of_one_number_are_one_claim_however_it_is_written() -> None:
    found = [
        CountClaim(type="conviction", count=Decimal(number), unit="persons", evidence=piece(at))
        for at, number in enumerate(("12", "12.0", "13"))
    ]
    assert [claim.key[1] for claim in merged(found)] == ["12", "13"]


def test_no_piece_of_evidence_is_left_out() -> None:
    found = [VictimGroupClaim(code="boys", evidence=piece(at)) for at in range(20, 0, -1)]
    assert [e.start for e in collect(found)[0].evidence] == list(range(1, 21))


def test_kinds_with_the_same_code_are_apart_and_sorted() -> None:
    found: list[Claim] = [
        VictimGroupClaim(code="x", evidence=piece(0)),
        ExploitationClaim(code="x", evidence=piece(0)),
    ]
    assert [claim.kind for claim in collect(found)] == ["exploitation", "victim-group"]


@given(st.lists(any_claims(TEXT), max_size=8))
def test_every_identity_once_sorted_and_nothing_more_to_merge(found: list[Claim]) -> None:
    collected = collect(found)
    assert [claim.identity for claim in collected] == sorted({claim.identity for claim in found})
    assert collect(collected) == collected
    assert merged(merged(found)) == merged(found)


@given(st.lists(any_claims(TEXT), max_size=8))
def test_every_key_once_with_all_evidence(found: list[Claim]) -> None:
    for claim in merged(found):
        same = [other for other in found if (other.kind, other.key) == (claim.kind, claim.key)]
        assert set(claim.evidence) == {piece for other in same for piece in other.evidence}
    assert len(merged(found)) == len({(claim.kind, claim.key) for claim in found})


@given(st.lists(any_claims(TEXT).filter(lambda claim: claim.kind != "tier"), max_size=6), st.randoms())
def test_the_order_of_claims_does_not_matter(found: list[Claim], random: object) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis' random numbers have no public type
    assert collect(shuffled) == collect(found)
    assert merged(shuffled) == merged(found)


@given(st.lists(any_claims(TEXT), max_size=8))
def test_a_merged_claim_has_the_values_of_all_its_statements(found: list[Claim]) -> None:
    for claim in merged(found):
        same = [other for other in found if (other.kind, other.key) == (claim.kind, claim.key)]
        assert set(claim.rules) == {rule for other in same for rule in other.rules}
        assert (claim.certainty == "asserted") == any(other.certainty == "asserted" for other in same)
        if isinstance(claim, RouteClaim):
            routes = [other for other in same if isinstance(other, RouteClaim)]
            for field in ("via", "victims", "exploitation", "sectors"):
                values = {value for other in routes for value in getattr(other, field)}
                assert getattr(claim, field) == tuple(sorted(values))
            trafficking = any(other.route_kind == "trafficking" for other in routes)
            assert (claim.route_kind == "trafficking") == trafficking
