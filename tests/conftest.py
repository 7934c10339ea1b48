"""What tests of several parts share."""

from __future__ import annotations

import pytest

from tests.extract.support import shared_extractor
from tipgraph.extract import Extractor
from tipgraph.language.lexicon import Lexicon


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """Return an extractor with the ontology's labels alone: it takes a third of a second to build."""
    return shared_extractor()


@pytest.fixture(scope="session")
def lexicon(extractor: Extractor) -> Lexicon:
    """Return the lexicon of the shared extractor."""
    return extractor.lexicon
