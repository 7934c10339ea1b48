"""Keys and values of GraphML."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import networkx as nx

from tests.analysis.routes.export.networks import claims, pairs
from tests.analysis.routes.export.reading_back import graphml_content


def test_claims_are_the_keys_of_edges() -> None:
    found: Any = nx.read_graphml(BytesIO(graphml_content(claims())), force_multigraph=True)
    assert all(key == about["claim"] for _, _, key, about in found.edges(keys=True, data=True))


def test_yes_and_no_are_as_xml_has_them() -> None:
    assert b">false</data>" in graphml_content(pairs())
    assert b">False<" not in graphml_content(pairs())
