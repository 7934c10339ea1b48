"""The files in which a real browser saves a page give the same narrative as the page itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Route

from tests.analysis.routes.pictures.browser import chromium
from tests.documents.samples import BODY, PAGE, URL
from tests.reading.support import read_one, write
from tipgraph.model.documents import Report

pytestmark = pytest.mark.slow
_STYLE = "<style>p { font: 11px monospace; width: 86ch }</style>"
"""With 86 characters a line, the last line of each paragraph below is short in any version of the browser.

Where a paragraph fills its last line at the end of a sheet, nothing tells that it ends there.
"""
LONG = PAGE.replace("</head>", f"{_STYLE}</head>").replace(
    "</body>", "".join(f"<p>{' '.join(BODY * n)}</p>" for n in range(3, 12)) + "</body>"
)
"""A page that fills several sheets of paper, with paragraphs of several lines."""


@pytest.fixture(scope="module")
def saved() -> dict[str, bytes]:
    """Return the page as Chromium saves it in one file, and as it prints it with its header and footer."""
    with chromium() as browser:
        page = browser.new_page()

        def answer(route: Route) -> None:
            route.fulfill(body=LONG, content_type="text/html") if route.request.url == URL else route.abort()

        page.route("**/*", answer)
        page.goto(URL)
        snapshot = page.context.new_cdp_session(page).send("Page.captureSnapshot", {"format": "mhtml"})
        return {
            "kenya.mhtml": snapshot["data"].encode(),
            "kenya.pdf": page.pdf(display_header_footer=True, margin={"top": "2cm", "bottom": "2cm"}),
        }


@pytest.mark.parametrize("name", ["kenya.mhtml", "kenya.pdf"])
def test_a_file_of_a_browser_is_read_as_the_page_itself(
    tmp_path: Path, name: str, saved: dict[str, bytes]
) -> None:
    found = read_one(write(tmp_path / name, saved[name]))
    page = read_one(write(tmp_path / "2022" / "tip" / "page.html", LONG))
    assert found.text == page.text
    assert found.document.report == Report("tip", "2022", "KEN")
