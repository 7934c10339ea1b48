from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import tipgraph


@pytest.mark.parametrize("name", tipgraph.__all__)
def test_names_are_there_and_listed(name: str) -> None:
    assert getattr(tipgraph, name) is not None
    assert name in dir(tipgraph)


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
