"""The panel: a table with one row for each country and year, as social scientists use it.

Each module imports only from those before it:

- `states`: the values of cells that say why something is known or not, and the verdicts that give them
- `columns`: the columns, with their types, labels and values
- `statements`: what the reports of each country and year state
- `table`: the rows
- `files`: CSV, Parquet and Stata files; `codebook`: what each column means
"""

from __future__ import annotations

from tipgraph.analysis.panel.files import FORMATS, write, write_codebook, write_csv
from tipgraph.analysis.panel.table import Panel, panel

__all__ = ["FORMATS", "Panel", "panel", "write", "write_codebook", "write_csv"]
