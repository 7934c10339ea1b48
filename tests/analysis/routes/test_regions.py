"""Regions among the ends of routes."""

from __future__ import annotations

from tests.analysis.routes.making import route, routes
from tipgraph.analysis.routes import Atlas, Regions, passing_countries, with_regions

ATLAS = Atlas()
ROUTES = routes(route("GTM MEX"), route("GTM GTM/neighbors"), route("KHM europe THA"))


def ways(treatment: Regions) -> list[str]:
    return sorted("-".join(each.ends) for each in with_regions(ROUTES, treatment, ATLAS).routes)


def test_kept_as_the_text_has_them() -> None:
    assert with_regions(ROUTES, Regions.KEEP, ATLAS) is ROUTES


def test_left_out() -> None:
    assert ways(Regions.DROP) == ["GTM-MEX", "KHM-THA"]


def test_spread_over_their_countries_as_possible_routes_that_nobody_stated() -> None:
    spread = [each for each in with_regions(ROUTES, Regions.SPREAD, ATLAS).routes if each.inferred]
    assert {each.destination for each in spread} == {"BLZ", "HND", "MEX", "SLV"}
    assert not any(each.is_sure for each in spread)
    assert {each.claim for each in spread} == {"report/GTM/2015/GTM/GTM/neighbors"}


def test_countries_taken_for_their_regions_and_none_for_a_route_to_itself() -> None:
    assert "southeast-asia-southeast-asia" not in ways(Regions.ROLL_UP)
    assert len(ways(Regions.ROLL_UP)) < len(ROUTES.routes)


def test_a_region_is_no_place_that_one_passes_through() -> None:
    (through,) = passing_countries([route("KHM europe LAO THA")], ATLAS)
    assert through.via == ("LAO",)
