"""Servers that are shared by the tests that do not change them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rdf.remote.filling import fill
from tests.rdf.remote.servers import Server, oxigraph
from tests.web.server.changing import LESS, build, content
from tests.web.server.serving import InProcess, Served, archive, in_process, served
from tipgraph.web.server.limits import Limits


@pytest.fixture(scope="session")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the archive's graph as a file."""
    return archive(tmp_path_factory.mktemp("served") / "archive.nq")


@pytest.fixture(scope="session")
def server(graph: Path) -> Iterator[InProcess]:
    """Serve the archive in this process, with few results, and a timeout that no query of a test reaches."""
    with in_process(graph, Limits(timeout=60, max_results=3000, workers=2)) as running:
        yield running


@pytest.fixture(scope="session")
def real_server(graph: Path) -> Iterator[Served]:
    """Serve the archive by ``tipgraph serve``, with the same limits."""
    with served(graph, "--timeout", "60", "--max-results", "3000", "--workers", "2") as running:
        yield running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a store with few reports."""
    build(tmp_path / "store", LESS)
    return tmp_path / "store"


@pytest.fixture
def remote(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Run another SPARQL server with few reports."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with oxigraph() as running:
        fill(running.address, content(LESS))
        yield running
