from __future__ import annotations

import gzip
import io
import json
import os
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.reading.support import KENYA, error_of, read_all, read_one, skipped_of, write, write_lines
from tipgraph.errors import InputError
from tipgraph.model.documents import Narrative, Report
from tipgraph.reading import Limits, Skipped, read

REPORT = f"2014 Trafficking in Persons Report: Kenya\n\n{KENYA}"
PAGE = f"<!DOCTYPE html><html><title>2015 TIP Report: Kenya</title><body><p>{KENYA}</p></body></html>"


def test_files_folders_and_standard_input_may_be_mixed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = {"id": "k1", "country": "KEN", "year": 2016, "text": "Traffickers."}
    write(tmp_path / "folder" / "b.html", PAGE)
    write_lines(tmp_path / "folder" / "a" / "z.jsonl", [line])
    file = write(tmp_path / "kenya.txt", REPORT)
    monkeypatch.setattr(
        sys, "stdin", SimpleNamespace(buffer=io.BytesIO(json.dumps({**line, "id": "k2"}).encode()))
    )
    outcomes = read_all(tmp_path / "folder", "-", file)
    assert [outcome.document.identifier for outcome in outcomes if isinstance(outcome, Narrative)] == [
        *("k1", "b", "k2", "kenya")
    ]
    sources = [outcome.document.source for outcome in outcomes if isinstance(outcome, Narrative)]
    assert sources[2] == "<stdin>:1"


def test_content_decides_and_not_the_name(tmp_path: Path) -> None:
    assert read_one(write(tmp_path / "a.txt", PAGE)).document.report == Report("tip", "2015", "KEN")
    assert read_one(write(tmp_path / "b.html", REPORT)).document.report == Report("tip", "2014", "KEN")
    assert read_one(write(tmp_path / "c.dat", REPORT)).document.report == Report("tip", "2014", "KEN")
    assert read_one(write(tmp_path / "d.txt.gz", gzip.compress(REPORT.encode()))).document.identifier == "d"


def test_folders_are_read_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a.txt", "b/1.txt", ".hidden/3.txt", "c.txt"):
        write(tmp_path / name, REPORT)
    sources = [outcome.document.source for outcome in read([tmp_path]) if isinstance(outcome, Narrative)]
    assert sources == [str(tmp_path / name) for name in ("a.txt", "b/1.txt", "b/2.txt", "c.txt")]


def test_reading_is_lazy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    original = Path.open

    def watched(self: Path, *args: Any, **kwargs: Any) -> Any:
        opened.append(self.name)
        return original(self, *args, **kwargs)

    for name in ("a.txt", "b.txt"):
        write(tmp_path / name, REPORT)
    monkeypatch.setattr(Path, "open", watched)
    outcomes = read([tmp_path])
    assert opened == []
    next(outcomes)
    assert opened == ["a.txt"]


def test_one_name_for_reports_of_two_years_is_no_clash(tmp_path: Path) -> None:
    write(tmp_path / "2014" / "kenya.txt", KENYA)
    write(tmp_path / "2015" / "kenya.txt", KENYA)
    assert [type(outcome) for outcome in read([tmp_path])] == [Narrative, Narrative]


def test_a_document_that_comes_twice_is_passed_over_or_an_error_by_its_text(tmp_path: Path) -> None:
    for folder, text in {"a": REPORT, "b": REPORT, "c": f"{REPORT} Three went free."}.items():
        write(tmp_path / folder / "kenya.txt", text)
    first, again, other = read([tmp_path])
    assert isinstance(first, Narrative)
    assert isinstance(again, Skipped)
    before = f"'kenya' was read before from {tmp_path / 'a' / 'kenya.txt'}"
    assert f"{before}, with the same text" in str(again)
    assert isinstance(other, InputError)
    assert f"{before}, with a different text (from character " in str(other)
    assert 'Three went free."): give one of the two another name' in str(other)


