from __future__ import annotations

import gzip
import io
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest

from tests.narratives import COUNTRIES, line
from tests.reading.support import KENYA, error_of, read_all, read_one, skipped_of, write, write_lines
from tipgraph.errors import InputError
from tipgraph.model.documents import Narrative, Report
from tipgraph.reading import Limits, Outcome, Skipped, read
from tipgraph.reading.defaults import NO_DEFAULTS
from tipgraph.reading.inputs import outcomes, outcomes_in_span, spans
from tipgraph.reading.sources import Source

REPORT = f"2014 Trafficking in Persons Report: Kenya\n\n{KENYA}"
PAGE = f"<!DOCTYPE html><html><title>2015 TIP Report: Kenya</title><body><p>{KENYA}</p></body></html>"
RANDOM_BYTES = Random(13).randbytes(9000)

BAD_FILES: dict[str, tuple[bytes, str]] = {
    "no bytes": (b"", "the file is empty"),
    "white space": (b" \r\n\t\n", "the file is empty"),
    "byte order mark": (b"\xef\xbb\xbf", "the file is empty"),
    "empty gzip": (gzip.compress(b"", mtime=0), "the file is empty"),
    "binary": (bytes(range(256)), "the file is binary data"),
    "zip": (b"PK\x03\x04" + bytes(20), "the ZIP archive is damaged"),
    "random gzip, cut": (gzip.compress(RANDOM_BYTES, mtime=0)[:5000], "the gzip file is cut off or damaged"),
    "text gzip, cut": (
        gzip.compress(REPORT.encode(), mtime=0)[:-9],
        "the gzip file is cut off or damaged",
    ),
    "no gzip": (b"\x1f\x8bno gzip at all", "the gzip file is cut off or damaged"),
    "null bytes in text": (REPORT.encode() + b"\x00\x00" + REPORT.encode(), "the file is binary data"),
}
TOO_LARGE: dict[str, bytes] = {
    "kenya-2014.txt": b"trafficking " * 1000,
    "kenya-2014.txt.gz": gzip.compress(b"trafficking " * 1000, mtime=0),
    "kenya-2014.html": b"<html>" + b"trafficking " * 1000,
}


def test_files_folders_and_standard_input_can_be_mixed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = {"id": "k1", "country": "KEN", "year": 2016, "text": "Traffickers."}
    write(tmp_path / "folder" / "b.html", PAGE)
    write_lines(tmp_path / "folder" / "a" / "z.jsonl", [entry])
    file = write(tmp_path / "kenya.txt", REPORT)
    monkeypatch.setattr(
        sys, "stdin", SimpleNamespace(buffer=io.BytesIO(json.dumps({**entry, "id": "k2"}).encode()))
    )
    found = [each for each in read_all(tmp_path / "folder", "-", file) if isinstance(each, Narrative)]
    assert [narrative.document.identifier for narrative in found] == ["k1", "b", "k2", "kenya"]
    assert found[2].document.source == "<stdin>:1"


@pytest.mark.parametrize(
    ("name", "content", "year"),
    [("a.txt", PAGE, "2015"), ("b.html", REPORT, "2014"), ("c.dat", REPORT, "2014")],
    ids=["a.txt", "b.html", "c.dat"],
)
def test_content_decides_the_format_and_not_the_name(
    tmp_path: Path, name: str, content: str, year: str
) -> None:
    assert read_one(write(tmp_path / name, content)).document.report == Report("tip", year, "KEN")


def test_gzip_files_are_decompressed(tmp_path: Path) -> None:
    path = write(tmp_path / "d.txt.gz", gzip.compress(REPORT.encode(), mtime=0))
    assert read_one(path).document.identifier == "d"


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
    found = read([tmp_path])
    assert opened == []
    next(found)
    assert [name for name in opened if name.endswith(".txt")] == ["a.txt"]


def test_one_name_for_reports_of_two_years_is_no_conflict(tmp_path: Path) -> None:
    write(tmp_path / "2014" / "kenya.txt", KENYA)
    write(tmp_path / "2015" / "kenya.txt", KENYA)
    assert [type(outcome) for outcome in read([tmp_path])] == [Narrative, Narrative]


def test_duplicates_are_skipped_and_conflicts_are_errors(tmp_path: Path) -> None:
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


def test_a_missing_path_is_an_error_and_reading_continues(tmp_path: Path) -> None:
    error, narrative = read([tmp_path / "no.txt", write(tmp_path / "yes.txt", REPORT)])
    assert str(error) == f"{tmp_path / 'no.txt'}: there is no such file or folder: check its spelling"
    assert isinstance(narrative, Narrative)


@pytest.mark.parametrize(("content", "cause"), BAD_FILES.values(), ids=BAD_FILES.keys())
def test_a_bad_file_is_an_error_with_name_cause_and_remedy(
    tmp_path: Path, content: bytes, cause: str
) -> None:
    assert cause in str(error_of(write(tmp_path / "kenya-2014.txt", content)))


@pytest.mark.parametrize("name", TOO_LARGE)
def test_a_file_beyond_the_limit_is_an_error(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / name, TOO_LARGE[name])
    assert "larger than the limit of 5,000 bytes" in str(error_of(path, limits=Limits(document=5000)))


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.txt"])
def test_the_limit_applies_to_json_without_a_line_break(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / name, b'{"id": "a", "text": "' + b"traffickers " * 20_000 + b'"}')
    assert "5,000 bytes" in str(error_of(path, limits=Limits(document=5000, line=5000)))


