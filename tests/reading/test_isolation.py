"""Costly files are read in a separate process: its limits, its log, its end, and that other files go on."""

from __future__ import annotations

import gzip
import logging
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from tests.hostile.pdfs import page_of_lines, pdf
from tests.reading.support import KENYA, error_of, read_all, read_one, write, write_lines
from tipgraph.errors import InputError
from tipgraph.model.documents import Narrative
from tipgraph.reading import Defaults, Limits, inputs, isolation
from tipgraph.reading.sources import Source

pytestmark = pytest.mark.slow

MIB = 1 << 20
IN_KENYA = Defaults(country="KEN", year=2012, publication="tip")
LINE = "In 2012 courts in Kenya convicted traffickers who exploited girls in forced labor."


def report(folder: Path, lines: int = 40, pages: int = 1) -> Path:
    return write(folder / "kenya.pdf", pdf([page_of_lines([LINE] * lines)] * pages))


def test_a_pdf_is_read_in_another_process(tmp_path: Path) -> None:
    narrative = read_one(report(tmp_path), IN_KENYA)
    assert narrative.text.startswith(LINE)
    assert narrative.document.report.country == "KEN"


def test_a_process_that_started_in_another_folder_finds_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report(tmp_path)
    for folder in (tmp_path.parent, tmp_path):
        monkeypatch.chdir(folder)
        name = (tmp_path / "kenya.pdf").relative_to(folder)
        assert read_one(name, IN_KENYA).text.startswith(LINE)


def test_a_file_that_takes_too_much_memory_is_an_error_and_the_next_is_read(tmp_path: Path) -> None:
    bomb = write(tmp_path / "bomb.pdf", pdf([page_of_lines([LINE] * 100) * 2_000]))
    after = write(tmp_path / "kenya.txt", KENYA)
    error, narrative = read_all(bomb, after, defaults=IN_KENYA, limits=Limits(memory=256 * MIB))
    assert isinstance(error, InputError)
    assert str(error).startswith(f"{bomb}: reading takes more than 256 MiB of memory")
    assert "raise --max-memory" in error.remedy
    assert isinstance(narrative, Narrative)


def test_a_file_that_takes_too_long_is_an_error_and_the_next_is_read(tmp_path: Path) -> None:
    long, after = report(tmp_path, pages=200), write(tmp_path / "kenya.txt", KENYA)
    error, narrative = read_all(long, after, defaults=IN_KENYA, limits=Limits(seconds=0.2))
    assert isinstance(error, InputError)
    assert str(error).startswith(f"{long}: reading takes more than 0.2 seconds")
    assert "raise --max-seconds" in error.remedy
    assert isinstance(narrative, Narrative)


def test_pages_and_characters_are_counted_before_they_are_read(tmp_path: Path) -> None:
    path = write(tmp_path / "many.pdf", pdf([page_of_lines([LINE])], references=100_000))
    assert "it has 100,000 pages, and the limit is 5,000: split it, or raise --max-pages" in str(
        error_of(path, IN_KENYA)
    )
    error = error_of(report(tmp_path), IN_KENYA, Limits(text=1_000))
    assert "kenya.pdf, page 1 of the file: it has 3,3" in str(error)
    assert "the limit is 1,000: split it, or raise --max-text" in str(error)


def test_a_narrative_beyond_the_limit_is_an_error_in_every_format(tmp_path: Path) -> None:
    line = {"id": "a", "country": "KEN", "year": 2012, "text": KENYA}
    paths = [
        write(tmp_path / "a.txt", KENYA),
        write_lines(tmp_path / "a.jsonl", [line]),
        write(tmp_path / "a.html", f"<html><body><p>{KENYA * 3}</p></body></html>"),
    ]
    for path in paths:
        error = error_of(path, IN_KENYA, Limits(text=300))
        assert error.remedy == "split it, or raise --max-text"


@pytest.mark.parametrize("name", ["zeros.pdf.gz", "zeros.txt.gz", "zeros.csv.gz"])
def test_a_packed_file_is_unpacked_no_further_than_its_limit(tmp_path: Path, name: str) -> None:
    start = {"zeros.pdf.gz": b"%PDF-1.4\n", "zeros.txt.gz": b"Kenya\n", "zeros.csv.gz": b"country,text\n"}[
        name
    ]
    path = write(tmp_path / name, gzip.compress(start + b" " * (40 * MIB)))
    limits = Limits(document=8 * MIB, file=8 * MIB, memory=256 * MIB)
    error = error_of(path, limits=limits)
    assert "larger than the limit of 8,388,608 bytes after decompression" in str(error)
    assert "raise --max-size" in error.remedy


def test_the_size_of_a_file_is_checked_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.write(KENYA.encode() + b" " * (1 << 16))
        file.truncate(1 << 40)  # a hole: reading it would not end
    assert "larger than the limit of 67,108,864 bytes" in str(error_of(path))


def test_what_the_process_logs_reaches_the_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    entry = {"id": "a", "country": "KEN", "year": 2012, "text": KENYA, "colour": "red"}
    path = tmp_path / "a.jsonl.gz"
    plain = write_lines(tmp_path / "a.jsonl", [entry])
    path.write_bytes(gzip.compress(plain.read_bytes()))
    with caplog.at_level(logging.INFO, "tipgraph"):
        read_one(path)
    assert "unused keys: colour" in caplog.text


def test_an_error_in_the_program_is_reported_with_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise KeyError("lost")

    monkeypatch.setattr(inputs, "reader_of", lambda _: fail)
    error = error_of(write(tmp_path / "a.txt", KENYA))
    assert "reading it fails in the program (KeyError: 'lost'): report it with the file" in str(error)


def test_a_reader_that_is_left_early_ends_its_process(tmp_path: Path) -> None:
    entries = [{"id": f"a{n}", "country": "KEN", "year": 2012, "text": KENYA} for n in range(5_000)]
    path = write_lines(tmp_path / "long.jsonl", entries)
    before = _children()
    outcomes = inputs.outcomes(Source(str(path), path))
    next(outcomes)
    outcomes.close()  # type: ignore[attr-defined]  # it is a generator
    assert not _children() - before


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="the system counts a process's own memory already")
def test_a_small_process_reads_the_next_file_though_a_large_one_started_it(tmp_path: Path) -> None:
    large = b"x" * (200 * MIB)
    path = report(tmp_path)
    for _ in range(2):  # the first may find a process that waits, and end it
        read_one(path, IN_KENYA)
    before = _children()
    read_one(path, IN_KENYA)
    assert before
    assert _children() == before
    assert len(large) > isolation._REUSABLE


def _children() -> set[int]:
    return {child.pid for child in psutil.Process().children()}


_PARENT = """
import sys, time
from tipgraph.reading.inputs import outcomes
from tipgraph.reading.sources import Source
from pathlib import Path
found = outcomes(Source(sys.argv[1], Path(sys.argv[1])))
next(found)
print("reading", flush=True)
time.sleep(60)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no signal that cannot be handled")
def test_the_process_ends_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    entries = [{"id": f"a{n}", "country": "KEN", "year": 2012, "text": KENYA} for n in range(5_000)]
    path = write_lines(tmp_path / "long.jsonl", entries)
    with subprocess.Popen([sys.executable, "-c", _PARENT, path], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == b"reading\n"
        children = psutil.Process(parent.pid).children()
        parent.send_signal(signal.SIGKILL)
        parent.wait()
    assert children
    _, alive = psutil.wait_procs(children, timeout=30)
    assert not alive