def test_a_path_that_does_not_exist_is_an_error_and_the_rest_goes_on(tmp_path: Path) -> None:
    error, narrative = read([tmp_path / "no.txt", write(tmp_path / "yes.txt", REPORT)])
    assert str(error) == f"{tmp_path / 'no.txt'}: there is no such file or folder: check its spelling"
    assert isinstance(narrative, Narrative)


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b"", "is empty"),
        (b" \r\n\t\n", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (gzip.compress(b"", mtime=0), "is empty"),
        (bytes(range(256)), "is binary data"),
        (b"PK\x03\x04" + bytes(20), "is a zip archive or an office document"),
        (gzip.compress(os.urandom(9000))[:5000], "gzip file is cut short or damaged"),
        (gzip.compress(REPORT.encode(), mtime=0)[:-9], "gzip file is cut short or damaged"),
        (b"\x1f\x8bno gzip at all", "gzip file is cut short or damaged"),
        (REPORT.encode() + b"\x00\x00" + REPORT.encode(), "is binary data"),
    ],
)
def test_a_file_made_bad_is_an_error_with_its_name_cause_and_remedy(
    tmp_path: Path, content: bytes, cause: str
) -> None:
    assert cause in str(error_of(write(tmp_path / "kenya-2014.txt", content)))


def test_a_file_beyond_the_limit_is_an_error_and_not_held(tmp_path: Path) -> None:
    path = write(tmp_path / "kenya-2014.txt", b"trafficking " * 1000)
    assert "larger than the 5,000 bytes" in str(error_of(path, limits=Limits(document=5000)))
    packed = write(tmp_path / "kenya-2014.txt.gz", gzip.compress(b"trafficking " * 1000))
    assert "larger than the 5,000 bytes" in str(error_of(packed, limits=Limits(document=5000)))
    page = write(tmp_path / "kenya-2014.html", b"<html>" + b"trafficking " * 1000)
    assert "larger than the 5,000 bytes" in str(error_of(page, limits=Limits(document=5000)))


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.txt"])
def test_json_without_a_line_break_is_held_to_the_limit(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / name, b'{"id": "a", "text": "' + b"traffickers " * 20_000 + b'"}')
    assert "5,000 bytes" in str(error_of(path, limits=Limits(document=5000, line=5000)))


def test_a_file_without_a_line_break_is_read_within_the_limit(tmp_path: Path) -> None:
    path = write(tmp_path / "kenya-2014.txt", "Traffickers sell girls. " * 40_000)
    assert len(read_one(path).text) == 24 * 40_000 - 1


def test_a_file_that_may_not_be_read_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = write(tmp_path / "a.txt", REPORT)
    monkeypatch.setattr(Path, "open", refuse)
    assert "cannot be opened (Permission denied)" in str(error_of(path))


def test_a_folder_that_may_not_be_listed_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert "cannot be opened (Permission denied)" in str(error_of(tmp_path))


def test_a_disk_that_fails_while_reading_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Failing(io.BytesIO):
        def read(self, _: int | None = -1) -> bytes:
            raise OSError(5, "Input/output error")

    path = write(tmp_path / "a.txt", REPORT)
    monkeypatch.setattr(Path, "open", lambda *_: Failing())
    assert "reading it failed (Input/output error)" in str(error_of(path))


def test_other_files_in_a_folder_are_passed_over_and_named_ones_are_errors(tmp_path: Path) -> None:
    path = write(tmp_path / "notes" / "list.md", "# Things to do")
    assert skipped_of(path.parent).reason == "is no kind of document that is read (.md)"
    assert "does not look like a report" in str(error_of(path))


def test_an_empty_folder_gives_nothing(tmp_path: Path) -> None:
    assert read_all(tmp_path) == []


def test_the_same_folder_gives_the_same_narratives(tmp_path: Path) -> None:
    write(tmp_path / "2014" / "a.txt", REPORT)
    write(tmp_path / "b.html", PAGE)
    assert read_all(tmp_path) == read_all(tmp_path)
