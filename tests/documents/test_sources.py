from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.documents.support import KENYA, read_all, write, write_lines
from tipgraph.documents import Defaults
from tipgraph.documents.narrative import Narrative
from tipgraph.documents.sources import Source, shown, walk
from tipgraph.errors import InputError


@pytest.mark.parametrize(
    ("name", "identifier", "suffix"),
    [
        ("tip-2014-guatemala.txt", "tip-2014-guatemala", ".txt"),
        ("Kenya.HTML", "Kenya", ".html"),
        ("lines.jsonl.gz", "lines", ".jsonl"),
        ("report.v2.pdf", "report.v2", ".pdf"),
        ("no-ending", "no-ending", ""),
        ("St. Lucia", "St. Lucia", ". lucia"),
    ],
)
def test_a_source_is_named_without_the_endings_of_its_form(name: str, identifier: str, suffix: str) -> None:
    source = Source(name, Path(name))
    assert (source.identifier, source.suffix) == (identifier, suffix)


def test_hints_are_the_parts_that_the_user_gave_or_the_walk_went(tmp_path: Path) -> None:
    path = write(tmp_path / "archive" / "2014" / "kenya.txt", "x")
    (source,) = walk([tmp_path / "archive"])
    assert isinstance(source, Source)
    assert source.hints == ("archive", "2014", "kenya.txt")
    assert not source.given
    (named,) = walk([path])
    assert isinstance(named, Source)
    assert named.given


def test_a_name_that_is_no_unicode_is_shown_escaped_and_no_identifier(tmp_path: Path) -> None:
    page = KENYA.replace("KENYA", "2014 TIP Report: Kenya", 1)
    write(tmp_path / os.fsdecode(b"caf\xe9.txt"), page)
    lines = write_lines(tmp_path / os.fsdecode(b"\xff.jsonl"), [{"id": "k", "year": 2014, "text": KENYA}])
    error, narrative = read_all(tmp_path, defaults=Defaults(country="KEN"))
    assert isinstance(error, InputError)
    assert str(error).startswith(f"{tmp_path}/caf\\udce9.txt: its id ")
    assert error.remedy
    assert isinstance(narrative, Narrative)
    assert narrative.document.source == f"{shown(lines)}:1" == f"{tmp_path}/\\udcff.jsonl:1"


def test_links_to_folders_inside_a_folder_are_not_followed(tmp_path: Path) -> None:
    write(tmp_path / "in" / "a.txt", "x")
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in")
    assert [source.name for source in walk([tmp_path / "in"]) if isinstance(source, Source)] == [
        str(tmp_path / "in" / "a.txt")
    ]


def test_a_graph_store_in_a_folder_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "CURRENT").write_text("MANIFEST-000004")
    (tmp_path / "chad-2014.txt").write_text("Chad (Tier 2)")
    found = list(walk([tmp_path]))
    assert [type(outcome).__name__ for outcome in found] == ["Skipped", "Source"]
