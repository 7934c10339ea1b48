"""The words that claims rest on, as pages hold them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tipgraph.graph.queryable import Queryable
from tipgraph.routes.likeness import distinct
from tipgraph.routes.reading import read_quotes

__all__ = ["read_words"]


def read_words(store: Queryable, claims: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Return the quotes of claims of routes by the claim's IRI: each once, in the text's order."""
    found = read_quotes(store, claims)
    return {claim: distinct(quote.text for quote in quotes) for claim, quotes in found.items()}
