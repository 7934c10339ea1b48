"""Every format keeps all of a network. Of Graphviz, test_dot.py tests that."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.analysis.routes.export.networks import odd_networks
from tests.analysis.routes.export.reading_back import SAME
from tipgraph.analysis.routes.network import FlatGraph

EACH_FORMAT = pytest.mark.parametrize("name", SAME)


@EACH_FORMAT
def test_read_back(name: str, network: FlatGraph) -> None:
    assert SAME[name](network)


@EACH_FORMAT
@given(network=odd_networks())
def test_odd_words(name: str, network: FlatGraph) -> None:
    assert SAME[name](network)
