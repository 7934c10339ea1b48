"""The metadata file with which Datasette shows a database: titles, labels, facets, search and meanings."""

from __future__ import annotations

from typing import Any

from tipgraph.analysis.tables.schema import FULL_TEXT, TABLES, Table

__all__ = ["metadata"]


def metadata(database: str) -> dict[str, Any]:
    """Return the metadata of a database, given its name without an extension."""
    return {
        "title": "Trafficking in Persons: what reports say",
        "description": "A claim is what a report says. The number of mentions does not measure how common "
        "trafficking is.",
        "source": "tipgraph",
        "source_url": "https://w3id.org/tipgraph/",
        "databases": {database: {"tables": {table.name: _table(table) for table in TABLES}}},
    }


def _table(table: Table) -> dict[str, Any]:
    described: dict[str, Any] = {
        "description": table.meaning,
        "columns": {column.name: column.meaning for column in table.columns},
    }
    if table.label is not None:
        described["label_column"] = table.label
    if table.facets:
        described["facets"] = list(table.facets)
    if table.name in FULL_TEXT:
        described |= {"fts_table": f"{table.name}_fts", "fts_pk": "rowid"}
    return described
