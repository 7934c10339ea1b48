"""Pages in a real browser, if there is one: harmful texts, and the search."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.web.publish.conftest import Site

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")


def rendered(address: str, profile: Path) -> LexborHTMLParser:
    """Return a page after its scripts have run."""
    assert CHROMIUM is not None
    options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}", "--dump-dom"]
    done = subprocess.run(
        [CHROMIUM, *options, "--virtual-time-budget=2000", address],
        capture_output=True,
        timeout=120,
        check=True,
    )
    return LexborHTMLParser(done.stdout.decode())


def _title(tree: LexborHTMLParser) -> str:
    node = tree.css_first("title")
    assert node is not None
    return node.text()


def test_a_harmful_narrative_is_escaped(site: Site, tmp_path: Path) -> None:
    (page,) = site.folder.glob("report/my notes/**/*.html")
    seen = rendered(page.as_uri(), tmp_path)
    assert _title(seen).startswith("Namibia: my notes 2016")
    assert seen.css("main script, main img, [onerror], a[href^=javascript]") == []
    assert "<script>" in (seen.body.text() if seen.body else "")


@pytest.mark.slow
def test_the_index_is_a_search_if_scripts_run(site: Site, tmp_path: Path) -> None:
    seen = rendered((site.folder / "a-z.html").as_uri() + "?q=guatem", tmp_path)
    shown = [node.text() for node in seen.css(".entries li:not([hidden]) a")]
    assert "Guatemala" in shown
    assert "Mexico" not in shown
