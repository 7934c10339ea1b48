"""Builds into a store and kills the build, again and again: `python killing.py SOURCE STORE TIMES SEED`.

The process loads the program once. Each build runs in a fork, which is killed at a random moment of the time
that an undisturbed build takes. The process itself never opens a store, because RocksDB's threads do not
survive a fork. It prints how many builds ended before they were killed.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from pathlib import Path
from typing import NoReturn

from tipgraph.build import build_graph, run, store_update
from tipgraph.understanding import Extractor

SMALL = 1_000
"""Bytes and characters in a batch, so that a build of few documents has many steps."""


def build(source: str, store: str) -> NoReturn:
    """Build, and end the process."""
    build_graph([source], store, validate=False)
    os._exit(0)


def fork(source: str, store: str) -> int:
    """Start a build in a child process; return its id."""
    child = os.fork()
    if child == 0:
        build(source, store)
    return child


def wait(child: int) -> bool:
    """Wait for a process; return whether it ended normally."""
    return os.waitpid(child, 0)[1] == 0


def main() -> None:
    """Measure the time of an undisturbed build, then start and kill builds."""
    source, store, times, seed = sys.argv[1:]
    vars(store_update)["BATCH"] = vars(run)["_BATCH"] = SMALL
    Extractor.load()  # all builds share its lexicon
    start = time.perf_counter()
    assert wait(fork(source, str(Path(store).with_name("aside"))))
    length = time.perf_counter() - start
    chance = random.Random(int(seed))
    ended = 0
    for _ in range(int(times)):
        child = fork(source, store)
        time.sleep(chance.uniform(0, length))
        os.kill(child, signal.SIGKILL)
        ended += wait(child)
    print(ended)


if __name__ == "__main__":
    main()
