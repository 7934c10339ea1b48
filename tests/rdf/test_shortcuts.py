"""Shortcuts say only what is asserted of trafficking."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pyoxigraph import NamedNode, Store, Triple

from tipgraph.model.claims import Reading, RouteClaim
from tipgraph.rdf.convert import shortcuts
from tipgraph.rdf.emit import quads
from tipgraph.rdf.terms import term


def _store(reading: Reading) -> Store:
    store = Store()
    store.extend(quads(reading))
    return store


def _node(path: str) -> NamedNode:
    return NamedNode("https://w3id.org/tipgraph/" + path)


def test_roles_and_routes_are_cut_short(small: Reading) -> None:
    assert set(shortcuts(_store(small))) == {
        Triple(_node("place/AGO"), term("tg:playsRole"), _node("concept/role/source")),
        Triple(_node("place/AGO"), term("tg:hasRouteTo"), _node("place/NAM")),
        Triple(_node("place/AGO"), term("tg:hasRouteTo"), _node("place/AGO/neighbors")),
    }


@pytest.mark.parametrize("change", [{"certainty": "possible"}, {"route_kind": "migration"}])
def test_what_is_possible_or_migration_is_no_shortcut(small: Reading, change: dict[str, str]) -> None:
    weaker = tuple(replace(claim, **change) for claim in small.claims if isinstance(claim, RouteClaim))  # type: ignore[arg-type]
    assert shortcuts(_store(replace(small, claims=weaker))) == []


def test_a_graph_of_readings_holds_none(small: Reading) -> None:
    assert not any(quad.predicate in (term("tg:playsRole"), term("tg:hasRouteTo")) for quad in quads(small))
