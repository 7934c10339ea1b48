"""Graphs of an older model are recognised by the number of their runs and by what they contain."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from tests.examples import small_extraction
from tipgraph.errors import UnreadableError
from tipgraph.rdf.emit import quads
from tipgraph.rdf.store import is_of_older_model, refuse_older_model

PREFIXES = """
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix tg: <https://w3id.org/tipgraph/ontology#> .
@base <https://example.org/> .
"""
GRAPHS = {
    "<a> a oa:TextPositionSelector . <b> a oa:TextQuoteSelector .": True,
    "<a> a oa:TextPositionSelector , tg:TextSelector .": False,
    "<a> a tg:TextSelector .": False,
    "<a> a tg:RouteClaim .": True,
    "<a> a tg:RouteClaim ; tg:onRoute <b> .": False,
    "<a> a tg:MeasureClaim .": False,
    "<a> tg:model 1 .": True,
    "<a> tg:model 2 .": False,
    "<a> tg:model 1 . <b> tg:model 2 .": False,
    "": False,
}


@pytest.mark.parametrize("text", GRAPHS)
def test_signs_of_an_older_model(text: str) -> None:
    store = Store()
    store.load(f"{PREFIXES}{text}".encode(), RdfFormat.TURTLE)
    assert is_of_older_model(store) == GRAPHS[text]


def test_a_graph_of_this_version_is_not_older() -> None:
    store = Store()
    store.extend(quads(small_extraction()))
    refuse_older_model(store, "graph.trig")


def test_the_message_says_what_to_do() -> None:
    store = Store()
    store.load(path=str(Path(__file__).with_name("older.trig")), format=RdfFormat.TRIG)
    with pytest.raises(UnreadableError) as raised:
        refuse_older_model(store, "archive")
    assert "built by tipgraph 0.1" in raised.value.cause
    assert raised.value.remedy.endswith("tipgraph build SOURCE... -o archive")
