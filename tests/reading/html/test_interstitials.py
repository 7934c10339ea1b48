from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading.support import PAGES, error_of, write
from tipgraph.reading import Defaults


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("interstitial-login.html", "a login page"),
        ("interstitial-robots.html", "a check for robots"),
        ("interstitial-missing.html", "an error page"),
    ],
)
def test_an_interstitial_page_is_an_error_that_says_its_kind(name: str, kind: str) -> None:
    error = error_of(PAGES / name, Defaults(country="KEN", year=2014))
    assert f"the page is {kind}, not the report" in str(error)


@pytest.mark.parametrize(
    ("body", "cause"),
    [
        (
            "<h1>Before you go on</h1><p>Accept all cookies to read this site.</p>",
            "the page is a cookie or consent page",
        ),
        ("<ul><li>Home</li><li>Kenya 2014</li></ul>", "the page has no running text"),
    ],
    ids=["cookies", "menu"],
)
def test_a_page_without_a_narrative_is_an_error(tmp_path: Path, body: str, cause: str) -> None:
    page = f"<html><body>{body}</body></html>"
    assert cause in str(error_of(write(tmp_path / "a.html", page)))
