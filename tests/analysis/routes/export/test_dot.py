"""DOT, read back by Graphviz (if installed) and by pydot."""

from __future__ import annotations

import importlib
import json
import re
import subprocess
import warnings
from pathlib import Path
from shutil import which
from typing import Any

import pydot
import pytest
from hypothesis import given
from pyparsing import ParserElement

from tests.analysis.routes.export.networks import odd_networks, pairs
from tipgraph.analysis.routes.export import dot
from tipgraph.analysis.routes.network import FlatGraph

# rdflib's reader of TSV changes pyparsing's default white space for the whole process.
ParserElement.set_default_whitespace_chars(" \n\t\r")
with warnings.catch_warnings(action="ignore"):
    importlib.import_module("pydot.dot_parser")

with_graphviz = pytest.mark.skipif(which("dot") is None, reason="Graphviz is not installed")

pydot_is_behind = pytest.mark.filterwarnings("ignore::DeprecationWarning")
"""It calls pyparsing by deprecated names."""


def content(network: FlatGraph) -> bytes:
    (found,) = dot(network, Path("r.dot")).values()
    return found


def told(text: str) -> str:
    """Return what a label shows, as Graphviz documents escapes and entities."""
    shown = re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], text, flags=re.DOTALL)
    return re.sub("&amp;(?=#?\\w+;)", "&", shown)


def parsed(network: FlatGraph) -> Any:
    (found,) = pydot.graph_from_dot_data(content(network).decode()) or []
    return found


def bare(name: str) -> str:
    return name.strip('"')


def as_text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def drawn(network: FlatGraph) -> dict[str, Any]:
    done = subprocess.run(
        ["dot", "-Tjson"], input=content(network), capture_output=True, check=True, timeout=60
    )
    assert b"syntax error" not in done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def same(network: FlatGraph) -> bool:
    found = drawn(network)
    names = {each["_gvid"]: told(each["name"]) for each in found["objects"]}
    nodes = {told(each["name"]): told(each["label"]) for each in found["objects"]}
    edges = {told(each["id"]): each for each in found["edges"]}
    for origin, destination, about in network.edges(data=True):
        edge = edges[about["id"]]
        assert (names[edge["tail"]], names[edge["head"]]) == (origin, destination)
        for name, value in about.items():
            assert name == "label" or told(edge[name]) == as_text(value), name
    labels = {place: about["label"] for place, about in network.nodes(data=True)}
    return nodes == labels and len(edges) == network.number_of_edges()


@with_graphviz
def test_graphviz_reads_it_back(network: FlatGraph) -> None:
    assert same(network)


@with_graphviz
@given(odd_networks())
def test_graphviz_reads_odd_words(network: FlatGraph) -> None:
    assert same(network)


@with_graphviz
def test_graphviz_draws_it() -> None:
    done = subprocess.run(["dot", "-Tsvg"], input=content(pairs()), capture_output=True, check=True)
    assert "Guatemala → Mexico".encode() in done.stdout


@pydot_is_behind
def test_read_back(network: FlatGraph) -> None:
    found = parsed(network)
    nodes = {
        bare(each.get_name()): bare(each.get("label")) for each in found.get_nodes() if each.get("label")
    }
    assert nodes == {place: about["label"] for place, about in network.nodes(data=True)}
    edges = {(bare(each.get_source()), bare(each.get_destination())) for each in found.get_edges()}
    assert edges == {(origin, destination) for origin, destination, _ in network.edges(data=True)}
    assert len(found.get_edges()) == network.number_of_edges()


@pydot_is_behind
def test_possible_routes_are_dashed_and_regions_boxes() -> None:
    network = pairs()
    network.nodes["MEX"]["region"] = True
    found = parsed(network)
    (sure,) = found.get_edge("GTM", "MEX")
    (unsure,) = found.get_edge("GTM", "USA")
    assert (sure.get("style"), unsure.get("style")) == ("solid", "dashed")
    assert float(sure.get("penwidth")) > float(unsure.get("penwidth"))
    assert found.get_node("MEX")[0].get("shape") == "box"
