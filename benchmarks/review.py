"""How long the review page waits after a key: a verdict is written, and the next claim comes.

    python benchmarks/review.py
    python benchmarks/review.py --size 270 --keys 200

One person goes through the queue of all claims of generated narratives, over loopback.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

from archive import write  # beside this file

_WORDS = 250


@contextmanager
def reviewing(folder: Path, size: int) -> Iterator[str]:
    """Run ``tipgraph review`` on narratives, and yield its address."""
    write(folder / "archive.jsonl", size, _WORDS)
    command = [sys.executable, "-m", "tipgraph", "review", "--no-browser", "--corrections"]
    files = [folder / "corrections.jsonl", folder / "archive.jsonl"]
    with subprocess.Popen([*command, *files], stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        yield next(line for line in process.stderr if line.startswith("Review at ")).split()[2]
        process.terminate()


def ask(address: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return the answer to a request of the page."""
    parts = urlsplit(address)
    connection = HTTPConnection(parts.netloc)
    content = None if body is None else json.dumps(body)
    headers = {"Origin": f"http://{parts.netloc}"}
    connection.request("GET" if body is None else "POST", parts.path + path, content, headers)
    answer = connection.getresponse()
    assert answer.status == 200, answer.read()
    return dict(json.loads(answer.read()))


def keys(address: str, number: int) -> Iterator[float]:
    """Yield the seconds of each key."""
    item = ask(address, "look?step=resume&by=kim")["item"]
    for _ in range(number):
        begin = time.perf_counter()
        ask(address, "verdicts", {"item": item, "verdict": "accept", "by": "kim"})
        item = ask(address, f"look?step=open&at={item}&by=kim")["item"]
        yield time.perf_counter() - begin


def main() -> None:
    """Measure, and print the median and the slowest key."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--size", type=int, default=270, help="narratives")
    parser.add_argument("--keys", type=int, default=200)
    given = parser.parse_args()
    with TemporaryDirectory() as folder, reviewing(Path(folder), given.size) as address:
        claims = ask(address, "look?step=resume&by=kim")["of"]
        taken = sorted(1000 * each for each in keys(address, given.keys))
    print(f"{claims:,} claims: {statistics.median(taken):.0f} ms, {taken[int(0.95 * len(taken))]:.0f} (95 %)")


if __name__ == "__main__":
    main()
