"""Write networks of routes to files for Gephi, Cytoscape, maps, Graphviz and spreadsheets.

>>> from tipgraph.analysis.routes import Gazetteer, aggregate, read_routes
>>> from tipgraph.analysis.routes.network import flatten
>>> from tipgraph.rdf.store import open_graph
>>> store = open_graph("examples/graph.trig")
>>> network = flatten(aggregate(read_routes(store), Gazetteer()), store)
>>> network["KHM"]["THA"]["label"], network["KHM"]["THA"]["years"]
('Cambodia → Thailand', '2004|2012|2019')

`write` writes such a network to a file; the suffix of the file's name decides the format. Each format is a
function from a flat network to the bytes of its files.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO, StringIO
from math import log2
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import networkx as nx
from networkx.readwrite.graphml import GraphMLWriter

from tipgraph.analysis.routes.gazetteer import Point, great_circle
from tipgraph.analysis.routes.network import FlatGraph, Value
from tipgraph.analysis.routes.route import POSSIBLE
from tipgraph.errors import UnwritableError, UsageError
from tipgraph.util.outputs import move_into_place, refuse_output, suffix_of, temporary_output
from tipgraph.util.outputs import writing as guarded
from tipgraph.util.text import SEPARATOR, did_you_mean, write_rows

__all__ = [
    "FORMATS",
    "Format",
    "Written",
    "csv_tables",
    "cytoscape",
    "dot",
    "format_of",
    "geojson",
    "gexf",
    "graphml",
    "write",
]

_SCALE = 10
"""Units of the canvas for each degree: nodes in Gephi are about 10 units wide and would cover the map."""

_GEXF_META = re.compile(rb"<meta.*?</meta>", re.DOTALL)
_GEXF_OURS = b"<meta><creator>tipgraph</creator></meta>"


def gexf(graph: FlatGraph, target: Path) -> Mapping[Path, bytes]:
    """Return the file: a dynamic graph, whose edges exist from the first to the last day of years."""
    made = graph.copy()
    for _, attributes in made.nodes(data=True):
        attributes |= _gexf_position(attributes)
    for *_, attributes in made.edges(data=True):
        attributes |= _times(attributes)
    made.graph["mode"] = "dynamic"
    written = BytesIO()
    nx.write_gexf(made, written)
    # networkx writes the date and its version here; the same network has to give the same bytes.
    return {target: _GEXF_META.sub(_GEXF_OURS, written.getvalue(), count=1) + b"\n"}


def _gexf_position(attributes: Mapping[str, Any]) -> dict[str, Any]:
    if "latitude" not in attributes:
        return {}
    x, y = (round(attributes[name] * _SCALE, 2) for name in ("longitude", "latitude"))
    return {"viz": {"position": {"x": x, "y": y, "z": 0.0}}}


def _times(attributes: Mapping[str, Value]) -> dict[str, Any]:
    """Return the start and end of an edge, or its spells if years between have no report."""
    years = str(attributes.get("years") or attributes.get("year") or "")
    spells = [
        (f"{first:04}-01-01", f"{last:04}-12-31")
        for first, last in _runs(map(int, filter(None, years.split(SEPARATOR))))
    ]
    if len(spells) == 1:
        return dict(zip(("start", "end"), spells[0], strict=True))
    return {"spells": spells} if spells else {}


def _runs(years: Iterable[int]) -> list[tuple[int, int]]:
    """Return the first and last year of each run of consecutive years.

    >>> _runs([2004, 2005, 2007])
    [(2004, 2005), (2007, 2007)]
    """
    runs: list[tuple[int, int]] = []
    for year in sorted(years):
        if runs and year <= runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], year)
        else:
            runs.append((year, year))
    return runs


class _GraphMLWriter(GraphMLWriter):
    """The writer that uses the XML library of Python: `write_graphml` uses lxml if it is installed, and then
    writes other bytes.
    """

    def add_data(self, name: str, element_type: type, value: str, *rest: Any, **options: Any) -> Any:
        """Write booleans as XML does: true and false."""
        cell = value.lower() if element_type is bool else value
        return super().add_data(name, element_type, cell, *rest, **options)


def graphml(graph: FlatGraph, target: Path) -> Mapping[Path, bytes]:
    """Return the file."""
    writer = _GraphMLWriter(encoding="utf-8", prettyprint=True, edge_id_from_attribute="id")
    writer.add_graph_element(graph)
    written = BytesIO()
    writer.dump(written)
    return {target: written.getvalue() + b"\n"}


_great_circle = cache(great_circle)
"""Cached, because several claims connect the same places."""


def geojson(graph: FlatGraph, target: Path) -> Mapping[Path, bytes]:
    """Return the file: a collection of features, routes first, so that places are drawn above them.

    A place without coordinates, and a route from or to it, has the geometry null, as the RFC allows.
    """
    collection = {"type": "FeatureCollection", "features": [*_routes(graph), *_places(graph)]}
    return {target: json.dumps(collection, ensure_ascii=False).encode() + b"\n"}


def _routes(graph: FlatGraph) -> Iterator[dict[str, Any]]:
    for origin, destination, attributes in graph.edges(data=True):
        about = {"feature": "route", "origin": origin, "destination": destination, **attributes}
        ends = [_point(graph.nodes[end]) for end in (origin, destination)]
        yield _feature(attributes["id"], _line(*ends), about)


def _places(graph: FlatGraph) -> Iterator[dict[str, Any]]:
    for place, attributes in graph.nodes(data=True):
        point = _point(attributes)
        geometry = {"type": "Point", "coordinates": [point.longitude, point.latitude]} if point else None
        yield _feature(place, geometry, {"feature": "place", "code": place, **attributes})


def _feature(name: str, geometry: dict[str, Any] | None, properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "id": name, "geometry": geometry, "properties": properties}


def _point(attributes: Mapping[str, Any]) -> Point | None:
    return Point(attributes["latitude"], attributes["longitude"]) if "latitude" in attributes else None


def _line(start: Point | None, end: Point | None) -> dict[str, Any] | None:
    if start is None or end is None:
        return None
    lines = _great_circle(start, end)
    if len(lines) > 1:
        return {"type": "MultiLineString", "coordinates": lines}
    return {"type": "LineString", "coordinates": lines[0]}


def cytoscape(graph: FlatGraph, target: Path) -> Mapping[Path, bytes]:
    """Return the file, with places at their coordinates."""
    made = nx.cytoscape_data(graph, name="label")
    for node in made["elements"]["nodes"]:
        node |= _canvas_position(node["data"])
    return {target: json.dumps(made, ensure_ascii=False, indent=1).encode() + b"\n"}


def _canvas_position(attributes: Mapping[str, Any]) -> dict[str, Any]:
    if "latitude" not in attributes:
        return {}
    # On a canvas, y grows downwards.
    x, y = round(attributes["longitude"] * _SCALE, 2), round(-attributes["latitude"] * _SCALE, 2)
    return {"position": {"x": x, "y": y}}


_ENTITY = re.compile(r"&(?=#?\w+;)")
_BARE = re.compile(r"[a-z_]\w*|-?(\d+(\.\d*)?|\.\d+)", re.ASCII | re.IGNORECASE)
_KEYWORDS = frozenset({"digraph", "edge", "graph", "node", "strict", "subgraph"})


def dot(graph: FlatGraph, target: Path) -> Mapping[Path, bytes]:
    """Return the file.

    Regions are boxes. A line's width grows with the number of reports; it is dashed if no report asserts the
    route. The file also has the attributes that Graphviz does not know: Graphviz ignores them.
    """
    return {target: "\n".join(_dot_lines(graph)).encode()}


def _dot_lines(graph: FlatGraph) -> Iterator[str]:
    yield "digraph routes {"
    yield f"\tgraph {_dot_attributes({'charset': 'UTF-8', 'rankdir': 'LR'})}"
    for place, attributes in graph.nodes(data=True):
        shape = "box" if attributes.get("region") else "ellipse"
        yield f"\t{_dot_id(place)} {_dot_attributes({**attributes, 'shape': shape})}"
    for origin, destination, attributes in graph.edges(data=True):
        # Graphviz would draw the label on every line: it goes into the tooltip instead.
        rest = {name: value for name, value in attributes.items() if name != "label"}
        shown = _dot_attributes({**rest, **_line_style(attributes)})
        yield f"\t{_dot_id(origin)} -> {_dot_id(destination)} {shown}"
    yield "}\n"


def _line_style(attributes: Mapping[str, Value]) -> dict[str, str]:
    is_possible = attributes.get("certainty") == POSSIBLE or attributes.get("asserting") == 0
    return {
        "tooltip": "\n".join(str(attributes[name]) for name in ("label", "quote") if name in attributes),
        "penwidth": f"{log2(1 + int(attributes['weight'])):.2f}",
        "style": "dashed" if is_possible else "solid",
    }


def _dot_attributes(attributes: Mapping[str, Value]) -> str:
    ordered = sorted(attributes, key=lambda name: (name != "label", name))
    pairs = (f"{_dot_id(name)}={_dot_id(_dot_text(attributes[name]))}" for name in ordered)
    return f"[{' '.join(pairs)}]"


def _dot_text(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _dot_id(text: str) -> str:
    """Return a text as an identifier of DOT that Graphviz shows as it is, without escapes and entities.

    >>> print(_dot_id("GTM"), _dot_id("graph"), _dot_id('the "sea"'))
    GTM "graph" "the \\"sea\\""
    """
    if _BARE.fullmatch(text) and text.lower() not in _KEYWORDS:
        return text
    escaped = _ENTITY.sub("&amp;", text).replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
    return f'"{escaped}"'


_GEPHI = {"id": "Id", "label": "Label", "weight": "Weight"}
"""The names that Gephi uses for columns."""
_NODES = ("Id", "Label")
_EDGES = ("Source", "Target", "Type", "Id", "Label", "Weight")
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The time of files in a zip: the same network has to give the same bytes."""


