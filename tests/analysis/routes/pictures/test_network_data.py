"""Rows of pictures: the strongest first, without places that have no coordinates."""

from __future__ import annotations

from tests.analysis.routes.pictures.samples import PASSING, ROUTES
from tipgraph.analysis.routes import Gazetteer, Routes, networks
from tipgraph.analysis.routes.network_measures import transit
from tipgraph.analysis.routes.pictures.network_data import links, places

GAZETTEER = Gazetteer()


def test_links_are_ordered_by_reports_and_tell_who_speaks() -> None:
    found = links(ROUTES, GAZETTEER)
    assert [(row["id"], row["weight"], row["support"], row["dashed"]) for row in found] == [
        ("KHM>THA", 3, "both", False),
        ("FJI>WSM", 1, "one", False),
        ("JPN>USA", 1, "one", False),
        ("NGA>europe", 1, "other", False),
        ("THA>KHM", 1, "one", True),
    ]


def test_reports_are_weighed_by_the_precision_of_their_claims() -> None:
    """A reviewed claim counts as 1, a claim of rules that were never measured as 0.5."""
    found = links(ROUTES, GAZETTEER, weigh=True)
    assert [(row["id"], row["weight"]) for row in found] == [
        ("KHM>THA", 2), ("JPN>USA", 0.976), ("FJI>WSM", 0.5), ("NGA>europe", 0.5), ("THA>KHM", 0.5),
    ]  # fmt: skip
    best = Routes([*ROUTES.routes[:1], ROUTES.routes[0]._replace(precision=0.9)], ROUTES.reports)
    assert [row["weight"] for row in links(best, GAZETTEER, weigh=True)] == [0.9]


def test_places_sum_what_is_drawn() -> None:
    found = {row["code"]: row for row in places(links(ROUTES, GAZETTEER), ROUTES, GAZETTEER)}
    assert "QQQ" not in found
    assert [found["THA"][name] for name in ("in", "out", "via")] == [3, 1, 0]
    assert [found["LBY"][name] for name in ("in", "out", "via")] == [0, 0, 1]
    assert found["europe"]["region"]


def test_passing_through_is_counted_as_the_measure_counts_it() -> None:
    found = {row["code"]: row["via"] for row in places(links(PASSING, GAZETTEER), PASSING, GAZETTEER)}
    counted = transit(networks(PASSING, GAZETTEER).legs)
    assert found == {place: reports for place, reports in counted.items() if place != "KHM"}
    assert (found["LBY"], found["NER"]) == (2, 1)


def test_passing_through_counts_on_what_is_drawn() -> None:
    drawn = [row for row in links(PASSING, GAZETTEER) if row["id"] == "NGA>ESP"]
    found = {row["code"]: row["via"] for row in places(drawn, PASSING, GAZETTEER)}
    assert found == {"ESP": 0, "LBY": 1, "NGA": 0}
