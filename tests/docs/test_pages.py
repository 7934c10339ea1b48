"""The pages for people: their examples run, and the commands they show print that."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

from tests.docs.blocks import PAGES, blocks
from tests.paths import ROOT
from tools.transcripts import PAGE, filled
from tools.transcripts import PAGES as SHOWN


def _name(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is like the checkout for those who only read it."""
    for name in ("examples", "tests"):
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", PAGES, ids=_name)
@pytest.mark.usefixtures("elsewhere")
def test_what_pages_show_of_python_is_so(page: Path) -> None:
    assert doctest.testfile(str(page), module_relative=False, encoding="utf-8").failed == 0


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_code_is_shown_in_forms_that_tests_run(page: Path) -> None:
    assert [block for block in blocks(page, "python", "pycon") if not block.text.startswith(">>> ")] == []
    assert list(blocks(page, "bash", "shell", "py")) == [], "write sh, console or pycon"


@pytest.mark.parametrize("page", SHOWN, ids=_name)
def test_pages_show_what_their_commands_print(page: Path, elsewhere: Path) -> None:
    shown = page.read_text(encoding="utf-8")
    assert filled(shown, elsewhere) == shown, "run: python -m tools.regenerate"


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_links_lead_to_files_that_are_there(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize(
    ("page", "file"), [(PAGE, "shipbreaking.ttl"), (ROOT / "docs/correcting.md", "corrections.ttl")]
)
def test_the_vocabularies_that_pages_show_are_there(page: Path, file: str) -> None:
    (shown,) = blocks(page, "turtle")
    assert shown.text in (ROOT / "examples/vocabulary" / file).read_text(encoding="utf-8")
