"""The documentation as a site: built without a warning, whole, and of itself alone."""

from __future__ import annotations

import ast
import doctest
import os
import re
import shlex
import subprocess
import sys
import zlib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from urllib.parse import unquote, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

import tipgraph
from tests.docs.blocks import PAGES, blocks
from tests.paths import ROOT
from tipgraph.cli import COMMANDS
from tipgraph.cli.routes import COMMANDS as ROUTES

PUBLIC = re.findall(
    r"automodule:: (\S+)", "".join(page.read_text("utf-8") for page in (ROOT / "docs/python").glob("*.md"))
)
"""The modules that the reference documents."""

INTERNAL = {"__main__", "_data", "cli", "util"}
"""Parts of the package that users of Python need not know."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site by the command that CONTRIBUTING.md shows."""
    folder = tmp_path_factory.mktemp("site")
    shown = (block.text for block in blocks(ROOT / "CONTRIBUTING.md", "sh") if "sphinx" in block.text)
    _, *arguments, _ = shlex.split(next(shown))
    command = [sys.executable, *arguments, str(folder)]
    # Compiled modules of the checkout are of no use to another environment's Python.
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def trees(site: Path) -> dict[Path, LexborHTMLParser]:
    return {page: LexborHTMLParser(page.read_bytes()) for page in site.rglob("*.html")}


@pytest.fixture(scope="module")
def documented(site: Path) -> set[str]:
    """Return what other sites could refer to here: in the inventory, behind four lines, a line a name."""
    _, _, _, _, packed = (site / "objects.inv").read_bytes().split(b"\n", 4)
    lines = zlib.decompress(packed).decode().splitlines()
    return {name for name, kind, *_ in map(str.split, lines) if kind.startswith("py:")}


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


@pytest.mark.parametrize("module", PUBLIC)
def test_every_public_name_is_in_it(module: str, documented: set[str]) -> None:
    names = import_module(module).__all__
    assert [name for name in names if f"{module}.{name}" not in documented] == []


def test_every_name_has_words_below_it(trees: dict[Path, LexborHTMLParser]) -> None:
    shown = [entry for tree in trees.values() for entry in tree.css("dl.py > dd")]
    assert len(shown) > len(PUBLIC)
    assert [entry.parent for entry in shown if not entry.text(strip=True)] == []


def test_every_part_is_public_or_internal() -> None:
    there = {name for _, name, _ in iter_modules(tipgraph.__path__)}
    assert there - {module.split(".")[1] for module in PUBLIC} == INTERNAL & there


def _imported() -> Iterator[str]:
    """Yield what the pages' Python imports of the program."""
    for page in PAGES:
        code = "".join(
            example.source for example in doctest.DocTestParser().get_examples(page.read_text("utf-8"))
        )
        for node in ast.walk(ast.parse(code)):
            if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "tipgraph":
                yield from (f"{node.module}.{name.name}" for name in node.names)


def test_what_pages_import_is_public(documented: set[str]) -> None:
    own = {f"tipgraph.{name}" for name in tipgraph.__all__}
    assert {name for name in _imported() if name not in documented | own} == set()
