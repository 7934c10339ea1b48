"""CSV tables of nodes and of edges, for spreadsheets and Gephi, with the columns that Gephi expects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tipgraph.analysis.routes.export.flat import FlatGraph, Value
from tipgraph.util.text import write_rows

__all__ = ["files"]

_GEPHI = {"id": "Id", "label": "Label", "weight": "Weight"}
"""The names that Gephi uses for columns."""
_NODES = ("Id", "Label")
_EDGES = ("Source", "Target", "Type", "Id", "Label", "Weight")
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The time of files in a zip: the same network has to give the same bytes."""


def files(graph: FlatGraph, target: Path) -> Mapping[Path, bytes]:
    """Return two files named after ``target``; one file with both tables if ``target`` ends in ``.zip``."""
    tables = {"nodes": _nodes(graph), "edges": _edges(graph)}
    if target.suffix.lower() == ".zip":
        return {target: _packed({f"{name}.csv": content for name, content in tables.items()})}
    ending = target.suffix or ".csv"
    return {target.with_name(f"{target.stem}-{name}{ending}"): content for name, content in tables.items()}


def _nodes(graph: FlatGraph) -> bytes:
    return _table(_NODES, [{"Id": place, **_named(about)} for place, about in graph.nodes(data=True)])


def _edges(graph: FlatGraph) -> bytes:
    rows = [
        {"Source": origin, "Target": destination, "Type": "Directed", **_named(about)}
        for origin, destination, about in graph.edges(data=True)
    ]
    return _table(_EDGES, rows)


def _named(attributes: Mapping[str, Value]) -> dict[str, Value]:
    return {_GEPHI.get(name, name): _cell(value) for name, value in attributes.items()}


def _cell(value: Value) -> Value:
    return str(value).lower() if isinstance(value, bool) else value


def _table(first: Sequence[str], rows: Iterable[Mapping[str, Value]]) -> bytes:
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