def csv_tables(graph: FlatGraph, target: Path) -> Mapping[Path, bytes]:
    """Return two files named after ``target``; one file with both tables if ``target`` ends in ``.zip``."""
    tables = {"nodes": _nodes(graph), "edges": _edges(graph)}
    if target.suffix.lower() == ".zip":
        return {target: _packed({f"{name}.csv": content for name, content in tables.items()})}
    ending = target.suffix or ".csv"
    return {target.with_name(f"{target.stem}-{name}{ending}"): content for name, content in tables.items()}


def _nodes(graph: FlatGraph) -> bytes:
    return _csv_table(_NODES, [{"Id": place, **_csv_named(about)} for place, about in graph.nodes(data=True)])


def _edges(graph: FlatGraph) -> bytes:
    rows = [
        {"Source": origin, "Target": destination, "Type": "Directed", **_csv_named(about)}
        for origin, destination, about in graph.edges(data=True)
    ]
    return _csv_table(_EDGES, rows)


def _csv_named(attributes: Mapping[str, Value]) -> dict[str, Value]:
    return {_GEPHI.get(name, name): _csv_cell(value) for name, value in attributes.items()}


def _csv_cell(value: Value) -> Value:
    return str(value).lower() if isinstance(value, bool) else value


def _csv_table(first: Sequence[str], rows: Iterable[Mapping[str, Value]]) -> bytes:
    """Return a table with the columns of all rows; a missing value is an empty cell."""
    columns = list(dict.fromkeys([*first, *(name for row in rows for name in row)]))
    text = StringIO()
    write_rows(text, [columns, *([row.get(name, "") for name in columns] for row in rows)])
    return text.getvalue().encode()


