"""Years and positions of GEXF."""

from __future__ import annotations

from tests.analysis.routes.export.networks import claims, pairs
from tests.analysis.routes.export.reading_back import gexf_network


def test_edges_are_there_in_the_years_of_their_reports() -> None:
    network = pairs()
    network["GTM"]["MEX"]["years"] = "2004|2005|2012"
    found = gexf_network(network)
    assert found.graph["mode"] == "dynamic"
    assert found["GTM"]["MEX"]["spells"] == [("2004-01-01", "2005-12-31"), ("2012-01-01", "2012-12-31")]
    assert (found["GTM"]["USA"]["start"], found["GTM"]["USA"]["end"]) == ("2014-01-01", "2014-12-31")
    for _, _, about in gexf_network(claims()).edges(data=True):
        assert about["start"] == f"{about['year']}-01-01"


def test_places_stand_where_a_map_has_them() -> None:
    network = pairs()
    network.nodes["GTM"].update(longitude=-90.23456, latitude=15.46789)
    del network.nodes["MEX"]["latitude"]
    found = gexf_network(network)
    assert "viz" not in found.nodes["MEX"]
    assert found.nodes["GTM"]["viz"]["position"] == {"x": -902.35, "y": 154.68, "z": 0.0}
