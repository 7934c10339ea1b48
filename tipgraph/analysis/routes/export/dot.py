"""DOT, for Graphviz."""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import log2
from pathlib import Path

import graphviz

from tipgraph.analysis.routes.export.flat import FlatGraph, Value
from tipgraph.analysis.routes.route import POSSIBLE

__all__ = ["files"]

_ENTITY = re.compile(r"&(?=#?\w+;)")


def files(graph: FlatGraph, target: Path) -> Mapping[Path, bytes]:
    """Return the file: regions are boxes, lines are as broad as reports are many, dashed if none asserts it.

    Attributes that Graphviz does not know are in it too: it takes no notice of them.
    """
    made = graphviz.Digraph("routes", graph_attr={"charset": "UTF-8", "rankdir": "LR"})
    for place, attributes in graph.nodes(data=True):
        made.node(_name(place), **_texts(attributes), **_shape(attributes))
    for origin, destination, attributes in graph.edges(data=True):
        # A label would be drawn on every line: it is told when one points at the line.
        about = {name: value for name, value in attributes.items() if name != "label"}
        made.edge(_name(origin), _name(destination), **_texts(about), **_stroke(attributes))
    return {target: made.source.encode()}


def _shape(attributes: Mapping[str, Value]) -> dict[str, str]:
    return {"shape": "box" if attributes.get("region") else "ellipse"}


def _stroke(attributes: Mapping[str, Value]) -> dict[str, str]:
    told = [str(attributes[name]) for name in ("label", "quote") if name in attributes]
    unsure = attributes.get("certainty") == POSSIBLE or attributes.get("asserting") == 0
    return {
        "tooltip": _escaped("\n".join(told)),
        "penwidth": f"{log2(1 + int(attributes['weight'])):.2f}",
        "style": "dashed" if unsure else "solid",
    }


def _texts(attributes: Mapping[str, Value]) -> dict[str, str]:
    return {name: _escaped(_text(value)) for name, value in attributes.items()}


def _text(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _name(code: str) -> str:
    escaped: str = graphviz.escape(code)
    return escaped


def _escaped(text: str) -> str:
    """Escape what means something in a label: backslashes, ``<…>`` as a whole, ``&amp;`` and its like."""
    plain = graphviz.escape(_ENTITY.sub("&amp;", text))
    escaped: str = graphviz.nohtml(plain.replace("\n", r"\n"))
    return escaped
