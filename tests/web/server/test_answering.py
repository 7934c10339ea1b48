"""Queries answered without a server."""

from __future__ import annotations

import csv
import io

import pytest
from pyoxigraph import NamedNode, Store

from tests.archive import store
from tipgraph.analysis.queries import catalog
from tipgraph.web.server import answering
from tipgraph.web.server.answering import answer
from tipgraph.web.server.jobs import QueryJob
from tipgraph.web.server.limits import Limits

HUBS = catalog()["hubs"].text


@pytest.fixture(scope="module")
def archive() -> Store:
    return store()


def table(archive: Store, **asked: object) -> list[list[str]]:
    values = (("year", "2014"),)
    reply = answer(archive, QueryJob(HUBS, values, accept="text/csv", **asked), Limits())  # type: ignore[arg-type]
    return list(csv.reader(io.StringIO(reply.body.decode())))[1:]


def test_a_query_runs_in_the_variant_that_fits(archive: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        answering, "choose_form", lambda *_: "SELECT ?year { BIND('of its other form' AS ?x) }"
    )
    assert table(archive) == [["2014"]]


def test_a_query_of_some_graphs_runs_unchanged(archive: Store) -> None:
    [mexico] = {
        quad.graph_name.value
        for quad in archive
        if isinstance(quad.graph_name, NamedNode) and "2014/MEX" in quad.graph_name.value
    }
    # The variant by graph would find none, because only the graphs of the protocol are named graphs.
    some = table(archive, default_graphs=(mexico,))
    assert some
    assert len(some) < len(table(archive))
