"""Filters, and the treatment of regions."""

from __future__ import annotations

from typing import Any

import pytest

from tests.analysis.routes.making import report, route, routes
from tipgraph.analysis.routes import (
    Gazetteer,
    Regions,
    Report,
    Role,
    Routes,
    Selection,
    select,
    with_regions,
    without_transit_regions,
)
from tipgraph.model.iris import BASE

GAZETTEER = Gazetteer()
ROUTES = routes(
    route("GTM MEX", year=2012, victims=("girls",), exploitation=("sex-trafficking",)),
    route("GTM USA", year=2014, victims=("men",), sectors=("agriculture",), certainty="possible"),
    route("HND GTM", year=2014, kind="migration"),
    route("KHM THA", "THA", 2014),
    silent=[report("BLZ", 2014)],
)

FILTERS: list[tuple[dict[str, Any], str]] = [
    ({}, "GTM-MEX GTM-USA HND-GTM KHM-THA"),
    ({"first": 2013}, "GTM-USA HND-GTM KHM-THA"),
    ({"last": 2013}, "GTM-MEX"),
    ({"first": 2012, "last": 2012}, "GTM-MEX"),
    ({"victims": ["girls", "boys"]}, "GTM-MEX"),
    ({"exploitation": ["sex-trafficking"]}, "GTM-MEX"),
    ({"sectors": ["agriculture"]}, "GTM-USA"),
    ({"kinds": ["migration"]}, "HND-GTM"),
    ({"certainty": ["possible"]}, "GTM-USA"),
    ({"reporting": ["THA"]}, "KHM-THA"),
    ({"publications": ["factbook"]}, ""),
    ({"within": ["southeast-asia"]}, "KHM-THA"),
    ({"within": ["GTM"]}, ""),
    ({"places": ["THA", "MEX"]}, "GTM-MEX KHM-THA"),
    ({"places": ["GTM"], "last": 2013}, "GTM-MEX"),
    ({"first": 2020}, ""),
]


def test_routes_through_a_place() -> None:
    through = routes(route("AGO NAM ZAF"), route("AGO ZAF"))
    assert pairs(select(through, selection(places=["NAM"]), GAZETTEER)) == "AGO-ZAF"
    assert len(select(through, selection(places=["NAM"]), GAZETTEER).routes) == 1


def test_routes_of_a_publication() -> None:
    made = route("GTM MEX", year=2012)
    stated = {
        name: made._replace(report=Report(f"{BASE}report/{name}/2012/MEX", "MEX", 2012))
        for name in ("tip", "factbook")
    }
    found = select(routes(*stated.values()), selection(publications=["factbook"]), GAZETTEER)
    assert found.routes == [stated["factbook"]]


def selection(**filters: Any) -> Selection:
    values: dict[str, Any] = {k: frozenset(v) if isinstance(v, list) else v for k, v in filters.items()}
    return Selection(**values)


def pairs(found: Routes) -> str:
    return " ".join(sorted("-".join(each.ends) for each in found.routes))


@pytest.mark.parametrize(("filters", "passing"), FILTERS, ids=[str(filters) for filters, _ in FILTERS])
def test_routes_that_pass(filters: dict[str, Any], passing: str) -> None:
    assert pairs(select(ROUTES, selection(**filters), GAZETTEER)) == passing


@pytest.mark.parametrize("filters", [{"victims": ["none"]}, {"reporting": ["THA"]}], ids=str)
def test_reports_of_the_years_and_their_claims_stay_known(filters: dict[str, Any]) -> None:
    found = select(ROUTES, selection(first=2014, **filters), GAZETTEER)
    assert [each.country for each in found.reports] == ["BLZ", "GTM", "THA"]
    assert {each.report.year for each in found.all_claims} == {2014}
    assert len(found.all_claims) == 3


def test_a_region_contains_the_regions_that_lie_in_it() -> None:
    within = routes(route("southeast-asia THA"), route("southeast-asia europe"))
    assert pairs(select(within, selection(within=["asia"]), GAZETTEER)) == "southeast-asia-THA"


@pytest.mark.parametrize(
    ("filters", "passes"),
    [
        ({"victims": ["men"]}, True),
        ({"certainty": ["possible"]}, True),
        ({"certainty": ["asserted"]}, False),
        ({"last": 2013}, False),
    ],
    ids=str,
)
def test_roles_that_pass(filters: dict[str, Any], passes: bool) -> None:
    role = Role(report("THA", 2014), "transit", "possible")
    assert selection(**filters).matches_role(role) is passes


REGIONAL = routes(route("GTM MEX"), route("GTM GTM/neighbors"), route("KHM europe THA"))


@pytest.mark.parametrize(
    ("regions", "expected"),
    [
        (Regions.KEEP, "GTM-GTM/neighbors GTM-MEX KHM-THA"),
        (Regions.DROP, "GTM-MEX KHM-THA"),
        (Regions.SPREAD, "GTM-BLZ GTM-HND GTM-MEX GTM-MEX GTM-SLV KHM-THA"),
        # Cambodia and Thailand are of one subregion: a route from a place to itself is dropped. Neighbors
        # are a region already.
        (Regions.ROLL_UP, "central-america-GTM/neighbors central-america-north-america"),
    ],
    ids=str,
)
def test_regions(regions: Regions, expected: str) -> None:
    assert pairs(with_regions(REGIONAL, regions, GAZETTEER)) == expected


def test_spread_routes_are_possible_and_inferred() -> None:
    spread = [each for each in with_regions(REGIONAL, Regions.SPREAD, GAZETTEER).routes if each.inferred]
    assert len(spread) == 4
    assert not any(each.is_asserted for each in spread)
    assert {each.claim for each in spread} == {"report/GTM/2015/GTM/GTM/neighbors"}


def test_regions_are_not_transit_countries() -> None:
    (through,) = without_transit_regions([route("KHM europe LAO THA")], GAZETTEER)
    assert through.via == ("LAO",)
