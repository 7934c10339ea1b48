"""The formats that networks are written in, and which of them a file's name asks for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tipgraph.errors import UsageError
from tipgraph.routes.naming import ending_of, refuse_output
from tipgraph.spelling import alike

__all__ = ["FORMATS", "Format", "form_of"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its ``name``, what files of it end in, and the module that writes it."""

    name: str
    endings: tuple[str, ...]
    module: str


_HERE = "tipgraph.routes.export"
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


def form_of(path: Path, name: str | None = None) -> Format:
    """Return the format of a name, or else the one that a path ends in.

    Raises UsageError for a name or an ending that no format has, and for ``-``.

    >>> form_of(Path("routes.gv")).name, form_of(Path("routes.txt"), "csv").name
    ('dot', 'csv')
    """
    refuse_output(path)
    if name is not None:
        if name not in FORMATS:
            raise UsageError(f"{name}: there is no such format", remedy=alike(name, FORMATS, _endings()))
        return FORMATS[name]
    known = {ending: form for form in FORMATS.values() for ending in form.endings}
    return known[ending_of(path, list(known), remedy=_endings())]


def _endings() -> str:
    endings = ", ".join(ending for form in FORMATS.values() for ending in form.endings)
    return f"end its name in {endings}, or name the format: {', '.join(FORMATS)}"
