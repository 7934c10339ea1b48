"""Graphs and reports are distinguished by content."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store, serialize

from tests.examples import TEXT, small_extraction
from tipgraph.build.extractions import ExtractionWithText, collect, is_graph
from tipgraph.rdf.emit import quads

GRAPHS = {
    "turtle": "@prefix a: <http://a.example/> .\na:b a a:C .",
    "commented": "# made by hand\n\n#\nPREFIX a: <http://a.example/>\n",
    "base": "BASE <http://a.example/>\n",
    "byte order mark": "\ufeff@prefix a: <http://a.example/> .",
    "n-quads": "<http://a.example/b> <http://a.example/c> <http://a.example/d> .",
    "json-ld": '{"@context": {"a": "http://a.example/"}, "@id": "a:b"}',
    "expanded json-ld": '[\n {"@id": "http://a.example/b"}]',
    "rdf/xml": '<?xml version="1.0"?>\n<!-- x -->\n<rdf:RDF xmlns:rdf="…"/>',
}
OTHERS = {
    "empty": "",
    "prose": "Prefix laws apply. Base salaries are low.",
    "markdown": "# Guatemala\n\nGuatemala is a source country.",
    "page": "<!DOCTYPE html>\n<html><body>Guatemala</body></html>",
    "xhtml": '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>',
    "json lines": '{"id": "a", "text": "Write to us @context: \\"@graph\\" of Guatemala"}',
    "binary": "\x00\x01%PDF",
}


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("name", [*GRAPHS, *OTHERS])
def test_is_graph_by_content(tmp_path: Path, name: str, packed: bool) -> None:
    content = {**GRAPHS, **OTHERS}[name].encode()
    path = tmp_path / "some file"
    path.write_bytes(gzip.compress(content) if packed else content)
    assert is_graph(str(path)) == (name in GRAPHS)


@pytest.mark.parametrize("form", [RdfFormat.TURTLE, RdfFormat.TRIG, RdfFormat.N_QUADS, RdfFormat.JSON_LD])
def test_written_formats_are_graphs(tmp_path: Path, form: RdfFormat) -> None:
    found = quads(small_extraction())
    path = tmp_path / "graph"
    if form == RdfFormat.TURTLE:
        serialize((quad.triple for quad in found), path, form)
    else:
        serialize(found, path, form)
    assert is_graph(str(path))


def test_folders(tmp_path: Path) -> None:
    assert not is_graph(str(tmp_path))
    Store(str(tmp_path / "store")).flush()
    assert is_graph(str(tmp_path / "store"))


@pytest.mark.parametrize(
    ("source", "graph"), [("https://a.example/sparql", True), ("-", False), ("none", False)]
)
def test_addresses_and_streams(source: str, graph: bool) -> None:
    assert is_graph(source) == graph


@pytest.mark.parametrize("texts", [True, False])
def test_collect_keeps_each_document_once(texts: bool) -> None:
    found = collect(
        [
            ExtractionWithText(small_extraction(), TEXT),
            ExtractionWithText(small_extraction(bare=False), TEXT),
        ],
        texts=texts,
    )
    assert found == [ExtractionWithText(small_extraction(), TEXT if texts else None)]
