"""Every edge of a network leads to sentences that mention both of its ends.

An edge has a claim whose quotes are in the document's text at their offsets, each inside one sentence. These
sentences, with the one before each (to which "they" may refer), mention both ends, or one of them if the
other is the report's country.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import pytest
from pyoxigraph import Store

from tests.paths import ROOT
from tipgraph.analysis.routes import Gazetteer, Quote, Route, Routes, aggregate, read_quotes, read_routes
from tipgraph.model.documents import Narrative
from tipgraph.model.iris import NEIGHBORS, document_iri
from tipgraph.rdf.emit import quads
from tipgraph.reading import read
from tipgraph.understanding import Extractor
from tipgraph.understanding.tokens.lexicon import Lexicon
from tipgraph.understanding.tokens.sentences import Span, sentences

SOURCES = {
    "examples": ROOT / "examples" / "reports",
    "factbook": ROOT.parent / "shared" / "corpus" / "factbook-dev.jsonl",
}


@dataclass
class Text:
    """A narrative, its sentences, and the places that each mentions."""

    narrative: Narrative
    lexicon: Lexicon

    @cached_property
    def sentences(self) -> list[Span]:
        starts = [section.start for section in self.narrative.document.sections]
        return sentences(self.narrative.text, starts)

    @cached_property
    def places(self) -> list[set[str]]:
        """The codes of places that each sentence names, or whose people it names."""
        found: list[set[str]] = [set() for _ in self.sentences]
        for mention in self.lexicon.mentions(self.narrative.text):
            if mention.kind in ("place", "demonym"):
                found[self.sentence_at(mention.start)].add(mention.code)
        return found

    def sentence_at(self, offset: int) -> int:
        return max(0, bisect_right(self.sentences, Span(offset, len(self.narrative.text))) - 1)

    def has(self, quote: Quote) -> bool:
        """Return whether a quote is at its offsets, inside one sentence."""
        start, end = self.sentences[self.sentence_at(quote.start)]
        said = self.narrative.text[quote.start : quote.end]
        return said == quote.text and start <= quote.start and quote.end <= end

    def around(self, quotes: Iterable[Quote]) -> set[str]:
        """Return the places that quotes' sentences mention, or those before them."""
        at = {self.sentence_at(quote.start) for quote in quotes}
        return {
            place
            for number in at
            for near in (number - 1, number)
            if near >= 0
            for place in self.places[near]
        }


def mentions(route: Route, places: set[str]) -> bool:
    """Return whether places include both ends of a route, or one if the other is the report's country."""
    ends = {NEIGHBORS if end.endswith("/neighbors") else end for end in route.ends}
    return bool(ends & places) and ends - places <= {route.report.country}


def told(route: Route, quotes: list[Quote], texts: Mapping[str, Text]) -> bool:
    """Return whether a claim's quotes are in its text and mention both ends."""
    if not quotes or not all(texts[quote.document].has(quote) for quote in quotes):
        return False
    return mentions(route, {place for quote in quotes for place in texts[quote.document].around([quote])})


@pytest.fixture(scope="module", params=SOURCES)
def corpus(request: pytest.FixtureRequest, extractor: Extractor) -> tuple[Store, dict[str, Text]]:
    source = SOURCES[request.param]
    if not source.exists():
        pytest.skip(f"{source} is not here")
    store, texts = Store(), {}
    for narrative in read([source]):
        if isinstance(narrative, Narrative):
            store.bulk_extend(quads(extractor.read(narrative)))
            texts[document_iri(narrative.document)] = Text(narrative, extractor.reader.lexicon)
    return store, texts


def untrue(routes: Routes, store: Store, texts: Mapping[str, Text]) -> list[str]:
    """Return the edges that no claim's words support."""
    quotes = read_quotes(store, [route.claim for route in routes.routes])
    true = {route.claim for route in routes.routes if told(route, quotes[route.claim], texts)}
    edges = aggregate(routes, Gazetteer()).edges(data=True)
    return [f"{start} → {end}" for start, end, edge in edges if true.isdisjoint(edge["claims"])]


def test_every_edge_leads_to_sentences_that_say_so(corpus: tuple[Store, dict[str, Text]]) -> None:
    store, texts = corpus
    routes = read_routes(store)
    assert routes.routes
    assert untrue(routes, store, texts) == []


def test_every_quote_stands_in_its_text_inside_one_sentence(corpus: tuple[Store, dict[str, Text]]) -> None:
    store, texts = corpus
    found = read_quotes(store, [route.claim for route in read_routes(store).routes])
    wrong = [q for quotes in found.values() for q in quotes if not texts[q.document].has(q)]
    assert all(found.values())
    assert wrong == []


def test_a_made_up_edge_is_found_out(corpus: tuple[Store, dict[str, Text]]) -> None:
    store, texts = corpus
    routes = read_routes(store)
    made_up = routes.routes[0]._replace(origin="ATA", destination="BVT")
    assert len(untrue(Routes([made_up], routes.reports), store, texts)) == 1
