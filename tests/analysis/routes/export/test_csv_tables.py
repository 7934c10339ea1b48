"""CSV tables, read back."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given

from tests.analysis.routes.export.networks import claims, odd_networks, pairs
from tipgraph.analysis.routes.export import csv_tables
from tipgraph.analysis.routes.network import FlatGraph
from tipgraph.util.text import as_text

Rows = list[dict[str, str]]


def read(content: bytes) -> Rows:
    return list(csv.DictReader(StringIO(content.decode(), newline="")))


def tables(network: FlatGraph) -> tuple[Rows, Rows]:
    found = csv_tables(network, Path("r.csv"))
    return read(found[Path("r-nodes.csv")]), read(found[Path("r-edges.csv")])


def shown(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(as_text(value))


def same(network: FlatGraph) -> bool:
    nodes, edges = tables(network)
    nodes_by_id = {shown(place): about for place, about in network.nodes(data=True)}
    for row in nodes:
        about = nodes_by_id[row["Id"]]
        assert row["Label"] == shown(about["label"])
        assert all(row[name] == shown(value) for name, value in about.items() if name != "label")
    known = {
        shown(about["id"]): (shown(origin), shown(destination), about)
        for origin, destination, about in network.edges(data=True)
    }
    for row in edges:
        origin, destination, about = known[row["Id"]]
        assert (row["Source"], row["Target"], row["Type"]) == (origin, destination, "Directed")
        assert (row["Label"], row["Weight"]) == (shown(about["label"]), str(about["weight"]))
        rest = about.keys() - {"id", "label", "weight"}
        assert all(row[name] == shown(about[name]) for name in rest)
        assert all(not value for name, value in row.items() if name[0].islower() and name not in about)
    return (len(nodes), len(edges)) == (len(network), network.number_of_edges())


@pytest.mark.parametrize("network", [pairs(), claims()], ids=["pairs", "claims"])
def test_read_back(network: FlatGraph) -> None:
    assert same(network)


@given(odd_networks())
def test_odd_words(network: FlatGraph) -> None:
    assert same(network)


def test_the_zip_holds_the_same() -> None:
    (packed,) = csv_tables(pairs(), Path("r.zip")).values()
    plain = csv_tables(pairs(), Path("r.csv"))
    with ZipFile(BytesIO(packed)) as archive:
        assert archive.namelist() == ["nodes.csv", "edges.csv"]
        for name in archive.namelist():
            assert archive.read(name) == plain[Path(f"r-{name}")]


def test_any_name_will_do() -> None:
    assert list(csv_tables(pairs(), Path("a/r"))) == [Path("a/r-nodes.csv"), Path("a/r-edges.csv")]
