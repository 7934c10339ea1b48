"""The review page in a browser, by keyboard."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests import drafts
from tests.analysis.routes.pictures.browser import DRAWN, chromium, watched
from tests.cli.support import run
from tests.web.review.reviewing import TOKEN, corrections_in, kenya, running, served, session
from tests.web.server.serving import PATIENCE
from tipgraph.build.extractions import ExtractionWithText
from tipgraph.web.review.app import Desk

pytestmark = pytest.mark.slow

MADE = """2019 Trafficking in Persons Report: Kenya

Traffickers exploit Ugandan girls in orchards in Kenya. Kenyan women are exploited in brothels in Lakeport. \
Somali lads are forced to beg in Nairobi. Salt is hauled by hand all day.

The government convicted 12 traffickers in 2018.
"""
PLANTED = """@prefix group: <https://w3id.org/tipgraph/concept/victim-group/> .
@prefix place: <https://w3id.org/tipgraph/place/> .
@prefix sector: <https://w3id.org/tipgraph/concept/sector/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
sector:mining skos:altLabel "orchards"@en .
place:OMN skos:altLabel "Lakeport"@en .
group:men skos:altLabel "lads"@en .
"""
"""Labels that are wrong in this text, so that the program makes mistakes."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE * 1000)  # a machine may be busy, and no test is on time
    with chromium() as found:
        yield found


def opened(browser: Browser, address: str, width: int = 1280) -> AbstractContextManager[Page]:
    return watched(browser, address, address, width)


def current(page: Page) -> str:
    """Return the kind and content of the chosen claim."""
    parts = page.locator("[aria-current] :is(.kind, .what)").all_inner_texts()
    return ": ".join(parts)


def said(page: Page, text: str) -> None:
    expect(page.locator("#said")).to_contain_text(text)


def test_a_verdict_is_given_by_a_key_and_is_on_the_disk(browser: Browser, tmp_path: Path) -> None:
    with served(Desk("kim", session(tmp_path))) as address, opened(browser, address) as page:
        said(page, "1 of 5: route: Kenya → Qatar")
        page.keyboard.press("y")
        said(page, "Saved. 2 of 5: victim group: Women")
        page.keyboard.press("x")
        said(page, "Saved. 3 of 5")
        page.keyboard.press("u")
        said(page, "Undone. 2 of 5: victim group: Women")
        expect(page.locator("#progress")).to_have_text("1 of 5 reviewed")
    found = corrections_in(tmp_path / "mine.jsonl")
    assert [(each.verdict, each.by) for each in found] == [
        ("accept", "kim"),
        ("reject", "kim"),
        ("withdraw", "kim"),
    ]


def decide(page: Page) -> None:
    """Judge the chosen claim by keyboard, as someone who knows what is planted."""
    claim = current(page)
    if claim == "sector: Mining":
        page.keyboard.press("x")
    elif claim.startswith("route: Uganda → Kenya") and "Mining" in claim:
        change(page, "Remove Mining", "Enter")
    elif claim.startswith("route: Kenya → Oman"):
        change(page, "Destination", "Control+a", *"Uganda")
    elif claim == "victim group: Men":
        change(page, "Code", "Control+a", *"Boys")
    else:
        page.keyboard.press("y")


