"""Claims about two places."""

from __future__ import annotations

from tests.analysis.routes.making import route, routes
from tipgraph.analysis.routes import Gazetteer, Regions, between, with_regions

STATED = [
    route("THA MYS", "THA", 2012), route("MYS THA", "MYS", 2004), route("CHN THA MYS", "THA", 2004),
    route("THA IDN", "THA", 2004),
]  # fmt: skip


def test_either_way_and_on_longer_ways_by_year() -> None:
    found = between(STATED, "MYS", "THA")
    assert [(each.report.year, each.origin) for each in found] == [
        (2004, "MYS"), (2004, "CHN"), (2012, "THA")
    ]  # fmt: skip


def test_the_ends_of_a_way_through_others_are_joined_too() -> None:
    assert [each.via for each in between(STATED, "CHN", "MYS")] == [("THA",)]


def test_nothing_is_said() -> None:
    assert between(STATED, "CHN", "IDN") == []
    assert between([], "CHN", "IDN") == []


def test_of_a_region_spread_over_its_countries_a_stated_stop_is_told_once_as_stated() -> None:
    spread = with_regions(routes(route("KHM THA europe", "THA")), Regions.SPREAD, Gazetteer())
    (found,) = between(spread.routes, "KHM", "THA")
    assert (found.destination, found.inferred, found.is_asserted) == ("europe", False, True)
    (found,) = between(spread.routes, "THA", "ITA")
    assert (found.destination, found.inferred, found.is_asserted) == ("ITA", True, False)
