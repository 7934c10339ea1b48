"""All measures of places: their values for the smallest graphs, and ranks."""

from __future__ import annotations

from math import isfinite

import pytest

from tests.analysis.routes.measures.graphs import DEGENERATE
from tipgraph.analysis.routes import Networks
from tipgraph.analysis.routes.statistics import MEASURES, Measure, ranked
from tipgraph.cli.routes.network_measures import MEASURES as NAMES


@pytest.mark.parametrize("measure", MEASURES.values(), ids=lambda measure: measure.name)
@pytest.mark.parametrize("name", DEGENERATE)
def test_every_place_has_a_finite_value_that_is_not_negative(measure: Measure, name: str) -> None:
    graph = DEGENERATE[name]
    values = measure.of(Networks(graph, graph))
    assert set(values) == set(graph)
    assert all(isfinite(value) and value >= 0 for value in values.values())


@pytest.mark.parametrize("measure", MEASURES.values(), ids=lambda measure: measure.name)
def test_without_routes_all_places_are_alike(measure: Measure) -> None:
    graph = DEGENERATE["no routes"]
    assert len(set(measure.of(Networks(graph, graph)).values())) == 1


def test_the_command_line_knows_all_measures_by_name() -> None:
    assert list(MEASURES) == list(NAMES)


def test_ranks_are_shared_and_the_noise_of_floating_point_breaks_no_tie() -> None:
    values = {"A": 0.1 + 0.2, "B": 0.3, "C": 1.0}
    assert [(each.rank, each.place) for each in ranked(values)] == [(1, "C"), (2, "A"), (2, "B")]
    assert ranked({}) == []
