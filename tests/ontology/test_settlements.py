"""Cities and provinces stand for one country each, and their names have no other meaning."""

from __future__ import annotations

import pytest

from tests.ontology.codes import STOP_WORDS
from tipgraph.model.iris import BASE
from tipgraph.model.vocabulary import Concept, load
from tipgraph.understanding.reader import Reader

PLACES = load()["place"]
PARTS = [p for p in PLACES.values() if any(kind.endswith(("Settlement", "Subdivision")) for kind in p.types)]
READER = Reader(load())
MISLEADING = [
    *("Nice", "Reading", "Mobile", "Most", "Split", "Bath", "Sale", "Male", "Union", "Van"),
    *("Central", "Western", "Northern", "Eastern Province"),
    *("Jordan", "Shan", "Victoria", "Santiago", "Washington"),
]


def _country(part: Concept) -> str:
    [country] = part.broader
    return country.removeprefix(BASE + "place/")


def _read(text: str) -> list[tuple[str, str]]:
    """Return the kind and code of each place or people that a text names."""
    kinds = ("place", "demonym", "not-a-place")
    return [(m.kind, m.code) for m in READER.mentions(text) if m.kind in kinds]


def test_there_are_enough_for_reports_and_few_enough_to_load() -> None:
    assert 3_000 < len(PARTS) < 5_000


def test_each_lies_in_one_country() -> None:
    assert {kind for part in PARTS for kind in PLACES[_country(part)].types} >= {BASE + "ontology#Country"}
    assert all(len(part.broader) == 1 for part in PARTS)


def test_each_country_with_people_has_some_but_the_smallest() -> None:
    large = {"AGO", "BRA", "DEU", "IDN", "MEX", "NER", "PNG", "RUS", "THA", "TUR", "UKR", "USA", "VNM"}
    assert large <= {_country(part) for part in PARTS}


def test_codes_say_the_country() -> None:
    for part in PARTS:
        country = PLACES[_country(part)]
        assert part.code.split("-")[0] in (country.code, *country.all("iso2"))


@pytest.mark.parametrize("name", MISLEADING)
def test_a_name_that_means_something_else_is_no_label(name: str) -> None:
    assert [part.code for part in PARTS if name in part.names] == []


def test_no_name_is_a_word_of_every_sentence() -> None:
    assert [label for part in PARTS for label in part.names if label.lower() in STOP_WORDS] == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("in Mae Sot", "THA"),
        ("near Tapachula", "MEX"),
        ("the Canary Islands", "ESP"),
        ("Transnistria", "MDA"),
        ("Abkhazia", "GEO"),
        ("Somaliland", "SOM"),
        ("Zanzibar", "TZA"),
        ("the Kurdistan Region", "IRQ"),
        ("northern Cyprus", "CYP"),
        ("the Galápagos Islands", "ECU"),
        ("the Galapagos Islands", "ECU"),
        ("Xinjiang", "CHN"),
        ("Scotland", "GBR"),
        ("Edo State", "NGA"),
        ("New Mexico", "USA"),
        ("Mexico City", "MEX"),
        ("Niger State", "NGA"),
        ("Kuwait City", "KWT"),
        ("the West Bank", "PSE"),
    ],
)
def test_a_part_stands_for_its_country(text: str, code: str) -> None:
    assert _read(text) == [("place", code)]


@pytest.mark.parametrize(
    "text",
    [
        "the Indian Ocean",
        "the South China Sea",
        "in the Gulf of Guinea",
        "the Lake Chad Basin",
        "American Indians",
        "African Americans",
        "the Palermo Protocol",
        "the Bali Process",
        "the Organization of American States",
        "US$ 300",
        "Spanish-speaking",
        "a Guinea pig",
    ],
)
def test_a_longer_name_keeps_a_place_from_being_seen(text: str) -> None:
    assert _read(text) == [("not-a-place", "not-a-place")]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Central American girls", ["central-america"]),
        ("Latin American men", ["latin-america"]),
        ("Equatorial Guinea and Guinea", ["GNQ", "GIN"]),
        ("Papua New Guinean women", ["PNG"]),
        ("the Dominican Republic", ["DOM"]),
        ("a turkey farm in Turkey", ["TUR"]),
        ("they polish shoes for Polish men", ["POL"]),
        ("give us the U.S. and the US", ["USA", "USA"]),
        ("Serbia and Montenegro", ["SCG"]),
        ("Northern Ireland and Ireland", ["GBR", "IRL"]),
    ],
)
def test_the_longest_name_in_its_own_case_is_meant(text: str, codes: list[str]) -> None:
    assert [code for _, code in _read(text)] == codes
