from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.reading.support import KENYA, error_of, read_all, write, write_lines
from tipgraph.errors import InputError
from tipgraph.model.documents import Narrative
from tipgraph.reading import Defaults
from tipgraph.reading.sources import Source, printable, walk


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
def test_an_identifier_has_no_extensions_of_formats(name: str, identifier: str, suffix: str) -> None:
    source = Source(name, Path(name))
    assert (source.identifier, source.suffix) == (identifier, suffix)


def test_hints_are_the_parts_of_the_path_from_the_input_on(tmp_path: Path) -> None:
    path = write(tmp_path / "archive" / "2014" / "kenya.txt", "x")
    (source,) = walk([tmp_path / "archive"])
    assert isinstance(source, Source)
    assert source.hints == ("archive", "2014", "kenya.txt")
    assert not source.given
    (named,) = walk([path])
    assert isinstance(named, Source)
    assert named.given


def test_invalid_unicode_in_a_name_is_escaped_and_no_identifier(tmp_path: Path) -> None:
    page = KENYA.replace("KENYA", "2014 TIP Report: Kenya", 1)
    write(tmp_path / os.fsdecode(b"caf\xe9.txt"), page)
    lines = write_lines(tmp_path / os.fsdecode(b"\xff.jsonl"), [{"id": "k", "year": 2014, "text": KENYA}])
    error, narrative = read_all(tmp_path, defaults=Defaults(country="KEN"))
    assert isinstance(error, InputError)
    assert str(error).startswith(f"{tmp_path}/caf\\udce9.txt: its id ")
    assert error.remedy
    assert isinstance(narrative, Narrative)
    assert narrative.document.source == f"{printable(lines)}:1" == f"{tmp_path}/\\udcff.jsonl:1"


def test_links_to_folders_are_not_followed_in_a_folder(tmp_path: Path) -> None:
    write(tmp_path / "in" / "a.txt", "x")
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in")
    source, skipped = walk([tmp_path / "in"])
    assert isinstance(source, Source)
    assert source.path == tmp_path / "in" / "a.txt"
    assert str(skipped) == f"{tmp_path}/in/loop: links to folders are not followed"


def test_pipes_and_broken_links_are_skipped_in_a_folder_and_errors_if_named(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "gone")
    assert [str(outcome) for outcome in read_all(tmp_path)] == [
        f"{tmp_path}/a.txt: it is neither a file nor a folder",
        f"{tmp_path}/b.txt: the link is broken",
    ]
    assert "standard input" in error_of(tmp_path / "a.txt").remedy
    assert "no such file" in str(error_of(tmp_path / "b.txt"))


def test_a_graph_store_in_a_folder_is_skipped(tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "CURRENT").write_text("MANIFEST-000004")
    (tmp_path / "chad-2014.txt").write_text("Chad (Tier 2)")
    found = list(walk([tmp_path]))
    assert [type(outcome).__name__ for outcome in found] == ["Skipped", "Source"]


def test_a_name_beyond_the_limit_of_the_file_system_is_an_error() -> None:
    assert "cannot be opened" in str(error_of("x" * 300))
