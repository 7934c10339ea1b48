"""What holds for any corrections."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.corrections.making import TEXT, extraction
from tipgraph.corrections import POLICIES, Correction, apply
from tipgraph.corrections.applying import STATES
from tipgraph.corrections.correction import IDENTIFYING
from tipgraph.model.claims import Claim
from tipgraph.rdf.emit import quads
from tipgraph.rdf.restore import extractions

CLAIMS = extraction().claims
NEW: dict[str, dict[str, Any]] = {
    "route": {"destination": "ARE", "victims": ("girls",)},
    "victim-group": {"code": "girls"},
    "tier": {"tier": "3"},
    "count": {"unit": "cases"},
}


def correction(claim: Claim, verdict: str, by: str, day: int, piece: int) -> Correction:
    words = claim.evidence[piece % len(claim.evidence)]
    fields = {name: getattr(claim, name) for name in IDENTIFYING[claim.kind]}
    new = NEW[claim.kind]
    return Correction(
        document="kenya",
        quote=words.quote,
        start=words.start,
        end=words.end,
        kind=claim.kind,
        verdict=verdict,
        fields={**fields, **new} if verdict == "add" else fields,
        new=new if verdict == "replace" else {},
        by=by,
        at=f"2026-11-{day:02}",
    )


corrections = st.lists(
    st.builds(
        correction,
        st.sampled_from(CLAIMS),
        st.sampled_from(("accept", "reject", "replace", "add")),
        st.sampled_from(("kim", "lee", "mo")),
        st.integers(1, 3),
        st.integers(0, 1),
    ),
    max_size=8,
)


@given(corrections, st.sampled_from(POLICIES))
def test_claims_stay_in_order_and_graphs_keep_them(made: list[Correction], on_conflict: str) -> None:
    done = apply(extraction(), TEXT, made, on_conflict)
    identities = [claim.identity for claim in done.extraction.claims]
    assert identities == sorted(set(identities))
    assert [outcome.correction for outcome in done.outcomes] == made
    assert {outcome.state for outcome in done.outcomes} <= set(STATES)
    assert list(extractions(quads(done.extraction))) == [done.extraction]


@given(corrections, st.sampled_from(POLICIES), st.randoms(use_true_random=False))
def test_the_order_counts_only_within_one_day(made: list[Correction], on_conflict: str, random: Any) -> None:
    by_day = {(each.at, each.kind, each.quote, str(each.fields)): each for each in made}
    days = {at: [each for each in by_day.values() if each.at == at] for at, *_ in by_day}
    one_a_day = [each for group in days.values() for each in group[:1]]
    shuffled = random.sample(one_a_day, len(one_a_day))
    before = apply(extraction(), TEXT, one_a_day, on_conflict).extraction
    assert apply(extraction(), TEXT, shuffled, on_conflict).extraction == before


@given(corrections)
def test_what_all_reject_is_in_no_graph(made: list[Correction]) -> None:
    rejected = [each for each in made if each.verdict == "reject"]
    left = apply(extraction(), TEXT, rejected).extraction.claims
    for each in rejected:
        words = (each.start, each.end)
        mine = [claim for claim in left if each.is_about(claim)]
        assert not [piece for claim in mine for piece in claim.evidence if (piece.start, piece.end) == words]
    assert not [review for claim in left for review in claim.reviews]
