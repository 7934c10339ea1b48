from __future__ import annotations

import os
import sqlite3
from collections import Counter
from pathlib import Path

import pytest

from tipgraph.build.fingerprint import inputs
from tipgraph.build.ledger import NAME, Ledger
from tipgraph.build.notes import Known, Mark, Notes, Result, content, restored
from tipgraph.errors import InputError
from tipgraph.model.documents import Document, Narrative, Report
from tipgraph.reading.outcome import Outcome, Skipped

DONE = Result(Counter(route=2), 1, ("Congo",), 90, Counter({("Warning", "TierYearShape"): 1}))
DOCUMENT = Document("a\u00e9", Report("tip", "2014", "AGO", "note"), "0" * 64, title="T", source="in.jsonl:3")


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger.create(tmp_path / NAME)


def test_documents_are_done_only_when_that_is_said(ledger: Ledger) -> None:
    assert ledger.begin({"a": "1", "b": "2"}) == []
    assert (ledger.result("a", "1"), ledger.in_work()) == (None, ["a", "b"])
    ledger.done({"a": DONE})
    assert (ledger.result("a", "1"), ledger.result("a", "other"), ledger.in_work()) == (DONE, None, ["b"])
    assert ledger.begin({"a": "3", "c": "3"}) == ["a"]
    assert ledger.in_work() == ["a", "b", "c"]
    ledger.forget(["b", "c"])
    assert list(ledger.documents()) == ["a"]


def test_new_documents_are_new_until_the_build_ends(ledger: Ledger) -> None:
    ledger.begin({"a": "1"})
    ledger.done({"a": DONE})
    assert [iri for iri, _ in ledger.results(fresh=True)] == ["a"]
    assert (ledger.size(), ledger.size(fresh=True)) == (1, 1)
    ledger.settle()
    assert (ledger.size(), ledger.size(fresh=True)) == (1, 0)
    assert list(ledger.results(fresh=True)) == []
    assert list(ledger.results()) == [("a", DONE)]


def test_what_was_not_committed_is_lost(tmp_path: Path, ledger: Ledger) -> None:
    ledger.know(version="1")
    ledger.commit()
    ledger.know(version="2")
    ledger.close()
    again = Ledger.of(tmp_path)
    assert again
    assert again.facts()["version"] == "1"


def test_ledgers_of_another_form_and_damaged_ones_are_none(tmp_path: Path, ledger: Ledger) -> None:
    ledger.know(format="0")
    ledger.commit()
    ledger.close()
    assert Ledger.of(tmp_path) is None
    (tmp_path / NAME).write_bytes(os.urandom(4096))
    assert Ledger.of(tmp_path) is None
    (tmp_path / NAME).unlink()
    assert Ledger.of(tmp_path) is None
    sqlite3.connect(tmp_path / NAME).close()
    assert Ledger.of(tmp_path) is None


OUTCOMES: list[Outcome] = [
    InputError("in.jsonl:4", "is empty", remedy="save it again"),
    InputError("in.jsonl:5", "is empty"),
    Skipped("in.jsonl:6", "was read before"),
]


@pytest.mark.parametrize("outcome", OUTCOMES, ids=str)
def test_outcomes_come_back_in_the_same_words(outcome: Outcome) -> None:
    found = restored(content(outcome))
    assert (type(found), str(found)) == (type(outcome), str(outcome))


def test_of_a_narrative_comes_back_what_names_it() -> None:
    found = restored(content(Narrative(DOCUMENT, "text")))
    assert isinstance(found, Known)
    assert found.inputs == inputs(DOCUMENT)
    for name in ("identifier", "report", "sha256", "source"):
        assert getattr(found.document, name) == getattr(DOCUMENT, name)


def test_sources_are_taken_over_at_the_end(ledger: Ledger) -> None:
    mark, path = Mark(3, 4, "5"), os.fsencode("/in/caf\udce9.jsonl")
    first, second = Notes(), Notes()
    first.source(path, "in", mark, "way", anew=True)
    first.outcome(path, 0, OUTCOMES[0])
    first.source(b"/gone", "gone", mark, "way", anew=True)
    first.outcome(b"/gone", 0, OUTCOMES[1])
    ledger.replace_sources(first.database)
    second.source(path, "in", Mark(3, 9, "5"), "way", anew=False)
    ledger.replace_sources(second.database)
    assert list(ledger.sources()) == [(path, "in", 3, 9, "5")]
    assert list(ledger.outcomes(path)) == [content(OUTCOMES[0])]
    assert list(ledger.outcomes(b"/gone")) == []


def test_a_mark_tells_what_has_changed(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("one")
    assert Mark.of(path).time == -1, "it was written too short ago"
    os.utime(path, (1_000, 1_000))
    mark = Mark.of(path)
    assert mark.seems_same(path)
    path.write_text("two")
    os.utime(path, (1_000, 1_000))
    assert mark.seems_same(path)
    assert Mark.of(path).sha256 != mark.sha256
