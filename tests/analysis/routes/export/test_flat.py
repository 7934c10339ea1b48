"""Networks with flat attributes."""

from __future__ import annotations

import networkx as nx

from tests.analysis.routes.export.networks import claims, pairs
from tests.archive import NARRATIVES, store
from tipgraph.analysis.routes import Gazetteer, Report, Route, Routes, aggregate, multigraph
from tipgraph.analysis.routes.network import FlatGraph, flatten
from tipgraph.model.vocabulary import load

TEXTS = [narrative.text for narrative in NARRATIVES]


def test_values_are_flat_and_of_one_type(network: FlatGraph) -> None:
    types: dict[str, set[type]] = {}
    for attributes in [about for _, about in network.nodes(data=True)] + [
        about for *_, about in network.edges(data=True)
    ]:
        for name, value in attributes.items():
            types.setdefault(name, set()).add(type(value))
    assert {kind for kinds in types.values() for kind in kinds} <= {str, int, float, bool}
    assert all(len(kinds) == 1 for kinds in types.values()), types


def test_pairs() -> None:
    edge = pairs()["GTM"]["MEX"]
    assert edge["label"] == "Guatemala → Mexico"
    assert (edge["years"], edge["first_year"], edge["last_year"]) == ("2014|2015", 2014, 2015)
    assert edge["support_label"] == "reports on both ends"
    assert edge["claim"] == edge["claims"].split("|")[0]


def test_labels_stand_beside_codes() -> None:
    route = Route(
        "urn:c", Report("urn:r", "GTM", 2014), "GTM", "MEX", certainty="possible", via=("BLZ",),
        victims=("boys", "girls"), exploitation=("sex-trafficking",), sectors=("mining",),
    )  # fmt: skip
    routes = Routes([route], ())
    pair = flatten(aggregate(routes, Gazetteer()))["GTM"]["MEX"]
    claim = flatten(multigraph(routes, Gazetteer()))["GTM"]["MEX"]["urn:c"]
    for edge in (pair, claim):
        assert (edge["victims"], edge["victims_label"]) == ("boys|girls", "Boys|Girls")
        assert (edge["via"], edge["via_label"]) == ("BLZ", "Belize")
        assert edge["exploitation_label"] == load()["exploitation"]["sex-trafficking"].label
        assert edge["sectors_label"] == "Mining"
    assert (claim["kind_label"], claim["certainty_label"]) == ("Trafficking", "Possible")
    assert (claim["claim"], claim["report"], claim["year"]) == ("urn:c", "urn:r", 2014)


def test_every_claim_leads_to_its_words() -> None:
    network = claims()
    assert network.number_of_edges() > 5
    for _, _, about in network.edges(data=True):
        assert about["id"] == about["claim"]
        assert about["report"].startswith("https://")
        assert about["year"] in (2014, 2015)
        assert any(about["quote"] in text for text in TEXTS)


def test_identifiers_are_of_one_edge_each() -> None:
    for network in (pairs(), claims()):
        names = [about["id"] for *_, about in network.edges(data=True)]
        assert len(set(names)) == len(names)


def test_a_region_spread_over_countries_is_several_edges() -> None:
    one = Route("urn:c", Report("urn:r", "HND", 2014), "HND", "GTM", inferred=True)
    network = flatten(multigraph(Routes([one, one._replace(destination="SLV")], ()), Gazetteer()))
    assert [about["id"] for *_, about in network.edges(data=True)] == ["urn:c#HND-GTM", "urn:c#HND-SLV"]
    assert {about["claim"] for *_, about in network.edges(data=True)} == {"urn:c"}


def test_unknown_codes_stand_for_themselves() -> None:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edge("XX", "YY", victims=("a|b", "girls"), kinds=("new",))
    network = flatten(graph)
    assert network["XX"]["YY"]["label"] == "XX → YY"
    assert network["XX"]["YY"]["victims_label"] == "a¦b|Girls"
    assert network["XX"]["YY"]["kinds_label"] == "new"


def test_nothing_is_nothing() -> None:
    assert len(flatten(nx.DiGraph(), store())) == 0
