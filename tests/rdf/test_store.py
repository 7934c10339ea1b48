from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, serialize

from tests.examples import small_extraction
from tipgraph.errors import UnreadableError
from tipgraph.rdf.emit import quads
from tipgraph.rdf.reference import PLACES, REFERENCE, VOCABULARIES, reference
from tipgraph.rdf.store import data_graphs, open_graph, user_statements

FORMATS = [
    RdfFormat.TURTLE,
    RdfFormat.TRIG,
    RdfFormat.N_QUADS,
    RdfFormat.N_TRIPLES,
    RdfFormat.JSON_LD,
    RdfFormat.RDF_XML,
]


@pytest.fixture(scope="module")
def data() -> list[Quad]:
    return quads(small_extraction())


def content(data: list[Quad], form: RdfFormat) -> bytes:
    made = serialize(data if form.supports_datasets else [quad.triple for quad in data], format=form)
    assert made is not None
    return made


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
@pytest.mark.parametrize("name", ["graph.ttl", "graph.jsonld", "graph"])
@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
def test_format_by_content(
    tmp_path: Path, data: list[Quad], form: RdfFormat, name: str, packed: bool
) -> None:
    path = tmp_path / name
    made = content(data, form)
    path.write_bytes(gzip.compress(made) if packed else made)
    store = open_graph(path, reference=False)
    if form.supports_datasets:
        assert set(store) == set(data)
    else:
        assert {quad.triple for quad in store} == {quad.triple for quad in data}


def test_reference_graphs_are_added_to_a_file(tmp_path: Path, data: list[Quad]) -> None:
    (tmp_path / "graph.nq").write_bytes(content(data, RdfFormat.N_QUADS))
    store = open_graph(tmp_path / "graph.nq")
    assert all(store.contains_named_graph(name) for name in REFERENCE[:2])
    assert data_graphs(store) == [data[0].graph_name]
    assert user_statements(store) == []


@pytest.mark.usefixtures("reference_of_files")
def test_reference_graphs_are_read_from_their_files(
    tmp_path: Path, data: list[Quad], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "graph.nq").write_bytes(content(data, RdfFormat.N_QUADS))
    shipped = set(open_graph(tmp_path / "graph.nq")) - set(data)
    assert {quad.graph_name for quad in shipped} == set(REFERENCE)
    assert shipped == set(reference())
    monkeypatch.setattr("tipgraph.rdf.reference.folder", tmp_path.joinpath)
    (tmp_path / "ontology").mkdir()
    (tmp_path / "ontology" / "places-few.ttl").write_text("<a> <b> 1 .")
    (only,) = set(open_graph(tmp_path / "graph.nq")) - set(data)
    assert only.graph_name == PLACES
    (tmp_path / "ontology" / "sectors.ttl").write_text("<a> <b> ")
    with pytest.raises(UnreadableError, match="sectors"):
        list(reference())


def test_user_statements(tmp_path: Path) -> None:
    mine = Quad(
        NamedNode("https://example.org/c"), NamedNode("https://example.org/p"), VOCABULARIES, VOCABULARIES
    )
    (tmp_path / "graph.nq").write_bytes(content([mine], RdfFormat.N_QUADS))
    assert user_statements(open_graph(tmp_path / "graph.nq")) == [mine]


def test_several_readers(tmp_path: Path, data: list[Quad]) -> None:
    store = Store(tmp_path / "store")
    store.bulk_extend(data)
    del store
    first, second = open_graph(tmp_path / "store"), open_graph(tmp_path / "store")
    assert set(first) == set(second) == set(data)


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="there is no such file or folder"):
        open_graph(tmp_path / "graph.ttl")


def test_folder_of_something_else(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="is a folder, but not a store: give an RDF file"):
        open_graph(tmp_path)


def test_damaged_store(tmp_path: Path) -> None:
    (tmp_path / "CURRENT").write_text("nonsense")
    with pytest.raises(UnreadableError, match="build it again"):
        open_graph(tmp_path)


QUADS = b"<http://a.example/b> <http://a.example/c> <http://a.example/d> <http://a.example/g> .\n" * 99


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("graph.ttl", b"This is a narrative.", r"line 1.*: correct it, if it is meant to be Turtle or TriG"),
        ("graph.ttl", bytes(range(256)) * 9, "correct it, if it is meant to be Turtle"),
        ("graph.nq", QUADS[:-20], "correct it, if it is meant to be N-Quads"),
        ("graph.nq.gz", gzip.compress(QUADS)[:-9], "the file is truncated or damaged: get it again"),
    ],
    ids=["text", "binary", "truncated", "truncated gzip"],
)
def test_damaged_files(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableError, match=rf"{name}: .*{message}"):
        open_graph(tmp_path / name)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("reports.jsonl", b'{"id": "a", "text": "Guatemala"}\n{"id": "b", "text": "Chile"}\n'),
        ("report.json", b'{"id": "a", "text": "Guatemala"}'),
        ("report.txt", b"Guatemala is a source country."),
        ("report.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj"),
        ("map.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        ("page.html", b"<!DOCTYPE html><html><body>Guatemala</body></html>"),
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_reports_are_not_a_graph(tmp_path: Path, name: str, content: bytes, packed: bool) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(content) if packed else content)
    with pytest.raises(UnreadableError, match=f"{name} is not a graph: make one with `tipgraph build`"):
        open_graph(path)


def test_an_empty_file_is_an_empty_graph(tmp_path: Path) -> None:
    (tmp_path / "none").touch()
    assert len(open_graph(tmp_path / "none", reference=False)) == 0
