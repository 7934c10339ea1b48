"""Networks with attributes that every format supports: strings, numbers and booleans, with labels for codes.

Lists are joined by ``|``; unknown values are omitted. Line ends are ``\\n``, and characters that XML does not
allow are replaced, in all formats, so that all files of a network have the same values.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

import networkx as nx

from tipgraph.analysis.routes.corroboration import Support
from tipgraph.analysis.routes.gazetteer import Gazetteer
from tipgraph.analysis.routes.loading import read_quotes
from tipgraph.analysis.routes.network import DiGraph
from tipgraph.model.iris import BASE
from tipgraph.model.vocabulary import Vocabulary, load
from tipgraph.rdf.store import Queryable
from tipgraph.util.output_text import SEPARATOR, replace_control_characters

__all__ = ["FlatGraph", "Value", "flatten"]

FlatGraph: TypeAlias = DiGraph
"""A network with one edge for each pair of places, or (as a ``MultiDiGraph``) for each claim.

All attributes have the type ``str``, ``int``, ``float`` or ``bool``. Each edge has an ``id`` and a
``weight``.
"""

Value: TypeAlias = str | int | float | bool

_SCHEMES = {
    "kind": "route-kind", "kinds": "route-kind", "certainty": "certainty", "victims": "victim-group",
    "exploitation": "exploitation", "sectors": "sector",
}  # fmt: skip
"""The vocabularies of attributes with codes of concepts."""

_PLACES = frozenset({"reporting", "via"})
"""The attributes with codes of places."""

_SUPPORT = {
    Support.BOTH: "reports on both ends",
    Support.SILENT: "reports on one end; a report on the other does not mention it",
    Support.UNREAD: "reports on one end; no report on the other was read",
    Support.OTHERS: "only reports on third countries",
    Support.REGION: "an end is a region, which has no report",
    Support.INFERRED: "inferred from a region's name; no report states it",
}


def flatten(
    graph: DiGraph, store: Queryable | None = None, vocabulary: Vocabulary | None = None
) -> FlatGraph:
    """Return a flat copy of a network, sorted by places and claims.

    The network is a result of `tipgraph.analysis.routes.aggregate` or `tipgraph.analysis.routes.multigraph`.
    With a ``store``, each edge has the first ``quote`` of its claim; for an aggregated edge this is the first
    of its claims, whose IRI is in ``claim``. Labels come from ``vocabulary``, by default the ontology's.
    """
    labels = _Labels(vocabulary or load())
    quotes = _first_quotes(store, graph) if store is not None else {}
    made: FlatGraph = nx.MultiDiGraph() if graph.is_multigraph() else nx.DiGraph()
    for place in sorted(graph):
        made.add_node(place, **_clean({**graph.nodes[place], "iri": f"{BASE}place/{place}"}))
    for origin, destination, name, attributes in sorted(_edges(graph), key=lambda edge: edge[:3]):
        key = {"key": name} if graph.is_multigraph() else {}
        about = {"id": name, **_ends(origin, destination, labels), **_flat(attributes, quotes, labels)}
        made.add_edge(origin, destination, **key, **_clean(about))
    return made


def _edges(graph: DiGraph) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """Yield origin, destination, a unique identifier, and attributes."""
    if isinstance(graph, nx.MultiDiGraph):
        yield from graph.edges(keys=True, data=True)
        return
    for origin, destination, attributes in graph.edges(data=True):
        yield origin, destination, f"{origin}>{destination}", attributes


def _claim(attributes: Mapping[str, Any]) -> str | None:
    claims = (attributes["claim"],) if "claim" in attributes else attributes.get("claims", ())
    return next(iter(claims), None)


def _first_quotes(store: Queryable, graph: DiGraph) -> dict[str, str]:
    claims = {claim for *_, attributes in _edges(graph) if (claim := _claim(attributes))}
    return {claim: quotes[0].text for claim, quotes in read_quotes(store, claims).items() if quotes}


class _Labels:
    """The labels of codes; an unknown code is its own label."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self.place = Gazetteer(vocabulary).label

    def of(self, attribute: str, code: str) -> str | None:
        """Return the label of an attribute's code; None for an attribute without codes."""
        if attribute in _PLACES:
            return self.place(code)
        if attribute == "support":
            return _SUPPORT[Support(code)]
        if attribute not in _SCHEMES:
            return None
        known = self._vocabulary[_SCHEMES[attribute]].get(code)
        return known.label if known else code


def _ends(origin: str, destination: str, labels: _Labels) -> dict[str, Any]:
    names = labels.place(origin), labels.place(destination)
    return {"label": " → ".join(names), "origin_label": names[0], "destination_label": names[1], "weight": 1}


def _flat(attributes: Mapping[str, Any], quotes: Mapping[str, str], labels: _Labels) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name, value in attributes.items():
        made[name] = value
        codes = value if isinstance(value, tuple) else (value,)
        if named := [label for code in codes if (label := labels.of(name, code)) is not None]:
            made[f"{name}_label"] = tuple(named) if isinstance(value, tuple) else named[0]
    if years := attributes.get("years"):
        made |= {"first_year": min(years), "last_year": max(years)}
    claim = _claim(attributes)
    return made | {"claim": claim, "quote": quotes.get(claim or "")}


def _clean(attributes: Mapping[str, Any]) -> dict[str, Value]:
    return {name: _value(value) for name, value in attributes.items() if value not in (None, (), "")}


def _value(value: Any) -> Value:
    if isinstance(value, tuple):
        return replace_control_characters(_joined(map(str, value)))
    return value if isinstance(value, int | float) else replace_control_characters(str(value))


def _joined(values: Iterable[str]) -> str:
    return SEPARATOR.join(value.replace(SEPARATOR, "¦") for value in values)
