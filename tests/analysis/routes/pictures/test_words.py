"""Words are those of the quotes, in their order."""

from __future__ import annotations

from tipgraph.analysis.routes import read_quotes, read_routes
from tipgraph.analysis.routes.pictures import read_words
from tipgraph.rdf.store import open_graph


def test_words_are_those_of_quotes() -> None:
    store = open_graph("examples/graph.trig")
    claims = [route.claim for route in read_routes(store).routes]
    found = read_words(store, claims)
    assert found == {
        claim: tuple(quote.text for quote in quotes) for claim, quotes in read_quotes(store, claims).items()
    }
    assert all(found.values())
