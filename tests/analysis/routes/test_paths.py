"""Corridors through documented legs."""

from __future__ import annotations

from itertools import pairwise

from tests.analysis.routes.making import report, route, routes
from tipgraph.analysis.routes import Basis, Gazetteer, Regions, Routes, corridors, with_regions

GAZETTEER = Gazetteer()


def ways(stated: Routes, origin: str, destination: str, k: int) -> list[str]:
    return [" ".join(each.places) for each in corridors(stated, origin, destination, k, GAZETTEER)]


def test_what_one_claim_tells_is_told_so() -> None:
    (found,) = corridors(routes(route("CHN THA MYS", "THA")), "CHN", "MYS", 3, GAZETTEER)
    assert found.places == ("CHN", "THA", "MYS")
    assert found.basis is Basis.CLAIM
    assert str(found.basis) == "one report states it"
    assert [len(leg.claims) for leg in found.legs] == [1, 1]


def test_legs_of_several_reports_are_stitched() -> None:
    stated = routes(route("CHN THA", "CHN"), route("THA MYS", "MYS"))
    (found,) = corridors(stated, "CHN", "MYS", 3, GAZETTEER)
    assert found.basis == "no single report connects these legs"


def test_legs_of_one_report_need_not_be_one_way() -> None:
    stated = routes(route("CHN THA", "THA"), route("THA MYS", "THA"))
    (found,) = corridors(stated, "CHN", "MYS", 3, GAZETTEER)
    assert found.basis == Basis.REPORT


def test_two_years_reports_are_two() -> None:
    stated = routes(route("CHN THA", "THA", 2004), route("THA MYS", "THA", 2012))
    assert corridors(stated, "CHN", "MYS", 3, GAZETTEER)[0].basis == Basis.SEVERAL


def test_ways_through_two_stops_of_one_claim_have_no_order_between_these() -> None:
    found = ways(routes(route("NGA LBY NER ITA", "NGA")), "NGA", "ITA", 5)
    assert found == ["NGA LBY ITA", "NGA NER ITA"]


def test_fewest_legs_come_first_then_what_one_tells_then_the_best_documented() -> None:
    stated = routes(
        route("AGO NAM", "AGO"), route("NAM ZAF", "ZAF"),
        route("AGO BWA", "AGO"), route("AGO BWA", "BWA"), route("BWA ZAF", "ZAF"), route("BWA ZAF", "NAM"),
        route("AGO ZMB ZAF", "ZMB"),
        route("AGO ZAF", "COD"),
    )  # fmt: skip
    assert ways(stated, "AGO", "ZAF", 9) == ["AGO ZAF", "AGO ZMB ZAF", "AGO BWA ZAF", "AGO NAM ZAF"]
    assert ways(stated, "AGO", "ZAF", 2) == ["AGO ZAF", "AGO ZMB ZAF"]


def test_what_is_told_comes_before_shorter_chains_that_are_stitched() -> None:
    stated = routes(
        route("AGO NAM", "AGO"), route("NAM ZAF", "ZAF"),
        route("AGO ZMB", "ZMB"), route("ZMB BWA", "ZMB"), route("BWA ZAF", "ZMB"),
    )  # fmt: skip
    told, stitched = corridors(stated, "AGO", "ZAF", 2, GAZETTEER)
    assert (told.places, told.breaks) == (("AGO", "ZMB", "BWA", "ZAF"), (False, False))
    assert (stitched.places, stitched.breaks) == (("AGO", "NAM", "ZAF"), (True,))


def test_a_chain_breaks_wherever_no_one_report_connects_it() -> None:
    stated = routes(
        route("AGO NAM", "AGO"), route("NAM ZAF", "AGO"), route("NAM ZAF", "ZAF"), route("ZAF MOZ", "ZAF"),
    )  # fmt: skip
    (found,) = corridors(stated, "AGO", "MOZ", 3, GAZETTEER)
    assert (found.basis, found.breaks) == (Basis.SEVERAL, (False, True))
    once = routes(route("AGO NAM", "AGO"), route("NAM ZAF", "ZAF"), route("ZAF MOZ", "ZAF"))
    assert corridors(once, "AGO", "MOZ", 3, GAZETTEER)[0].breaks == (True, False)


def test_chains_have_four_legs_at_most_unless_more_are_asked_for() -> None:
    stated = routes(*(route(f"{one} {other}", one) for one, other in pairwise(_FAR)))
    assert corridors(stated, "AGO", "KEN", 3, GAZETTEER) == []
    assert len(corridors(stated, "AGO", "KEN", 3, GAZETTEER, longest=5)) == 1


_FAR = ("AGO", "NAM", "ZAF", "MOZ", "TZA", "KEN")


def test_regions_may_be_ends_but_never_inside() -> None:
    stated = routes(route("KHM southeast-asia"), route("southeast-asia THA"), route("THA europe"))
    assert ways(stated, "KHM", "THA", 3) == []
    assert ways(stated, "KHM", "southeast-asia", 3) == ["KHM southeast-asia"]
    assert ways(stated, "THA", "europe", 3) == ["THA europe"]


def test_a_way_through_a_region_is_one_of_its_ends() -> None:
    assert ways(routes(route("KHM southeast-asia THA")), "KHM", "THA", 3) == ["KHM THA"]


def test_direction_counts() -> None:
    assert ways(routes(route("KHM THA")), "THA", "KHM", 3) == []


def test_nothing_between_a_place_and_itself_or_one_that_is_on_no_route() -> None:
    stated = routes(route("KHM THA"), silent=[report("THA")])
    assert ways(stated, "KHM", "KHM", 3) == []
    assert ways(stated, "KHM", "USA", 3) == []
    assert ways(routes(), "KHM", "THA", 3) == []


def test_a_leg_that_no_report_names_is_not_told() -> None:
    spread = with_regions(routes(route("KHM KHM/neighbors", "KHM")), Regions.SPREAD, GAZETTEER)
    (found,) = corridors(spread, "KHM", "THA", 3, GAZETTEER)
    assert found.basis is Basis.INFERRED
    assert (found.legs[0].inferred, found.legs[0].reports) == (True, frozenset())


def test_a_stated_stop_on_the_way_to_a_region_that_is_spread_is_not_inferred() -> None:
    spread = with_regions(routes(route("KHM THA southeast-asia", "THA")), Regions.SPREAD, GAZETTEER)
    (stop,) = corridors(spread, "KHM", "THA", 1, GAZETTEER)
    assert stop.basis is Basis.CLAIM
    assert [(claim.destination, claim.inferred) for claim in stop.legs[0].claims] == [
        ("southeast-asia", False)
    ]
    (onwards,) = corridors(spread, "KHM", "VNM", 1, GAZETTEER)
    assert onwards.basis is Basis.INFERRED
    assert [leg.inferred for leg in onwards.legs] == [False, True]
