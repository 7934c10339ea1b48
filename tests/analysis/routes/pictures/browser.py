"""A browser for tests of pages: Chromium if it is installed, without a network."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request, sync_playwright

__all__ = ["Visit", "chromium", "visiting"]

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
        page.on("console", self._said)
        page.on("pageerror", self._failed)
        page.on("request", self._asked)

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
    context = browser.new_context(
        viewport={"width": width, "height": height}, offline=True, has_touch=fingers, is_mobile=fingers
    )
    visit = Visit(context.new_page())
    visit.page.goto(f"{path.as_uri()}#{part}" if part else path.as_uri())
    visit.page.wait_for_selector(DRAWN)
    yield visit
    visit.settle()
    context.close()
    assert visit.complaints == []
    assert visit.requests == []
