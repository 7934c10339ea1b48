"""The scene that Vega makes: lines over the date line, dashes, names."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
import vl_convert

from tests.analysis.routes.pictures.samples import ROUTES
from tipgraph.analysis.routes import Gazetteer, Report, Route, Routes
from tipgraph.analysis.routes.pictures import Figure
from tipgraph.analysis.routes.pictures.figure import specification

WIDTH = 960


def scene(routes: Routes, layout: str = "map") -> dict[str, Any]:
    spec = specification(routes, Gazetteer(), Figure(layout, width=WIDTH))
    found: dict[str, Any] = vl_convert.vega_to_scenegraph(spec, allowed_base_urls=[])
    return found


def marks(node: Any, kind: str) -> Iterator[dict[str, Any]]:
    """Yield the marks of a kind, anywhere in a scene."""
    if isinstance(node, dict):
        if node.get("marktype") == kind:
            yield node
        for child in node.values():
            yield from marks(child, kind)
    elif isinstance(node, list):
        for child in node:
            yield from marks(child, kind)


def ways(routes: Routes) -> list[list[tuple[float, float]]]:
    """Return the points of each piece of a solid line."""
    trails = marks(scene(routes), "trail")
    return [
        [(item.get("x", 0), item.get("y", 0)) for item in trail["items"]]
        for trail in trails
        if trail["items"]
    ]


def only(origin: str) -> Routes:
    return Routes([route for route in ROUTES.routes if route.origin == origin], ROUTES.reports)


@pytest.mark.parametrize("origin", ["FJI", "JPN"])
def test_a_line_over_the_date_line_leaves_at_one_side_and_comes_back_at_the_other(origin: str) -> None:
    found = ways(only(origin))
    assert len(found) == 2
    assert all(abs(b[0] - a[0]) < WIDTH / 8 for way in found for a, b in pairwise(way))
    ends = sorted(sum(x for x, _ in way) / len(way) for way in found)
    assert ends[0] < WIDTH / 3 < WIDTH * 2 / 3 < ends[1]


def test_other_lines_are_whole() -> None:
    assert len(ways(only("NGA"))) == 1


def test_a_line_is_broad_where_it_begins_and_the_strongest_broadest() -> None:
    sizes = [[item["size"] for item in trail["items"]] for trail in marks(scene(ROUTES), "trail")]
    assert all(size == sorted(size, reverse=True) for size in sizes)
    assert max(size[0] for size in sizes) > 2 * min(size[0] for size in sizes)


def test_what_is_only_possible_is_dashed() -> None:
    dashed = [each for each in marks(scene(ROUTES), "line") if each["items"][0].get("strokeDash")]
    assert len(dashed) == 1


def test_the_legend_has_the_dashes_of_the_lines() -> None:
    def dashes(kind: str) -> set[tuple[float, ...]]:
        items = [item for each in marks(drawn, kind) for item in each["items"]]
        return {tuple(item["strokeDash"]) for item in items if item.get("strokeDash")}

    drawn = scene(ROUTES)
    assert dashes("line") == dashes("path") != set()


def test_a_way_and_its_way_back_part() -> None:
    middle = {
        (round(trail["items"][12]["x"]), round(trail["items"][12]["y"]))
        for trail in (*marks(scene(only("KHM")), "trail"), *marks(scene(only("THA")), "line"))
        if len(trail["items"]) == 25
    }
    assert len(middle) > 1


@pytest.mark.parametrize("layout", ["map", "layered", "force"])
def test_places_are_named_inside_the_picture(layout: str) -> None:
    drawn = scene(ROUTES, layout)
    texts = [item for each in marks(drawn, "text") for item in each["items"]]
    named = {item["text"] for item in texts if item.get("opacity", 1) and item.get("fill") != "transparent"}
    assert {"Cambodia", "Thailand", "Europe", "Libya"} <= named
    assert "QQQ" not in named


def test_layers_go_from_origins_to_destinations() -> None:
    texts = [item for each in marks(scene(ROUTES, "layered"), "text") for item in each["items"]]
    at = {item["text"]: item["x"] for item in texts if "x" in item}
    assert at["Nigeria"] < at["Libya"] < at["Europe"]


def test_a_place_is_in_the_same_layer_however_many_routes_are_drawn() -> None:
    def layers(top: int) -> dict[str, int]:
        spec = specification(ROUTES, Gazetteer(), Figure("layered", top=top))
        rows = next(data["values"] for data in spec["data"] if data["name"] == "spread")
        return {row["code"]: row["layer"] for row in rows}

    assert layers(1).items() <= layers(9).items()
    assert layers(9)["LBY"] == 1


def test_what_is_only_passed_through_stands_in_the_middle() -> None:
    def said(way: tuple[str, str], year: int, via: tuple[str, ...] = ()) -> Route:
        return Route(f"{way}{year}", Report(f"r{year}", way[0], year), *way, via=via)

    through = [said(("NGA", "FRA"), year, ("LBY",)) for year in (2004, 2012)]
    others = [said(("LBY", end), 2004) for end in ("MLT", "ITA", "GRC", "ESP", "CYP", "TUR", "EGY")]
    stated = Routes([*through, *others], sorted({route.report for route in (*through, *others)}))
    for top, layer in ((1, 1), (9, 0)):
        spec = specification(stated, Gazetteer(), Figure("layered", top=top))
        rows = next(data["values"] for data in spec["data"] if data["name"] == "spread")
        assert {row["code"]: row["layer"] for row in rows}["LBY"] == layer


@pytest.mark.parametrize("width", [360, 960])
def test_names_in_layers_stay_inside(width: int) -> None:
    long = [
        route._replace(origin="COD", destination="ATG") if route.origin == "NGA" else route
        for route in ROUTES.routes
    ]
    wanted = Figure("layered", width=width)
    spec = specification(Routes(long, ROUTES.reports), Gazetteer(), wanted)
    drawn: dict[str, Any] = vl_convert.vega_to_scenegraph(spec, allowed_base_urls=[])
    names = [
        item
        for each in marks(drawn, "text")
        for item in each["items"]
        if str(item["text"]).startswith(("Democratic", "Antigua"))
    ]
    assert names
    for item in names:
        left, right = (item["limit"], 0) if item.get("align") == "right" else (0, item["limit"])
        assert item["x"] - left >= 0
        assert item["x"] + right <= width


def test_nothing_to_draw_is_drawn_too() -> None:
    assert not ways(Routes([], ROUTES.reports))
