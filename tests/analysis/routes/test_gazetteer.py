"""Names, codes and coordinates of places."""

from __future__ import annotations

import pytest

from tipgraph.analysis.routes import Gazetteer, Point
from tipgraph.analysis.routes.gazetteer import SUBREGIONS
from tipgraph.model.vocabulary import load

GAZETTEER = Gazetteer()


def test_places_have_names_and_unknown_ones_their_code() -> None:
    assert GAZETTEER.label("THA") == "Thailand"
    assert GAZETTEER.label("GTM/neighbors") == "Neighboring countries of Guatemala"
    assert GAZETTEER.label("QQQ") == "QQQ"


@pytest.mark.parametrize(
    ("place", "region"), [("THA", False), ("europe", True), ("THA/neighbors", True), ("QQQ", False)]
)
def test_regions_stand_for_several_countries(place: str, region: bool) -> None:
    assert GAZETTEER.is_region(place) is region
    assert bool(GAZETTEER.members(place)) is region


def test_countries_lie_in_regions_and_regions_in_none() -> None:
    assert "southeast-asia" in GAZETTEER.regions("THA")
    assert GAZETTEER.regions("europe") == frozenset()
    assert GAZETTEER.subregion("europe") is None


@pytest.mark.parametrize(
    ("country", "subregion"),
    [
        ("FRA", "western-europe"), ("POL", "eastern-europe"), ("LVA", "northern-europe"),
        ("UKR", "eastern-europe"), ("RUS", "eastern-europe"), ("HRV", "southern-europe"),
        ("CUB", "caribbean"), ("HTI", "caribbean"), ("GUY", "south-america"), ("BLZ", "central-america"),
        ("EGY", "north-africa"), ("ETH", "east-africa"), ("AGO", "central-africa"),
        ("ZAF", "southern-africa"), ("SAU", "middle-east"), ("TUR", "middle-east"), ("GEO", "asia"),
        ("FJI", "pacific-islands"), ("NZL", "oceania"), ("THA-bangkok", "southeast-asia"), ("QQQ", None),
    ],
)  # fmt: skip
def test_each_country_is_counted_to_one_part_of_the_world(country: str, subregion: str | None) -> None:
    assert GAZETTEER.subregion(country) == subregion


def test_no_subregion_is_a_political_group_and_all_are_regions() -> None:
    assert not {"european-union", "former-soviet-union", "latin-america"} & set(SUBREGIONS)
    assert all(map(GAZETTEER.is_region, SUBREGIONS))


def test_the_neighbors_of_an_unknown_place_are_none() -> None:
    assert GAZETTEER.members("QQQ/neighbors") == frozenset()
    assert GAZETTEER.point("QQQ/neighbors") is None


def test_a_region_is_drawn_amid_its_members() -> None:
    middle = GAZETTEER.point("THA/neighbors")
    assert middle
    assert 0 < middle.latitude < 30
    assert 90 < middle.longitude < 110


def test_places_on_both_sides_of_the_date_line_meet_there() -> None:
    pacific = GAZETTEER.point("pacific-islands")
    assert pacific
    assert abs(pacific.longitude) > 150


def test_countries_have_the_numbers_of_maps() -> None:
    assert GAZETTEER.number("THA") == "764"
    assert GAZETTEER.number("QQQ") is None


def test_every_country_of_the_vocabulary_has_a_point_those_that_are_gone_too() -> None:
    countries = [
        code for code, place in load()["place"].items() if any("Country" in kind for kind in place.types)
    ]
    assert {"SCG", "YUG", "THA"} <= set(countries)
    assert [code for code in countries if GAZETTEER.point(code) is None] == []
    assert GAZETTEER.point("SCG") == Point(44.82, 20.46)
