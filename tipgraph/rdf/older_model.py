"""Graphs of an older model of claims, which this version cannot read: they have to be built again."""

from __future__ import annotations

from pathlib import Path

from tipgraph.errors import UnreadableError
from tipgraph.model.claims import MODEL
from tipgraph.model.iris import PREFIXES
from tipgraph.rdf.queryable import Queryable

__all__ = ["is_of_older_model", "refuse_older_model"]

_STATED = f"ASK {{ ?run tg:model ?number FILTER NOT EXISTS {{ ?other tg:model {MODEL} }} }}"
_TWO_SELECTORS = """
ASK { ?selector a oa:TextPositionSelector FILTER NOT EXISTS { ?selector a tg:TextSelector } }
"""
_CLAIMS_ON_ROUTES = "ASK { ?claim a tg:RouteClaim }"
_ROUTES = "ASK { ?claim tg:onRoute ?route }"


def is_of_older_model(store: Queryable) -> bool:
    """Return whether a graph is of an older model than `MODEL`.

    The descriptions of runs state the number since 0.2. A graph of 0.1 has evidence with two selectors, and
    claims on routes without `tg:onRoute`.
    """
    return (
        _asks(store, _STATED)
        or _asks(store, _TWO_SELECTORS)
        or (_asks(store, _CLAIMS_ON_ROUTES) and not _asks(store, _ROUTES))
    )


def refuse_older_model(store: Queryable, source: str | Path) -> None:
    """Raise UnreadableError if a graph is of an older model."""
    if is_of_older_model(store):
        raise UnreadableError(
            f"{source} was built by tipgraph 0.1, with an older model of claims",
            remedy=f"build it again from its sources: tipgraph build SOURCE... -o {source}",
        )


def _asks(store: Queryable, query: str) -> bool:
    return bool(store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True))
