"""Who acts and who suffers, and how sure it is."""

from __future__ import annotations

import pytest

from tests.understanding.analysis import analysis
from tipgraph.understanding.context import certainty, is_exploitative, subject_span_end


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Truck drivers exploit boys.", "Truck drivers "),
        ("Traffickers force girls into prostitution.", "Traffickers "),
        ("Girls are exploited.", ""),
        ("Girls are forced to beg.", ""),
        ("Recruiters promise work to exploit girls.", ""),
        ("Boys beg.", ""),
    ],
)
def test_actors_stand_before_an_active_verb(text: str, actors: str) -> None:
    (clause,) = analysis(text).clauses
    assert text[clause.span.start : subject_span_end(clause)] == actors


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Girls may be exploited.", "possible"),
        ("Malian and possibly Guinean girls are exploited.", "asserted"),
        ("Girls are vulnerable to exploitation.", "possible"),
        ("Girls are at risk of being exploited.", "possible"),
        ("Girls are potentially exploited.", "possible"),
        ("Girls are reportedly exploited.", "asserted"),
        ("Girls are exploited.", "asserted"),
        ("Girls are allegedly exploited.", "asserted"),
    ],
)
def test_certainty(text: str, wanted: str) -> None:
    (clause,) = analysis(text).clauses
    assert certainty(clause) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Girls are forced into prostitution.", True),
        ("Girls are at risk.", True),
        ("Migrants travel to Yemen.", False),
        ("The council met.", False),
    ],
)
def test_exploitation_or_risk_of_it(text: str, wanted: bool) -> None:
    (clause,) = analysis(text).clauses
    assert is_exploitative(clause) is wanted


def test_a_hedge_of_one_item_is_no_hedge_of_the_others() -> None:
    (clause,) = analysis("Girls and possibly women are exploited.").clauses
    girls, women = clause.of("victim-group")
    assert (certainty(clause, girls), certainty(clause, women)) == ("asserted", "possible")
    assert certainty(clause) == "asserted"
