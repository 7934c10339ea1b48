"""A process that builds and is killed, again and again: `python killing.py SOURCE STORE TIMES SEED`.

It loads the program once and leaves each build to a fork of itself, which it kills at a random moment of
the time that an undisturbed build takes. It never opens a store itself: RocksDB's threads do not survive a
fork. It prints how many builds came to their end before they were killed.
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
"""Bytes and code points at a time, so that a build of few documents consists of many steps."""


def building(source: str, store: str) -> NoReturn:
    """Build, and end this process."""
    build_graph([source], store, validate=False)
    os._exit(0)


def forked(source: str, store: str) -> int:
    """Start a build in a process of its own; return its number."""
    child = os.fork()
    if child == 0:
        building(source, store)
    return child


def waited(child: int) -> bool:
    """Wait for a process, and tell whether it came to its end unharmed."""
    return os.waitpid(child, 0)[1] == 0


def main() -> None:
    """Build aside to know the time that it takes, then kill."""
    source, store, times, seed = sys.argv[1:]
    vars(store_update)["BATCH"] = vars(run)["_BATCH"] = SMALL
    loaded = Extractor.load()
    Extractor.load = lambda _=(): loaded  # type: ignore[method-assign,assignment]  # loaded once for all
    begun = time.perf_counter()
    assert waited(forked(source, str(Path(store).with_name("aside"))))
    length = time.perf_counter() - begun
    chance = random.Random(int(seed))
    ended = 0
    for _ in range(int(times)):
        child = forked(source, store)
        time.sleep(chance.uniform(0, length))
        os.kill(child, signal.SIGKILL)
        ended += waited(child)
    print(ended)


if __name__ == "__main__":
    main()
