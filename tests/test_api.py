"""The public Python interface: `tipgraph.__all__`."""

from __future__ import annotations

import ast
import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import tipgraph

PUBLIC = [
    "Defaults", "Document", "Extraction", "Extractor", "Gazetteer", "InputError", "Narrative", "Report",
    "Summary", "TipgraphError", "__version__", "aggregate", "build_graph", "extractions", "facts",
    "open_graph", "panel", "read", "read_routes", "run_query", "validate",
]  # fmt: skip


def test_public_names_change_on_purpose_only() -> None:
    assert sorted(tipgraph.__all__) == sorted(PUBLIC)


@pytest.mark.parametrize("name", tipgraph.__all__)
def test_public_names_exist(name: str) -> None:
    assert getattr(tipgraph, name) is not None
    assert name in dir(tipgraph)


@pytest.mark.parametrize("name", sorted({*tipgraph.__all__} - {"__version__"}))
def test_public_names_are_documented(name: str) -> None:
    assert inspect.getdoc(getattr(tipgraph, name))


def test_type_checkers_and_python_import_names_from_the_same_modules() -> None:
    [block] = [node for node in ast.parse(inspect.getsource(tipgraph)).body if isinstance(node, ast.If)]
    imports = {
        alias.name: statement.module
        for statement in block.body
        if isinstance(statement, ast.ImportFrom)
        for alias in statement.names
    }
    assert imports == tipgraph._MODULES


def test_unknown_names() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'nonsense'"):
        _ = tipgraph.nonsense


def test_import_is_light() -> None:
    code = "import sys, tipgraph; print(*(name for name in sys.modules if name.startswith('tipgraph')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["tipgraph"]


def test_docstrings_are_unicode() -> None:
    """Python 3.13 and later refuse to compile a docstring with half a character in it."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    for path in Path(str(tipgraph.__file__)).parent.rglob("*.py"):
        nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        words = "".join(ast.get_docstring(node) or "" for node in nodes if isinstance(node, documented))
        assert words == words.encode("utf-8", "replace").decode(), path
