"""The fuzzer: a short run of each subject, and that it finds failures."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tools import fuzz
from tools.fuzz import SUBJECTS, Failure, main, mutated

NUMBERS = {"reading": 60, "understanding": 15, "graphs": 30, "corrections": 60, "queries": 60}


@pytest.mark.parametrize("subject", SUBJECTS)
def test_damaged_documents_are_accepted_or_refused(subject: str) -> None:
    results = list(fuzz.fuzz(subject, range(NUMBERS[subject]), seed=7))
    assert [result.cause for result in results if isinstance(result, Failure)] == []
    assert {True, False} <= set(results), "some are accepted, some refused"


def test_the_same_seed_gives_the_same_document() -> None:
    content = b"The government convicted 12 men.\n" * 40
    made = [mutated(content, random.Random(f"1 {number}")) for number in range(40)]
    assert made == [mutated(content, random.Random(f"1 {number}")) for number in range(40)]
    assert len(set(made)) > 30


def test_failures_are_written_and_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(path: Path) -> bool:
        raise KeyError(path.name)

    subject = SUBJECTS["corrections"]._replace(check=lambda: fail)
    monkeypatch.setitem(SUBJECTS, "corrections", subject)
    folder = tmp_path / "failures"
    assert main(["corrections", "--number", "2", "--folder", str(folder)]) == 1
    assert "corrections\taccepted 0\trefused 0\tfailed 2" in capsys.readouterr().out
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["corrections-0-corrections.jsonl", "corrections-1-corrections.jsonl"]
