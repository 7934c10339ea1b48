"""Files of a panel: CSV, Parquet and Stata's format, and the codebook that explains the columns."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from tipgraph.analysis.panel.country_years import STATES
from tipgraph.analysis.panel.table import Cell, Column, Panel
from tipgraph.errors import UsageError
from tipgraph.util.optional import require
from tipgraph.util.outputs import move_into_place, temporary_output, writing
from tipgraph.util.text import write_rows

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["FORMATS", "frame", "write", "write_codebook", "write_csv"]

FORMATS = (".csv", ".parquet", ".dta")
"""The extensions of files."""

_STATA_NAME = 32
_STATA_LABEL = 80
_TYPES = {"integer": "Int64", "number": "Float64", "binary": "Int64"}


def write(panel: Panel, path: Path, *, raw: bool = False) -> None:
    """Write a panel to a file: ``.csv``, ``.parquet`` or ``.dta``. Only with ``raw``, CSV has formulas.

    Raises UsageError for another extension, or if pandas is not installed and the format needs it.
    """
    extension = path.suffix.lower()
    if extension not in FORMATS:
        raise UsageError(f"unknown extension of {path}", remedy=f"use one of {', '.join(FORMATS)}")
    if extension != ".csv":
        require("panel")
    with temporary_output(path) as folder, writing(path):
        made = folder / path.name
        if extension == ".csv":
            with made.open("w", encoding="utf-8", newline="") as file:
                write_csv(panel, file, raw=raw)
        elif extension == ".parquet":
            frame(panel).to_parquet(made, index=False)
        else:
            _write_stata(panel, made)
        move_into_place(made, path)


def write_csv(panel: Panel, file: TextIO, *, raw: bool = False) -> None:
    """Write a panel as CSV with a header. What is not known is empty."""
    cells = (["" if cell is None else cell for cell in row] for row in panel.rows)
    write_rows(file, [panel.names, *cells], raw=raw)


def frame(panel: Panel) -> pd.DataFrame:
    """Return a panel as a table of pandas, with states as categories. (extra ``panel``)."""
    import pandas as pd

    return pd.DataFrame(
        {
            column.name: _series(column, [row[at] for row in panel.rows])
            for at, column in enumerate(panel.columns)
        }
    )


def _series(column: Column, values: list[Cell]) -> pd.Series:
    import pandas as pd

    if column.type == "state":
        return pd.Series(pd.Categorical(values, categories=column.values))
    return pd.Series(values, dtype=_TYPES.get(column.type, "string"))


def _write_stata(panel: Panel, path: Path) -> None:
    """Write Stata's format: states are numbers with value labels, and labels are cut to its length."""
    found = frame(panel)
    for column in panel.columns:
        if column.type == "text":
            found[column.name] = found[column.name].fillna("").astype(object)
        elif column.type != "state":
            found[column.name] = found[column.name].astype("float64")
    found.columns = [_stata_name(name) for name in panel.names]
    labels = {_stata_name(column.name): column.label[:_STATA_LABEL] for column in panel.columns}
    found.to_stata(path, write_index=False, variable_labels=labels, version=118)


def _stata_name(name: str) -> str:
    """Return a name of at most 32 characters: the end of a longer one, its unit, stays.

    >>> _stata_name("count_victim_identification_victims")
    'count_victim_id_fication_victims'
    """
    return name if len(name) <= _STATA_NAME else f"{name[:15]}_{name[-16:]}"


_NAMES_OF_TYPES = {
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
    return f"| `{column.name}` | {_NAMES_OF_TYPES[column.type]} | {column.label} | {values} |"
