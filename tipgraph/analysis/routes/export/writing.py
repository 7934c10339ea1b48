"""The formats that networks are written in, and which of them a file's name asks for.

Networks into files, which are there as a whole or not at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from tipgraph.analysis.routes.export.flat import FlatGraph
from tipgraph.analysis.routes.file_names import refuse_output, suffix_of
from tipgraph.errors import UnwritableError, UsageError
from tipgraph.util.atomic import move_into_place, temporary_output
from tipgraph.util.atomic import writing as guarded
from tipgraph.util.messages import did_you_mean

__all__ = ["FORMATS", "Format", "Written", "format_of", "write"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its ``name``, what files of it end in, and the module that writes it."""

    name: str
    suffixes: tuple[str, ...]
    module: str


_HERE = "tipgraph.analysis.routes.export"
FORMATS = {
    form.name: form
    for form in (
        Format("gexf", (".gexf",), f"{_HERE}.gexf"),
        Format("graphml", (".graphml",), f"{_HERE}.graphml"),
        Format("geojson", (".geojson",), f"{_HERE}.geojson"),
        Format("cytoscape", (".cyjs", ".json"), f"{_HERE}.cytoscape"),
        Format("dot", (".dot", ".gv"), f"{_HERE}.dot"),
        Format("csv", (".csv", ".zip"), f"{_HERE}.tables"),
    )
}
"""The formats by name.

:meta hide-value:
"""


def format_of(path: Path, name: str | None = None) -> Format:
    """Return the format of a name, or else the one that a path ends in.

    Raises UsageError for a name or an ending that no format has, and for ``-``.

    >>> format_of(Path("routes.gv")).name, format_of(Path("routes.txt"), "csv").name
    ('dot', 'csv')
    """
    refuse_output(path)
    if name is not None:
        if name not in FORMATS:
            raise UsageError(
                f"{name}: there is no such format", remedy=did_you_mean(name, FORMATS, _endings())
            )
        return FORMATS[name]
    known = {ending: form for form in FORMATS.values() for ending in form.suffixes}
    return known[suffix_of(path, list(known), remedy=_endings())]


def _endings() -> str:
    suffixes = ", ".join(ending for form in FORMATS.values() for ending in form.suffixes)
    return f"end its name in {suffixes}, or name the format: {', '.join(FORMATS)}"


class _Writer(Protocol):
    """What each format's module has."""

    def files(self, graph: FlatGraph, target: Path) -> Mapping[Path, bytes]:
        """Return the files that a network becomes: most often ``target`` alone."""


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: the ``files``, how many ``places`` and ``edges``, and who has no place on a map.

    ``unplaced`` are the labels of places without coordinates: they have no position in GEXF and
    Cytoscape, and neither they nor their edges have a geometry in GeoJSON.
    """

    files: tuple[Path, ...]
    places: int
    edges: int
    unplaced: tuple[str, ...]


def write(graph: FlatGraph, output: str | Path, form: str | None = None) -> Written:
    """Write a flat network to a file: in the format ``form``, or in the one that the file's name ends in.

    CSV is two files, for ``routes.csv`` ``routes-nodes.csv`` and ``routes-edges.csv``, or one ``.zip`` of
    both. Raises UsageError for a format that there is not, and UnwritableError where ``output`` cannot be
    written; what was there then is as it was.
    """
    chosen = format_of(Path(output), form)
    target = Path(output).resolve()  # a link stays, and what it leads to is replaced
    files = _writer(chosen).files(graph, target)
    _write(files, target)
    unplaced = tuple(
        str(about.get("label", place)) for place, about in graph.nodes(data=True) if "latitude" not in about
    )
    return Written(tuple(files), len(graph), graph.number_of_edges(), unplaced)


def _writer(form: Format) -> _Writer:
    return cast(_Writer, import_module(form.module))


def _write(files: Mapping[Path, bytes], target: Path) -> None:
    # Before anything takes its place: the first of two files would be there without the second.
    if folder := next(filter(Path.is_dir, files), None):
        raise UnwritableError(f"{folder} is a folder", remedy="name a file")
    with temporary_output(target) as folder, guarded(target):
        made = {folder / f"{number}.made": path for number, path in enumerate(files)}
        for part, path in made.items():
            part.write_bytes(files[path])
        for part, path in made.items():
            move_into_place(part, path)
