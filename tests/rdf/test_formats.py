"""Formats by the content of a file."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat

from tipgraph.rdf.formats import format_by_content, is_gzipped, is_rdf

TRIG, QUADS, XML, JSON = RdfFormat.TRIG, RdfFormat.N_QUADS, RdfFormat.RDF_XML, RdfFormat.JSON_LD
GRAPHS = [
    ("@prefix a: <http://a/> .", TRIG),
    ("\ufeff# a comment\n\n  PREFIX a: <http://a/>", TRIG),
    ("base <http://a/>", TRIG),
    ("<http://a/s> <http://a/p> 'x' .", TRIG),
    ("<http://a/s> <http://a/p> <http://a/o> .", TRIG),
    ("# a comment\n<http://a/s> <http://a/p> <http://a/o> <http://a/g> .", QUADS),
    ('<http://a/s> <http://a/p> "x \\" y"@en <http://a/g> .', QUADS),
    ('<?xml version="1.0"?>\n<!-- a comment -->\n<rdf:RDF>', XML),
    ("<rdf:RDF>", XML),
    ('{"@context": {}}', JSON),
    ('[{"a": 1, "@id" : "http://a/s"}]', JSON),
]
OTHERS = [
    "",
    "# a comment",
    "Guatemala is a source country.",
    "<html><body>",
    '{"text": "A report."}',
    "prefix",
]


@pytest.mark.parametrize(("content", "form"), GRAPHS)
@pytest.mark.parametrize("gzipped", [False, True])
def test_graphs(tmp_path: Path, content: str, form: RdfFormat, gzipped: bool) -> None:
    path = tmp_path / "graph"
    path.write_bytes(gzip.compress(content.encode()) if gzipped else content.encode())
    assert is_gzipped(path) is gzipped
    assert is_rdf(path)
    assert format_by_content(path) == form


@pytest.mark.parametrize("content", OTHERS)
def test_other_files(tmp_path: Path, content: str) -> None:
    path = tmp_path / "file"
    path.write_text(content, encoding="utf-8")
    assert not is_rdf(path)
