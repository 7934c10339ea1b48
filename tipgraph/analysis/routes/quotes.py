"""Read the quotes that document claims of routes, and compare quotes whatever their typography."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, QuerySolutions

from tipgraph.model.iris import PREFIXES
from tipgraph.rdf.queryable import Queryable

__all__ = ["Quote", "distinct_quotes", "normalize_quote", "read_quote_texts", "read_quotes"]

_QUOTES = """
SELECT ?claim ?document ?start ?end ?words
{
    VALUES ?claim { %s }
    ?claim tg:evidence ?evidence .
    ?evidence oa:hasSource ?document ; oa:hasSelector ?selector .
    ?selector oa:start ?start ; oa:end ?end ; oa:exact ?words .
}
"""
# Each property is selected separately, so that the engine joins by hashing.
_ALL_QUOTES = """
SELECT ?claim ?document ?start ?end ?words
{
    { SELECT ?claim { ?claim tg:origin ?origin } }
    { SELECT ?claim ?evidence { ?claim tg:evidence ?evidence } }
    { SELECT ?evidence ?document { ?evidence oa:hasSource ?document } }
    { SELECT ?evidence ?selector { ?evidence oa:hasSelector ?selector } }
    { SELECT ?selector ?start { ?selector oa:start ?start } }
    { SELECT ?selector ?end { ?selector oa:end ?end } }
    { SELECT ?selector ?words { ?selector oa:exact ?words } }
}
"""
_MANY = 2_000
"""The number of claims above which it is faster to read the quotes of all routes."""


class Quote(NamedTuple):
    """A quote that documents a route: ``text`` is the document's text from ``start`` to ``end``."""

    document: str
    start: int
    end: int
    text: str


def read_quotes(store: Queryable, claims: Iterable[str]) -> dict[str, list[Quote]]:
    """Return the quotes of claims of routes by the claims' IRIs, in the order of the text.

    It runs one query for all claims. A claim without quotes has an empty list.
    """
    found: dict[str, set[Quote]] = {claim: set() for claim in claims}
    many = len(found) > _MANY
    query = _ALL_QUOTES if many else _QUOTES % " ".join(str(NamedNode(claim)) for claim in found)
    for claim, quote in _quotes(store, query) if found else ():
        if claim in found:
            found[claim].add(quote)
    return {claim: sorted(quotes) for claim, quotes in found.items()}


def _quotes(store: Queryable, query: str) -> Iterator[tuple[str, Quote]]:
    solutions = store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
    assert isinstance(solutions, QuerySolutions)
    for row in solutions:
        claim, document, start, end, words = row
        assert isinstance(claim, NamedNode)
        assert isinstance(document, NamedNode)
        assert isinstance(start, Literal)
        assert isinstance(end, Literal)
        assert isinstance(words, Literal)
        yield claim.value, Quote(document.value, int(start.value), int(end.value), words.value)


def read_quote_texts(store: Queryable, claims: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Return the texts of the quotes of claims, each once, by the claims' IRIs, in the order of the text."""
    found = read_quotes(store, claims)
    return {claim: distinct_quotes(quote.text for quote in quotes) for claim, quotes in found.items()}


_PLAIN = str.maketrans(
    dict.fromkeys("‘’‚‛ʼ′`´", "'") | dict.fromkeys("“”„‟″«»", '"') | dict.fromkeys("‐‑‒–—―−", "-")
    | {"\u00ad": None, "\u200b": None, "\ufeff": None}
)  # fmt: skip


def normalize_quote(text: str) -> str:
    """Return a text with plain apostrophes, quotation marks, dashes and spaces, to compare quotes.

    Copies of a text differ in their typography.

    >>> normalize_quote("the  employers’ debts – paid")
    "the employers' debts - paid"
    """
    return " ".join(text.translate(_PLAIN).split())


def distinct_quotes(texts: Iterable[str]) -> tuple[str, ...]:
    """Return texts without those that differ from an earlier one only in typography."""
    found: dict[str, str] = {}
    for text in texts:
        found.setdefault(normalize_quote(text), text)
    return tuple(found.values())
