"""The panel: a table with one row for each country and year, as social scientists use it.

`statements` reads what the reports of each country and year state, `table` makes columns and rows of it, and
`files` writes CSV, Parquet and Stata files and the codebook.
"""

from __future__ import annotations

from tipgraph.analysis.panel.export import FORMATS, write, write_codebook, write_csv
from tipgraph.analysis.panel.table import Panel, panel

__all__ = ["FORMATS", "Panel", "panel", "write", "write_codebook", "write_csv"]
