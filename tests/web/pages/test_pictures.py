from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree

import pytest

from tests.drafts import draft, says, tier
from tests.web.pages.test_pages import Paths
from tests.web.publish import sites
from tipgraph.model.iris import BASE, document_iri
from tipgraph.web.pages import Archive, Copy, Site
from tipgraph.web.pages.maps import RouteMap, outlines, route_map
from tipgraph.web.pages.place import tiers, timeline
from tipgraph.web.pages.routes import RouteRow, route_rows


def _site() -> Site:
    return Site(Archive(sites.store()), Paths())


def _copies(*stated: tuple[str, str, int]) -> list[Copy]:
    found = []
    for edition, code, year in stated:
        _, extraction = draft("GTM", edition, says(f"[Tier {code}].", tier(code, year)))
        found.append(Copy(document_iri(extraction.document), extraction))
    return found


def test_the_world_is_one_picture_in_degrees() -> None:
    picture = ElementTree.fromstring(outlines())
    assert picture.attrib["viewBox"] == "-180 -90 360 180"
    (path,) = picture
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", path.attrib["d"])]
    assert all(-180 <= east <= 180 for east in numbers[::2])
    assert all(-90 <= south <= 90 for south in numbers[1::2])


def test_a_map_shows_all_places_and_labels_without_overlap() -> None:
    site = _site()
    drawn = route_map(
        site, "GTM", route_rows(site, "GTM", outward=True), route_rows(site, "GTM", outward=False)
    )
    assert drawn is not None
    assert drawn.markers[-1].home
    assert all(drawn.x <= marker.x <= drawn.x + drawn.width for marker in drawn.markers)
    assert all(drawn.y <= marker.y <= drawn.y + drawn.height for marker in drawn.markers)
    assert {line.title.split(":")[0] for line in drawn.lines} >= {
        "Guatemala → Mexico",
        "Honduras → Guatemala",
    }


def _map(home: str, *places: str) -> RouteMap:
    """Return the map of routes out of a place; each further place has fewer reports."""
    site = _site()
    rows = [
        RouteRow(code, site.link(f"{BASE}place/{code}"), None, reports, False, False, (), (), ())
        for code, reports in zip(places, range(len(places), 0, -1), strict=True)
    ]
    drawn = route_map(site, home, rows, [])
    assert drawn is not None
    return drawn


@pytest.mark.parametrize(
    ("home", "places", "labels"),
    [
        ("AGO", ["NAM"], ["Angola", "Namibia"]),  # one above the other
        ("GTM", ["BLZ"], ["Belize", "Guatemala"]),
        ("GTM", ["KWT", "BLZ"], ["Guatemala", "Kuwait"]),  # on a map of half the world Belize is too near
    ],
)
def test_a_place_has_a_label_if_there_is_room(home: str, places: Sequence[str], labels: list[str]) -> None:
    assert sorted(marker.label for marker in _map(home, *places).markers if marker.label) == labels


def test_labels_near_the_right_edge_are_on_the_left() -> None:
    drawn = _map("GTM", "BLZ", "KWT")
    assert {marker.title for marker in drawn.markers if marker.left} == {"Kuwait"}


@pytest.mark.parametrize(("routes", "lines", "hidden"), [(1, 1, 0), (60, 60, 0), (63, 60, 3)])
def test_a_map_shows_the_most_reported_routes(routes: int, lines: int, hidden: int) -> None:
    drawn = _map("GTM", *["MEX"] * routes)
    assert (len(drawn.lines), drawn.hidden) == (lines, hidden)
    assert drawn.lines[0].title.endswith(f": {routes} report{'s' * (routes > 1)}")


@pytest.mark.parametrize(("reports", "width"), [(1, 0.3), (3, 0.5), (7, 0.9), (9, 0.9)])
def test_lines_are_wider_with_more_reports(reports: int, width: float) -> None:
    assert _map("GTM", *["MEX"] * reports).lines[0].width == width


def test_there_is_no_map_without_routes() -> None:
    assert route_map(_site(), "AGO", [], []) is None


def test_the_line_of_tiers_is_broken_where_years_are_missing() -> None:
    picture = timeline(_site(), tiers(_copies(("2010", "2", 2010), ("2011", "3", 2011), ("2014", "1", 2014))))
    assert picture is not None
    assert re.findall("[ML]", picture.line) == ["M", "L", "M"]
    assert [label for label, _ in picture.rows] == ["Tier 1", "Tier 2", "Tier 2 WL", "Tier 3"]


def test_a_tier_of_several_reports_is_one_dot() -> None:
    stated = tiers(_copies(("2010", "2", 2010), ("2011", "2", 2010)))
    assert [(tier.year, tier.code) for tier in stated] == [(2010, "2")]
    assert stated[0].claim.endswith("2010/GTM/tip-2010-gtm/tier")


def test_there_is_no_picture_without_tiers() -> None:
    assert timeline(_site(), []) is None
