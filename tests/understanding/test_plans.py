"""Words for plans, and what they are on."""

from __future__ import annotations

import pytest

from tests.understanding.analysis import analysis
from tipgraph.understanding.plans import is_carried_out, plans_another


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Police carried out planned raids.", True),
        ("Police announced planned raids.", False),
        ("Parliament passed the draft law.", True),
        ("Parliament did not pass the draft law.", False),
        ("The cabinet approved the draft law.", False),
    ],
)
def test_what_is_carried_out(text: str, wanted: bool) -> None:
    (clause,) = analysis(text).clauses
    cue = next(m for m in clause.of("status") if m.code == "planned")
    assert is_carried_out(clause, cue) == wanted


@pytest.mark.parametrize(
    ("text", "type_", "wanted"),
    [
        ("The task force drafted a law.", "coordination-body", True),
        ("The task force drafted a law.", "legislation", False),
        ("Two trials were pending.", "prosecution", True),
        ("The law was pending.", "legislation", False),
    ],
)
def test_what_is_planned_is_another_thing(text: str, type_: str, wanted: bool) -> None:
    (clause,) = analysis(text).clauses
    cue = next(m for m in clause.of("status") if m.code == "planned")
    measure = next(m for m in clause.of("measure") if m.code == type_)
    assert plans_another(clause, cue, measure) == wanted
