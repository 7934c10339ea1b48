"""A graph as tidy tables with keys: an SQLite database, or a folder of Parquet files.

Each module imports only from those before it:

- `schema`: the tables with their columns, keys and facets
- `rows`: the rows of a graph
- `database`: the SQLite database with its full-text index; `datasette`: the file that describes it there
- `files`: the output, by its extension
"""

from __future__ import annotations

from tipgraph.analysis.tables.files import EXTENSIONS, write_tables

__all__ = ["EXTENSIONS", "write_tables"]
