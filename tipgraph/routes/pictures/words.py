"""The words that many claims rest on, read all at once: a page has those of thousands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from pyoxigraph import Literal, NamedNode, QuerySolutions

from tipgraph.graph.queryable import Queryable
from tipgraph.namespaces import PREFIXES
from tipgraph.routes.reading import read_quotes

__all__ = ["read_words"]

_FEW = 500
"""Claims up to which it is quicker to ask for each."""

# Each property in a selection of its own, so that the engine joins by hashing.
_ALL = """
SELECT ?claim ?start ?words
{
    { SELECT ?claim { ?claim tg:origin ?origin } }
    { SELECT ?claim ?evidence { ?claim tg:evidence ?evidence } }
    { SELECT ?evidence ?position { ?evidence oa:hasSelector ?position } }
    { SELECT ?position ?start { ?position oa:start ?start } }
    { SELECT ?evidence ?quote { ?evidence oa:hasSelector ?quote } }
    { SELECT ?quote ?words { ?quote oa:exact ?words } }
}
"""


def read_words(store: Queryable, claims: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Return the quotes of claims of routes by the claim's IRI, in the order in which they stand."""
    wanted = set(claims)
    if len(wanted) <= _FEW:
        few = read_quotes(store, wanted)
        return {claim: tuple(quote.text for quote in quotes) for claim, quotes in few.items()}
    found: dict[str, set[tuple[int, str]]] = defaultdict(set)
    for claim, start, words in _rows(store):
        if claim in wanted:
            found[claim].add((start, words))
    return {claim: tuple(words for _, words in sorted(found[claim])) for claim in wanted}


def _rows(store: Queryable) -> Iterable[tuple[str, int, str]]:
    answer = store.query(_ALL, prefixes=PREFIXES, use_default_graph_as_union=True)
    assert isinstance(answer, QuerySolutions)
    for row in answer:
        claim, start, words = row["claim"], row["start"], row["words"]
        if isinstance(claim, NamedNode) and isinstance(start, Literal) and isinstance(words, Literal):
            yield claim.value, int(start.value), words.value
