"""How clauses use the places that they name."""

from __future__ import annotations

import pytest

from tests.understanding.clause_support import analysis, located

PLACES = [
    ("Angolan boys are exploited in Namibia.", "AGO people, NAM scene"),
    ("Boys from Angola are taken to Namibia through Botswana.", "AGO origin, NAM goal, BWA passed"),
    (
        "Women from Nepal, India, and Sri Lanka work as maids in Kuwait.",
        "NPL origin, IND origin, LKA origin, KWT scene",
    ),
    ("Women are exploited in Libyan brothels.", "LBY scene"),
    ("Thai fishing companies exploit men.", "THA actor"),
    ("Thai construction workers are exploited in Israel.", "THA people, ISR scene"),
    ("Chinese employers exploit workers in Zambia.", "CHN actor, ZMB scene"),
    ("Tourists from Sweden and Norway buy sex.", "SWE actor, NOR actor"),
    ("Traffickers from Serbia exploit girls.", "SRB actor"),
    ("Somalis flee to Kenya.", "SOM people, KEN goal"),
    ("Haitians are exploited in the Dominican Republic and The Bahamas.", "HTI people, DOM scene, BHS scene"),
    ("The Government of Kenya trained judges.", "KEN actor"),
    ("Kenya's courts convicted a man.", "KEN actor"),
    ("Women transit Mali en route to Algeria.", "MLI passed, DZA goal"),
    (
        "Women from Bulgaria, and to a lesser extent Romania, are exploited in Greece.",
        "BGR origin, ROU origin, GRC scene",
    ),
    (
        "Eastern European women are exploited in Western Europe.",
        "eastern-europe people, western-europe scene",
    ),
    (
        "West and Central African countries are a source of victims.",
        "west-africa other, central-africa other",
    ),
    ("Hong Kong residents are exploited in Cambodia.", "HKG people, KHM scene"),
    ("Girls leave Eritrea.", "ERI origin"),
    ("Kenya is a source country.", "KEN other"),
    ("Filipina women enter Lebanon via Syria.", "PHL people, LBN goal, SYR passed"),
    ("Germany-based NGOs help women from Ghana.", "DEU actor, GHA origin"),
    (
        "Workers aboard Taiwanese vessels come from Indonesia and the Philippines.",
        "TWN scene, IDN origin, PHL origin",
    ),
    ("Russian-speaking women are exploited in Turkey.", "TUR scene"),
    ("Children are forced to beg in the streets of Dakar.", "SEN scene"),
    ("Women fly from Lagos to Madrid.", "NGA origin, ESP goal"),
    ("The Philippine embassy in Kuwait sheltered maids.", "PHL actor, KWT scene"),
    ("Malagasy women in Lebanon and Kuwait are beaten.", "MDG people, LBN scene, KWT scene"),
    ("Women were brought into Ireland from Nigeria.", "IRL goal, NGA origin"),
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
    people = {use.place: [m.code for m in use.people] for c in found.clauses for use in found.uses(c)}
    assert people["THA"][:2] == ["women", "girls"]
    assert people["LAO"][0] == "boys"
    assert people["JPN"] == []


def test_a_hedge_before_one_place_is_its_own() -> None:
    found = analysis("Women from Albania and possibly Georgia are exploited.")
    assert {use.place: use.hedged for c in found.clauses for use in found.uses(c)} == {
        "ALB": False,
        "GEO": True,
    }
