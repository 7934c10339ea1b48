"""Comparison of two years."""

from __future__ import annotations

from tests.analysis.routes.making import report, route, routes
from tipgraph.analysis.routes import Gazetteer
from tipgraph.analysis.routes.statistics import MEASURES, common_countries, compare

GAZETTEER = Gazetteer()
ROUTES = routes(
    route("KHM THA", "THA", 2012), route("LAO THA", "THA", 2012),
    route("KHM THA", "THA", 2019), route("THA MYS", "THA", 2019), route("KHM MYS", "KHM", 2019),
    silent=[report("MYS", 2012)],
)  # fmt: skip


def test_figures_and_pairs() -> None:
    found = {each.name: each for each in compare(ROUTES, (2012, 2019), GAZETTEER).statistics}
    assert found["routes"][1:] == (2, 3)
    assert found["routes"].difference == 1
    assert found["pairs of both years"][1:] == (1, 1)
    assert found["pairs of this year only"][1:] == (1, 2)
    assert "first year" not in found


def test_places_by_every_measure_with_their_ranks() -> None:
    found = compare(ROUTES, (2012, 2019), GAZETTEER).places
    assert list(found) == list(MEASURES)
    (malaysia,) = [each for each in found["in-strength"] if each.place == "MYS"]
    assert (malaysia.before, malaysia.after, malaysia.rank_before, malaysia.rank_after) == (None, 2, None, 1)
    (thailand,) = [each for each in found["in-strength"] if each.place == "THA"]
    assert (thailand.difference, thailand.moved) == (-1, -1)


def test_only_the_measures_that_are_asked_for() -> None:
    assert list(compare(ROUTES, (2012, 2019), GAZETTEER, measures=["hubs"]).places) == ["hubs"]


def test_a_year_without_reports_is_an_empty_network() -> None:
    found = {each.name: each for each in compare(ROUTES, (2012, 2013), GAZETTEER).statistics}
    assert found["routes"][1:] == (2, 0)
    assert found["reciprocity"].difference is None


def test_countries_without_a_report_in_both_years_can_be_left_out() -> None:
    same = common_countries(ROUTES, (2012, 2019))
    assert {each.country for each in same.reports} == {"THA"}
    assert {each.report.country for each in same.routes} == {"THA"}
    assert common_countries(ROUTES, (2012, 1999)).routes == []
