from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Store

from tests.web.publish import sites
from tipgraph.rdf.store import open_graph
from tipgraph.rdf.writers import convert
from tipgraph.web.publish.local_store import local_store


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    return sites.graph(tmp_path / "graph.nq")


def test_a_store_is_read_where_it_lies(graph: Path, tmp_path: Path) -> None:
    convert(graph, tmp_path / "store")
    assert local_store(tmp_path / "store", tmp_path / "unused") == tmp_path / "store"
    assert not (tmp_path / "unused").exists()


def test_a_file_is_loaded(graph: Path, tmp_path: Path) -> None:
    assert set(open_graph(graph)) == set(open_graph(local_store(graph, tmp_path / "loaded")))


def test_what_is_loaded_has_merged_tables(graph: Path, tmp_path: Path) -> None:
    folder = local_store(graph, tmp_path / "loaded")
    before = sorted(folder.glob("*.sst"))
    Store(str(folder)).optimize()
    assert sorted(folder.glob("*.sst")) == before
