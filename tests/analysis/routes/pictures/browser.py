"""A browser for tests of pages: Chromium if it is installed, without a network."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request, sync_playwright

__all__ = ["Visit", "chromium", "visiting", "watched"]

_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
DRAWN = "#picture[data-drawn]"
"""The mark that the page gives its picture when it is drawn."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Yield a browser: the one that CHROMIUM names, else the first that is found; skips without one."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)
    if path is None:
        pytest.skip("no Chromium is found: install it, or name it in CHROMIUM")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


class Visit:
    """An open page, with its errors and requests."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self._watching = (("console", self._said), ("pageerror", self._failed), ("request", self._asked))

    def __enter__(self) -> Visit:
        for event, noted in self._watching:
            self.page.on(event, noted)  # type: ignore[call-overload]
        return self

    def __exit__(self, *_: object) -> None:
        for event, noted in self._watching:
            self.page.remove_listener(event, noted)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def _failed(self, error: Error) -> None:
        self.complaints.append(str(error))

    def _asked(self, request: Request) -> None:
        # Downloads are made in the page, as blobs.
        if not request.url.startswith(("file:", "data:", "blob:")):
            self.requests.append(request.url)

    def rows(self) -> int:
        """Return the number of rows that the table has."""
        return self.page.locator("#rows tbody tr").count()

    def settle(self) -> None:
        """Wait until what was done has been drawn: two frames of the screen."""
        self.page.evaluate(
            "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )


@cache
def _page(browser: Browser, fingers: bool) -> Page:
    """Return a page for all visits: it runs scripts that it has run before in half the time."""
    return browser.new_context(offline=True, has_touch=fingers, is_mobile=fingers).new_page()


@contextmanager
def visiting(
    browser: Browser,
    path: Path,
    width: int = 1400,
    height: int = 900,
    fingers: bool = False,
    part: str = "",
) -> Iterator[Visit]:
    """Yield a visit to a file; at the end, there must be no errors and no requests."""
    page = _page(browser, fingers)
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme="light")
    page.goto("about:blank")  # else another part of the same file would not load it
    with Visit(page) as visit:
        page.goto(f"{path.as_uri()}#{part}" if part else path.as_uri())
        page.wait_for_selector(DRAWN)
        yield visit
        visit.settle()
    assert visit.complaints == []
    assert visit.requests == []


@contextmanager
def watched(browser: Browser, address: str, own: str, width: int) -> Iterator[Page]:
    """Yield a page of a server; at the end, it asked only addresses that begin with ``own``.

    It had no error, obeyed its Content Security Policy, and is not wider than the window.
    """
    context = browser.new_context(viewport={"width": width, "height": 900}, base_url=own)
    page = context.new_page()
    elsewhere: list[str] = []
    complaints: list[str] = []
    allowed = (own, "data:", "blob:")
    page.on("request", lambda sent: None if sent.url.startswith(allowed) else elsewhere.append(sent.url))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if "Policy" in said.text else None)
    page.goto(address)
    yield page
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
    assert elsewhere == []
    assert complaints == []
