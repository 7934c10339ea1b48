"""Routes as networkx graphs."""

from __future__ import annotations

from tests.analysis.routes.making import report, route, routes
from tipgraph.analysis.routes import (
    Gazetteer,
    Regions,
    aggregate,
    legs,
    multigraph,
    networks,
    undirected,
    with_regions,
)
from tipgraph.analysis.routes.network import without_regions

GAZETTEER = Gazetteer()
ROUTES = routes(
    route("CHN THA MYS", "THA", 2004, victims=("women",)),
    route("CHN MYS", "MYS", 2012, victims=("men",), certainty="possible"),
    route("LAO THA", "THA", 2004, kind="migration"),
    route("THA europe", "THA", 2004),
)


def test_the_multigraph_has_an_edge_a_claim() -> None:
    graph = multigraph(ROUTES, GAZETTEER)
    assert graph.size() == len(ROUTES.routes)
    edge = graph["CHN"]["MYS"]["report/THA/2004/CHN/MYS"]
    assert (edge["year"], edge["reporting"], edge["via"]) == (2004, "THA", ("THA",))


def test_spread_routes_are_edges_of_one_claim() -> None:
    spread = with_regions(routes(route("GTM GTM/neighbors")), Regions.SPREAD, GAZETTEER)
    assert multigraph(spread, GAZETTEER).size() == 4


def test_the_aggregate_counts_reports_and_gathers_what_they_say() -> None:
    edge = aggregate(ROUTES, GAZETTEER)["CHN"]["MYS"]
    assert (edge["weight"], edge["asserting"]) == (2, 1)
    assert edge["victims"] == ("men", "women")
    assert edge["reports"] == ("report/MYS/2012", "report/THA/2004")
    assert edge["years"] == (2004, 2012)
    assert edge["reporting"] == ("MYS", "THA")
    assert edge["support"] == "other-end-not-read"


def test_two_copies_of_a_report_are_one() -> None:
    copy = route("CHN MYS", "MYS", 2012)._replace(claim="copy")
    assert aggregate(routes(route("CHN MYS", "MYS", 2012), copy), GAZETTEER)["CHN"]["MYS"]["weight"] == 1


def test_nodes_know_their_names_and_where_they_lie() -> None:
    nodes = aggregate(ROUTES, GAZETTEER).nodes
    assert nodes["THA"]["label"] == "Thailand"
    assert nodes["THA"]["region"] is False
    assert nodes["europe"]["region"] is True
    assert 5 < nodes["THA"]["latitude"] < 21


def test_a_way_through_a_place_is_two_legs() -> None:
    graph = legs(ROUTES.routes, GAZETTEER)
    assert set(graph.edges) == {
        ("CHN", "THA"), ("THA", "MYS"), ("CHN", "MYS"), ("LAO", "THA"), ("THA", "europe")
    }  # fmt: skip
    assert graph.nodes["THA"]["transit"] == 1
    assert graph.nodes["MYS"]["transit"] == 0
    assert graph["CHN"]["THA"]["claims"] == ("report/THA/2004/CHN/MYS",)


def test_an_end_is_no_stop() -> None:
    assert set(legs([route("CHN MYS MYS")], GAZETTEER).edges) == {("CHN", "MYS")}


def test_regions_are_left_out_of_what_is_measured_unless_asked() -> None:
    assert "europe" not in without_regions(aggregate(ROUTES, GAZETTEER))
    found, whole = networks(ROUTES, GAZETTEER), networks(ROUTES, GAZETTEER, regions=True)
    assert "europe" not in found.pairs
    assert "europe" not in found.legs
    assert "europe" in whole.pairs
    assert "europe" in whole.legs


def test_a_way_through_a_region_is_a_leg_between_countries() -> None:
    through = networks(routes(route("KHM southeast-asia THA")), GAZETTEER)
    assert set(through.legs.edges) == {("KHM", "THA")}


def test_no_routes_are_no_network() -> None:
    empty = routes(silent=[report("GTM")])
    assert (
        len(aggregate(empty, GAZETTEER)) == len(multigraph(empty, GAZETTEER)) == len(legs([], GAZETTEER)) == 0
    )


def test_neighbors_either_way_are_neighbors() -> None:
    graph = aggregate(routes(route("CIV MLI"), route("MLI CIV"), route("MLI MLI")), GAZETTEER)
    assert set(undirected(graph).edges) == {("CIV", "MLI")}
