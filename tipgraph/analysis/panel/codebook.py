"""The codebook of a panel: what each column and each value means."""

from __future__ import annotations

import json
from pathlib import Path

from tipgraph.analysis.panel.columns import Column
from tipgraph.analysis.panel.states import STATES
from tipgraph.analysis.panel.table import Panel
from tipgraph.errors import UsageError
from tipgraph.util.atomic import writing

__all__ = ["write_codebook"]

_TYPES = {
    "text": "text",
    "integer": "integer",
    "number": "number",
    "binary": "1, 0 or empty",
    "state": "state",
}


def write_codebook(panel: Panel, path: Path) -> None:
    """Write the codebook of a panel as Markdown (``.md``) or JSON (``.json``).

    Raises UsageError for another extension, and UnwritableError if it cannot be written.
    """
    writers = {".md": _markdown, ".json": _json}
    writer = writers.get(path.suffix.lower())
    if writer is None:
        raise UsageError(f"unknown extension of {path}", remedy="use .md or .json for a codebook")
    with writing(path):
        path.write_text(writer(panel), encoding="utf-8")


def _json(panel: Panel) -> str:
    described = [
        {"name": column.name, "type": column.type, "label": column.label, "values": column.meanings}
        for column in panel.columns
    ]
    return json.dumps({"columns": described, "states": STATES}, indent=2, ensure_ascii=False) + "\n"


def _markdown(panel: Panel) -> str:
    lines = [
        "# Codebook",
        "",
        "One row is a country in a year. Empty cells are not known; a column of states says why.",
        "",
        "| column | type | meaning | values |",
        "|---|---|---|---|",
        *(_row(column) for column in panel.columns),
        "",
        "| state | meaning |",
        "|---|---|",
        *(f"| `{state}` | {meaning} |" for state, meaning in STATES.items()),
    ]
    return "\n".join(lines) + "\n"


def _row(column: Column) -> str:
    values = ", ".join(f"`{value}`" for value in column.values)
    return f"| `{column.name}` | {_TYPES[column.type]} | {column.label} | {values} |"
