"""The documentation as a site: it builds without a warning, is complete and needs no other host."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.docs.blocks import PAGES, blocks
from tests.paths import ROOT
from tipgraph.cli import COMMANDS
from tipgraph.cli.routes import COMMANDS as ROUTES

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site by the command that CONTRIBUTING.md shows."""
    folder = tmp_path_factory.mktemp("site")
    shown = (block.text for block in blocks(ROOT / "CONTRIBUTING.md", "sh") if "sphinx" in block.text)
    _, *arguments, _ = shlex.split(next(shown))
    command = [sys.executable, *arguments, str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def trees(site: Path) -> dict[Path, LexborHTMLParser]:
    return {page: LexborHTMLParser(page.read_bytes()) for page in site.rglob("*.html")}


def _targets(tree: LexborHTMLParser, selector: str, attribute: str) -> Iterator[str]:
    yield from (node.attributes.get(attribute) or "" for node in tree.css(selector))


def test_every_page_is_in_it(site: Path) -> None:
    assert [
        page for page in PAGES if not (site / page.relative_to(ROOT).with_suffix(".html")).is_file()
    ] == []


def test_links_inside_lead_somewhere(site: Path, trees: dict[Path, LexborHTMLParser]) -> None:
    broken = []
    for page, tree in trees.items():
        for link in {*_targets(tree, "a[href]", "href"), *_targets(tree, "img[src]", "src")}:
            way = urlsplit(link)
            if way.scheme or way.netloc:
                continue
            target = (page.parent / unquote(way.path)).resolve() if way.path else page
            known = target in trees and (
                not way.fragment or trees[target].css_first(f'[id="{unquote(way.fragment)}"]')
            )
            if not (known or (target.is_file() and target not in trees)):
                broken.append((str(page.relative_to(site)), link))
    assert broken == []


def test_nothing_is_fetched_from_other_hosts(site: Path, trees: dict[Path, LexborHTMLParser]) -> None:
    fetched = {
        address
        for tree in trees.values()
        for selector, attribute in (
            ("[src]", "src"),
            ("link[href]", "href"),
            ("object[data]", "data"),
            ("[srcset]", "srcset"),
        )
        for address in _targets(tree, selector, attribute)
    }
    for style in site.rglob("*.css"):
        fetched |= set(
            re.findall(r"(?:url\(|@import )\s*['\"]?([^'\")\s]+)", style.read_text(encoding="utf-8"))
        )
    assert fetched
    assert {address for address in fetched if urlsplit(address).netloc} == set()


def test_every_command_is_in_it(site: Path, trees: dict[Path, LexborHTMLParser]) -> None:
    headings = {node.text().rstrip("¶") for node in trees[site / "docs/cli.html"].css("h2")}
    names = [
        *(f"tipgraph {command.name}" for command in COMMANDS),
        *(f"tipgraph routes {command.name}" for command in ROUTES),
    ]
    assert set(names) <= headings
