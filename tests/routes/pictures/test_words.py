"""Words of many claims are those of each."""

from __future__ import annotations

import pytest

from tipgraph.routes import read_quotes, read_routes
from tipgraph.routes.pictures import read_words, words
from tipgraph.store import open_graph


def test_all_at_once_as_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_graph("examples/graph.trig")
    claims = [route.claim for route in read_routes(store).routes]
    monkeypatch.setattr(words, "_FEW", 0)
    found = read_words(store, claims)
    assert found == {
        claim: tuple(quote.text for quote in quotes) for claim, quotes in read_quotes(store, claims).items()
    }
    assert all(found.values())
