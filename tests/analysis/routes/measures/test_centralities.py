"""Measures of places on graphs whose values are known."""

from __future__ import annotations

from math import sqrt

import networkx as nx
import pytest

from tests.analysis.routes.measures.graphs import DEGENERATE, graph
from tipgraph.analysis.routes.network_measures import (
    authorities,
    betweenness,
    core_numbers,
    hubs,
    in_strength,
    out_strength,
    overall_reciprocity,
    pagerank,
    reciprocity,
    transit,
)

FAN = graph("A-X:3 B-X:1 X-C:2")


def test_strengths_are_sums_of_reports() -> None:
    assert in_strength(FAN) == {"A": 0, "X": 4, "B": 0, "C": 2}
    assert out_strength(FAN) == {"A": 3, "X": 2, "B": 1, "C": 0}


def test_betweenness_is_the_share_of_pairs_and_weights_do_not_count() -> None:
    assert betweenness(FAN) == {"A": 0, "X": pytest.approx(2 / 6), "B": 0, "C": 0}


def test_passages_are_what_texts_say() -> None:
    legs = graph("A-X X-C")
    legs.nodes["X"]["transit"] = 2
    assert transit(legs) == {"A": 0, "X": 2, "C": 0}


def test_pagerank_is_a_distribution_and_follows_weights() -> None:
    found = pagerank(graph("A-B:9 A-C:1"))
    assert sum(found.values()) == pytest.approx(1)
    assert found["B"] > found["C"] > found["A"]


def test_hubs_and_authorities_of_a_known_matrix() -> None:
    # A sends to C and D, B to D only: the singular vectors of [[1, 1], [0, 1]].
    golden = (1 + sqrt(5)) / 2
    found = graph("A-C A-D B-D")
    assert hubs(found) == pytest.approx({"A": golden / (1 + golden), "B": 1 / (1 + golden), "C": 0, "D": 0})
    shares = {"D": golden / (1 + golden), "C": 1 / (1 + golden), "A": 0, "B": 0}
    assert authorities(found) == pytest.approx(shares)


def test_hubs_are_networkx_where_these_are_settled() -> None:
    found = nx.gnp_random_graph(30, 0.3, directed=True, seed=1)
    named = nx.relabel_nodes(found, str)
    sent, received = nx.hits(named)
    assert hubs(named) == pytest.approx(sent)
    assert authorities(named) == pytest.approx(received)


def test_equal_parts_share_and_a_chain_is_of_two_parts() -> None:
    assert hubs(DEGENERATE["two equal parts"]) == {"A": 0.5, "B": 0, "C": 0.5, "D": 0}
    assert hubs(DEGENERATE["a chain"]) == {"A": 0.5, "B": 0.5, "C": 0}
    assert authorities(DEGENERATE["a chain"]) == {"A": 0, "B": 0.5, "C": 0.5}


def test_the_strongest_part_takes_all() -> None:
    assert hubs(graph("A-B:2 C-D")) == {"A": 1, "B": 0, "C": 0, "D": 0}


def test_reciprocity() -> None:
    found = graph("A-B B-A A-C")
    assert overall_reciprocity(found) == pytest.approx(2 / 3)
    assert reciprocity(found) == {"A": pytest.approx(2 / 3), "B": 1, "C": 0}


@pytest.mark.parametrize("name", ["empty", "one place", "no routes"])
def test_reciprocity_is_not_defined_without_routes(name: str) -> None:
    assert overall_reciprocity(DEGENERATE[name]) is None


def test_cores_know_no_directions_and_no_loops() -> None:
    assert core_numbers(graph("A-B B-C C-A C-D D-D")) == {"A": 2, "B": 2, "C": 2, "D": 1}
    assert core_numbers(graph("A-B B-A")) == {"A": 1, "B": 1}
