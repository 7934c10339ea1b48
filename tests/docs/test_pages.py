"""The pages for people: their examples run, and the commands they show print that."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

from tools.transcripts import PAGE, filled
from tools.transcripts import PAGES as SHOWN

ROOT = Path(__file__).parents[2]
PAGES = [PAGE, *sorted((ROOT / "docs").glob("*.md")), ROOT / "CONTRIBUTING.md", ROOT / "examples/README.md"]


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is like the checkout for those who only read it."""
    for name in ("examples", "tests"):
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
@pytest.mark.usefixtures("elsewhere")
def test_what_pages_show_of_python_is_so(page: Path) -> None:
    assert doctest.testfile(str(page), module_relative=False, encoding="utf-8").failed == 0


@pytest.mark.parametrize("page", SHOWN, ids=lambda page: page.name)
def test_pages_show_what_their_commands_print(page: Path, elsewhere: Path) -> None:
    shown = page.read_text(encoding="utf-8")
    assert filled(shown, elsewhere) == shown, "run: python -m tools.regenerate"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_files_that_are_there(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_readme_shows_the_vocabulary_that_is_there() -> None:
    shown = re.search(r"```turtle\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert shown
    assert shown[1] in (ROOT / "examples/vocabulary/shipbreaking.ttl").read_text(encoding="utf-8")
