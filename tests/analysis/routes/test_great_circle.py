"""Great circles, split at the antimeridian."""

from __future__ import annotations

from itertools import chain, pairwise
from math import acos, cos, degrees, dist, radians, sin

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tipgraph.analysis.routes import Point
from tipgraph.analysis.routes.gazetteer import Position, great_circle

points = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180)) | st.builds(
    Point,
    st.sampled_from([-90.0, -10.0, 0.0, 90.0]),
    st.sampled_from([-180.0, -90.0, -0.0, 0.0, 90.0, 180.0]),
)


def vector(position: Position) -> tuple[float, float, float]:
    longitude, latitude = map(radians, position)
    return cos(latitude) * cos(longitude), cos(latitude) * sin(longitude), sin(latitude)


def arc(one: Position, other: Position) -> float:
    """Return the degrees between two positions."""
    return degrees(acos(max(-1.0, 1 - dist(vector(one), vector(other)) ** 2 / 2)))


@given(points, points)
@example(Point(0, 180), Point(0, -180))
@example(Point(10, 180), Point(10, -170))
@example(Point(10, -180), Point(10, 170))
@example(Point(-90, 0), Point(38, -97))
@example(Point(0, 179.99999), Point(0, -179.99999))
def test_lines(start: Point, end: Point) -> None:
    lines = great_circle(start, end)
    assert len(lines) <= 2
    for line in lines:
        assert len(line) >= 2
        assert all(-180 <= longitude <= 180 and -90 <= latitude <= 90 for longitude, latitude in line)
        # A longer step would go around the back of the globe, across the antimeridian.
        assert all(abs(after[0] - before[0]) <= 180 for before, after in pairwise(line))
    assert arc(lines[0][0], (start.longitude, start.latitude)) < 0.001
    assert arc(lines[-1][-1], (end.longitude, end.latitude)) < 0.001


@given(points, points)
def test_the_parts_of_a_line_meet_at_the_antimeridian(start: Point, end: Point) -> None:
    lines = great_circle(start, end)
    for before, after in pairwise(lines):
        assert abs(before[-1][0]) == abs(after[0][0]) == 180
        assert before[-1] == (-after[0][0], after[0][1])


@given(points, points)
def test_it_is_the_shortest_way(start: Point, end: Point) -> None:
    lines = great_circle(start, end)
    cuts = {line[-1] for line in lines[:-1]} | {line[0] for line in lines[1:]}
    ends = (start.longitude, start.latitude), (end.longitude, end.latitude)
    for position in set(chain(*lines)) - cuts:
        assert arc(ends[0], position) + arc(position, ends[1]) == pytest.approx(arc(*ends), abs=0.01)


def test_the_pacific() -> None:
    (west, east) = great_circle(Point(35, 139), Point(38, -97))
    assert (west[0], west[-1][0]) == ((139.0, 35.0), 180.0)
    assert (east[0][0], east[-1]) == (-180.0, (-97.0, 38.0))
    assert max(latitude for _, latitude in west + east) > 50


def test_the_same_point_twice() -> None:
    assert great_circle(Point(5, 7), Point(5, 7)) == [[(7.0, 5.0), (7.0, 5.0)]]
