"""DOT, for Graphviz."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from math import log2
from pathlib import Path

from tipgraph.analysis.routes.export.flat import FlatGraph, Value
from tipgraph.analysis.routes.route import POSSIBLE

__all__ = ["files"]

_ENTITY = re.compile(r"&(?=#?\w+;)")
_BARE = re.compile(r"[a-z_]\w*|-?(\d+(\.\d*)?|\.\d+)", re.ASCII | re.IGNORECASE)
_KEYWORDS = frozenset({"digraph", "edge", "graph", "node", "strict", "subgraph"})


def files(graph: FlatGraph, target: Path) -> Mapping[Path, bytes]:
    """Return the file.

    Regions are boxes. A line's width grows with the number of reports; it is dashed if no report asserts the
    route. The file also has the attributes that Graphviz does not know: Graphviz ignores them.
    """
    return {target: "\n".join(_lines(graph)).encode()}


def _lines(graph: FlatGraph) -> Iterator[str]:
    yield "digraph routes {"
    yield f"\tgraph {_list({'charset': 'UTF-8', 'rankdir': 'LR'})}"
    for place, attributes in graph.nodes(data=True):
        shape = "box" if attributes.get("region") else "ellipse"
        yield f"\t{_id(place)} {_list({**attributes, 'shape': shape})}"
    for origin, destination, attributes in graph.edges(data=True):
        # Graphviz would draw the label on every line: it goes into the tooltip instead.
        rest = {name: value for name, value in attributes.items() if name != "label"}
        yield f"\t{_id(origin)} -> {_id(destination)} {_list({**rest, **_line_style(attributes)})}"
    yield "}\n"


def _line_style(attributes: Mapping[str, Value]) -> dict[str, str]:
    is_possible = attributes.get("certainty") == POSSIBLE or attributes.get("asserting") == 0
    return {
        "tooltip": "\n".join(str(attributes[name]) for name in ("label", "quote") if name in attributes),
        "penwidth": f"{log2(1 + int(attributes['weight'])):.2f}",
        "style": "dashed" if is_possible else "solid",
    }


def _list(attributes: Mapping[str, Value]) -> str:
    ordered = sorted(attributes, key=lambda name: (name != "label", name))
    pairs = (f"{_id(name)}={_id(_text(attributes[name]))}" for name in ordered)
    return f"[{' '.join(pairs)}]"


def _text(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _id(text: str) -> str:
    """Return a text as an identifier of DOT that Graphviz shows as it is, without escapes and entities.

    >>> print(_id("GTM"), _id("graph"), _id('the "sea"'))
    GTM "graph" "the \\"sea\\""
    """
    if _BARE.fullmatch(text) and text.lower() not in _KEYWORDS:
        return text
    escaped = _ENTITY.sub("&amp;", text).replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
    return f'"{escaped}"'
