"""What building on Dask takes: narratives made by a seeded generator, workers of this machine, one to four.

    python benchmarks/distribute.py                          # some minutes
    python benchmarks/distribute.py --size 300 --workers 2

The processor's time is what to go by: it is the same where workers share a core. Last come the sums for an
archive of 500,000 documents, from the figures of this run.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
from archive import write
from distributed import Client
from rich.console import Console
from rich.table import Table

from tipgraph.build.dask import distribute, load
from tipgraph.build.dask.cluster import local_cluster
from tipgraph.build.dask.listing import Batch
from tipgraph.build.dask.partition import BatchResult, DocumentResult, Partition, ResultMerger
from tipgraph.build.summary import DocumentCounts, SummaryBuilder
from tipgraph.model.documents import Document, Report

WORKERS = (1, 2, 4)
SIZE = 1_000
ARCHIVE = 500_000
"""Documents to do the sums for."""
KEPT = 60_000
"""Documents to have the client put together."""
FLEETS = (8, 32, 128)
"""Worker processes to do the sums for."""


@dataclass(frozen=True)
class Made:
    """One distributed build, measured; memory and sizes in bytes."""

    workers: int
    documents: int
    seconds: float
    processor: float
    peak: int
    partitions: int
    written: int


@dataclass(frozen=True)
class Kept:
    """What the client keeps of documents; memory in bytes."""

    documents: int
    processor: float
    memory: int


@dataclass(frozen=True)
class Filled:
    """A store, loaded; memory and sizes in bytes."""

    documents: int
    seconds: float
    processor: float
    peak: int
    disk: int


def processor_time() -> float:
    """Return the seconds that this process has spent on a processor."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def peak_memory() -> int:
    """Return the most bytes that this process has had in memory (Linux counts in kilobytes)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def distributed(source: Path, folder: Path, workers: int) -> Made:
    """Distribute an archive, with workers that have their words loaded already."""
    few = folder / "few.jsonl"
    write(few, 20 * workers)
    with local_cluster(workers) as cluster, Client(cluster) as client:
        distribute([few], folder / "few", scheduler=client, batch_size=10_000)
        before = sum(client.run(processor_time).values())
        begun = time.perf_counter()
        made = distribute([source], folder / "parts", scheduler=client)
        seconds = time.perf_counter() - begun
        processor = sum(client.run(processor_time).values()) - before
        peak = max(client.run(peak_memory).values())
    files = list((folder / "parts").glob("part-*"))
    written = sum(file.stat().st_size for file in files)
    return Made(workers, made.documents, seconds, processor, peak, len(files), written)


def reduced(documents: int) -> Kept:
    """Merge the results of workers for many documents, as the client does."""
    report, claims = Report("tip", "2001", "AGO"), Counter({f"kind {number}": 20 for number in range(8)})
    reduction = ResultMerger(SummaryBuilder(validated=True), _unread, _unwritten)
    before, memory = processor_time(), psutil.Process().memory_info().rss
    for number in range(documents // 30):
        found = [
            DocumentResult(
                Document(f"{number}-{each}", report, f"{number}-{each:064}"), DocumentCounts(claims), 1
            )
            for each in range(30)
        ]
        reduction.add(number, Batch(()), BatchResult(tuple(found), Partition(f"{number}", "", 1, 30, 1, 1)))
    return Kept(documents, processor_time() - before, psutil.Process().memory_info().rss - memory)


def _unread(_: Batch, __: Document) -> str:
    raise AssertionError("no document comes twice")


def _unwritten(_: int, __: BatchResult, ___: frozenset[int]) -> Partition:
    raise AssertionError("no document comes twice")


def filled(folder: Path) -> Filled:
    """Load what was distributed into a store."""
    before, begun = processor_time(), time.perf_counter()
    loaded = load(folder / "parts", folder / "store")
    seconds, processor = time.perf_counter() - begun, processor_time() - before
    disk = sum(file.stat().st_size for file in (folder / "store").iterdir())
    return Filled(loaded.documents, seconds, processor, psutil.Process().memory_info().rss, disk)


def builds(found: list[Made]) -> Table:
    """Return the table of distributed builds."""
    table = Table(title="Distributed", title_justify="left")
    for name in (
        "workers", "documents", "seconds", "documents a second", "CPU ms a document", "a CPU second",
        "MB of a worker", "partitions", "KB a document",
    ):  # fmt: skip
        table.add_column(name, justify="right")
    for made in found:
        table.add_row(
            f"{made.workers}",
            f"{made.documents:,}",
            f"{made.seconds:.1f}",
            f"{made.documents / made.seconds:.1f}",
            f"{1e3 * made.processor / made.documents:.1f}",
            f"{made.documents / made.processor:.1f}",
            f"{made.peak / 1e6:.0f}",
            f"{made.partitions}",
            f"{made.written / made.documents / 1e3:.1f}",
        )
    return table


def loads(found: Filled) -> Table:
    """Return the table of what loading took."""
    table = Table(title="Loaded into a store", title_justify="left")
    for name in (
        "documents", "seconds", "documents a second", "CPU ms a document", "MB in memory", "KB a document"
    ):  # fmt: skip
        table.add_column(name, justify="right")
    table.add_row(
        f"{found.documents:,}",
        f"{found.seconds:.1f}",
        f"{found.documents / found.seconds:.1f}",
        f"{1e3 * found.processor / found.documents:.1f}",
        f"{found.peak / 1e6:.0f}",
        f"{found.disk / found.documents / 1e3:.0f}",
    )
    return table


def sums(made: Made, kept: Kept, load: Filled) -> Iterator[str]:
    """Yield what an archive of many documents takes by these figures."""
    each = made.processor / made.documents
    yield f"{ARCHIVE:,} documents: {ARCHIVE * each / 3600:.1f} processor hours of workers"
    for fleet in FLEETS:
        yield f"  with {fleet} worker processes: {ARCHIVE * each / fleet / 60:.0f} minutes"
    yield (
        f"  the client: {ARCHIVE * kept.processor / kept.documents:.0f} seconds to put it together, "
        f"{ARCHIVE * kept.memory / kept.documents / 1e6:.0f} MB"
    )
    yield f"  partitions: {ARCHIVE * made.written / made.documents / 1e9:.0f} GB"
    yield f"  loading: {ARCHIVE * load.processor / load.documents / 3600:.1f} processor hours of one process"
    yield f"  the store: {ARCHIVE * load.disk / load.documents / 1e9:.0f} GB"


def main() -> None:
    """Measure, and print tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--size", type=int, default=SIZE)
    parser.add_argument("--workers", type=int, nargs="+", default=WORKERS)
    options = parser.parse_args()
    console = Console(width=160)
    with TemporaryDirectory() as name:
        folder = Path(name)
        write(folder / "archive.jsonl", options.size)
        made = [distributed(folder / "archive.jsonl", folder, workers) for workers in options.workers]
        console.print(builds(made))
        store = filled(folder)
        console.print(loads(store))
    console.print("\n".join(sums(made[0], reduced(KEPT), store)))


if __name__ == "__main__":
    main()
