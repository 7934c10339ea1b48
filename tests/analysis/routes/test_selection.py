"""Filters."""

from __future__ import annotations

import pytest

from tests.analysis.routes.making import report, route, routes
from tipgraph.analysis.routes import Atlas, Role, Selection, select

ROUTES = routes(
    route("GTM MEX", year=2012, victims=("girls",), exploitation=("sex-trafficking",)),
    route("GTM USA", year=2014, victims=("men",), sectors=("agriculture",), certainty="possible"),
    route("HND GTM", year=2014, kind="migration"),
    route("KHM THA", "THA", 2014),
    silent=[report("BLZ", 2014)],
)


@pytest.mark.parametrize(
    ("selection", "ways"),
    [
        (Selection(), {"GTM-MEX", "GTM-USA", "HND-GTM", "KHM-THA"}),
        (Selection(first=2013), {"GTM-USA", "HND-GTM", "KHM-THA"}),
        (Selection(last=2013), {"GTM-MEX"}),
        (Selection(first=2012, last=2012), {"GTM-MEX"}),
        (Selection(victims=frozenset({"girls", "boys"})), {"GTM-MEX"}),
        (Selection(exploitation=frozenset({"sex-trafficking"})), {"GTM-MEX"}),
        (Selection(sectors=frozenset({"agriculture"})), {"GTM-USA"}),
        (Selection(kinds=frozenset({"migration"})), {"HND-GTM"}),
        (Selection(certainty=frozenset({"possible"})), {"GTM-USA"}),
        (Selection(reporting=frozenset({"THA"})), {"KHM-THA"}),
        (Selection(within=frozenset({"southeast-asia"})), {"KHM-THA"}),
        (Selection(within=frozenset({"GTM"})), set()),
        (Selection(first=2020), set()),
    ],
    ids=repr,
)
def test_routes_that_pass(selection: Selection, ways: set[str]) -> None:
    found = select(ROUTES, selection, Atlas())
    assert {"-".join(each.ends) for each in found.routes} == ways


def test_a_report_stays_although_none_of_its_routes_does() -> None:
    found = select(ROUTES, Selection(first=2014, victims=frozenset({"none"})), Atlas())
    assert [each.country for each in found.reports] == ["BLZ", "GTM", "THA"]


def test_reports_on_other_countries_and_what_they_say_stay_known() -> None:
    found = select(ROUTES, Selection(first=2014, reporting=frozenset({"THA"})), Atlas())
    assert [each.country for each in found.reports] == ["BLZ", "GTM", "THA"]
    assert len(found.routes) == 1
    assert {each.report.year for each in found.testimony} == {2014}
    assert len(found.testimony) == 3


def test_a_region_takes_in_the_regions_that_lie_in_it() -> None:
    within = routes(route("southeast-asia THA"), route("southeast-asia europe"))
    found = select(within, Selection(within=frozenset({"asia"})), Atlas())
    assert [each.destination for each in found.routes] == ["THA"]


def test_roles_that_pass() -> None:
    possible = Role(report("THA", 2014), "transit", "possible")
    assert Selection(victims=frozenset({"men"})).takes_role(possible)
    assert Selection(certainty=frozenset({"possible"})).takes_role(possible)
    assert not Selection(certainty=frozenset({"asserted"})).takes_role(possible)
    assert not Selection(last=2013).takes_role(possible)
