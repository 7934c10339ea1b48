"""The data of the program: its folders (ontology, shapes and queries), TOML files and HTML templates."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from tipgraph.errors import UnreadableError

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["folder", "html_templates", "read_table", "read_toml"]

_Made = TypeVar("_Made")
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


def read_toml(path: Path) -> dict[str, Any]:
    """Return the tables of a TOML file. Raises UnreadableError if it is missing or not valid TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UnreadableError(f"{path}: {error.strerror}", remedy="install tipgraph again") from error
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"{path} is not valid TOML ({error})", remedy="correct the file") from error


def read_table(path: Path, make: Callable[[dict[str, Any]], _Made]) -> _Made:
    """Return what is made of a TOML file. Raises UnreadableError, too, if its content is not valid."""
    data = read_toml(path)
    try:
        return make(data)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UnreadableError(f"{path.name}: {error} is not valid", remedy="correct the file") from error


@cache
def html_templates(*packages: str) -> Environment:
    """Return the templates in the ``templates`` folders of packages; the first package that has a name wins.

    ``head.html``, the beginning of every page, is there too. Templates escape every value, and fail on a
    missing one.

    >>> html_templates("tipgraph.web").from_string("<b>{{ name }}</b>").render(name="<i>")
    '<b>&lt;i&gt;</b>'
    """
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined  # only pages need it

    return Environment(
        loader=ChoiceLoader(
            [PackageLoader(package, "templates") for package in (*packages, "tipgraph.util")]
        ),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
