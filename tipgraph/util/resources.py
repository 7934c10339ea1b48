"""Finds the data folders of the program: ontology, shapes and queries."""

from __future__ import annotations

from pathlib import Path

__all__ = ["folder"]

_PACKAGE = Path(__file__).parents[1]


def folder(name: str) -> Path:
    """Return the data folder ``name``: that of the checkout if the program runs from one, else the wheel's.

    Raises FileNotFoundError if neither exists.

    >>> folder("ontology").is_dir()
    True
    """
    checkout, wheel = _PACKAGE.parent / name, _PACKAGE / "_data" / name
    # Only a checkout has a pyproject.toml: site-packages may hold an unrelated folder of the same name.
    if checkout.is_dir() and (_PACKAGE.parent / "pyproject.toml").is_file():
        return checkout
    if wheel.is_dir():
        return wheel
    raise FileNotFoundError(f"the {name}/ folder of tipgraph is missing: reinstall the package")
