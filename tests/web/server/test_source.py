"""The graph that is served, and how it is read again when it changes."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from tests.archive import store
from tests.rdf.remote.filling import update
from tests.rdf.remote.servers import Server
from tests.web.server.changing import ALL, LESS, build, write
from tipgraph.errors import TipgraphError, UnreadableError
from tipgraph.web.server.http import PublicURL
from tipgraph.web.server.limits import Limits
from tipgraph.web.server.snapshots import Source
from tipgraph.web.server.workers import WorkerPool, WorkerSettings, fingerprint


def opened(graph: Path | str, copies: Path) -> Source:
    copies.mkdir(exist_ok=True)
    source = Source(graph, copies)
    source.open(lambda *_: None)
    return source


def test_workers_answer_only_from_the_store_that_they_were_started_for(folder: Path) -> None:
    async def start() -> None:
        pool = WorkerPool(WorkerSettings(folder, before, Limits(workers=1, spare=0), PublicURL(), Path()))
        try:
            await pool.start()
        finally:
            await pool.stop()

    before = fingerprint(folder)
    asyncio.run(start())
    build(folder)
    with pytest.raises(TipgraphError, match="did not start"):
        asyncio.run(start())


@pytest.mark.slow
def test_a_copy_is_kept_only_if_the_graph_has_changed(remote: Server, tmp_path: Path) -> None:
    source = opened(remote.address, tmp_path)
    first = source.folder
    assert asyncio.run(source.refresh()) is None
    assert list(tmp_path.iterdir()) == [first]
    update(remote, "INSERT DATA { GRAPH <https://w3id.org/tipgraph/graph/places> { <a:a> <b:b> 1 } }")
    changed = asyncio.run(source.refresh())
    assert changed is not None
    assert len(Store.read_only(str(changed))) == len(Store.read_only(str(first))) + 1
    source.accept(changed)
    source.discard(first)
    assert list(tmp_path.iterdir()) == [changed]


@pytest.mark.slow
def test_new_names_of_blank_nodes_are_no_change(tmp_path: Path) -> None:
    file = tmp_path / "graph.trig"
    store(LESS).dump(str(file), RdfFormat.TRIG)
    graph = f"{file.read_text()}\n<a:g> {{ <a:a> <b:b> [ <b:c> 1 ], [ <b:c> 2 ] }}\n"
    file.write_text(graph)
    source = opened(file, tmp_path / "copies")
    file.write_text(f"{graph}# the same")
    assert asyncio.run(source.refresh()) is None
    file.write_text(graph.replace("[ <b:c> 2 ]", "[ <b:c> 3 ]"))
    assert asyncio.run(source.refresh()) is not None


def test_a_file_that_cannot_be_copied_is_read_again_when_it_changes(tmp_path: Path) -> None:
    """A copy may also fail for a reason outside the file, such as a full disk or too little memory."""
    file, copies = tmp_path / "graph.nq", tmp_path / "copies"
    write(file, LESS)
    source = opened(file, copies)
    write(file, ALL)
    (copies / "2").write_text("this file has the name of the next copy")
    with pytest.raises(TipgraphError) as caught:
        asyncio.run(source.refresh())
    assert not isinstance(caught.value, UnreadableError)
    assert asyncio.run(source.refresh()) is None
    write(file, ALL[:3])
    assert asyncio.run(source.refresh()) is not None


def test_a_damaged_folder_is_read_again_when_it_changes(folder: Path, tmp_path: Path) -> None:
    source = opened(folder, tmp_path / "copies")
    assert asyncio.run(source.refresh()) is None
    (folder / "CURRENT").write_text("nonsense\n")
    assert source.is_replaced()
    with pytest.raises(UnreadableError, match="build it again"):
        asyncio.run(source.refresh())
    assert asyncio.run(source.refresh()) is None
    build(folder)
    assert asyncio.run(source.refresh()) == folder
    source.accept(folder)
    assert not source.is_replaced()
