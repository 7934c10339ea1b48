"""Every rule fires where it should, and not beside it."""

from __future__ import annotations

from tests.understanding.extraction import claims, rules
from tests.understanding.tables import CASES, Case, cases, table


@table("rules")
def test_a_rule(case: Case) -> None:
    assert (case.about in rules(claims(case.country, case.text))) == (case.wanted == ("hit",))


def test_every_rule_that_fires_anywhere_is_proved() -> None:
    proved = {(case.about, *case.wanted) for case in cases("rules")}
    fired = {
        rule
        for path in sorted(CASES.glob("*.txt"))
        for case in cases(path.stem)
        for rule in rules(claims(case.country, case.text))
    }
    assert {(rule, verdict) for rule in fired for verdict in ("hit", "miss")} <= proved
