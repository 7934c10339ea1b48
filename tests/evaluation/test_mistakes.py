"""Mistakes in their sentences."""

from __future__ import annotations

import pytest

from tests.evaluation.passage import FACTS, TEXT
from tipgraph.evaluation import (
    Context,
    Gold,
    mistakes,
    score,
)


def test_mistakes_stand_in_their_sentences(gold: Gold) -> None:
    found = mistakes(gold.facts, FACTS, {"tip-2014-ago": TEXT})
    shown = {(m.measure, m.verdict, *m.what): str(m.context) for m in found}
    assert shown["role", "missed", "internal"] == "Boys and girls [herd] in Namibia."
    assert shown["exploitation", "spurious", "forced-labor"] == "[They tried 12 people]."
    assert shown["tier", "spurious", "tier", "2"] == "It stays on [Tier 2]."
    assert shown["victim-group", "spurious", "girls"] == "[Boys and girls herd in Namibia]."
    assert shown["tier", "missed", "tier", "2WL"] == ""
    assert len(found) == sum(
        s.gold + s.predicted - 2 * s.correct
        for s in score(gold.facts, FACTS, gold.documents).measures.values()
    )


def test_mistakes_without_texts_show_their_quotes(gold: Gold) -> None:
    found = {m.what: str(m.context) for m in mistakes(gold.facts, FACTS) if m.measure == "role"}
    assert found == {("internal",): "[herd]"}


@pytest.mark.parametrize(
    ("context", "shown"),
    [
        (Context("", "Boys", " herd."), "[Boys] herd."),
        (Context("they mine; ", "boys herd", "; girls sew"), "… [boys herd] …"),
        (Context("word " * 40, "boys", "\nherd" * 40), f"… {'word ' * 15}[boys]{' herd' * 15} …"),
        (Context("", "x" * 300, ""), f"[{'x' * 120} … {'x' * 120}]"),
        (Context("", "", ""), ""),
    ],
)
def test_mistakes_are_shown_in_a_few_words(context: Context, shown: str) -> None:
    assert context.short() == shown
