"""Pages in a browser without a network: what people do with them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.analysis.routes.pictures.browser import Visit, chromium, visiting
from tests.analysis.routes.pictures.samples import HOSTILE, PASSING, ROUTES, many, words
from tipgraph.analysis.routes import Gazetteer, Selection, aggregate, networks, select
from tipgraph.analysis.routes.network_measures import transit
from tipgraph.analysis.routes.pictures import page
from tipgraph.analysis.routes.pictures.network_data import links

pytestmark = pytest.mark.slow

GAZETTEER = Gazetteer()
LAYOUTS = ("map", "layered", "force")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    for layout in LAYOUTS:
        made = page(ROUTES, words, GAZETTEER, layout=layout)
        (folder / f"{layout}.html").write_text(made.html, encoding="utf-8")
    children = select(ROUTES, Selection(victims=frozenset({"children"})), GAZETTEER)
    (folder / "children.html").write_text(page(children, words, GAZETTEER).html, encoding="utf-8")
    (folder / "passing.html").write_text(page(PASSING, words, GAZETTEER).html, encoding="utf-8")
    (folder / "many.html").write_text(page(many(5000), words, GAZETTEER).html, encoding="utf-8")
    (folder / "none.html").write_text(page(many(0), words, GAZETTEER).html, encoding="utf-8")
    return folder


@pytest.fixture
def visit(browser: Browser, pages: Path) -> Iterator[Visit]:
    with visiting(browser, pages / "map.html") as found:
        yield found


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(("width", "height"), [(1400, 900), (360, 740), (1920, 1080)])
def test_every_screen(browser: Browser, pages: Path, layout: str, width: int, height: int) -> None:
    with visiting(browser, pages / f"{layout}.html", width, height) as visit:
        assert visit.page.get_attribute("#picture", "data-drawn") == "5"
        assert visit.rows() == 6
        wide = visit.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width
        box = visit.page.locator("#picture canvas").bounding_box()
        assert box is not None
        assert box["width"] > 300


def test_rows_are_the_network_that_python_makes(visit: Visit) -> None:
    edges = aggregate(ROUTES, GAZETTEER).edges(data=True)
    expected = {(GAZETTEER.label(a), GAZETTEER.label(b), str(edge["weight"])) for a, b, edge in edges}
    rows = visit.page.locator("#rows tbody tr").all()
    assert {tuple(row.locator("th, td").all_inner_texts()[:3]) for row in rows} == expected


def test_support_is_that_of_python(visit: Visit) -> None:
    edges: Any = aggregate(ROUTES, GAZETTEER).edges(data="support")
    found = visit.page.evaluate("Model.edges(Filters.state()).map((edge) => [edge.id, edge.support])")
    assert dict(found) == {f"{a}>{b}": support for a, b, support in edges}


def test_filters_make_no_report_silent(browser: Browser, pages: Path, visit: Visit) -> None:
    support = "Model.edges(Filters.state()).map((edge) => [edge.id, edge.support])"
    visit.page.locator("fieldset[data-filter=victims]").get_by_label("Children").check()
    visit.settle()
    assert visit.page.evaluate(support) == [["KHM>THA", "both-ends"]]
    with visiting(browser, pages / "children.html") as other:
        assert other.page.evaluate(support) == [["KHM>THA", "both-ends"]]


def test_passing_through_is_counted_as_python_counts_it(browser: Browser, pages: Path) -> None:
    with visiting(browser, pages / "passing.html") as visit:
        found = visit.page.evaluate(
            "() => { const counted = Model.transit(Model.edges(Filters.state()));"
            " return [...counted].map(([place, reports]) => [place.code, reports]) }"
        )
        counted = transit(networks(PASSING, GAZETTEER).legs)
        assert dict(found) == {place: reports for place, reports in counted.items() if reports}
        visit.page.fill("#search", "Cambodia")
        expect(visit.page.locator("#panel p").first).to_have_text("1 route out, 1 in, 0 through")


def test_a_click_on_a_row_shows_sentences_report_and_year(visit: Visit) -> None:
    visit.page.click("#rows tbody tr:first-child td")
    text = visit.page.inner_text("#panel")
    assert "Cambodia → Thailand" in text
    assert "Trafficking in Persons Report 2012, Thailand" in text
    assert "What the report says of KHM/THA." in text
    assert visit.page.title() == "Map of routes"
    assert visit.page.locator("#panel img, #panel script").count() == 0
    assert " ".join(HOSTILE.split()) in " ".join(text.split())


def test_a_click_on_the_map_shows_a_place(visit: Visit) -> None:
    spot = visit.page.evaluate(
        """() => {
          const box = document.querySelector("#picture canvas").getBoundingClientRect();
          return [box.left, box.top, box.width, box.height];
        }"""
    )
    # Thailand is at 100° east and 15° north; the map's middle is at 0, 0.
    across, down = spot[0] + spot[2] * 0.77, spot[1] + spot[3] * 0.45
    visit.page.mouse.click(across, down)
    visit.page.wait_for_selector("#panel:not([hidden])")
    visit.page.keyboard.press("Escape")
    assert visit.page.locator("#panel").is_hidden()


def test_a_finger_finds_a_place(browser: Browser, pages: Path) -> None:
    with visiting(browser, pages / "map.html", 360, 740, fingers=True) as visit:
        box = visit.page.locator("#picture canvas").bounding_box()
        assert box is not None
        # Nigeria is at 8° east and 10° north.
        visit.page.touchscreen.tap(box["x"] + box["width"] * 0.522, box["y"] + box["height"] * 0.525)
        expect(visit.page.locator("#panel h2")).to_have_text("Nigeria")
        visit.page.locator(".close").tap()
        assert visit.page.locator("#panel").is_hidden()


def test_filters_change_the_rows(visit: Visit) -> None:
    for name, label, rows in (
        ("exploitation", "Sex trafficking", 3), ("victims", "Children", 1), ("certainty", "Only possible", 1),
        ("support", "Both ends", 1), ("kind", "Migration", 1),
    ):  # fmt: skip
        choice = visit.page.locator(f"fieldset[data-filter={name}]").get_by_label(label)
        choice.check()
        visit.settle()
        assert visit.rows() == rows, name
        choice.uncheck()
        visit.settle()
        assert visit.rows() == 6


def test_years(visit: Visit) -> None:
    visit.page.fill("#until", "0")
    visit.settle()
    assert visit.page.inner_text("#span") == "2004"
    assert visit.rows() == 2
    visit.page.click("#play")
    expect(visit.page.locator("#span")).to_have_text("2012")
    visit.settle()
    assert visit.rows() == 3
    visit.page.click("#play")
    visit.settle()
    assert (visit.page.inner_text("#span"), visit.rows()) == ("2004–2019", 6)


def test_search_finds_a_place(visit: Visit) -> None:
    visit.page.fill("#search", "thai")
    visit.page.press("#search", "Enter")
    assert "Thailand" in visit.page.inner_text("#panel h2")
    status = visit.page.inner_text("#status")
    assert status == "2 of 2 routes of Thailand drawn, the most reported first. 4 claims of 3 reports."
    visit.page.keyboard.press("Escape")
    assert visit.page.locator("#panel").is_hidden()


def test_everything_by_keys(visit: Visit) -> None:
    row = visit.page.locator("#rows tbody tr button").first
    row.focus()
    visit.page.keyboard.press("Enter")
    assert visit.page.evaluate("document.activeElement.id") == "panel"
    assert visit.page.locator("#panel blockquote").count() == 6
    visit.page.keyboard.press("Escape")
    assert visit.page.locator("#panel").is_hidden()
    assert visit.page.evaluate("document.activeElement.className") == "row"
    assert visit.page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    visit.page.focus("#picture")
    for key in ("+", "ArrowLeft", "-", "0"):
        visit.page.keyboard.press(key)


def _svg(visit: Visit) -> str:
    with visit.page.expect_download() as download:
        visit.page.click("#svg")
    return Path(download.value.path()).read_text(encoding="utf-8")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_arrowheads_and_names_go_with_a_move(browser: Browser, pages: Path, layout: str) -> None:
    with visiting(browser, pages / f"{layout}.html") as visit:
        before = _svg(visit)
        visit.page.focus("#picture")
        visit.page.keyboard.press("ArrowDown")
        visit.page.keyboard.press("ArrowUp")
        visit.page.click("[data-zoom='1.5']")
        visit.page.wait_for_timeout(400)
        after = _svg(visit)
    turned, turned_after = (sorted(map(float, _TURNS.findall(svg))) for svg in (before, after))
    assert len(turned) == 5
    assert turned_after == pytest.approx(turned, abs=4)
    if layout == "force":
        return  # its places lie at the picture's edge, and leave it
    spot, spot_after = (_down(svg, "Cambodia") - _down(svg, "Nigeria") for svg in (before, after))
    assert spot_after == pytest.approx(1.5 * spot, abs=30)


_TURNS = re.compile(r'rotate\(([\d.-]+)\)"')


def _down(svg: str, name: str) -> float:
    found = re.search(rf'translate\([\d.-]+,([\d.-]+)\)"[^>]*>{name}</text>', svg)
    assert found
    return float(found[1])


def test_the_first_stop_leads_to_the_table(visit: Visit) -> None:
    visit.page.keyboard.press("Tab")
    assert visit.page.evaluate("document.activeElement.textContent") == "To the table of routes"


def test_routes_can_be_had_as_csv(visit: Visit) -> None:
    visit.page.locator("fieldset[data-filter=exploitation]").get_by_label("Sex trafficking").check()
    visit.settle()
    with visit.page.expect_download() as download:
        visit.page.click("#csv")
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(StringIO(text)))
    assert [(row["origin"], row["destination"], row["reports"]) for row in rows] == [
        ("KHM", "THA", "2"), ("MDA", "QQQ", "1"), ("NGA", "europe", "1"),
    ]  # fmt: skip
    assert rows[2]["via"] == "LBY"


@pytest.mark.parametrize(("button", "start"), [("svg", b"<svg"), ("png", b"\x89PNG")])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_picture_can_be_had(
    browser: Browser, pages: Path, layout: str, button: str, start: bytes
) -> None:
    with visiting(browser, pages / f"{layout}.html") as visit:
        with visit.page.expect_download() as download:
            visit.page.click(f"#{button}")
        made = Path(download.value.path()).read_bytes()
        assert made.startswith(start)
        if button == "svg":
            assert "mentions do not measure" in made.decode()
            assert "Cambodia" in made.decode()


def test_five_thousand_claims_stay_fluid(browser: Browser, pages: Path) -> None:
    with visiting(browser, pages / "many.html") as visit:
        assert visit.rows() == 50
        visit.page.click("#more")
        assert visit.rows() == 182
        took = visit.page.evaluate(
            "() => { const t = performance.now();"
            " Model.edges(Filters.state()); return performance.now() - t }"
        )
        assert took < 200


def test_nothing_found_is_said(browser: Browser, pages: Path) -> None:
    with visiting(browser, pages / "none.html") as visit:
        assert visit.rows() == 0
        assert visit.page.inner_text("#status") == "This page has no routes."


def test_filters_that_let_nothing_through_say_so(visit: Visit) -> None:
    visit.page.locator("fieldset[data-filter=victims]").get_by_label("Children").check()
    visit.page.locator("fieldset[data-filter=kind]").get_by_label("Migration").check()
    visit.settle()
    assert visit.rows() == 0
    assert visit.page.inner_text("#status") == "No route passes these filters."
    assert visit.page.inner_text("#rows-count") == "No route passes these filters."


def test_a_phone_begins_with_few_lines(browser: Browser, pages: Path) -> None:
    with visiting(browser, pages / "many.html", 360, 740) as visit:
        assert visit.page.get_attribute("#picture", "data-drawn") == "30"


def test_dark_and_light(browser: Browser, pages: Path) -> None:
    with visiting(browser, pages / "map.html") as visit:
        for scheme, paper in (("dark", "rgb(21, 22, 24)"), ("light", "rgb(250, 249, 246)")):
            visit.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # both are known
            assert visit.page.evaluate("getComputedStyle(document.body).backgroundColor") == paper


def test_a_view_is_its_address(visit: Visit) -> None:
    page = visit.page
    boxes = page.locator("#filters input[type=checkbox]")
    boxes.first.check()
    visit.settle()
    address = page.url
    assert address.partition("#")[2].startswith("support=")
    shown = visit.rows()
    boxes.first.uncheck()
    visit.settle()
    assert page.url.endswith("#")
    page.goto(address)
    visit.settle()
    assert (boxes.first.is_checked(), visit.rows()) == (True, shown)


@pytest.mark.parametrize("name", ["certainty", "exploitation", "victims", "sector", "kind", "publication"])
def test_an_address_filters_as_the_options_of_the_command_do(
    browser: Browser, pages: Path, name: str
) -> None:
    fields = {"sector": "sectors", "kind": "kinds", "publication": "publications"}
    values = {
        "certainty": "possible", "exploitation": "sex-trafficking", "victims": "children",
        "sector": "fishing", "kind": "migration", "publication": "tip",
    }  # fmt: skip
    chosen: dict[str, Any] = {fields.get(name, name): frozenset({values[name]})}
    expected = aggregate(select(ROUTES, Selection(**chosen), GAZETTEER), GAZETTEER).number_of_edges()
    with visiting(browser, pages / "map.html", part=f"{name}={values[name]}") as visit:
        assert visit.rows() == expected


def test_claims_are_filtered_by_precision_and_review(browser: Browser, pages: Path) -> None:
    """A reviewed claim is as sure as one of a precise rule; a claim of unmeasured rules is not."""
    with visiting(browser, pages / "map.html", part="min-precision=0.01") as visit:
        precise = select(ROUTES, Selection(min_precision=0.01), GAZETTEER)
        assert visit.rows() == aggregate(precise, GAZETTEER).number_of_edges() == 2
        visit.page.get_by_label("Only what people reviewed").check()
        visit.settle()
        assert visit.rows() == 1
        assert visit.page.url.endswith("#min-precision=0.01&reviewed=yes")
        visit.page.click("#reset")
        visit.settle()
        assert visit.rows() == 6


def test_reports_are_weighed_as_python_weighs_them(browser: Browser, pages: Path) -> None:
    weights = [row["weight"] for row in links(ROUTES, GAZETTEER, weigh=True)]
    with visiting(browser, pages / "map.html", part="weigh=yes") as visit:
        made = "Model.edges(Filters.state()).filter((edge) => edge.drawn).map((edge) => edge.breadth)"
        assert visit.page.evaluate(made) == weights
        expect(visit.page.locator("#breadth")).to_have_text("1 to 2 reports, weighed by precision")
        visit.page.get_by_label("Weigh reports by precision").uncheck()
        expect(visit.page.locator("#breadth")).to_have_text("1 to 3 reports")
        assert visit.page.evaluate("location.hash") == ""


def test_years_in_an_address(browser: Browser, pages: Path) -> None:
    chosen = Selection(first=2010, last=2013)
    expected = aggregate(select(ROUTES, chosen, GAZETTEER), GAZETTEER).number_of_edges()
    with visiting(
        browser, pages / "map.html", part="from=2010&until=2013&place=THA&sector=nonsense"
    ) as visit:
        assert visit.rows() == expected
        expect(visit.page.locator("#panel")).to_be_visible()
        expect(visit.page.locator("#panel h2")).to_have_text("Thailand")


@pytest.mark.parametrize(("width", "height"), [(640, 480), (320, 480)])
def test_a_frame_shows_the_legend(browser: Browser, pages: Path, width: int, height: int) -> None:
    frame = f'<iframe src="map.html#from=2012" width="{width}" height="{height}"></iframe>'
    (pages / "frame.html").write_text(frame, encoding="utf-8")
    page = browser.new_page(viewport={"width": width + 60, "height": height + 60})
    page.goto((pages / "frame.html").as_uri())
    inner = page.frame_locator("iframe")
    inner.locator("#picture[data-drawn]").wait_for()
    legend = inner.locator(".legend").evaluate("(each) => each.getBoundingClientRect().bottom")
    assert legend <= height
    picture = inner.locator("#picture").evaluate("(each) => each.getBoundingClientRect().height")
    assert picture > 100
    assert inner.locator("html").evaluate("(each) => each.scrollWidth") <= width
    expect(inner.get_by_role("link", name="open the page")).to_have_attribute("href", re.compile("#from="))
    page.close()
