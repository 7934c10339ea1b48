"""What a second build costs, and where the time of the first one goes.

    python benchmarks/again.py                          # 500 narratives, some minutes
    python benchmarks/again.py --size 5000 --jobs 2
    python benchmarks/again.py --files one             # all reports in one file of JSON Lines
    python benchmarks/again.py --source reports --store archive --size 5000         # a store that is there

The narratives are those of archive.py, each in a separate file, or all in one: where a line of that has
changed, all of it is read again. The first build, one with nothing changed, one with one document in a
hundred changed and one with a hundredth removed each run in a separate process, as a user has them.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from archive import memory, processor_time, write
from rich.console import Console
from rich.table import Table

SAMPLE = 60
"""Narratives that the steps are measured on, one by one, in one process."""

ADDED = " Some boys from Angola are exploited in mines in Namibia."


def steps(source: Path) -> list[tuple[str, float]]:
    """Return the milliseconds of processor time that each step takes for a narrative."""
    from pyoxigraph import RdfFormat, Store

    from tipgraph.model.vocabulary import load
    from tipgraph.rdf.emit import quads
    from tipgraph.rdf.formats import STORE
    from tipgraph.rdf.serialize import pieces
    from tipgraph.reading import read
    from tipgraph.understanding import Extractor
    from tipgraph.util.processes import relax_gc
    from tipgraph.validation.validator import Validator

    times: list[tuple[str, float]] = []

    def timed(name: str, work: Callable[[], list[object]]) -> list[object]:
        begun = time.process_time()
        done = work()
        times.append((name, 1e3 * (time.process_time() - begun) / SAMPLE))
        return done

    extractor, concepts, validator = Extractor.load(), load(), Validator()
    validator.check([])
    relax_gc()
    outcomes = timed("reading", lambda: list(islice(read([source]), SAMPLE)))
    extractions = timed("understanding", lambda: [extractor.read(each) for each in outcomes])
    graphs = timed("emitting", lambda: [quads(each, None, concepts) for each in extractions])
    parts = timed("emitting: N-Quads", lambda: [pieces(each, STORE) for each in graphs])
    pairs = list(zip(graphs, outcomes, strict=True))
    timed("validating", lambda: [validator.check(graph, each.text) for graph, each in pairs])
    for name, screen in (("of it core constraints", validator._fast_check), ("these by pySHACL alone", None)):
        validator._fast_check = screen
        timed(name, lambda: [list(validator._check_core(each, None)) for each in graphs])
    whole = b"".join(piece.content for part in parts for piece in part)
    with TemporaryDirectory() as folder:
        timed("storing", lambda: [Store(folder).bulk_load(whole, RdfFormat.N_QUADS, lenient=True)])
    return times


def build(source: Path, store: Path, jobs: int) -> list[str]:
    """Build in a separate process; return the figures for the table."""
    command = [sys.executable, "-m", "tipgraph", "build", str(source), "-o", str(store), "--jobs", str(jobs)]
    before, begun = processor_time(), time.perf_counter()
    process = subprocess.Popen([*command, "--quiet"])
    peak = 0
    while process.poll() is None:
        peak = max(peak, memory(process.pid))
        time.sleep(0.05)
    seconds, processor = time.perf_counter() - begun, processor_time() - before
    assert process.returncode == 0
    disk = sum(file.stat().st_size for file in store.iterdir())
    return [f"{seconds:.1f}", f"{processor:.1f}", f"{peak / 1e6:,.0f}", f"{disk / 1e6:,.0f}"]


def lay_out(folder: Path, size: int, files: str) -> Path:
    """Write narratives below a folder, to one file or to as many as there are; return where they are."""
    source = folder / "archive.jsonl"
    write(source, size)
    if files == "one":
        return source
    reports = folder / "reports"
    reports.mkdir()
    for line in source.read_text().splitlines():
        (reports / f"{json.loads(line)['id']}.jsonl").write_text(f"{line}\n")
    source.unlink()
    return reports


Altered = Callable[[str], str]
"""Takes a line, and returns what is to be there in its place."""


def changed(line: str) -> str:
    """Return a narrative with one more sentence."""
    entry = json.loads(line)
    return json.dumps({**entry, "text": entry["text"] + ADDED}) + "\n"


def alter(source: Path, altered: Altered, every: int = 100) -> None:
    """Alter one narrative in a hundred; a file of which nothing is left goes."""
    number = 0
    for path in sorted(source.iterdir()) if source.is_dir() else [source]:
        lines = path.read_text().splitlines(keepends=True)
        first, number = -number % every, number + len(lines)
        if first >= len(lines):
            continue
        lines[first::every] = map(altered, lines[first::every])
        path.write_text("".join(lines))
        if not path.stat().st_size:
            path.unlink()


def table(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table."""
    made = Table(*columns, title=title, title_justify="left")
    for row in rows:
        made.add_row(*row)
    Console(width=120).print(made)


def main() -> None:
    """Measure, and print tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--size", type=int, default=500)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--files", choices=("each", "one"), default="each", help="a file a report, or one")
    parser.add_argument("--source", type=Path, help="an archive that is there already; it is changed")
    parser.add_argument("--store", type=Path, help="a store of it that is there already; it is changed")
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        source = options.source or lay_out(Path(folder), options.size, options.files)
        store = options.store or Path(folder) / "store"
        table("A narrative, one process", ["step", "CPU ms"], [[n, f"{t:.1f}"] for n, t in steps(source)])
        rows = [] if options.store else [["first", *build(source, store, options.jobs)]]
        rows.append(["nothing changed", *build(source, store, options.jobs)])
        for name, altered in (("1 % changed", changed), ("1 % removed", lambda _: "")):
            alter(source, altered)
            rows.append([name, *build(source, store, options.jobs)])
        title = f"Builds of {options.size:,} narratives, {options.jobs} processes, files: {options.files}"
        table(title, ["build", "seconds", "CPU s", "peak MB", "store MB"], rows)


if __name__ == "__main__":
    main()
