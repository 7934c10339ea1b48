"""One small reading with a claim of every kind."""

from __future__ import annotations

import pytest

from tests.examples import small_reading
from tipgraph.model.claims import Reading


@pytest.fixture
def small() -> Reading:
    """Return a reading of six sentences."""
    return small_reading()
