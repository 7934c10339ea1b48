from __future__ import annotations

import os
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from tests.publish import sites
from tipgraph.convert import convert
from tipgraph.publish.embedded import embedded
from tipgraph.store import open_graph

LATE = Quad(NamedNode("https://a.example/b"), NamedNode("https://a.example/c"), Literal("d"))
GRAPH = NamedNode("https://a.example/late")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    convert(sites.graph(tmp_path / "graph.nq"), tmp_path / "store")
    return tmp_path / "store"


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_store_is_copied_and_left_as_it_is(store: Path, tmp_path: Path) -> None:
    before = _files(store)
    folder = embedded(store, tmp_path / "copy")
    assert folder == tmp_path / "copy"
    assert set(open_graph(folder)) == set(open_graph(store))
    assert _files(store) == before


def test_what_is_in_the_log_of_a_store_alone_is_copied(store: Path, tmp_path: Path) -> None:
    Store(store).add(Quad(LATE.subject, LATE.predicate, LATE.object, GRAPH))
    copy = open_graph(embedded(store, tmp_path / "copy"))
    assert [quad.object for quad in copy.quads_for_pattern(None, None, None, GRAPH)] == [Literal("d")]


def test_a_store_is_copied_where_there_are_no_links(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError("two disks")

    monkeypatch.setattr(os, "link", refuse)
    assert set(open_graph(embedded(store, tmp_path / "copy"))) == set(open_graph(store))


def test_a_file_is_loaded(tmp_path: Path) -> None:
    graph = sites.graph(tmp_path / "graph.nq")
    assert set(open_graph(graph)) == set(open_graph(embedded(graph, tmp_path / "loaded")))
