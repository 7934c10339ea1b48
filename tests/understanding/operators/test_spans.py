"""The words that a statement rests on: its clause and its operators."""

from __future__ import annotations

import pytest

from tests.understanding.support import reader
from tipgraph.understanding.operators.spans import clause_span, operator_span, predicate_of, quoted


@pytest.mark.parametrize(
    ("sentence", "measure", "clause"),
    [
        ("Courts tried two men, and police trained judges.", "training", "police trained judges"),
        ("The government did not fund shelters or train judges.", "training", "train judges"),
        ("The government opened a shelter, although courts convicted nobody.", "victim-services",
         "The government opened a shelter"),
        ("Police failed to identify victims who had fled.", "victim-identification",
         "Police failed to identify victims"),
        ("The government made efforts to train judges and to open shelters.", "victim-services",
         "The government made efforts to train judges and to open shelters"),
        ("Officials praised a unit that trained judges.", "training", "a unit that trained judges"),
        ("The ministry, which relies on NGOs, trained judges.", "training",
         "The ministry, which relies on NGOs, trained judges"),
        ("Officials said that courts convicted men.", "conviction", "courts convicted men"),
        ("The ministry closed its hotline, training no judges.", "training", "training no judges"),
        ("The law is weak.", "legislation", "The law is weak"),
    ],
)  # fmt: skip
def test_the_clause_of_a_statement_has_no_words_of_others(sentence: str, measure: str, clause: str) -> None:
    (segment,) = reader().read(sentence)
    (statement,) = (each for each in segment.statements if each.type == measure)
    apart = {predicate_of(each.node) for each in segment.statements}
    start, end = clause_span(segment.reading.tree, statement.node, apart)
    assert sentence[start:end] == clause


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("The government did not train judges.", ["did not"]),
        ("The government failed to train judges.", ["failed to"]),
        ("The government trained few judges.", ["few"]),
        ("The government has never trained judges.", ["has never"]),
        ("The government trained judges.", []),
    ],
)
def test_the_words_of_operators(sentence: str, words: list[str]) -> None:
    (segment,) = reader().read(sentence)
    statement = next(each for each in segment.statements if each.type == "training")
    spans = [operator_span(segment.reading.tree, operator) for operator in statement.operators]
    assert [sentence[start:end] for start, end in spans] == words


def test_a_long_clause_is_cut_around_its_deed() -> None:
    victims = ", ".join(["victims from the north"] * 40)
    sentence = f"Police identified {victims}."
    (segment,) = reader().read(sentence)
    statement = segment.statements[0]
    start, end = clause_span(segment.reading.tree, statement.node)
    assert end - start <= 300
    assert "identified" in sentence[start:end]


@pytest.mark.parametrize(
    ("sentence", "measure", "quote"),
    [
        ("The government did not fund shelters or train judges.", "training",
         "The government did not fund shelters or train judges"),
        ("The government did not make efforts to train judges.", "training",
         "The government did not make efforts to train judges"),
        ("Police arrested and charged nine men in 2019.", "investigation",
         "Police arrested and charged nine men in 2019"),
        ("Nine men were arrested and charged.", "prosecution", "Nine men were arrested and charged"),
        ("Shelters were promised, but none were opened.", "victim-services",
         "Shelters were promised, but none were opened"),
    ],
)  # fmt: skip
def test_the_quote_of_a_statement_holds_its_operators(sentence: str, measure: str, quote: str) -> None:
    (segment,) = reader().read(sentence)
    *_, statement = (each for each in segment.statements if each.type == measure)
    apart = {predicate_of(each.node) for each in segment.statements}
    (start, end), context = quoted(segment.reading, statement.node, statement.operators, apart)
    assert sentence[start:end] == quote
    assert context is None


def test_an_operator_too_far_from_its_deed_is_in_the_context() -> None:
    sentence = f"The government did not hear cases {'in the north or ' * 20}in the south, or train judges."
    (segment,) = reader().read(sentence)
    statement = next(each for each in segment.statements if each.type == "training")
    apart = {predicate_of(each.node) for each in segment.statements}
    (start, end), context = quoted(segment.reading, statement.node, statement.operators, apart)
    assert sentence[start:end] == "train judges"
    assert context is not None
    assert sentence[context.start : context.end].startswith("The government did not hear cases")
