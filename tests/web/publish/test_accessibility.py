"""The accessibility of pages by axe, on a phone and on a desktop.

It needs Node, axe-core and puppeteer-core: run ``npm install axe-core puppeteer-core`` in a folder, and set
NODE_PATH to its ``node_modules``.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.web.publish.conftest import Site

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
NODE = shutil.which("node")
HAS_AXE = (Path(os.environ.get("NODE_PATH", "nowhere")) / "axe-core").is_dir()


@pytest.mark.slow
@pytest.mark.skipif(None in (CHROMIUM, NODE) or not HAS_AXE, reason="needs Chromium, Node and axe-core")
def test_axe_finds_nothing(site: Site) -> None:
    assert NODE is not None
    assert CHROMIUM is not None
    pages = ["place/GTM", "place/central-america", "report/tip/2014/GTM", "route/GTM/MEX", "routes",
             "concept/sector/agriculture", "scheme/measure", "index", "countries", "year/2014", "a-z",
             "data", "ontology", "about", "vocabularies", "regions", "years", "parts", "search"]  # fmt: skip
    files = [str(site.folder / f"{page}.html") for page in pages]
    script = Path(__file__).with_name("axe.cjs")
    done = subprocess.run([NODE, script, CHROMIUM, *files], capture_output=True, timeout=300, check=True)
    assert json.loads(done.stdout) == {}
