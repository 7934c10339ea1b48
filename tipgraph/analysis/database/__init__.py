"""A graph as tidy tables with keys: an SQLite database, or a folder of Parquet files.

`schema` has the tables with their columns, keys and rows, and `files` writes them.
"""

from __future__ import annotations

from tipgraph.analysis.database.export import write_tables

__all__ = ["write_tables"]
