"""What a build notes of its sources."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.drafts import draft
from tipgraph.build.ledger import FileStamp, KnownDocument, SourceLog, from_record, to_record
from tipgraph.errors import InputError
from tipgraph.model.documents import Skipped

STAMP = FileStamp(1, 2, "3")


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        ("/reports", True),
        ("/reports/", True),
        ("/reports/2004", True),
        ("/", True),
        ("/report", False),
        ("/reports/200", False),
        ("/reports/2004/a.txt", False),  # a file has nothing below it
        ("/reports/2005", False),
        ("/other", False),
    ],
)
def test_folders_with_sources(folder: str, expected: bool) -> None:
    log = SourceLog()
    for path in ("/reports/2004/a.txt", "/reports0/a.txt", "/other.txt", "/other0"):
        log.add_source(os.fsencode(path), path, STAMP, "", read=True)
    assert log.any_below(os.fsencode(folder)) is expected
    log.close()


@pytest.mark.parametrize("section", ["", "tier"])
def test_a_document_is_known_by_what_identifies_it(section: str) -> None:
    narrative, _ = draft("GTM", "2014", section=section, identifier="a-copy")
    known = from_record(to_record(narrative))
    assert isinstance(known, KnownDocument)
    assert known.document.report == narrative.document.report
    assert (known.document.identifier, known.document.sha256) == ("a-copy", narrative.document.sha256)


@pytest.mark.parametrize("remedy", ["", "save it as UTF-8"])
def test_errors_are_noted_whole(remedy: str) -> None:
    error = InputError("a.txt", "the file is empty", remedy=remedy)
    noted = from_record(to_record(error))
    assert isinstance(noted, InputError)
    assert (noted.source, str(noted), noted.remedy) == ("a.txt", str(error), remedy)


def test_what_was_skipped_is_noted() -> None:
    skipped = Skipped("style.css", "a style sheet")
    assert from_record(to_record(skipped)) == skipped


def test_a_stamp_is_that_of_size_and_time(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("one")
    os.utime(path, (9, 9))
    stamp = FileStamp.of(path)
    assert (stamp.size, stamp.time, stamp.matches(path)) == (3, 9_000_000_000, True)
    os.utime(path, (9, 10))
    assert not stamp.matches(path)
    path.write_text("four")
    os.utime(path, (9, 9))
    assert not stamp.matches(path)
