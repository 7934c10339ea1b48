"""Graphs for the tests of queries. They are built once, and no test changes them."""

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
    """Return the archive as read from Turtle: without named graphs, and with the vocabularies twice."""
    merged = Store()
    merged.bulk_extend(quad for quad in archive if "document" not in str(quad.graph_name))
    merged.bulk_extend(Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in archive)
    return merged
