"""Fixtures and settings that all tests share."""

from __future__ import annotations

import gc
import os
import tempfile
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from tests.checking import opening_once, remembering
from tests.understanding.extraction import shared_extractor
from tipgraph.cli.console import Console
from tipgraph.rdf.reference import _shipped as shipped
from tipgraph.rdf.store import open_graph
from tipgraph.understanding import Extractor
from tipgraph.understanding.reader import Reader
from tipgraph.understanding.tokens.lexicon import Lexicon

if TYPE_CHECKING:
    from distributed import Client

for _profile, _examples in {"dev": 10, "ci": 50, "nightly": 300}.items():
    # No deadlines: how long an example takes depends on what else the machine does.
    settings.register_profile(
        _profile,
        max_examples=_examples,
        deadline=None,
        derandomize=_profile != "nightly",  # the same checks for the same commit
        suppress_health_check=[HealthCheck.too_slow],
    )
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "dev"))


_MEMORY = Path("/dev/shm")
_ROOM = 1 << 30
"""Bytes. Tests that run at the same time take up to 300 MB."""


def pytest_configure() -> None:
    """Write files to memory where it is large enough: stores wait for the disk a third of the time."""
    if _MEMORY.is_dir() and "TMPDIR" not in os.environ:
        found = os.statvfs(_MEMORY)
        if found.f_bavail * found.f_frsize >= _ROOM and not found.f_flag & os.ST_NOEXEC:
            os.environ["TMPDIR"] = str(_MEMORY)
            tempfile.tempdir = None


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """Run a single file in this process, where a debugger works; leave all else to pytest-xdist."""
    paths = {argument.partition("::")[0] for argument in config.args}
    return 0 if len(paths) == 1 and paths.pop().endswith(".py") else None


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Collect garbage less often, and not among modules and tests: a quarter of the CPU time went there."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with modules of slow tests, then with long ones: what starts last keeps other cores waiting."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    lengths = Counter(item.path for item in items)
    items.sort(key=lambda item: (item.path not in slow, -lengths[item.path]))


@pytest.fixture(scope="session", autouse=True)
def reference_once() -> Iterator[None]:
    """Parse the ontology once for all graphs that tests build and open."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tipgraph.rdf.reference._shipped", cache(lambda: tuple(shipped())))
        yield


@pytest.fixture(scope="session", autouse=True)
def reader_once() -> Iterator[None]:
    """Make the lexicon of the ontology's labels once for all builds: it takes a third of a second."""
    load, shared = Reader.load, cache(Reader.load)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Reader, "load", lambda files=(): load(files) if files else shared())
        yield


@pytest.fixture(scope="session", autouse=True)
def graphs_once() -> Iterator[None]:
    """Open each file that commands read once, and look for violations once: it takes a third of a second."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tipgraph.rdf.store.open_graph", opening_once(open_graph))
        patch.setattr(Console, "violation", remembering(Console.violation))
        yield


@pytest.fixture
def reference_of_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parse the ontology each time, as the program does."""
    monkeypatch.setattr("tipgraph.rdf.reference._shipped", shipped)


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """Return an extractor with the ontology's labels alone: it takes a third of a second to build."""
    return shared_extractor()


@pytest.fixture(scope="session")
def lexicon(extractor: Extractor) -> Lexicon:
    """Return the lexicon of the shared extractor."""
    return extractor.reader.lexicon


@pytest.fixture(scope="module")
def dask() -> Iterator[Client]:
    """Return a client of two worker processes, each of which is replaced when it dies.

    Few modules need it, and idle workers take a tenth of a processor: it is stopped after each module.
    """
    # Imported here: few tests need it, and it is slow to import.
    from distributed import Client

    from tipgraph.build.dask.cluster import local_cluster

    with local_cluster(2) as cluster, Client(cluster) as client:
        yield client
