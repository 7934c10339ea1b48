"""The pages: their examples run, their commands print what is shown, and their links lead somewhere."""

from __future__ import annotations

import ast
import doctest
import re
from pathlib import Path

import pytest

import tipgraph
from tests.docs.blocks import PAGES, blocks, spans
from tests.paths import ROOT
from tools import api_reference, cli_reference
from tools.transcripts import PAGES as SHOWN
from tools.transcripts import filled


def _name(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder with the files of the checkout that commands read."""
    for name in ("examples", "tests"):
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", [page for page in PAGES if page != api_reference.PAGE], ids=_name)
@pytest.mark.usefixtures("elsewhere")
def test_python_on_pages_runs(page: Path) -> None:
    assert doctest.testfile(str(page), module_relative=False, encoding="utf-8").failed == 0


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_python_on_pages_imports_public_names(page: Path) -> None:
    if page == api_reference.PAGE:
        return
    examples = doctest.DocTestParser().get_examples(page.read_text(encoding="utf-8"))
    for node in ast.walk(ast.parse("".join(example.source for example in examples))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("tipgraph"):
            assert node.module == "tipgraph", ast.unparse(node)
            assert {name.name for name in node.names} <= set(tipgraph.__all__)


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_code_blocks_are_in_languages_that_tests_run(page: Path) -> None:
    assert [block for block in blocks(page, "python", "pycon") if not block.text.startswith(">>> ")] == []
    assert list(blocks(page, "bash", "shell", "py")) == [], "write sh, console or pycon"


@pytest.mark.parametrize(
    "page",
    [pytest.param(page, marks=[] if page == ROOT / "README.md" else [pytest.mark.slow]) for page in SHOWN],
    ids=_name,
)
def test_commands_print_what_pages_show(page: Path, elsewhere: Path) -> None:
    shown = page.read_text(encoding="utf-8")
    assert filled(shown, elsewhere) == shown, "run: python -m tools.regenerate"


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_links_lead_to_files(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", [page for page in PAGES if page.name != "CHANGELOG.md"], ids=_name)
def test_files_named_on_pages_exist(page: Path) -> None:
    folders = "|".join(("tipgraph", "tests", "tools", "ontology", "queries", "shapes", "benchmarks"))
    named = [span for span in spans(page) if re.fullmatch(rf"(?:{folders})/[\w./-]+", span)]
    assert [name for name in named if not (ROOT / name).exists()] == []


@pytest.mark.parametrize(
    ("page", "file"), [("vocabulary.md", "shipbreaking.ttl"), ("correcting.md", "corrections.ttl")]
)
def test_vocabularies_on_pages_are_those_of_the_examples(page: str, file: str) -> None:
    (shown,) = blocks(ROOT / "docs" / page, "turtle")
    assert shown.text in (ROOT / "examples/vocabulary" / file).read_text(encoding="utf-8")


MOST_WORDS = {"README": 900, "all pages": 16_000}


def _words(page: Path) -> int:
    """Count the words of a page, without tables that `tools.scores` makes."""
    text = page.read_text(encoding="utf-8").partition("<!-- tables")[0]
    return len(re.findall(r"\S*\w\S*", text))


def test_pages_stay_short() -> None:
    pages = {*(ROOT / "docs").glob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"}
    counted = {page: _words(page) for page in pages - {api_reference.PAGE, cli_reference.PAGE}}
    assert counted[ROOT / "README.md"] <= MOST_WORDS["README"]
    assert sum(counted.values()) <= MOST_WORDS["all pages"], "say less elsewhere, or say it once"
