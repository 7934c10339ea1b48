"""How clauses use the places that they name."""

from __future__ import annotations

import pytest

from tests.understanding.analysis import analysis, located

PLACES = [
    ("Angolan boys are exploited in Namibia.", "AGO nationality, NAM location"),
    ("Boys from Angola are taken to Namibia through Botswana.", "AGO origin, NAM destination, BWA transit"),
    (
        "Women from Nepal, India, and Sri Lanka work as maids in Kuwait.",
        "NPL origin, IND origin, LKA origin, KWT location",
    ),
    ("Women are exploited in Libyan brothels.", "LBY location"),
    ("Thai fishing companies exploit men.", "THA actor"),
    ("Thai construction workers are exploited in Israel.", "THA nationality, ISR location"),
    ("Chinese employers exploit workers in Zambia.", "CHN actor, ZMB location"),
    ("Tourists from Sweden and Norway buy sex.", "SWE actor, NOR actor"),
    ("Traffickers from Serbia exploit girls.", "SRB actor"),
    ("Somalis flee to Kenya.", "SOM nationality, KEN destination"),
    (
        "Haitians are exploited in the Dominican Republic and The Bahamas.",
        "HTI nationality, DOM location, BHS location",
    ),
    ("The Government of Kenya trained judges.", "KEN actor"),
    ("Kenya's courts convicted a man.", "KEN actor"),
    ("Women transit Mali en route to Algeria.", "MLI transit, DZA destination"),
    (
        "Women from Bulgaria, and to a lesser extent Romania, are exploited in Greece.",
        "BGR origin, ROU origin, GRC location",
    ),
    (
        "Eastern European women are exploited in Western Europe.",
        "eastern-europe nationality, western-europe location",
    ),
    (
        "West and Central African countries are a source of victims.",
        "west-africa other, central-africa other",
    ),
    ("Hong Kong residents are exploited in Cambodia.", "HKG nationality, KHM location"),
    ("Girls leave Eritrea.", "ERI origin"),
    ("Kenya is a source country.", "KEN other"),
    ("Filipina women enter Lebanon via Syria.", "PHL nationality, LBN destination, SYR transit"),
    ("Germany-based NGOs help women from Ghana.", "DEU actor, GHA origin"),
    (
        "Workers aboard Taiwanese vessels come from Indonesia and the Philippines.",
        "TWN location, IDN origin, PHL origin",
    ),
    ("Russian-speaking women are exploited in Turkey.", "TUR location"),
    ("Children are forced to beg in the streets of Dakar.", "SEN location"),
    ("Women fly from Lagos to Madrid.", "NGA origin, ESP destination"),
    ("The Philippine embassy in Kuwait sheltered maids.", "PHL actor, KWT location"),
    ("Malagasy women in Lebanon and Kuwait are beaten.", "MDG nationality, LBN location, KWT location"),
    ("Women were brought into Ireland from Nigeria.", "IRL destination, NGA origin"),
]


@pytest.mark.parametrize(("text", "wanted"), PLACES)
def test_functions(text: str, wanted: str) -> None:
    assert ", ".join(located(text)) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Fleets meet in the Gulf of Guinea.",
        "The government ratified the Palermo Protocol.",
        "It paid 200 Hong Kong dollars.",
        "Guinea pigs are sold.",
        "A turkey was sold; china broke.",
    ],
)
def test_names_that_mean_no_place(text: str) -> None:
    assert located(text) == []


def test_people_are_tied_to_their_place() -> None:
    found = analysis("Thai women and girls and boys from Laos are exploited in Japan.")
    people = {
        argument.place: [m.code for m in argument.people]
        for c in found.clauses
        for argument in found.place_arguments(c)
    }
    assert people["THA"][:2] == ["women", "girls"]
    assert people["LAO"][0] == "boys"
    assert people["JPN"] == []


def test_a_hedge_before_one_place_is_its_own() -> None:
    found = analysis("Women from Albania and possibly Georgia are exploited.")
    assert {
        argument.place: argument.hedged for c in found.clauses for argument in found.place_arguments(c)
    } == {
        "ALB": False,
        "GEO": True,
    }
