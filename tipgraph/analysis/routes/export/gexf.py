"""GEXF, for Gephi: edges that come and go with the years of their reports, places where a map has them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import networkx as nx

from tipgraph.analysis.routes.export.flat import SEPARATOR, FlatGraph, Value

__all__ = ["SCALE", "files"]

SCALE = 10
"""How far a degree is on the canvas: Gephi's nodes are some ten wide, and would cover the map."""

_META = re.compile(rb"<meta.*?</meta>", re.DOTALL)
_OURS = b"<meta><creator>tipgraph</creator></meta>"


def files(graph: FlatGraph, target: Path) -> Mapping[Path, bytes]:
    """Return the file: a dynamic graph, whose edges are there from the first to the last day of years."""
    made = graph.copy()
    for _, attributes in made.nodes(data=True):
        attributes |= _position(attributes)
    for *_, attributes in made.edges(data=True):
        attributes |= _times(attributes)
    made.graph["mode"] = "dynamic"
    written = BytesIO()
    nx.write_gexf(made, written)
    # networkx writes the day and its own version there: the same network is to give the same bytes.
    return {target: _META.sub(_OURS, written.getvalue(), count=1) + b"\n"}


def _position(attributes: Mapping[str, Any]) -> dict[str, Any]:
    if "latitude" not in attributes:
        return {}
    x, y = (round(attributes[name] * SCALE, 2) for name in ("longitude", "latitude"))
    return {"viz": {"position": {"x": x, "y": y, "z": 0.0}}}


def _times(attributes: Mapping[str, Value]) -> dict[str, Any]:
    """Return an edge's start and end, or, where years between have no report, its spells."""
    years = str(attributes.get("years") or attributes.get("year") or "")
    spells = [
        (f"{first:04}-01-01", f"{last:04}-12-31")
        for first, last in _runs(map(int, filter(None, years.split(SEPARATOR))))
    ]
    if len(spells) == 1:
        return dict(zip(("start", "end"), spells[0], strict=True))
    return {"spells": spells} if spells else {}


def _runs(years: Iterable[int]) -> list[tuple[int, int]]:
    """Return the first and last of years that follow each other.

    >>> _runs([2004, 2005, 2012])
    [(2004, 2005), (2012, 2012)]
    """
    runs: list[tuple[int, int]] = []
    for year in sorted(years):
        if runs and year <= runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], year)
        else:
            runs.append((year, year))
    return runs
