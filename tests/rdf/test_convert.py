from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from tests.examples import small_extraction
from tests.narratives import line, write_lines
from tests.paths import REPORTS
from tipgraph.build import build_graph
from tipgraph.rdf.emit import quads
from tipgraph.rdf.formats import format_by_name
from tipgraph.rdf.provenance import RUNS
from tipgraph.rdf.reference import REFERENCE, VOCABULARIES
from tipgraph.rdf.serialize import pieces
from tipgraph.rdf.store import data_graphs, open_graph
from tipgraph.rdf.writers import convert, open_writer

NAMES = ["graph.ttl", "graph.trig.gz", "graph.nq", "graph.jsonld", "store"]
OWN = Quad(
    NamedNode("https://example.org/c"), NamedNode("https://example.org/p"), Literal("mine"), VOCABULARIES
)


def write(target: Path) -> None:
    with open_writer(target) as writer:
        writer.add(pieces([*quads(small_extraction()), OWN], format_by_name(target)))


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("written")
    for name in NAMES:
        write(folder / name)
    return folder


@pytest.mark.parametrize(("source", "target"), list(product(NAMES[1:], NAMES[:-1])))
def test_converted_graphs_equal_written_ones(written: Path, tmp_path: Path, source: str, target: str) -> None:
    convert(written / source, tmp_path / target)
    assert (tmp_path / target).read_bytes() == (written / target).read_bytes()


def test_turtle_to_turtle(written: Path, tmp_path: Path) -> None:
    convert(written / "graph.ttl", tmp_path / "graph.ttl")
    assert (tmp_path / "graph.ttl").read_bytes() == (written / "graph.ttl").read_bytes()


@pytest.mark.parametrize("source", NAMES)
def test_a_store_has_the_reference_graphs(written: Path, tmp_path: Path, source: str) -> None:
    count = convert(written / source, tmp_path / "store")
    store = open_graph(tmp_path / "store")
    assert len(store) == count
    assert all(store.contains_named_graph(graph) for graph in REFERENCE[:2])
    assert (OWN in store) == (source != "graph.ttl")


def test_vocabularies_on_request(written: Path, tmp_path: Path) -> None:
    convert(written / "graph.nq", tmp_path / "graph.trig", with_vocabularies=True)
    store = open_graph(tmp_path / "graph.trig", reference=False)
    assert all(store.contains_named_graph(graph) for graph in REFERENCE[:2])
    convert(tmp_path / "graph.trig", tmp_path / "graph.nq")
    assert (tmp_path / "graph.nq").read_bytes() == (written / "graph.nq").read_bytes()
    assert data_graphs(store) == data_graphs(open_graph(written / "graph.nq"))


def statements(path: Path) -> list[str]:
    found = (quad for quad in open_graph(path, reference=False) if quad.graph_name not in (RUNS, *REFERENCE))
    return sorted(map(str, found))


@pytest.mark.slow
def test_a_store_and_a_file_of_the_examples_are_equal(tmp_path: Path) -> None:
    numbers = {**line("AGO", 2014), "text": "Courts fined one trafficker $1,700,000.00 in 2013."}
    inputs = [REPORTS, write_lines(tmp_path / "numbers.jsonl", [numbers])]
    for name in ("store", "graph.nq"):
        build_graph(inputs, tmp_path / name, validate=False)
    with (tmp_path / "graph.nq").open() as file:
        lines = sorted(text.rstrip(" .\n") for text in file)
    assert statements(tmp_path / "store") == lines
    convert(tmp_path / "store", tmp_path / "again.nq")
    assert (tmp_path / "again.nq").read_bytes() == (tmp_path / "graph.nq").read_bytes()
    convert(tmp_path / "graph.nq", tmp_path / "second")
    assert statements(tmp_path / "second") == lines
