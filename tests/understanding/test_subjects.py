"""The subject of a clause, also if another clause names it."""

from __future__ import annotations

import pytest

from tests.understanding.analysis import analysis
from tipgraph.understanding.subjects import subject_of


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The police arrested six men.", "police"),
        ("The police sent girls to nuns, who sheltered the girls.", "nuns"),
        ("The police sent girls to nuns, who sheltered the girls, and trained judges.", "police"),
        ("The police worked with nuns that run homes and train teachers.", "nuns"),
        ("NGOs said police jailed the victims.", "police"),
        ("NGOs said that the police jailed the victims.", "police"),
        ("NGOs reported assisting victims.", "NGOs"),
        ("In addition to victims identified by police, NGOs assisted girls.", "NGOs"),
    ],
)
def test_the_subject_of_the_last_clause(text: str, wanted: str) -> None:
    _, subject = subject_of(list(analysis(text).clauses)[-1])
    assert subject is not None
    assert text[subject.start : subject.end] == wanted


def test_a_charity_and_an_office_are_no_outsiders() -> None:
    _, subject = subject_of(analysis("A charity and the police opened a shelter.").clauses[0])
    assert subject is None
