"""Takes the README's picture of ``tipgraph show --html``: ``python docs/pictures/make.py``.

Needs Chromium or Chrome: the one that CHROMIUM names, else the first that is found.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

HERE = Path(__file__).parent
REPORT = HERE.parents[1] / "examples" / "reports" / "2012" / "kenya-2012.html"
PICTURE = HERE / "show.png"

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
_SIZE = (1280, 900)
_COLORS = 64
"""As many as the page's few colours and the edges of its letters need."""


def browser() -> str:
    """Return the path of a browser; ends the program where there is none."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _BROWSERS)), None)
    return found or sys.exit("no Chromium is found: install it, or name it in CHROMIUM")


def take(page: Path, picture: Path) -> None:
    """Take a picture of the top of a page."""
    command = [
        *(browser(), "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"),
        *(f"--window-size={_SIZE[0]},{_SIZE[1]}", f"--screenshot={picture}", page.as_uri()),
    ]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    with Image.open(picture) as taken:
        taken.convert("RGB").quantize(_COLORS, dither=Image.Dither.NONE).save(picture, optimize=True)


def main() -> None:
    """Write the page, and take its picture."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        show = [sys.executable, "-m", "tipgraph", "show", str(REPORT), "--html", str(page), "--quiet"]
        subprocess.run(show, check=True)
        take(page, PICTURE)


if __name__ == "__main__":
    main()
