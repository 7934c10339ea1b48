"""Which ends speak of a route."""

from __future__ import annotations

import pytest

from tests.routes.making import report, route, routes
from tipgraph.routes import Atlas, Routes, Support, corroborated
from tipgraph.routes.corroboration import support_of

ATLAS = Atlas()


@pytest.mark.parametrize(
    ("stated", "support"),
    [
        (routes(route("GTM MEX", "GTM"), route("GTM MEX", "MEX")), Support.BOTH),
        (routes(route("GTM MEX", "GTM", 2014), route("GTM MEX", "MEX", 2019)), Support.BOTH),
        (routes(route("GTM MEX", "GTM"), silent=[report("MEX")]), Support.SILENT),
        (routes(route("GTM MEX", "GTM"), silent=[report("MEX", 2019)]), Support.UNREAD),
        (routes(route("GTM MEX", "GTM")), Support.UNREAD),
        (routes(route("GTM MEX", "HND")), Support.OTHERS),
        (routes(route("GTM europe", "GTM")), Support.REGION),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_support(stated: Routes, support: Support) -> None:
    (found,) = corroborated(stated, ATLAS)
    assert found.support == support
    told = [each.report for each in stated.routes]
    assert support_of(stated.routes[0].ends, told, stated, ATLAS) == support


def test_reports_are_counted_by_whom_they_are_on() -> None:
    (found,) = corroborated(
        routes(
            route("GTM MEX", "GTM", 2014), route("GTM MEX", "GTM", 2015), route("GTM MEX", "MEX"),
            route("GTM MEX", "HND"),
        ), ATLAS,
    )  # fmt: skip
    assert (found.origin_reports, found.destination_reports, found.other_reports) == (2, 1, 1)
    assert found.years == (2014, 2015)


def test_the_best_supported_and_most_reported_come_first() -> None:
    found = corroborated(
        routes(
            route("GTM USA", "GTM"), route("GTM CAN", "GTM", 2014), route("GTM CAN", "GTM"),
            route("GTM MEX"), route("GTM MEX", "MEX"),
        ), ATLAS,
    )  # fmt: skip
    assert [each.destination for each in found] == ["MEX", "CAN", "USA"]


def test_no_routes_no_pairs() -> None:
    assert corroborated(routes(silent=[report("GTM")]), ATLAS) == []
