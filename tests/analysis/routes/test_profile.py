"""A country as source, transit and destination."""

from __future__ import annotations

from tests.analysis.routes.making import report, route, routes
from tipgraph.analysis.routes import Role
from tipgraph.analysis.routes.profile import Part, profile

ROUTES = routes(
    route("CHN THA MYS", "THA", 2004, victims=("women",)),
    route("KHM THA", "THA", 2004, victims=("men", "women"), exploitation=("forced-labor",)),
    route("KHM THA", "KHM", 2012, certainty="possible", sectors=("fishing",)),
    route("THA JPN", "THA", 2012),
    route("LAO VNM", "LAO", 2012, victims=("girls",)),
)
ROLES = [Role(report("THA", 2004), "source"), Role(report("KHM", 2004), "transit")]
FOUND = profile(ROUTES, ROLES, "THA")


def lines(part: Part) -> dict[str, tuple[int, int, int]]:
    return {line.code: (line.reports, line.asserting, line.claims) for line in FOUND.of(part)}


def test_functions() -> None:
    assert lines(Part.FUNCTION) == {"destination": (2, 1, 2), "source": (1, 1, 1), "transit": (1, 1, 1)}


def test_roles_are_what_its_own_reports_say() -> None:
    assert lines(Part.ROLE) == {"source": (1, 1, 1)}


def test_partners() -> None:
    assert lines(Part.TO) == {"JPN": (1, 1, 1)}
    assert lines(Part.FROM) == {"KHM": (2, 1, 2)}
    assert lines(Part.THROUGH) == {"CHN MYS": (1, 1, 1)}


def test_years_are_in_order() -> None:
    assert list(lines(Part.YEAR)) == ["2004 destination", "2004 transit", "2012 destination", "2012 source"]


def test_the_most_reported_come_first_and_years_in_their_order() -> None:
    stated = routes(
        route("KHM THA", "THA", 2012), route("KHM THA", "KHM", 2012), route("AUS THA", "THA", 2004)
    )
    found = profile(stated, [], "THA")
    assert [line.code for line in found.of(Part.FROM)] == ["KHM", "AUS"]
    assert [line.code for line in found.of(Part.YEAR)] == ["2004 destination", "2012 destination"]


def test_whom_and_what_its_routes_are_of() -> None:
    assert lines(Part.VICTIMS) == {"women": (1, 1, 2), "men": (1, 1, 1)}
    assert lines(Part.EXPLOITATION) == {"forced-labor": (1, 1, 1)}
    assert lines(Part.SECTOR) == {"fishing": (1, 0, 1)}


def test_reports_on_it_are_counted_though_they_name_no_route() -> None:
    assert profile(routes(silent=[report("USA")]), [], "USA").reports == 1


def test_a_place_that_nothing_names_has_no_lines() -> None:
    assert profile(routes(), [], "THA").lines == ()
