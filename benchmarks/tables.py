"""How long reading 5,000 narratives takes from a CSV file, and from JSON Lines with the same values.

    python benchmarks/tables.py
    python benchmarks/tables.py --size 5000 --words 250

Each reading has a separate process. The two forms are read in turns, and the median processor time is
shown, that of child processes included.
"""

from __future__ import annotations

import argparse
import csv
import statistics
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from archive import narratives, processor_time, write  # beside this file
from rich.console import Console
from rich.table import Table

ROUNDS = 5
_SCRIPT = """
import sys
from tipgraph import read
from tipgraph.model.documents import Narrative

if __name__ == "__main__":
    path, size = sys.argv[1:]
    assert sum(isinstance(outcome, Narrative) for outcome in read([path])) == int(size)
"""


def write_table(path: Path, size: int, words: int) -> None:
    """Write an archive as CSV, with the columns of the keys of JSON Lines."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, ["id", "country", "year", "publication", "text"])
        rows.writeheader()
        rows.writerows(narratives(size, words))


def seconds(path: Path, size: int) -> float:
    """Return the processor time for reading a file."""
    before = processor_time()
    subprocess.run([sys.executable, "-c", _SCRIPT, str(path), str(size)], check=True)
    return processor_time() - before


def print_table(times: dict[str, Sequence[float]], title: str) -> None:
    """Print the median of each form, and its ratio to that of the first."""
    table = Table("form", "CPU s", "ratio", title=title)
    medians = {form: statistics.median(measured) for form, measured in times.items()}
    first = next(iter(medians.values()))
    for form, median in medians.items():
        table.add_row(form, f"{median:.2f}", f"{median / first:.2f}")
    Console().print(table)


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--size", type=int, default=5_000, help="narratives")
    parser.add_argument("--words", type=int, default=250, help="words of a narrative, at least")
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        lines, table = Path(folder, "archive.jsonl"), Path(folder, "archive.csv")
        write(lines, given.size, given.words)
        write_table(table, given.size, given.words)
        rounds = [(seconds(lines, given.size), seconds(table, given.size)) for _ in range(ROUNDS)]
    times: dict[str, Sequence[float]] = dict(
        zip(("JSON Lines", "CSV"), zip(*rounds, strict=True), strict=True)
    )
    print_table(times, f"Reading {given.size:,} narratives, median of {ROUNDS} rounds")


if __name__ == "__main__":
    main()
