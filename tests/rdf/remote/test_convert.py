"""Graphs of a server, published and served as sites."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Quad, Store

from tests.rdf.remote.filling import documents, fill
from tests.rdf.remote.servers import Server
from tests.web.publish import sites
from tests.web.server.serving import served
from tipgraph.errors import UnreadableError
from tipgraph.model.iris import BASE
from tipgraph.rdf.reference import reference
from tipgraph.web.publish import publish
from tipgraph.web.publish.local_store import local_store


def content() -> list[Quad]:
    """Return a graph as a build writes it."""
    strangers = f"{BASE}odd"
    return [quad for quad in sites.store(texts=True) if getattr(quad.graph_name, "value", "") != strangers]


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.slow
def test_a_site_is_the_same_from_a_server_and_from_a_file(server: Server, tmp_path: Path) -> None:
    fill(server.address, content())
    Store(tmp_path / "store").bulk_extend(content())
    steps: list[tuple[int, int, str]] = []
    for source, name in ((server.address, "theirs"), (str(tmp_path / "store"), "ours")):
        publish(source, tmp_path / name, texts=True, progress=lambda *step: steps.append(step))
    assert files(tmp_path / "theirs") == files(tmp_path / "ours")
    copied = [(done, total) for done, total, note in steps if "copied" in note]
    assert copied == [(number, len(copied)) for number in range(1, len(copied) + 1)]


def test_a_copy_equals_the_server(server: Server, tmp_path: Path) -> None:
    fill(server.address, content())
    told: list[tuple[int, int, int]] = []
    store = Store.read_only(
        str(local_store(server.address, tmp_path / "copy", lambda *each: told.append(each)))
    )
    assert set(store) == set(content())
    graphs = len(set(store.named_graphs()))
    assert told[-1] == (graphs, graphs, len(store))


@pytest.mark.slow
def test_a_graph_on_a_server_is_served(oxigraph_server: Server) -> None:
    fill(oxigraph_server.address, content())
    with served(oxigraph_server.address, "--workers", "1") as server:
        assert server.fetch("/place/GTM.html").status == 200
        assert server.ask("ASK { ?claim tg:origin place:GTM }", "text/csv").text == "true"
    assert "Copied" in server.lines
    assert "statements" in server.lines


def test_missing_vocabularies_are_added(oxigraph_server: Server, tmp_path: Path) -> None:
    fill(oxigraph_server.address, documents())
    store = Store.read_only(str(local_store(oxigraph_server.address, tmp_path / "copy")))
    assert set(store) == {*documents(), *reference()}


def test_a_server_without_a_graph_is_an_error(oxigraph_server: Server, tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="no graph of the model"):
        publish(oxigraph_server.address, tmp_path / "site")
    assert not (tmp_path / "site").exists()
