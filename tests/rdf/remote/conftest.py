from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.rdf.remote.servers import Server, oxigraph, virtuoso, virtuoso_program
from tipgraph.rdf.remote.address import Address
from tipgraph.rdf.remote.client import Exchange
from tipgraph.rdf.remote.store import RemoteStore, write_endpoint
from tipgraph.rdf.remote.writer import graph_sender

ROWS = 12_000
"""Fewer than the statements of the vocabularies, so that Virtuoso truncates long answers."""


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Remove the user's settings from the environment."""
    for name in ("USER", "PASSWORD", "TOKEN", "UPDATE", "GRAPHS", "TIMEOUT"):
        monkeypatch.delenv(f"TIPGRAPH_{name}", raising=False)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture(scope="session")
def running_virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    if virtuoso_program() is None:
        pytest.skip("Virtuoso is not installed (Debian's virtuoso-opensource)")
    with virtuoso(tmp_path_factory.mktemp("virtuoso"), ROWS) as server:
        yield server


@pytest.fixture
def empty_virtuoso(running_virtuoso: Server, monkeypatch: pytest.MonkeyPatch) -> Server:
    """A Virtuoso, which takes seconds to start, without what other tests left in it."""
    monkeypatch.setenv("TIPGRAPH_USER", "dba")
    monkeypatch.setenv("TIPGRAPH_PASSWORD", "dba")
    address = Address.of(running_virtuoso.address)
    exchange = Exchange(address)
    store = RemoteStore(address, exchange)
    to = graph_sender(exchange, write_endpoint(exchange, store.url))
    for graph in list(store.named_graphs()):
        to.drop(graph.value)
    exchange.close()
    return running_virtuoso


@pytest.fixture
def oxigraph_server() -> Iterator[Server]:
    with oxigraph() as server:
        yield server


@pytest.fixture(params=["oxigraph", pytest.param("virtuoso", marks=pytest.mark.slow)])
def server(request: pytest.FixtureRequest) -> Server:
    """Return an empty server of each kind."""
    found = request.getfixturevalue("oxigraph_server" if request.param == "oxigraph" else "empty_virtuoso")
    assert isinstance(found, Server)
    return found
