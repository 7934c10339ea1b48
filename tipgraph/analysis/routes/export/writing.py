"""Write networks to files: formats, their suffixes, and files that are complete or not written at all."""

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
    """A format: its name, the suffixes of its files, and the module that writes it."""

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
        Format("csv", (".csv", ".zip"), f"{_HERE}.csv_tables"),
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


class _Writer(Protocol):
    """The interface of the module of a format."""

    def files(self, graph: FlatGraph, target: Path) -> Mapping[Path, bytes]:
        """Return the files of a network by path: usually ``target`` alone."""


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
    files = _writer(chosen).files(graph, target)
    _write(files, target)
    unplaced = tuple(
        str(about.get("label", place)) for place, about in graph.nodes(data=True) if "latitude" not in about
    )
    return Written(tuple(files), len(graph), graph.number_of_edges(), unplaced)


def _writer(form: Format) -> _Writer:
    return cast(_Writer, import_module(form.module))


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
