"""Every rule fires where it should, and not beside it."""

from __future__ import annotations

from functools import cache

from tests.understanding.extraction import claims, rules
from tests.understanding.tables import CASES, Case, cases, table
from tipgraph.model.vocabulary import load


@cache
def fired() -> frozenset[str]:
    """Return the rules that fire on any case of any table."""
    return frozenset(
        rule
        for path in sorted(CASES.glob("*.txt"))
        for case in cases(path.stem)
        for rule in rules(claims(case.country, case.text))
    )


@table("rules")
def test_a_rule(case: Case) -> None:
    assert (case.about in rules(claims(case.country, case.text))) == (case.wanted == ("hit",))


def test_every_rule_that_fires_anywhere_is_proved() -> None:
    proved = {(case.about, *case.wanted) for case in cases("rules")}
    assert {(rule, verdict) for rule in fired() for verdict in ("hit", "miss")} <= proved


def test_the_vocabulary_has_the_rules_that_fire() -> None:
    assert set(load()["rule"]) == fired()
