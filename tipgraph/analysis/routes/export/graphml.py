"""GraphML, for igraph, yEd, Gephi, Cytoscape and NetworkX."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from networkx.readwrite.graphml import GraphMLWriter

from tipgraph.analysis.routes.export.flat import FlatGraph

__all__ = ["files"]


class _Writer(GraphMLWriter):
    """The writer that uses the XML library of Python: `write_graphml` uses lxml if it is installed, and then
    writes other bytes.
    """

    def add_data(self, name: str, element_type: type, value: str, *rest: Any, **options: Any) -> Any:
        """Write booleans as XML does: true and false."""
        cell = value.lower() if element_type is bool else value
        return super().add_data(name, element_type, cell, *rest, **options)


def files(graph: FlatGraph, target: Path) -> Mapping[Path, bytes]:
    """Return the file."""
    writer = _Writer(encoding="utf-8", prettyprint=True, edge_id_from_attribute="id")
    writer.add_graph_element(graph)
    written = BytesIO()
    writer.dump(written)
    return {target: written.getvalue() + b"\n"}
