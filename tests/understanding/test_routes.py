"""Routes, with what hangs on them."""

from __future__ import annotations

import pytest

from tests.understanding.extraction import only, routes, statements
from tests.understanding.tables import Case, table
from tipgraph.model.claims import RouteClaim

FIELDS = {
    "kind": "route_kind",
    "certainty": "certainty",
    "via": "via",
    "victims": "victims",
    "exploitation": "exploitation",
    "sectors": "sectors",
}


def _field(route: RouteClaim, name: str) -> str:
    value = getattr(route, FIELDS[name])
    return value if isinstance(value, str) else ",".join(sorted(value))


@table("routes")
def test_routes(case: Case) -> None:
    found = routes(case.country, case.text)
    wanted = dict(token.rstrip("]").partition("[")[::2] for token in case.wanted)
    assert found.keys() == wanted.keys()
    for ends, fields in wanted.items():
        for name, _, value in (field.partition("=") for field in fields.split(";") if field):
            assert (ends, name, _field(found[ends], name)) == (ends, name, value)


def test_a_list_makes_every_pair() -> None:
    found = routes("LTU", "Women from Lithuania, Latvia, and Estonia are exploited in Spain and Norway.")
    assert found.keys() == {f"{a}>{b}" for a in ("LTU", "LVA", "EST") for b in ("ESP", "NOR")}


def test_no_route_from_a_place_to_itself() -> None:
    text = "Women from Thailand and Laos are exploited in Laos and Thailand."
    assert routes("LAO", text).keys() == {"THA>LAO", "LAO>THA"}


def test_ends_are_never_passed_through() -> None:
    text = "Women transit Mali and Niger en route from Mali to Libya, where they are exploited."
    for route in only(RouteClaim, "MLI", text):
        assert not {route.origin, route.destination} & set(route.via)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Kenyan nurses migrate to Qatar. Kenyan girls may be forced into prostitution in Qatar.",
            [("migration", "asserted"), ("trafficking", "possible")],
        ),
        (
            "Kenyan women migrate to Qatar and may be forced into prostitution.",
            [("trafficking", "possible"), ("trafficking", "possible")],
        ),
    ],
)
def test_only_what_is_said_of_the_same_people_makes_a_movement_trafficking(
    text: str, said: list[tuple[str, str]]
) -> None:
    claims = [claim for claim in statements("KEN", text) if isinstance(claim, RouteClaim)]
    assert sorted((claim.route_kind, claim.certainty) for claim in claims) == said


def test_legs_are_paired_in_turn() -> None:
    text = "Girls are trafficked from Togo to Gabon and from Mali to Guinea."
    assert routes("BEN", text).keys() == {"TGO>GAB", "MLI>GIN"}


@pytest.mark.parametrize("country", ["MDA", "UKR"])
def test_a_route_is_the_same_whoever_reports_it(country: str) -> None:
    text = "Moldovan women are exploited in sex trafficking in Ukraine."
    assert routes(country, text).keys() == {"MDA>UKR"}


def test_victims_of_each_origin_are_its_own() -> None:
    found = routes("ZAF", "Thai women and Chinese men are exploited in the country.")
    assert (found["THA>ZAF"].victims, found["CHN>ZAF"].victims) == (("women",), ("men",))
