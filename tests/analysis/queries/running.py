"""Run queries in tests."""

from __future__ import annotations

import io
from typing import Any

from pyoxigraph import Store

from tipgraph.analysis.queries import Format, Query, Rows, run_query

__all__ = ["cells", "written"]


def cells(graph: Store, query: Query | str, values: dict[str, str] | None = None) -> list[list[Any]]:
    """Return the rows of a SELECT, as people see them."""
    result = run_query(graph, query, values)
    assert isinstance(result, Rows)
    columns, rows = result.cells()
    assert all(len(row) == len(columns) for row in rows)
    return rows


def written(graph: Store, query: str, values: dict[str, str], form: Format) -> str:
    """Return a result as it is written in a format."""
    file = io.StringIO()
    run_query(graph, query, values).write(file, form)
    return file.getvalue()
