"""The status of a measure, and the rule that tells it."""

from __future__ import annotations

import pytest

from tests.understanding.clause_support import analysis
from tipgraph.understanding.measure_status import status_of


@pytest.mark.parametrize(
    ("text", "type_", "wanted"),
    [
        ("Courts convicted traffickers.", "conviction", ("done", "plain")),
        ("Courts did not convict traffickers.", "conviction", ("not-done", "denied")),
        ("Courts did not consistently convict traffickers.", "conviction", ("insufficient", "denied")),
        ("Courts failed to convict traffickers.", "conviction", ("not-done", "failed")),
        ("There were no convictions.", "conviction", ("not-done", "modified")),
        ("There were few convictions.", "conviction", ("insufficient", "modified")),
        ("Convictions decreased.", "conviction", ("insufficient", "hedged")),
        ("Officials plan to open a shelter.", "victim-services", ("planned", "hedged")),
        ("The government should open a shelter.", "victim-services", ("recommended", "recommended")),
        # the word right before a noun decides for that noun alone
        ("There were prosecutions but no convictions.", "prosecution", ("done", "plain")),
        ("Limited training and funding were provided.", "training", ("insufficient", "hedged")),
    ],
)
def test_status_and_rule(text: str, type_: str, wanted: tuple[str, str]) -> None:
    found = [
        status_of(clause, mention, text)
        for clause in analysis(text).clauses
        for mention in clause.of("measure")
        if mention.code == type_
    ]
    assert found[:1] == [wanted]
