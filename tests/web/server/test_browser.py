"""The query page and the explorer in a browser."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import AbstractContextManager
from io import StringIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.analysis.routes.pictures.browser import chromium, watched
from tests.web.server.serving import RUNAWAY, Served, served


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


def opened(
    browser: Browser, real_server: Served, path: str, width: int = 1280
) -> AbstractContextManager[Page]:
    return watched(browser, path, real_server.address, width)


def columns(page: Page) -> list[str]:
    return page.locator("#results thead th").all_inner_texts()


def cells(page: Page, column: int) -> list[str]:
    return page.locator(f"#results tbody td:nth-child({column})").all_inner_texts()


@pytest.mark.slow
@pytest.mark.parametrize("width", [1280, 360])
def test_a_question_is_chosen_and_answered(browser: Browser, real_server: Served, width: int) -> None:
    with opened(browser, real_server, "/query", width) as page:
        if width < 900:
            page.get_by_text("Questions", exact=True).click()
        page.get_by_label("Find a question").fill("trafficked to")
        page.get_by_role("link", name="Where are people from a place trafficked to?").click()
        assert page.locator("#list-place option[value=GTM]").text_content() == "Guatemala"
        page.get_by_label("origin").fill("Guatemala")
        page.get_by_role("button", name="Answer").click()
        expect(page.locator("#results .count")).to_contain_text("rows")
        assert columns(page)[:2] == ["destination", "destinationName"]
        assert "Mexico" in cells(page, 2)
        expect(page.get_by_role("link", name="MEX").first).to_have_attribute("href", "/place/MEX")
        expect(page.locator("#results .map path").first).to_be_attached()
        expect(page.locator("#results .map")).to_contain_text("do not show travel paths")
        assert "question=routes-out" in page.url
        page.reload()
        expect(page.locator("#results .count")).to_contain_text("rows")


@pytest.mark.slow
def test_iris_that_are_odd_are_shown_and_lead_nowhere_else(browser: Browser, real_server: Served) -> None:
    odd = "https://w3id.org/tipgraph/"
    with opened(browser, real_server, "/query") as page:
        page.locator("#text").fill(f"SELECT ?x {{ VALUES ?x {{ <{odd}place/%E0> <{odd}/evil.example/> }} }}")
        page.locator("#text").press("Control+Enter")
        expect(page.locator("#results .count")).to_contain_text("2 rows")
        links = page.locator("#results tbody a")
        assert [link.get_attribute("href") for link in links.all()] == ["/place/%E0", f"{odd}/evil.example/"]


@pytest.mark.slow
def test_rows_are_sorted_by_a_column(browser: Browser, real_server: Served) -> None:
    query = "SELECT ?n { VALUES ?n { 10 9 100 } }"
    with opened(browser, real_server, "/query") as page:
        page.locator("#text").fill(query)
        page.locator("#text").press("Control+Enter")
        expect(page.locator("#results .count")).to_contain_text("3 rows")
        head = page.get_by_role("columnheader")
        head.get_by_role("button").click()
        assert cells(page, 1) == ["9", "10", "100"]
        head.get_by_role("button").click()
        assert cells(page, 1) == ["100", "10", "9"]
        expect(head).to_have_attribute("aria-sort", "descending")


@pytest.mark.slow
def test_rows_are_downloaded(browser: Browser, real_server: Served) -> None:
    with opened(browser, real_server, "/query") as page:
        page.locator("#text").fill("SELECT ?x { VALUES ?x { 'a,\"b' } }")
        with page.expect_download() as download:
            page.get_by_role("button", name="CSV").click()
        text = Path(download.value.path()).read_text()
        assert list(csv.reader(StringIO(text))) == [["x"], ['a,"b']]
        assert download.value.suggested_filename == "answer.csv"


@pytest.mark.slow
def test_errors_show_at_their_line(browser: Browser, real_server: Served) -> None:
    with opened(browser, real_server, "/query?question=hubs") as page:
        page.get_by_label("year").fill("2014")
        text = page.locator("#text").input_value()
        page.locator("#text").fill(text.replace("tg:reportYear", "nix:reportYear"))
        page.get_by_role("button", name="Run").click()
        at = text.split("\n").index(next(line for line in text.split("\n") if "tg:reportYear" in line)) + 1
        expect(page.get_by_role("alert")).to_contain_text("unknown prefix nix:")
        assert page.locator("#numbers .wrong").inner_text() == str(at)
        page.locator("#text").press("End")
        page.locator("#text").type(" ")
        expect(page.locator("#numbers .wrong")).to_have_count(0)


@pytest.mark.slow
def test_notes_yes_or_no_and_graphs(browser: Browser, real_server: Served) -> None:
    with opened(browser, real_server, "/query?question=claims&%24country=GTM&%24year=1999") as page:
        expect(page.locator("#note")).to_contain_text("no report on Guatemala in 1999")
        expect(page.locator("#results")).to_contain_text("Nothing found")
    with opened(browser, real_server, "/query?query=ASK+%7B+%3Fclaim+tg:origin+place:GTM+%7D") as page:
        expect(page.locator("#results .truth")).to_contain_text("Yes")
    with opened(browser, real_server, "/query?question=extract&%24country=GTM&%24year=2014") as page:
        expect(page.locator("#results .graph")).to_contain_text("tg:RouteClaim")


def leave_unanswered(_: Route) -> None:
    """Let a request wait for its answer until it is stopped."""


@pytest.mark.slow
def test_a_running_query_can_be_stopped(browser: Browser, real_server: Served) -> None:
    with opened(browser, real_server, "/query") as page:
        page.route("**/sparql", leave_unanswered)
        page.locator("#text").fill("ASK {}")
        page.get_by_role("button", name="Run").click()
        with page.expect_event("requestfailed") as stopped:
            page.get_by_role("button", name="Stop").click()
        assert stopped.value.url == real_server.endpoint
        expect(page.get_by_role("alert")).to_have_text("stopped")
        page.unroute("**/sparql")
        page.get_by_role("button", name="Run").click()
        expect(page.locator("#results .truth")).to_contain_text("Yes")


@pytest.mark.slow
def test_a_query_that_takes_too_long_is_an_error(browser: Browser, graph: Path) -> None:
    with (
        served(graph, "--timeout", "2", "--workers", "1") as hasty,
        opened(browser, hasty, "/query") as page,
    ):
        page.locator("#text").fill(RUNAWAY)
        page.get_by_role("button", name="Run").click()
        expect(page.get_by_role("alert")).to_contain_text("longer than 2 seconds", timeout=60_000)


@pytest.mark.slow
def test_values_that_are_markup_or_script(browser: Browser, real_server: Served) -> None:
    query = "SELECT ?a ?b { VALUES (?a ?b) { ('<img src=x onerror=alert(1)>' <javascript:alert(1)>) } }"
    with opened(browser, real_server, "/query") as page:
        page.on("dialog", lambda dialog: pytest.fail(dialog.message))
        page.locator("#text").fill(query)
        page.get_by_role("button", name="Run").click()
        expect(page.locator("#results tbody td").first).to_have_text("<img src=x onerror=alert(1)>")
        assert page.locator("#results tbody :is(a, img)").count() == 0


@pytest.mark.slow
def test_from_a_country_to_the_words_of_a_report(browser: Browser, real_server: Served) -> None:
    with opened(browser, real_server, "/") as page:
        page.get_by_role("link", name="Guatemala").first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Guatemala")
        link = page.locator("a[href*='/report/'][href*='#']").first
        target = link.get_attribute("href")
        assert target is not None
        link.click()
        expect(page.locator(f"[id='{target.partition('#')[2]}']")).to_be_visible()
        page.goto("/data.html")
        page.get_by_role("main").get_by_role("link", name="Query").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Query")


@pytest.mark.slow
def test_where_no_script_runs_the_form_still_asks(browser: Browser, real_server: Served) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=real_server.address)
    page = context.new_page()
    page.goto("/query")
    page.locator("#text").fill("ASK {}")
    with page.expect_response("**/sparql") as answer:
        page.get_by_role("button", name="Run").click(no_wait_after=True)
    assert answer.value.status == 200
    context.close()
