"""Shortcuts state only asserted claims about trafficking."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store, Triple, parse, serialize

from tipgraph.model.claims import Extraction, RouteClaim
from tipgraph.rdf.emit import quads, shortcuts, write_shortcuts
from tipgraph.rdf.terms import term


def _store(extraction: Extraction) -> Store:
    store = Store()
    store.extend(quads(extraction))
    return store


def _node(path: str) -> NamedNode:
    return NamedNode("https://w3id.org/tipgraph/" + path)


def test_shortcuts_of_roles_and_routes(small: Extraction) -> None:
    assert set(shortcuts(_store(small))) == {
        Triple(_node("place/AGO"), term("tg:playsRole"), _node("concept/role/source")),
        Triple(_node("place/AGO"), term("tg:hasRouteTo"), _node("place/NAM")),
        Triple(_node("place/AGO"), term("tg:hasRouteTo"), _node("place/AGO/neighbors")),
    }


@pytest.mark.parametrize("change", [{"certainty": "possible"}, {"route_kind": "migration"}])
def test_possible_claims_and_migration_give_no_shortcut(small: Extraction, change: dict[str, str]) -> None:
    weaker = tuple(replace(claim, **change) for claim in small.claims if isinstance(claim, RouteClaim))  # type: ignore[arg-type]
    assert shortcuts(_store(replace(small, claims=weaker))) == []


def test_a_file_of_shortcuts(small: Extraction, tmp_path: Path) -> None:
    graph = tmp_path / "graph.nq"
    serialize(quads(small), graph, RdfFormat.N_QUADS)
    assert write_shortcuts(graph, tmp_path / "shortcuts.ttl") == 3
    written = parse(path=tmp_path / "shortcuts.ttl")
    assert {quad.triple for quad in written} == set(shortcuts(_store(small)))


def test_a_graph_has_no_shortcuts(small: Extraction) -> None:
    assert not any(quad.predicate in (term("tg:playsRole"), term("tg:hasRouteTo")) for quad in quads(small))
