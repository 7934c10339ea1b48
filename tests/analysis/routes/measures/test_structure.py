"""The structure of a network: components, bridges, communities, evenness."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import permutations

import pytest

from tests.analysis.routes.measures.graphs import DEGENERATE, graph
from tests.paths import ROOT
from tipgraph.analysis.routes.network_measures import (
    adjusted_rand_index,
    bridges,
    communities,
    cut_vertices,
    evenness,
    evenness_of_destinations,
    strong_components,
)

TWO = graph("A-B B-C C-A D-E E-F F-D C-D")
"""Two triangles and a leg between them."""


def test_components_lead_back() -> None:
    assert strong_components(TWO) == [frozenset("ABC"), frozenset("DEF")]
    assert strong_components(graph("A-B B-A C-D D-E E-C")) == [frozenset("CDE"), frozenset("AB")]


def test_bridges_and_cut_vertices() -> None:
    assert bridges(TWO) == [("C", "D")]
    assert cut_vertices(TWO) == ["C", "D"]


def test_a_leg_both_ways_is_still_a_bridge() -> None:
    assert bridges(graph("A-B B-A")) == [("A", "B")]


@pytest.mark.parametrize("name", ["empty", "one place", "no routes", "a route to itself"])
def test_nothing_is_held_together_by_nothing(name: str) -> None:
    found = DEGENERATE[name]
    assert (strong_components(found), bridges(found), cut_vertices(found)) == ([], [], [])


def test_communities_of_two_triangles() -> None:
    found = communities(TWO)
    assert list(found.groups) == [frozenset("ABC"), frozenset("DEF")]
    assert found.stability == 1
    assert found.modularity
    assert found.modularity > 0.3


@pytest.mark.parametrize(("name", "groups"), [("empty", 0), ("one place", 1), ("no routes", 3)])
def test_communities_without_routes(name: str, groups: int) -> None:
    found = communities(DEGENERATE[name])
    assert len(found.groups) == groups
    assert found.modularity is None
    assert found.stability == 1


def test_one_seed_says_nothing_of_stability() -> None:
    assert communities(TWO, seeds=1).stability is None


def test_the_order_in_which_places_come_makes_no_difference() -> None:
    ways = ["A-B", "B-C", "C-D:2", "D-E", "E-A", "A-C"]
    found = {tuple(communities(graph(" ".join(order)), seeds=1).groups) for order in permutations(ways)}
    assert len(found) == 1


_SCRIPT = """
from tests.analysis.routes.measures.graphs import graph
from tipgraph.analysis.routes.network_measures import communities
import random
chance = random.Random(7)
ways = {f"{a}-{b}" for a, b in (chance.sample("ABCDEFGHIJKLMNOP", 2) for _ in range(60))}
print([sorted(group) for group in communities(graph(" ".join(sorted(ways)))).groups])
"""


def test_a_seed_gives_the_same_groups_in_every_process() -> None:
    found = {
        subprocess.run(
            [sys.executable, "-c", _SCRIPT],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1


def test_the_adjusted_rand_index() -> None:
    halves = [frozenset("ABC"), frozenset("DEF")]
    assert adjusted_rand_index(halves, halves[::-1]) == 1
    # Hubert and Arabie's formula by hand: of 15 pairs, 2 are together in both, 6 and 4 in each.
    others = [frozenset("AB"), frozenset("CD"), frozenset("EF")]
    assert adjusted_rand_index(halves, others) == pytest.approx((2 - 6 * 3 / 15) / ((6 + 3) / 2 - 6 * 3 / 15))


@pytest.mark.parametrize(
    "groups",
    [[], [frozenset("A")], [frozenset("ABC")], [frozenset("A"), frozenset("B")]],
    ids=["none", "one place", "one group", "each in its own"],
)
def test_partitions_that_chance_makes_equal_agree(groups: list[frozenset[str]]) -> None:
    assert adjusted_rand_index(groups, groups) == 1


def test_evenness() -> None:
    assert evenness([1, 1, 1, 1]) == pytest.approx(1)
    assert evenness([3, 1]) == pytest.approx(0.8112781244591328)  # the entropy of a coin of 3 to 1
    assert evenness([3, 1, 0]) == evenness([3, 1])
    few = evenness([1000, 1])
    assert few is not None
    assert few < 0.02


def test_evenness_of_destinations() -> None:
    found = graph("A-B:3 A-C:1 D-B:1 D-C:3")
    assert evenness_of_destinations(found) == pytest.approx(1)
    assert evenness_of_destinations(DEGENERATE["empty"]) is None
    assert evenness_of_destinations(DEGENERATE["one route"]) is None
