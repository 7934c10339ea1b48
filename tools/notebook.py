"""Runs the notebook ``docs/panel.ipynb`` and keeps what its cells show: ``python -m tools.notebook``.

Web pages show a notebook as it is stored, and do not run it. nbclient would need a Jupyter kernel.
"""

from __future__ import annotations

import ast
import base64
import json
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

__all__ = ["NOTEBOOK", "executed", "main"]

ROOT = Path(__file__).parents[1]
NOTEBOOK = ROOT / "docs/panel.ipynb"


def executed(notebook: dict[str, Any], names: dict[str, Any]) -> dict[str, Any]:
    """Run the cells in the current folder, with ``names`` as their variables; return them with outputs."""
    number = 0
    cells = []
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            number += 1
            shown = _value("".join(cell["source"]), names)
            cell = {**cell, "execution_count": number, "outputs": list(_outputs(shown, number))}
        cells.append(cell)
    return {**notebook, "cells": cells}


def _value(source: str, names: dict[str, Any]) -> object:
    """Run a cell, and return the value of its last line if that is an expression."""
    *others, last = ast.parse(source).body
    if not isinstance(last, ast.Expr):
        others.append(last)
    exec(compile(ast.Module(others, []), "<cell>", "exec"), names)
    if not isinstance(last, ast.Expr):
        return None
    return eval(compile(ast.Expression(last.value), "<cell>", "eval"), names)


def _outputs(value: object, number: int) -> Iterator[dict[str, Any]]:
    if value is None:
        return
    if hasattr(value, "_repr_png_"):
        data: dict[str, Any] = {"image/png": base64.b64encode(value._repr_png_()).decode()}
    else:
        html = value._repr_html_() if hasattr(value, "_repr_html_") else None
        data = {"text/html": _lines(html)} if html else {}
        data["text/plain"] = _lines(repr(value))
    yield {"data": data, "execution_count": number, "metadata": {}, "output_type": "execute_result"}


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def main() -> None:
    """Run the notebook and write it."""
    notebook = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    with TemporaryDirectory() as folder:
        (Path(folder) / "examples").symlink_to(ROOT / "examples")
        with chdir(folder):
            found = executed(notebook, {"__name__": "notebook"})
    NOTEBOOK.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
