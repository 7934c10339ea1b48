"""Quotes that differ only in typography are equal."""

from __future__ import annotations

import pytest

from tests.archive import NARRATIVES, store
from tests.paths import GRAPH
from tipgraph.analysis.routes import loading as quotes_module
from tipgraph.analysis.routes import read_routes
from tipgraph.analysis.routes.loading import distinct_quotes, normalize_quote, read_quote_texts, read_quotes
from tipgraph.model.iris import BASE
from tipgraph.rdf.store import open_graph


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the victims’ debts", "the victims' debts"),
        ("so-called “agents”", 'so‑called "agents"'),
        ("men – and boys", "men — and boys"),
        ("forced\u00a0labor on\nfarms", "forced labor  on farms"),
    ],
)
def test_typography_does_not_count(one: str, other: str) -> None:
    assert normalize_quote(one) == normalize_quote(other)


def test_words_do() -> None:
    assert normalize_quote("men and boys") != normalize_quote("Men and boys")
    assert normalize_quote("re-cruited") != normalize_quote("recruited")


def test_the_first_of_those_that_are_alike_stays_as_it_is() -> None:
    assert distinct_quotes(["victims’ debts", "boys", "victims' debts"]) == ("victims’ debts", "boys")


def test_quotes_are_the_words_between_their_offsets() -> None:
    texts = {narrative.document.identifier: narrative.text for narrative in NARRATIVES}
    found = read_routes(store()).routes
    quotes = read_quotes(store(), [route.claim for route in found])
    assert set(quotes) == {route.claim for route in found}
    for quote in (each for group in quotes.values() for each in group):
        text = texts[quote.document.rpartition("/")[2]]
        assert text[quote.start : quote.end] == quote.text


def test_quotes_stand_in_the_order_of_the_text() -> None:
    role = f"{BASE}document/factbook/2014/CUB/factbook-2014-cub/role/source"
    quotes = read_quotes(store(), [role])[role]
    assert [quote.start for quote in quotes] == sorted(quote.start for quote in quotes)
    assert len(quotes) == 2


def test_a_claim_that_is_not_there_has_no_quotes() -> None:
    assert read_quotes(store(), ["https://example.org/none"]) == {"https://example.org/none": []}
    assert read_quotes(store(), []) == {}


def test_quotes_are_the_same_one_by_one_some_and_all_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    examples = open_graph(GRAPH, reference=False)
    claims = [route.claim for route in read_routes(examples).routes]
    each = {claim: read_quotes(examples, [claim])[claim] for claim in claims}
    assert read_quotes(examples, claims) == each
    monkeypatch.setattr(quotes_module, "_MANY", 0)
    assert read_quotes(examples, claims) == each
    assert all(each.values())
    assert all(quotes == sorted(quotes, key=lambda quote: quote.start) for quotes in each.values())


def test_texts_of_quotes_are_those_of_quotes() -> None:
    examples = open_graph(GRAPH, reference=False)
    claims = [route.claim for route in read_routes(examples).routes]
    found = read_quote_texts(examples, claims)
    quotes = read_quotes(examples, claims)
    assert found == {claim: tuple(quote.text for quote in quotes[claim]) for claim in claims}
    assert all(found.values())