def change(page: Page, name: str, *keys: str) -> None:
    """Change a field by keyboard: tab to it, press keys, and save."""
    page.keyboard.press("e")
    expect(page.locator("dialog")).to_be_visible()
    tab_to(page, name)
    for key in keys:
        page.keyboard.press(key)
    tab_to(page, "Save")
    page.keyboard.press("Enter")
    expect(page.locator("dialog")).to_be_hidden()


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the element of a name has the focus."""
    get_name = """() => {
      const at = document.activeElement;
      return at.ariaLabel ?? (at.labels?.[0] ?? at).innerText;
    }"""
    for _ in range(40):
        if str(page.evaluate(get_name)).startswith(name):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"no Tab leads to {name}")


def add_mining(page: Page) -> None:
    """Add the claim that the program missed: mark its words by keyboard, and choose a kind and a code."""
    page.keyboard.press("n")
    while "Salt is hauled" not in page.locator(".current").first.inner_text():
        before = page.locator(".current").first.inner_text()
        page.keyboard.press("k")
        expect(page.locator(".current").first).not_to_have_text(before)
    page.keyboard.press("a")
    expect(page.locator("#words")).to_be_focused()
    expect(page.locator("#chosen")).to_have_text("“Salt is hauled by hand all day.”")
    page.keyboard.press("Shift+ArrowLeft")
    expect(page.locator("#chosen")).to_have_text("“Salt is hauled by hand all day”")
    tab_to(page, "Kind")
    page.keyboard.type("sector")
    expect(page.get_by_label("Code")).to_be_attached()
    tab_to(page, "Code")
    page.keyboard.type("Mining")
    tab_to(page, "Save")
    page.keyboard.press("Enter")
    said(page, "Saved: the claim is added.")


def test_five_planted_mistakes_are_corrected_by_keyboard_and_hold_in_the_graph(
    browser: Browser, tmp_path: Path
) -> None:
    report, planted, mine = tmp_path / "kenya.txt", tmp_path / "planted.ttl", tmp_path / "mine.jsonl"
    report.write_text(MADE)
    planted.write_text(PLANTED)
    options = (str(report), "--vocabulary", str(planted), "--corrections", str(mine))
    with running(*options, "--by", "kim") as (address, _), opened(browser, address) as page:
        expect(page.locator("[aria-current]")).to_be_visible()
        while "All claims are reviewed" not in (page.locator("#said").text_content() or ""):
            before = page.locator("#progress").inner_text()
            decide(page)
            expect(page.locator("#progress")).not_to_have_text(before)
            page.wait_for_function("document.querySelector('#said').textContent.startsWith('Saved')")
        add_mining(page)
        page.keyboard.press("c")
        said(page, "this paragraph is read completely")
    graph = tmp_path / "graph.trig"
    assert run("build", *options, "-o", graph, "--quiet").exit_code == 0
    done = run("facts", graph, "--format", "jsonl")
    facts = [json.loads(line) for line in done.stdout.splitlines()]
    by_quote = {(fact["kind"], fact.get("code"), fact["evidence"][0]["quote"]) for fact in facts}
    ends = {(fact["origin"], fact["destination"]): fact for fact in facts if fact["kind"] == "route"}
    assert ("sector", "mining", "Traffickers exploit Ugandan girls in orchards in Kenya") not in by_quote
    assert ends["UGA", "KEN"]["sectors"] == ["agriculture"]
    assert ("KEN", "OMN") not in ends
    assert ends["KEN", "UGA"]["reviews"][0]["by"] == "kim"
    assert {code for kind, code, _ in by_quote if kind == "victim-group"} == {"boys", "girls", "women"}
    assert ("sector", "mining", "Salt is hauled by hand all day") in by_quote
    rows = json.loads(run("corrections", "report", mine, "--vocabulary", planted, "-f", "json").stdout)
    assert {name: sum(row[name] for row in rows) for name in ("rejected", "replaced", "added")} == {
        "rejected": 1,
        "replaced": 3,
        "added": 1,
    }
    assert {row["kind"]: row["recall"] for row in rows}["sector"] == pytest.approx(2 / 3)


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(browser: Browser, tmp_path: Path, width: int) -> None:
    with served(Desk("kim", session(tmp_path))) as address, opened(browser, address, width) as page:
        said(page, "1 of 5")
        assert violations(page) == []
        page.keyboard.press("e")
        expect(page.locator("dialog")).to_be_visible()
        assert violations(page) == []
        page.keyboard.press("Escape")
        expect(page.locator("dialog")).to_be_hidden()  # the browser closes it after the key has returned
        page.keyboard.press("a")
        expect(page.locator("#words")).to_be_focused()
        assert violations(page) == []
        page.keyboard.press("Escape")
        page.get_by_text("Choose claims").click()
        assert violations(page) == []


def violations(page: Page) -> list[str]:
    """Return what axe finds. Its script is evaluated, so the page's policy does not stop it."""
    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found]


def test_two_tabs_lose_nothing_and_see_each_other(browser: Browser, tmp_path: Path) -> None:
    with (
        served(Desk("kim", session(tmp_path))) as address,
        opened(browser, address) as one,
        opened(browser, address) as other,
    ):
        said(one, "1 of 5")
        said(other, "1 of 5")
        one.keyboard.press("y")
        said(one, "Saved. 2 of 5")
        other.keyboard.press("n")
        expect(other.locator("#progress")).to_have_text("1 of 5 reviewed")
        expect(other.locator(".card").first).to_have_attribute("data-state", "accept")
        for page in (one, other):
            page.keyboard.press("y")
            said(page, "Saved.")
        expect(other.locator("#progress")).to_have_text("2 of 5 reviewed")
    assert [each.kind for each in corrections_in(tmp_path / "mine.jsonl")] == [
        "route",
        "victim-group",
        "victim-group",
    ]


