"""Which ends of a route name it."""

from __future__ import annotations

import pytest

from tests.analysis.routes.making import report, route, routes
from tipgraph.analysis.routes import (
    Gazetteer,
    Regions,
    Routes,
    Selection,
    Support,
    aggregate,
    corroborated,
    select,
    with_regions,
)

GAZETTEER = Gazetteer()
TIER_ALONE = report("MEX")._replace(iri="https://w3id.org/tipgraph/report/factbook/2014/MEX/tier-rating")
"""A report that names no routes, so that its silence means nothing."""


@pytest.mark.parametrize(
    ("stated", "support"),
    [
        (routes(route("GTM MEX", "GTM"), route("GTM MEX", "MEX")), Support.BOTH),
        (routes(route("GTM MEX", "GTM", 2014), route("GTM MEX", "MEX", 2019)), Support.BOTH),
        (routes(route("GTM MEX", "GTM"), silent=[report("MEX")]), Support.SILENT),
        (routes(route("GTM MEX", "GTM"), silent=[report("MEX", 2019)]), Support.UNREAD),
        (routes(route("GTM MEX", "GTM"), silent=[TIER_ALONE]), Support.UNREAD),
        (routes(route("GTM MEX", "GTM")), Support.UNREAD),
        (routes(route("GTM MEX", "HND")), Support.OTHERS),
        (routes(route("GTM europe", "GTM")), Support.REGION),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_support(stated: Routes, support: Support) -> None:
    (found,) = corroborated(stated, GAZETTEER)
    assert found.support == support


def test_reports_are_counted_by_whom_they_are_on() -> None:
    (found,) = corroborated(
        routes(
            route("GTM MEX", "GTM", 2014), route("GTM MEX", "GTM", 2015), route("GTM MEX", "MEX"),
            route("GTM MEX", "HND"),
        ), GAZETTEER,
    )  # fmt: skip
    assert (found.origin_reports, found.destination_reports, found.other_reports) == (2, 1, 1)
    assert found.years == (2014, 2015)


def test_the_best_supported_and_most_reported_come_first() -> None:
    found = corroborated(
        routes(
            route("GTM USA", "GTM"), route("GTM CAN", "GTM", 2014), route("GTM CAN", "GTM"),
            route("GTM MEX"), route("GTM MEX", "MEX"),
        ), GAZETTEER,
    )  # fmt: skip
    assert [each.destination for each in found] == ["MEX", "CAN", "USA"]


def test_no_routes_no_pairs() -> None:
    assert corroborated(routes(silent=[report("GTM")]), GAZETTEER) == []


BOTH = routes(
    route("LAO THA", "LAO", victims=("men",)), route("LAO THA", "THA", victims=("women",), kind="migration"),
    route("LAO THA", "VNM", 2014, victims=("men",)),
)  # fmt: skip


@pytest.mark.parametrize(
    "selection",
    [
        Selection(victims=frozenset({"men"})),
        Selection(kinds=frozenset({"trafficking"})),
        Selection(reporting=frozenset({"LAO"})),
        Selection(first=2015, reporting=frozenset({"THA"})),
    ],
    ids=["victims", "kind", "reporting", "year and reporting"],
)
def test_a_filter_of_content_makes_no_report_silent(selection: Selection) -> None:
    selected = select(BOTH, selection, GAZETTEER)
    (found,) = corroborated(selected, GAZETTEER)
    assert (found.support, found.origin_reports, found.destination_reports) == (Support.BOTH, 1, 1)
    assert aggregate(selected, GAZETTEER)["LAO"]["THA"]["support"] == "both-ends"


def test_years_bound_who_speaks() -> None:
    (found,) = corroborated(select(BOTH, Selection(last=2014), GAZETTEER), GAZETTEER)
    assert (found.support, found.years) == (Support.OTHERS, (2014,))


def test_a_report_is_silent_though_another_country_is_asked_for() -> None:
    read = routes(route("LAO THA", "LAO"), silent=[report("THA")])
    (found,) = corroborated(select(read, Selection(reporting=frozenset({"LAO"})), GAZETTEER), GAZETTEER)
    assert found.support is Support.SILENT


def test_what_is_inferred_corroborates_nothing() -> None:
    stated = routes(route("GTM GTM/neighbors", "GTM"), route("MEX/neighbors MEX", "MEX"))
    found = {
        (each.origin, each.destination): each
        for each in corroborated(with_regions(stated, Regions.SPREAD, GAZETTEER), GAZETTEER)
    }
    assert {each.support for each in found.values()} == {Support.INFERRED}
    assert found["GTM", "MEX"].origin_reports == found["GTM", "MEX"].destination_reports == 0
    named = routes(*stated.routes, route("GTM MEX", "GTM"))
    spread = aggregate(with_regions(named, Regions.SPREAD, GAZETTEER), GAZETTEER)["GTM"]["MEX"]
    assert (spread["support"], spread["inferred"]) == ("other-end-silent", False)
