"""GEXF, for Gephi. Edges exist in the years of their reports; places have their coordinates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import networkx as nx

from tipgraph.analysis.routes.export.flat import SEPARATOR, FlatGraph, Value

__all__ = ["files"]

_SCALE = 10
"""Units of the canvas for each degree: nodes in Gephi are about 10 units wide and would cover the map."""

_META = re.compile(rb"<meta.*?</meta>", re.DOTALL)
_OURS = b"<meta><creator>tipgraph</creator></meta>"


def files(graph: FlatGraph, target: Path) -> Mapping[Path, bytes]:
    """Return the file: a dynamic graph, whose edges exist from the first to the last day of years."""
    made = graph.copy()
    for _, attributes in made.nodes(data=True):
        attributes |= _position(attributes)
    for *_, attributes in made.edges(data=True):
        attributes |= _times(attributes)
    made.graph["mode"] = "dynamic"
    written = BytesIO()
    nx.write_gexf(made, written)
    # networkx writes the date and its version here; the same network has to give the same bytes.
    return {target: _META.sub(_OURS, written.getvalue(), count=1) + b"\n"}


def _position(attributes: Mapping[str, Any]) -> dict[str, Any]:
    if "latitude" not in attributes:
        return {}
    x, y = (round(attributes[name] * _SCALE, 2) for name in ("longitude", "latitude"))
    return {"viz": {"position": {"x": x, "y": y, "z": 0.0}}}


def _times(attributes: Mapping[str, Value]) -> dict[str, Any]:
    """Return the start and end of an edge, or its spells if years between have no report."""
    years = str(attributes.get("years") or attributes.get("year") or "")
    spells = [
        (f"{first:04}-01-01", f"{last:04}-12-31")
        for first, last in _runs(map(int, filter(None, years.split(SEPARATOR))))
    ]
    if len(spells) == 1:
        return dict(zip(("start", "end"), spells[0], strict=True))
    return {"spells": spells} if spells else {}


def _runs(years: Iterable[int]) -> list[tuple[int, int]]:
    """Return the first and last year of each run of consecutive years.

    >>> _runs([2004, 2005, 2007])
    [(2004, 2005), (2007, 2007)]
    """
    runs: list[tuple[int, int]] = []
    for year in sorted(years):
        if runs and year <= runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], year)
        else:
            runs.append((year, year))
    return runs
