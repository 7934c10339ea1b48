"""One server for the tests that leave it as it was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.server.serving import Served, archive, served


@pytest.fixture(scope="session")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the archive's graph as a file."""
    return archive(tmp_path_factory.mktemp("served") / "archive.nq")


@pytest.fixture(scope="session")
def server(graph: Path) -> Iterator[Served]:
    """Serve the archive, with limits that tests can reach."""
    with served(graph, "--timeout", "2", "--max-results", "3000", "--workers", "2") as found:
        yield found
