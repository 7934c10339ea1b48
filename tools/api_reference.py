"""Writes docs/api.md from the docstrings of the public names: ``python -m tools.api_reference``."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType

import tipgraph

__all__ = ["PAGE", "reference"]

PAGE = Path(__file__).parents[1] / "docs" / "api.md"

_WIDTH = 88
_QUOTED = re.compile(r"(: |-> )'([^']*)'")
"""An annotation as `inspect` shows it where annotations are not evaluated."""
_HEAD = """\
# Python interface

<!-- Made from docstrings by `python -m tools.api_reference`; a test compares them. -->

Import these names from `tipgraph`. They are the public interface; everything else may change in any version.
The package is annotated and has a `py.typed` marker.
"""


def reference() -> str:
    """Return the page: each name of ``tipgraph.__all__`` with its signature and docstring."""
    names = sorted(set(tipgraph.__all__) - {"__version__"}, key=str.lower)
    listed = ", ".join(f"[{name}](#{name.lower()})" for name in names)
    entries = "".join(_entry(name, getattr(tipgraph, name)) for name in names)
    return f"{_HEAD}\n{listed}.\n{entries}\n## `__version__`\n\nThe version of the program.\n"


def _entry(name: str, thing: object) -> str:
    members = "".join(_member(name, *found) for found in _members(thing)) if inspect.isclass(thing) else ""
    return f"\n## {name}\n\n{_signature(name, thing)}{_prose(thing)}{members}"


def _member(owner: str, name: str, thing: object) -> str:
    shown = _signature(f"{owner}.{name}", thing) if callable(thing) else ""
    return f"\n### {owner}.{name}\n\n{shown}{_prose(thing)}"


def _members(kind: type) -> Iterator[tuple[str, object]]:
    """Yield the public methods and properties that a class defines, in the order of its source."""
    for name, value in vars(kind).items():
        if not name.startswith("_") and isinstance(value, FunctionType | classmethod | property):
            yield name, value if isinstance(value, property) else getattr(kind, name)


def _signature(name: str, thing: object) -> str:
    assert callable(thing)
    signature = inspect.signature(thing)
    parameters = list(_parameters(signature))
    end = ")" if inspect.isclass(thing) else f") -> {inspect.formatannotation(signature.return_annotation)}"
    line = f"{name}({', '.join(parameters)}{end}"
    if len(line) > _WIDTH:
        line = f"{name}(\n" + "".join(f"    {each},\n" for each in parameters) + end
    shown = _QUOTED.sub(r"\1\2", line)
    return f"```text\n{shown}\n```\n\n"


def _parameters(signature: inspect.Signature) -> Iterator[str]:
    """Yield each parameter; a default that is no plain value is shown as ``...``."""
    keywords = False
    for each in signature.parameters.values():
        if each.kind is each.KEYWORD_ONLY and not keywords:
            keywords = True
            yield "*"
        if each.name != "self":
            plain = isinstance(each.default, type(None) | bool | int | str | tuple | type(each.empty))
            shown = each if plain and "<function" not in str(each) else each.replace(default=...)
            yield str(shown).replace("Ellipsis", "...")


def _prose(thing: object) -> str:
    """Return a docstring as Markdown: code in single backquotes, examples in blocks."""
    text = inspect.getdoc(thing) or ""
    paragraphs = (_paragraph(each) for each in text.replace("``", "`").split("\n\n"))
    return "\n\n".join(paragraphs) + "\n"


def _paragraph(text: str) -> str:
    if text.startswith(">>> "):
        return f"```pycon\n{text}\n\n```"
    return text


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
