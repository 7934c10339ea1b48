from __future__ import annotations

import subprocess
import sys

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
