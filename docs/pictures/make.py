"""Takes the pictures of the README and of docs from the examples: ``python docs/pictures/make.py``.

It needs Chromium or Chrome: the one named in CHROMIUM, or the first one found.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[1] / "examples"
REPORT = EXAMPLES / "reports" / "2012" / "kenya-2012.html"
GRAPH = EXAMPLES / "graph.trig"

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
_SIZE = (1280, 900)
_WIDE = (1560, 900)
_COLORS = 256
"""Enough for the few colours of the pages and the edges of letters."""


def browser() -> str:
    """Return the path of a browser, or exit if none is found."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _BROWSERS)), None)
    return found or sys.exit("Chromium was not found: install it, or name it in CHROMIUM")


def take(
    driven: Browser,
    page: Path | str,
    picture: Path,
    act: Callable[[Page], None],
    size: tuple[int, int] = _SIZE,
) -> None:
    """Act on a page, and take a picture of its top."""
    tab = driven.new_page(viewport={"width": size[0], "height": size[1]})
    tab.goto(page if isinstance(page, str) else page.as_uri())
    act(tab)
    tab.screenshot(path=picture)
    tab.close()
    lighten(picture)


def lighten(picture: Path) -> None:
    """Reduce the number of colours."""
    with Image.open(picture) as taken:
        few = taken.convert("RGB").quantize(_COLORS, kmeans=1, dither=Image.Dither.NONE)
        few.save(picture, optimize=True)


def tipgraph(*arguments: object) -> None:
    """Run a command."""
    subprocess.run([sys.executable, "-m", "tipgraph", *map(str, arguments), "--quiet"], check=True)


@contextmanager
def reviewed(*arguments: object) -> Iterator[str]:
    """Run the review page, and yield its address."""
    command = [sys.executable, "-m", "tipgraph", "review", "--no-browser", *map(str, arguments)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        yield process.stderr.readline().split()[2]
        process.kill()


def judged(tab: Page) -> None:
    """Judge some claims, and wait for a sentence with a route."""
    said = tab.locator("#said")
    for number, key in enumerate("yyyyyyyyxyyyyyyyy", start=2):
        tab.keyboard.press(key)
        said.get_by_text(f"Saved. {number} of").wait_for()


def nothing(_: Page) -> None:
    """Do not act on a page."""


def drawn(tab: Page) -> None:
    """Wait until a picture of routes is drawn and no longer moves."""
    tab.wait_for_selector("#picture[data-drawn]")
    tab.wait_for_timeout(500)


def chosen(tab: Page) -> None:
    """Choose a place."""
    drawn(tab)
    tab.fill("#search", "Thailand")
    tab.press("#search", "Enter")
    tab.evaluate("document.activeElement.blur()")
    tab.wait_for_timeout(500)


def main() -> None:
    """Write the pages and figures, and take the pages' pictures."""
    for ending in (".svg", ".png"):
        tipgraph("routes", "plot", GRAPH, "-o", HERE / f"routes-plot{ending}", "--top", 60)
    lighten(HERE / "routes-plot.png")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        driven = driver.chromium.launch(executable_path=browser(), args=["--no-sandbox"])
        page = Path(folder) / "page.html"
        tipgraph("show", REPORT, "--html", page)
        take(driven, page, HERE / "show.png", nothing)
        tipgraph("routes", "map", GRAPH, "-o", page)
        take(driven, page, HERE / "routes-map.png", chosen, _WIDE)
        tipgraph("routes", "graph", GRAPH, "-o", page)
        take(driven, page, HERE / "routes-graph.png", drawn)
        with reviewed(REPORT, "--by", "kim", "--corrections", Path(folder) / "kim.jsonl") as address:
            take(driven, address, HERE / "review.png", judged)
        driven.close()


if __name__ == "__main__":
    main()