def test_a_claim_of_a_served_graph_leads_to_the_page(browser: Browser, tmp_path: Path) -> None:
    with served(Desk("kim", session(tmp_path))) as address:
        root = address.removesuffix(f"{TOKEN}/")
        link = f"{root}at/?document={kenya().extraction.document.identifier}&offset=50"
        with watched(browser, address, root, 1280) as page:
            follow(page, link)


def follow(page: Page, link: str) -> None:
    """Follow a link to a claim with and without the token in the browser."""
    said(page, "1 of 5")
    page.goto(link)
    said(page, "3 of 5: victim group: Boys")
    page.evaluate("localStorage.clear()")
    page.goto(link)
    expect(page.get_by_text("Open the address that tipgraph review printed")).to_be_visible()


def test_a_killed_server_loses_nothing_and_the_next_one_goes_on(browser: Browser, tmp_path: Path) -> None:
    report, mine = tmp_path / "kenya.txt", tmp_path / "mine.jsonl"
    report.write_text(MADE)
    options = (str(report), "--corrections", str(mine))
    with running(*options) as (address, process), opened(browser, address) as page:
        said(page, "1 of")
        page.keyboard.press("y")
        said(page, "Saved. 2 of")
        page.keyboard.press("x")
        said(page, "Saved. 3 of")
        process.kill()
        process.wait()
        page.keyboard.press("y")
        said(page, "The server does not answer.")
    assert [each.verdict for each in corrections_in(mine)] == ["accept", "reject"]
    with mine.open("a") as file:
        file.write('{"document": "half a li')  # a line that a killed program left
    with running(*options) as (address, _), opened(browser, address) as page:
        said(page, "3 of")
        expect(page.locator("#progress")).to_have_text(re.compile("^2 of"))
        expect(page.locator(".note")).to_contain_text("line 3: not JSON")
        page.keyboard.press("y")
        said(page, "Saved. 4 of")
    assert [line[:3] for line in mine.read_text().splitlines()] == ['{"d'] * 4


def test_a_queue_of_ten_thousand_claims_shows_one_document_at_a_time(
    browser: Browser, tmp_path: Path
) -> None:
    groups = ("women", "men", "girls", "boys", "children")
    sources = []
    for number in range(100):
        sayings = [
            drafts.says(f"[Case {at} of text {number} is theirs].", *map(drafts.victims, groups))
            for at in range(20)
        ]
        narrative, extraction = drafts.draft("KEN", "2019", *sayings, identifier=f"text-{number}")
        sources.append(ExtractionWithText(extraction, narrative.text))
    desk = Desk("kim", session(tmp_path, *sources))
    assert len(desk.session.items) == 10_000
    with served(desk) as address, opened(browser, address) as page:
        said(page, "1 of 10000")
        nodes = page.evaluate("document.querySelectorAll('*').length")
        page.keyboard.press("y")
        said(page, "Saved. 2 of 10000")
        page.get_by_text("Choose claims").click()
        page.locator("[name=state]").select_option("unreviewed")
        said(page, "1 of 9999")
        assert nodes < 1_000


@pytest.mark.parametrize("width", [390, 1280])
def test_files_are_dropped_read_and_reviewed(browser: Browser, tmp_path: Path, width: int) -> None:
    report = tmp_path / "kenya.txt"
    report.write_text(MADE)
    with (
        running("--corrections", str(tmp_path / "mine.jsonl")) as (address, _),
        opened(browser, address, width) as page,
    ):
        page.set_input_files("#choose", [report])
        expect(page.get_by_label("Country of kenya.txt")).to_have_value("Kenya")
        assert violations(page) == []
        page.get_by_label("Year of kenya.txt").fill("2020")
        page.get_by_role("button", name="Read the claims").click()
        expect(page.get_by_role("link", name="claims.csv")).to_be_visible()
        expect(page.get_by_role("cell", name="2020").first).to_be_attached()
        assert violations(page) == []
        with page.expect_download() as download:
            page.get_by_role("link", name="claims.csv").click()
        assert "Kenyan women" in Path(download.value.path()).read_text(encoding="utf-8-sig")
        page.get_by_role("link", name="Map").click()
        page.wait_for_selector(DRAWN)
        page.go_back()
        page.get_by_role("link", name="Review", exact=True).click()
        said(page, "1 of")
