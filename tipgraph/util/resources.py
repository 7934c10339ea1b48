"""Finds the folders that travel with the program: ontology, shapes and queries."""

from __future__ import annotations

from pathlib import Path

__all__ = ["folder"]

_PACKAGE = Path(__file__).parents[1]


def folder(name: str) -> Path:
    """Return the folder ``name``: the checkout's own copy if there is one, else the wheel's.

    Raises FileNotFoundError where neither exists.

    >>> folder("ontology").is_dir()
    True
    """
    checkout, wheel = _PACKAGE.parent / name, _PACKAGE / "_data" / name
    # A checkout is told by its pyproject.toml: site-packages may hold a folder of the same name.
    if checkout.is_dir() and (_PACKAGE.parent / "pyproject.toml").is_file():
        return checkout
    if wheel.is_dir():
        return wheel
    raise FileNotFoundError(f"tipgraph's {name}/ folder is missing: reinstall the package")
