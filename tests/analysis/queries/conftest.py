"""Graphs for the tests of queries: built once, and only read."""

from __future__ import annotations

import pytest
from pyoxigraph import DefaultGraph, Quad, Store

from tests.archive import store


@pytest.fixture(scope="session")
def archive() -> Store:
    """Return the small archive of `tests.archive`."""
    return store()


@pytest.fixture(scope="session")
def merged_archive(archive: Store) -> Store:
    """Return the archive as a Turtle file gives it: no graphs of documents, vocabularies there twice."""
    merged = Store()
    merged.bulk_extend(quad for quad in archive if "document" not in str(quad.graph_name))
    merged.bulk_extend(Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in archive)
    return merged
