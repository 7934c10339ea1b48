"""Queries parsed by rdflib."""

from __future__ import annotations

import gc
import weakref
from contextlib import suppress

import pytest

from tipgraph.analysis.queries.algebra import algebra


class Result:
    """Something that a caller holds."""


def caller(query: str) -> weakref.ref[Result]:
    held = Result()
    with suppress(ValueError):
        algebra(query, {})
    return weakref.ref(held)


@pytest.mark.parametrize("query", ["ASK { ?s ?p ?o }", "ASK { ?s ?p }"])
def test_parsing_keeps_nothing_of_its_caller(query: str) -> None:
    gc.disable()  # else a collection might free what the parser keeps
    try:
        assert caller(query)() is None
    finally:
        gc.enable()


def test_a_query_that_cannot_be_parsed() -> None:
    with pytest.raises(ValueError, match="Expected SelectQuery, found"):
        algebra("SELECT ?s { ?s ?p }", {})


def test_relative_addresses_have_a_base() -> None:
    assert "https://a.example/b" in str(algebra("ASK { <b> ?p ?o }", {}, "https://a.example/"))
