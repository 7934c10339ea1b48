"""A session over a small text, and servers of it: in a thread of this process, or ``tipgraph review``."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests import drafts
from tests.interrupting import heed_interrupts
from tests.web.server.serving import PATIENCE
from tipgraph.build.extractions import ExtractionWithText
from tipgraph.corrections import Correction, read_corrections
from tipgraph.model.claims import Extraction
from tipgraph.model.documents import Narrative
from tipgraph.web.review.app import Desk, server_of
from tipgraph.web.review.session import Record, Session
from tipgraph.web.server.server import address_of, bound

__all__ = ["TOKEN", "corrections_in", "kenya", "running", "served", "session"]

TOKEN = "a-token"


def kenya(edition: str = "2019") -> ExtractionWithText:
    """Return a text of three sentences with five claims, one of them doubtful, and one that nobody found."""
    return _source(
        drafts.draft(
            "KEN", edition,
            drafts.says(
                "[Kenyan women are exploited in Qatar & <Oman>].",
                drafts.route("KEN", "QAT", victims=("women",)),
                drafts.victims("women"),
            ),
            drafts.says("[Boys may have to beg].", drafts.victims("boys", certainty="possible")),
            drafts.says("Courts [convicted 12 men].", drafts.count("conviction", 12, "persons")),
            drafts.says("[Women are at risk].", drafts.victims("girls")),
        )
    )  # fmt: skip


def _source(drafted: tuple[Narrative, Extraction]) -> ExtractionWithText:
    narrative, extraction = drafted
    return ExtractionWithText(extraction, narrative.text)


def session(folder: Path, *sources: ExtractionWithText, others: Sequence[Path] = ()) -> Session:
    """Return a session over texts (`kenya` if none is given) that writes ``mine.jsonl``."""
    return Session(sources or (kenya(),), Record((folder / "mine.jsonl", *others), (), "newest"))


def corrections_in(path: Path) -> tuple[Correction, ...]:
    """Return the corrections of a file, all of whose lines are right."""
    corrections, errors = read_corrections([path])
    assert errors == ()
    return corrections.items


@contextmanager
def served(desk: Desk) -> Iterator[str]:
    """Serve a desk from a thread, and yield its address."""
    with bound("127.0.0.1", 0) as listening:
        is_ready = threading.Event()
        server = server_of(desk, TOKEN, is_ready.set)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            assert is_ready.wait(PATIENCE)
            yield f"{address_of('127.0.0.1', listening)}{TOKEN}/"
        finally:
            server.should_exit = True
            thread.join(PATIENCE)


@contextmanager
def running(*arguments: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Run ``tipgraph review``, and yield its address and process."""
    command = [sys.executable, "-m", "tipgraph", "review", "--no-browser", *arguments]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, preexec_fn=heed_interrupts) as process:
        try:
            assert process.stderr is not None
            line = process.stderr.readline()
            assert line.startswith("Review at "), line + process.stderr.read()
            yield line.split()[2], process
        finally:
            process.kill()
