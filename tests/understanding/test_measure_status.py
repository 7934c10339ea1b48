"""The status of a measure, and the rule that tells it."""

from __future__ import annotations

import pytest

from tests.understanding.analysis import analysis
from tipgraph.understanding.measure_status import status_of


@pytest.mark.parametrize(
    ("text", "type_", "wanted"),
    [
        ("Courts convicted traffickers.", "conviction", ("done", "none")),
        ("Courts did not convict traffickers.", "conviction", ("not-done", "negation")),
        ("Courts did not consistently convict traffickers.", "conviction", ("insufficient", "negation")),
        ("Courts failed to convict traffickers.", "conviction", ("not-done", "failure")),
        ("There were no convictions.", "conviction", ("not-done", "modifier")),
        ("There were few convictions.", "conviction", ("insufficient", "modifier")),
        ("Convictions decreased.", "conviction", ("insufficient", "plan")),
        ("Officials plan to open a shelter.", "victim-services", ("planned", "plan")),
        ("The government should open a shelter.", "victim-services", ("recommended", "recommendation")),
        # the word right before a noun decides for that noun alone
        ("There were prosecutions but no convictions.", "prosecution", ("done", "none")),
        ("Limited training and funding were provided.", "training", ("insufficient", "plan")),
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
