"""A report and a graph for the commands that answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, serialize

from tests.archive import EXTRACTIONS, NARRATIVES
from tests.cli.support import REPORT
from tipgraph.rdf.emit import quads


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of these tests."""
    return tmp_path_factory.mktemp("asking")


@pytest.fixture(scope="session")
def graph(folder: Path) -> Path:
    """Return the archive's graph, with the text of one document."""
    path = folder / "graph.nq"
    found = [
        quad
        for extraction, narrative in zip(EXTRACTIONS, NARRATIVES, strict=True)
        for quad in quads(
            extraction, narrative.text if extraction.document.identifier == "tip-2015-gtm" else None
        )
    ]
    serialize(found, path, RdfFormat.N_QUADS)
    return path


@pytest.fixture(scope="session")
def report(folder: Path) -> Path:
    """Return a report that does not state its country and year."""
    path = folder / "report.txt"
    path.write_text(REPORT)
    return path
