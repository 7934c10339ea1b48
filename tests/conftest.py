"""What tests of several parts share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.understanding.support import shared_extractor
from tipgraph.understanding import Extractor
from tipgraph.understanding.lexicon import Lexicon

if TYPE_CHECKING:
    from distributed import Client


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """Return an extractor with the ontology's labels alone: it takes a third of a second to build."""
    return shared_extractor()


@pytest.fixture(scope="session")
def lexicon(extractor: Extractor) -> Lexicon:
    """Return the lexicon of the shared extractor."""
    return extractor.lexicon


@pytest.fixture(scope="session")
def dask() -> Iterator[Client]:
    """Return a client of two worker processes, each of which is replaced when it dies."""
    # Imported here: few tests need it, and it takes its time.
    from distributed import Client

    from tipgraph.build.dask.cluster import local

    with local(2) as cluster, Client(cluster) as client:
        yield client