def test_a_file_without_a_line_break_is_read_within_the_limit(tmp_path: Path) -> None:
    path = write(tmp_path / "kenya-2014.txt", "Traffickers sell girls. " * 40_000)
    assert len(read_one(path).text) == 24 * 40_000 - 1


def refuse(*_: object, **__: object) -> None:
    raise PermissionError(13, "Permission denied")


@pytest.mark.parametrize(("name", "method"), [("a.txt", "open"), (".", "iterdir")], ids=["file", "folder"])
def test_a_missing_permission_is_an_error(
    tmp_path: Path, name: str, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "a.txt", REPORT)
    monkeypatch.setattr(Path, method, refuse)
    assert "cannot be opened (Permission denied)" in str(error_of(tmp_path / name))


def test_a_disk_failure_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Failing(io.BytesIO):
        def read(self, _: int | None = -1) -> bytes:
            raise OSError(5, "Input/output error")

    path = write(tmp_path / "a.txt", REPORT)
    monkeypatch.setattr(Path, "open", lambda *_: Failing())
    assert "reading failed (Input/output error)" in str(error_of(path))


def test_other_files_are_skipped_in_a_folder_and_errors_if_named(tmp_path: Path) -> None:
    path = write(tmp_path / "notes" / "list.md", "# Things to do")
    assert skipped_of(path.parent).reason == "files of this type are not read (.md)"
    assert "does not look like a report" in str(error_of(path))


def test_the_other_parts_of_a_saved_page_are_skipped(tmp_path: Path) -> None:
    write(tmp_path / "Kenya.html", PAGE)
    write(tmp_path / "Kenya_files" / "menu.html", "<html><body>Menu</body></html>")
    write(tmp_path / "logo.png", b"\x89PNG\r\n\x1a\n\x00\x00")
    write(tmp_path / "page.css", "body { color: black }")
    page, folder, picture, style = read_all(tmp_path)
    assert isinstance(page, Narrative)
    assert str(folder) == f"{tmp_path / 'Kenya_files'}: the folder belongs to a saved web page"
    assert all(isinstance(outcome, Skipped) for outcome in (folder, picture, style))


def test_an_empty_folder_gives_nothing(tmp_path: Path) -> None:
    assert read_all(tmp_path) == []


def test_the_same_folder_gives_the_same_narratives(tmp_path: Path) -> None:
    write(tmp_path / "2014" / "a.txt", REPORT)
    write(tmp_path / "b.html", PAGE)
    assert read_all(tmp_path) == read_all(tmp_path)


def written(found: Iterable[Outcome]) -> list[str]:
    return [str(each) if isinstance(each, InputError) else repr(each) for each in found]


def in_spans(source: Source, size: int) -> list[str]:
    found = [each for span in spans(source, size) for each in outcomes_in_span(source, span)]
    return written(found)


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
def test_outcomes_of_all_spans_are_those_of_the_source(tmp_path: Path, packed: bool) -> None:
    path = write_lines(tmp_path / "a.jsonl", [line(country, 2001) for country in COUNTRIES])
    content = path.read_bytes() + b'\n{"id": "cut\n' + path.read_bytes()
    path.write_bytes(gzip.compress(content) if packed else content)
    source = Source("a.jsonl", path)
    assert len(spans(source, 1_000)) == 6
    whole = written(outcomes(source))
    assert in_spans(source, 1_000) == whole
    assert any("a.jsonl:7: the line is not valid JSON" in each for each in whole)


def test_damage_is_reported_where_it_is(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", [line("AGO", 2001, f"{n}") for n in range(3_000)])
    content = gzip.compress(path.read_bytes())
    path.write_bytes(content[: len(content) // 2])
    source = Source("a.jsonl", path)
    whole = written(outcomes(source))
    assert len(spans(source, 100_000)) > 2
    assert in_spans(source, 100_000) == whole
    assert "the gzip file is cut off" in whole[-1]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.bin", b""),
        ("pdf.bin", b"%PDF-1.7"),
        ("text.bin", b"Ghana (Tier 2)"),
        ("utf-16.jsonl", '{"id": "x"}\n{"id": "y"}\n'.encode("utf-16")),
    ],
)
def test_other_sources_have_no_spans(tmp_path: Path, name: str, content: bytes) -> None:
    assert spans(Source("x", write(tmp_path / name, content)), 1) == []


def test_a_missing_source_has_no_spans(tmp_path: Path) -> None:
    assert spans(Source("x", tmp_path / "missing"), 1) == []


def test_the_error_for_a_long_line_has_its_number(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", [line("AGO", 2001), {"id": "x" * 5_000}, line("AGO", 2002)])
    source, limits = Source("a.jsonl", path), Limits(line=2_000)
    found = [
        str(each)
        for span in spans(source, 100)
        for each in outcomes_in_span(source, span, NO_DEFAULTS, limits)
        if isinstance(each, InputError)
    ]
    assert found == ["a.jsonl:2: the line is longer than 2,000 bytes: put each document on a separate line"]
