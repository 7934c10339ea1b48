"""Statistics of the network."""

from __future__ import annotations

from tests.analysis.routes.making import report, route, routes
from tipgraph.analysis.bootstrap import Bootstrap
from tipgraph.analysis.routes import Gazetteer, Routes, network_statistics, networks, structures, top_places

GAZETTEER = Gazetteer()


def values(stated: Routes) -> dict[str, float | None]:
    return {each.name: each.value for each in network_statistics(stated, networks(stated, GAZETTEER))}


def test_figures_of_a_small_network() -> None:
    stated = routes(
        route("CHN THA MYS", "THA", 2004), route("THA MYS", "THA", 2004), route("THA MYS", "MYS", 2004),
        route("MYS THA", "MYS", 2004, certainty="possible"), route("THA europe", "THA", 2004),
        silent=[report("LAO", 2012)],
    )  # fmt: skip
    found = values(stated)
    assert (found["reports"], found["reports with routes"], found["reporting countries"]) == (3, 2, 3)
    assert (found["first year"], found["last year"]) == (2004, 2012)
    counted = ("routes by report", "possible routes by report", "routes with transit by report")
    assert [found[name] for name in counted] == [5, 1, 1]
    assert (found["places"], found["pairs"], found["legs"]) == (3, 3, 3)
    assert found["pairs corroborated"] == 1
    assert found["reciprocity"] == 2 / 3
    assert found["largest strong component"] == 2


def test_several_statements_of_a_report_on_a_route_are_one_route() -> None:
    stated = routes(
        route("CHN MYS", "MYS"), route("CHN THA MYS", "MYS", certainty="possible"),
        route("LAO THA", "MYS", certainty="possible"), route("LAO THA", "MYS", certainty="possible"),
        route("CHN MYS", "CHN"),
    )  # fmt: skip
    found = values(stated)
    counted = ("routes by report", "possible routes by report", "routes with transit by report")
    assert [found[name] for name in counted] == [3, 1, 1]
    assert found["statements"] == 5


def test_what_is_not_defined_is_none_and_never_not_a_number() -> None:
    found = values(routes())
    assert {name for name, value in found.items() if value is None} == {
        "first year", "last year", "reciprocity", "evenness of destinations", "deepest core", "modularity"
    }  # fmt: skip


def test_leading_places_have_more_than_nothing() -> None:
    found = {each.measure: each.places for each in top_places(networks(routes(route("KHM THA")), GAZETTEER))}
    assert found["in-strength"] == ("THA",)
    assert found["transit"] == ()
    assert found["authorities"] == ("THA",)


def test_an_empty_network_is_led_by_nobody() -> None:
    assert {each.places for each in top_places(networks(routes(), GAZETTEER))} == {()}


def test_those_alike_with_the_last_leading_place_are_counted() -> None:
    network = networks(routes(route("KHM THA"), route("KHM LAO"), route("KHM MYS")), GAZETTEER)
    (found,) = top_places(network, ["in-strength"], top=1)
    assert (found.places, found.ties) == (("LAO",), 2)
    (all_of_them,) = top_places(network, ["in-strength"], top=3)
    assert all_of_them.ties == 0
    (none,) = top_places(network, ["transit"], top=1)
    assert (none.places, none.ties) == ((), 0)


def test_what_is_counted_is_listed() -> None:
    stated = routes(route("KHM THA"), route("THA KHM"), route("THA MYS"), route("MYS SGP"))
    network = networks(stated, GAZETTEER)
    found = [(each.name, each.places) for each in structures(network)]
    assert found == [
        ("bridge 1", ("KHM", "THA")), ("bridge 2", ("MYS", "SGP")), ("bridge 3", ("MYS", "THA")),
        ("cut vertex 1", ("MYS",)), ("cut vertex 2", ("THA",)), ("strong component 1", ("KHM", "THA")),
    ]  # fmt: skip
    counted = {each.name: each.value for each in network_statistics(stated, network)}
    assert (counted["bridges"], counted["cut vertices"], counted["largest strong component"]) == (3, 2, 2)


def test_counts_of_routes_have_intervals_on_request() -> None:
    sure, unsure = ("route.origin-and-destination",), ("route.new",)
    stated = routes(
        *(route(f"CHN {end}", "CHN", rules=sure) for end in ("MYS", "THA", "LAO", "VNM")),
        *(route(f"CHN {end}", "CHN", certainty="possible", rules=unsure) for end in ("KHM", "MMR", "NPL")),
    )
    network = networks(stated, GAZETTEER)
    assert {each.interval for each in network_statistics(stated, network)} == {None}
    found = {each.name: each.interval for each in network_statistics(stated, network, Bootstrap())}
    assert found["possible routes by report"] == (0, 3), "the precision of its rule is unknown"
    assert found["routes with transit by report"] == (0, 0)
    assert found["routes by report"] is not None
    assert 3 <= found["routes by report"][0] < found["routes by report"][1] == 7
    assert found["pairs"] is None
