from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tipgraph.build.fingerprint import document_digest
from tipgraph.build.ledger import (
    FileStamp,
    KnownDocument,
    Ledger,
    SourceLog,
    from_record,
    to_record,
)
from tipgraph.build.summary import DocumentCounts
from tipgraph.errors import InputError
from tipgraph.model.documents import Document, Narrative, Outcome, Report, Skipped
from tipgraph.rdf.formats import LEDGER_NAME

DONE = DocumentCounts(Counter(route=2), 1, ("Congo",), 90, Counter({("Warning", "TierYearShape"): 1}))
DOCUMENT = Document("a\u00e9", Report("tip", "2014", "AGO", "note"), "0" * 64, title="T", source="in.jsonl:3")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with closing(Ledger.create(tmp_path / LEDGER_NAME)) as made:
        yield made


def test_documents_are_in_progress_until_finished(ledger: Ledger) -> None:
    assert ledger.start({"a": "1", "b": "2"}) == []
    assert (ledger.counts("a", "1"), ledger.in_progress()) == (None, ["a", "b"])
    ledger.finish({"a": DONE})
    assert (ledger.counts("a", "1"), ledger.counts("a", "other"), ledger.in_progress()) == (DONE, None, ["b"])
    assert ledger.start({"a": "3", "c": "3"}) == ["a"]
    assert ledger.in_progress() == ["a", "b", "c"]
    ledger.remove(["b", "c"])
    assert list(ledger.documents()) == ["a"]


def test_documents_are_new_until_cleared(ledger: Ledger) -> None:
    ledger.start({"a": "1"})
    ledger.finish({"a": DONE})
    assert [iri for iri, _ in ledger.all_counts(new_only=True)] == ["a"]
    assert (ledger.size(), ledger.size(new_only=True)) == (1, 1)
    ledger.clear_new()
    assert (ledger.size(), ledger.size(new_only=True)) == (1, 0)
    assert list(ledger.all_counts(new_only=True)) == []
    assert list(ledger.all_counts()) == [("a", DONE)]


def test_uncommitted_changes_are_lost(tmp_path: Path, ledger: Ledger) -> None:
    ledger.set_facts(version="1")
    ledger.commit()
    ledger.set_facts(version="2")
    ledger.close()
    again = Ledger.find(tmp_path)
    assert again
    with closing(again):
        assert again.facts()["version"] == "1"


def test_damaged_ledgers_are_not_found(tmp_path: Path, ledger: Ledger) -> None:
    ledger.set_facts(format="0")
    ledger.commit()
    ledger.close()
    assert Ledger.find(tmp_path) is None
    (tmp_path / LEDGER_NAME).write_bytes(os.urandom(4096))
    assert Ledger.find(tmp_path) is None
    (tmp_path / LEDGER_NAME).unlink()
    assert Ledger.find(tmp_path) is None
    sqlite3.connect(tmp_path / LEDGER_NAME).close()
    assert Ledger.find(tmp_path) is None


OUTCOMES: list[Outcome] = [
    InputError("in.jsonl:4", "is empty", remedy="save it again"),
    InputError("in.jsonl:5", "is empty"),
    Skipped("in.jsonl:6", "was read before"),
]


@pytest.mark.parametrize("outcome", OUTCOMES, ids=str)
def test_errors_and_skips_round_trip(outcome: Outcome) -> None:
    found = from_record(to_record(outcome))
    assert (type(found), str(found)) == (type(outcome), str(outcome))


def test_a_narrative_round_trips_by_its_identity() -> None:
    found = from_record(to_record(Narrative(DOCUMENT, "text")))
    assert isinstance(found, KnownDocument)
    assert found.digest == document_digest(DOCUMENT)
    for name in ("identifier", "report", "sha256", "source"):
        assert getattr(found.document, name) == getattr(DOCUMENT, name)


def test_the_ledger_takes_over_the_sources_of_the_log(ledger: Ledger) -> None:
    mark, path = FileStamp(3, 4, "5"), os.fsencode("/in/caf\udce9.jsonl")
    with closing(SourceLog()) as first:
        first.add_source(path, "in", mark, "way", read=True)
        first.add_outcome(path, 0, OUTCOMES[0])
        first.add_source(b"/gone", "gone", mark, "way", read=True)
        first.add_outcome(b"/gone", 0, OUTCOMES[1])
        ledger.replace_sources(first.database)
    with closing(SourceLog()) as second:
        second.add_source(path, "in", FileStamp(3, 9, "5"), "way", read=False)
        ledger.replace_sources(second.database)
    assert list(ledger.sources()) == [(path, "in", 3, 9, "5")]
    assert list(ledger.outcomes(path)) == [to_record(OUTCOMES[0])]
    assert list(ledger.outcomes(b"/gone")) == []


def test_a_stamp_detects_changes(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("one")
    assert FileStamp.of(path).time == -1, "it was written too short ago"
    os.utime(path, (1_000, 1_000))
    mark = FileStamp.of(path)
    assert mark.matches(path)
    path.write_text("two")
    os.utime(path, (1_000, 1_000))
    assert mark.matches(path)
    assert FileStamp.of(path).sha256 != mark.sha256