def _packed(contents: Mapping[str, bytes]) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            about = ZipInfo(name, _LONG_AGO)
            about.external_attr = 0o644 << 16
            about.create_system = 3  # Unix, on every system
            archive.writestr(about, content, ZIP_DEFLATED)
    return packed.getvalue()


class Format(NamedTuple):
    """A format: its name, the suffixes of its files, and the function that gives the content of its files."""

    name: str
    suffixes: tuple[str, ...]
    files: Callable[[FlatGraph, Path], Mapping[Path, bytes]]


FORMATS = {
    form.name: form
    for form in (
        Format("gexf", (".gexf",), gexf),
        Format("graphml", (".graphml",), graphml),
        Format("geojson", (".geojson",), geojson),
        Format("cytoscape", (".cyjs", ".json"), cytoscape),
        Format("dot", (".dot", ".gv"), dot),
        Format("csv", (".csv", ".zip"), csv_tables),
    )
}
"""All formats by name.

:meta hide-value:
"""


def format_of(path: Path, name: str | None = None) -> Format:
    """Return the format with a name; without a name, the format of a path's suffix.

    Raises UsageError for an unknown name or suffix, and for ``-``.

    >>> format_of(Path("routes.gv")).name, format_of(Path("routes.txt"), "csv").name
    ('dot', 'csv')
    """
    refuse_output(path)
    if name is not None:
        if name not in FORMATS:
            raise UsageError(f"{name}: unknown format", remedy=did_you_mean(name, FORMATS, _endings()))
        return FORMATS[name]
    known = {ending: form for form in FORMATS.values() for ending in form.suffixes}
    return known[suffix_of(path, list(known), remedy=_endings())]


def _endings() -> str:
    suffixes = ", ".join(ending for form in FORMATS.values() for ending in form.suffixes)
    return f"use a name that ends in {suffixes}, or name the format: {', '.join(FORMATS)}"


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: the files, and the numbers of places and edges.

    ``unplaced`` are the labels of places without coordinates. They have no position in GEXF and Cytoscape;
    they and their edges have no geometry in GeoJSON.
    """

    files: tuple[Path, ...]
    places: int
    edges: int
    unplaced: tuple[str, ...]


def write(graph: FlatGraph, output: str | Path, form: str | None = None) -> Written:
    """Write a flat network to a file in the format ``form``, or in the format of the file's suffix.

    CSV has two files (for ``routes.csv``: ``routes-nodes.csv`` and ``routes-edges.csv``), or one ``.zip``
    with both. Raises UsageError for an unknown format, and UnwritableError if ``output`` cannot be written;
    existing files then stay unchanged.
    """
    chosen = format_of(Path(output), form)
    target = Path(output).resolve()  # a symbolic link stays; its target is replaced
    files = chosen.files(graph, target)
    _write(files, target)
    unplaced = tuple(
        str(about.get("label", place)) for place, about in graph.nodes(data=True) if "latitude" not in about
    )
    return Written(tuple(files), len(graph), graph.number_of_edges(), unplaced)


def _write(files: Mapping[Path, bytes], target: Path) -> None:
    # Checked first: otherwise the first of two files could be written without the second.
    if folder := next(filter(Path.is_dir, files), None):
        raise UnwritableError(f"{folder} is a folder", remedy="give the name of a file")
    with temporary_output(target) as folder, guarded(target):
        made = {folder / f"{number}.made": path for number, path in enumerate(files)}
        for part, path in made.items():
            part.write_bytes(files[path])
        for part, path in made.items():
            move_into_place(part, path)
