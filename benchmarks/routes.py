"""How long it takes from a store to the aggregated network of its routes, and to the whole ``summary``.

    python benchmarks/routes.py --make /tmp/stores             # two archives of 5,000 reports, and two of 500
    python benchmarks/routes.py /tmp/stores/*                  # the table

The reports are those of ``benchmarks/archive.py``, with some 37 routes each; and others in which only one
paragraph in thirteen is on routes, with some 11 each, which is nearer to real ones (the examples have nine).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import archive
from rich.console import Console
from rich.table import Table

from tipgraph.build import build_graph

SIZES = (500, 5_000)
DENSE = archive.CLAIMING
DILUTED = 4
"""How often each subject but routes is taken for one time that routes are, in the thinner archive."""

_SCRIPT = """
import json, sys, time
from tipgraph.analysis.routes import Gazetteer, aggregate, networks, read_routes
from tipgraph.rdf.store import open_graph

routes = read_routes(open_graph(sys.argv[1], reference=False))
read = time.process_time()
network = aggregate(routes, Gazetteer())
print(json.dumps([len(routes.reports), len(routes.routes), network.size(), read]))
"""


@dataclass(frozen=True)
class Run:
    """One store, measured: seconds by the clock and, steadier on a shared machine, the processor's.

    Those to the network are of a whole process, its start and imports too; ``read`` is what of the
    processor's had passed when routes were read.
    """

    reports: int
    routes: int
    pairs: int
    read: float
    network: tuple[float, float]
    summary: tuple[float, float]


def measured(store: Path) -> Run:
    """Read and aggregate a store's routes, and run the command."""
    said, network = timed("-c", _SCRIPT, str(store))
    _, summary = timed("-m", "tipgraph", "routes", "summary", str(store))
    return Run(*json.loads(said), network, summary)


def timed(*options: str) -> tuple[str, tuple[float, float]]:
    """Run Python, and return what it prints, and its seconds by the clock and the processor's."""
    begun, before = time.perf_counter(), archive.processor_time()
    done = subprocess.run([sys.executable, *options], check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout, (time.perf_counter() - begun, archive.processor_time() - before)


def make(folder: Path) -> None:
    """Build the stores: of each size a dense one, and one that is nearer to real reports."""
    folder.mkdir(parents=True, exist_ok=True)
    for size in SIZES:
        for name, subjects in (("dense", DENSE), ("thin", _diluted())):
            archive.CLAIMING = subjects
            source = folder / "archive.jsonl"
            archive.write(source, size)
            build_graph([source], folder / f"{name}-{size}", validate=False)
            source.unlink()


def _diluted() -> dict[str, tuple[str, ...]]:
    others = {subject: says for subject, says in DENSE.items() if subject != "routes"}
    repeated = {f"{subject} {time}": says for subject, says in others.items() for time in range(DILUTED)}
    return {"routes": DENSE["routes"], **repeated}


COLUMNS = (
    "reports", "routes", "a report", "pairs", "read, CPU s", "to the network s", "CPU s", "summary s", "CPU s"
)  # fmt: skip


def row(run: Run) -> Iterator[str]:
    """Return the cells of a run."""
    yield from (f"{run.reports:,}", f"{run.routes:,}", f"{run.routes / run.reports:.1f}", f"{run.pairs:,}")
    yield from (f"{seconds:.1f}" for seconds in (run.read, *run.network, *run.summary))


def main() -> None:
    """Make stores, or measure some, and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("stores", type=Path, nargs="*")
    parser.add_argument("--make", type=Path, metavar="FOLDER", help="build the stores, and measure nothing")
    options = parser.parse_args()
    if options.make:
        make(options.make)
        return
    table = Table(*COLUMNS, title="Routes", title_justify="left")
    for store in options.stores:
        table.add_row(*row(measured(store)))
    Console(width=120).print(table)


if __name__ == "__main__":
    main()
