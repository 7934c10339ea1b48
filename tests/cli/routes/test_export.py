from __future__ import annotations

import json
from pathlib import Path

import networkx as nx
import pytest

from tests.cli.support import run
from tests.paths import GRAPH
from tipgraph.analysis.routes.export import FORMATS
from tipgraph.cli.routes.export import export


def test_the_help_names_every_format() -> None:
    (choice,) = (each.type.choices for each in export.params if each.name == "output_format")  # type: ignore[attr-defined]  # click's Choice
    assert list(choice) == list(FORMATS)
    shown = run("routes", "export", "--help").stdout
    assert all(ending in shown for form in FORMATS.values() for ending in form.suffixes)


def test_export(graph: Path, tmp_path: Path) -> None:
    done = run("routes", "export", graph, "-o", tmp_path / "r.graphml")
    assert (done.exit_code, done.stdout) == (0, "")
    found = nx.read_graphml(tmp_path / "r.graphml")
    assert (
        done.stderr == f"Written to {tmp_path / 'r.graphml'}: {len(found)} places, {len(found.edges)} edges\n"
    )
    assert found["GTM"]["MEX"]["support_label"] == "reports on both ends"
    reports = found["GTM"]["MEX"]["reports"].split("|")
    assert len(reports) == found["GTM"]["MEX"]["weight"]
    assert all("/report/" in iri for iri in reports)


def test_multi_and_filters(graph: Path, tmp_path: Path) -> None:
    target = tmp_path / "claims"
    done = run("routes", "export", graph, "-o", target, "-f", "cytoscape", "--multi", "--until", "2014", "-q")
    assert (done.exit_code, done.output) == (0, "")
    edges = [each["data"] for each in json.loads(target.read_text(encoding="utf-8"))["elements"]["edges"]]
    assert {edge["year"] for edge in edges} == {2014}
    assert all(edge["quote"] and edge["claim"] and edge["report"] for edge in edges)


def test_nothing_passes(graph: Path, tmp_path: Path) -> None:
    done = run("routes", "export", graph, "-o", tmp_path / "r.csv", "--from", "2020")
    assert done.exit_code == 0
    assert "No route matches the filters." in done.stderr
    assert (tmp_path / "r-nodes.csv").read_text() == "Id,Label\n"


def test_places_without_coordinates_are_named(tmp_path: Path) -> None:
    graph = tmp_path / "unknown.trig"
    graph.write_text(GRAPH.read_text("utf-8").replace("place:THA ", "place:QQQ "), "utf-8")
    done = run("routes", "export", graph, "-o", tmp_path / "r.geojson")
    assert "not on a map: 1 (QQQ)" in done.stderr


@pytest.mark.parametrize(("name", "says"), [("r.xlsx", "r.xlsx: unknown file format"), (".", "is a folder")])
def test_refused(name: str, says: str, graph: Path, tmp_path: Path) -> None:
    args = [] if name != "." else ["-f", "gexf"]
    done = run("routes", "export", graph, "-o", tmp_path / name, *args)
    assert done.exit_code == 2
    assert says in done.stderr
