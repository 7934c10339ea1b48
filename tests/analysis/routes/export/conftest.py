"""The networks of the small archive."""

from __future__ import annotations

from typing import cast

import pytest

from tests.analysis.routes.export.networks import claims, pairs
from tipgraph.analysis.routes.network import FlatGraph


@pytest.fixture(params=[pairs, claims], ids=["pairs", "claims"])
def network(request: pytest.FixtureRequest) -> FlatGraph:
    """Return the network with one edge a pair of places, and that with one edge a claim."""
    return cast("FlatGraph", request.param())
