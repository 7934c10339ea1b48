"""An extraction with a claim of every kind."""

from __future__ import annotations

import pytest

from tests.examples import small_extraction
from tipgraph.model.claims import Extraction


@pytest.fixture
def small() -> Extraction:
    """Return the extraction of six sentences."""
    return small_extraction()
