"""The time for reading and understanding grows with the length of a text, and not with its square."""

from __future__ import annotations

import gc
import math
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hostile.growth import GROWING, PROSE, Growing
from tests.reading.support import write
from tipgraph.model.documents import Document, Narrative, Report
from tipgraph.reading import Defaults
from tipgraph.reading.defaults import LIMITS
from tipgraph.reading.inputs import outcomes_here
from tipgraph.reading.paged.lines import Column, Line
from tipgraph.reading.paged.paragraphs import PlacedLine, Usage, passage_of
from tipgraph.reading.sources import Source
from tipgraph.understanding import Extractor
from tipgraph.understanding.tokens.sentences import sentences

pytestmark = pytest.mark.slow

IN_KENYA = Defaults(country="KEN", year=2012, publication="tip")
LONGER = 8
MOST = 1.25
"""How much longer a text takes than eight of an eighth of it: 1 in proportion, 8 with the square."""
ATTEMPTS = 32
"""On a busy machine, the best of eight attempts was slow now and then."""


@pytest.fixture(scope="module", autouse=True)
def few_objects() -> None:
    """Let the collector of garbage pass over what there is: it looks at each object in each attempt."""
    gc.collect()
    gc.freeze()


def assert_linear(work: Callable[[int], object], size: int) -> None:
    """Compare the processor time for a long text with that for as much text in short ones.

    Both take about as long, so what else the machine does slows both. The best of some attempts counts.
    """
    work(size)  # what is loaded once
    short = long = math.inf
    for _ in range(ATTEMPTS):
        short, long = min(short, _seconds(work, size, LONGER)), min(long, _seconds(work, LONGER * size, 1))
        if long <= MOST * short:
            return
    pytest.fail(f"{LONGER} times the length took {LONGER * long / short:.1f} times as long ({long:.2f} s)")


def _seconds(work: Callable[[int], object], size: int, times: int) -> float:
    """Return the processor time, without the collector of garbage."""
    gc.collect()
    gc.disable()
    try:
        start = time.process_time()
        for _ in range(times):
            work(size)
        return time.process_time() - start
    finally:
        gc.enable()


@pytest.mark.parametrize("growing", GROWING, ids=lambda growing: growing.name)
def test_reading_is_linear(growing: Growing, tmp_path: Path) -> None:
    paths = {
        size: write(tmp_path / str(size) / growing.file, growing.make(size))
        for size in (growing.repeats, LONGER * growing.repeats)
    }

    def read(size: int) -> None:
        path = paths[size]
        assert list(outcomes_here(Source(str(path), path), IN_KENYA, LIMITS))

    assert_linear(read, growing.repeats)


@pytest.mark.parametrize(
    "piece", ["“girls ", "girls” ", '"Girls beg. ', "(girls ", "Girls beg. ", "; girls "]
)
def test_splitting_into_sentences_is_linear(piece: str) -> None:
    texts = {size: PROSE + piece * size for size in (8_000, LONGER * 8_000)}
    assert_linear(lambda size: sentences(texts[size]), 8_000)  # several of the blocks that it is split in


@pytest.mark.parametrize("piece", ["12 ", "; ", ", ", "(", '" ', "— "])
def test_understanding_a_text_without_a_full_stop_is_linear(piece: str, extractor: Extractor) -> None:
    report = Report("tip", "2012", "KEN")

    def read(size: int) -> None:
        extractor.read(Narrative(Document("a", report, ""), PROSE + piece * (size // len(piece))))

    assert_linear(read, 8_000)


def test_a_paragraph_over_many_pages_is_linear() -> None:
    line = Line("girls who beg in the streets and", 0, 0, 300, 10, 25, Column(0, 0, 300))
    assert_linear(lambda size: passage_of([PlacedLine(line, 0, "1")] * size, Usage()), 2_000)
