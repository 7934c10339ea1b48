"""Files of a panel: CSV for all programs, Parquet for pandas and R, Stata's own format."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from tipgraph.analysis.panel.columns import Column
from tipgraph.analysis.panel.table import Cell, Panel
from tipgraph.errors import UsageError
from tipgraph.util.atomic import move_into_place, temporary_output, writing
from tipgraph.util.csv_output import write_rows
from tipgraph.util.optional import require

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["FORMATS", "frame", "write", "write_csv"]

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
    found.columns = [name[:_STATA_NAME] for name in panel.names]
    labels = {column.name[:_STATA_NAME]: column.label[:_STATA_LABEL] for column in panel.columns}
    found.to_stata(path, write_index=False, variable_labels=labels, version=118)
