"""Run queries in tests."""

from __future__ import annotations

import io
from typing import Any

from pyoxigraph import Store

from tipgraph.analysis.queries import Format, Query, Rows, run_query

__all__ = ["cells", "table", "written"]


def table(graph: Store, query: Query | str, values: dict[str, str] | None = None, **options: Any) -> Any:
    """Return the columns and rows of a SELECT, as people see them."""
    result = run_query(graph, query, values, **options)
    assert isinstance(result, Rows)
    columns, rows = result.cells()
    assert all(len(row) == len(columns) for row in rows)
    return columns, rows


def cells(graph: Store, query: Query | str, values: dict[str, str] | None = None) -> list[list[Any]]:
    """Return the rows of a SELECT without the precision of claims, which test_precision.py tests."""
    columns, rows = table(graph, query, values)
    end = -2 if columns[-2:] == ["precision", "cases"] else None
    return [row[:end] for row in rows]


def written(graph: Store, query: str, values: dict[str, str], form: Format) -> str:
    """Return a result as it is written in a format."""
    file = io.StringIO()
    run_query(graph, query, values).write(file, form)
    return file.getvalue()
