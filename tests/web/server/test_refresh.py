"""A graph that changes under a running server."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from threading import Timer

import pytest
from pyoxigraph import Quad, RdfFormat, Store

from tests.archive import EXTRACTIONS, store
from tests.rdf.remote.filling import fill, update
from tests.rdf.remote.servers import Server, oxigraph
from tests.web.server.serving import PREFIX, RUNAWAY, Served, served
from tipgraph.errors import TipgraphError, UnreadableError
from tipgraph.model.claims import Extraction
from tipgraph.rdf.formats import STORE
from tipgraph.rdf.serialize import pieces
from tipgraph.rdf.writers import open_writer
from tipgraph.web.server.front import Front
from tipgraph.web.server.job import Task
from tipgraph.web.server.limits import Limits
from tipgraph.web.server.source import Source
from tipgraph.web.server.state import state
from tipgraph.web.server.workers import Pool

PATIENCE = 60
LESS, ALL = EXTRACTIONS[:2], EXTRACTIONS
"""Guatemala's two copies of 2014; those and reports on other countries."""
CUBA = "ASK { ?claim tg:reportCountry place:CUB }"


def build(folder: Path, extractions: Sequence[Extraction] = ALL) -> None:
    """Let a store take its place, as a build does."""
    with open_writer(str(folder)) as writer:
        writer.add(pieces(content(extractions), STORE))


def content(extractions: Sequence[Extraction]) -> list[Quad]:
    return list(store(extractions))


def write(file: Path, extractions: Sequence[Extraction] = ALL) -> None:
    beside = file.with_name("beside")
    store(extractions).dump(str(beside), RdfFormat.N_QUADS)
    beside.replace(file)


def put(file: Path, text: str) -> None:
    """Write a text as a whole: the server may look at any time."""
    beside = file.with_name("beside")
    beside.write_text(text)
    beside.replace(file)


def told(server: Served, words: str) -> str:
    """Return the next line with these words that a server says, which is ended where it says none."""
    lines = server.process.stderr
    assert lines is not None
    deadline = Timer(PATIENCE, server.process.kill)
    deadline.start()
    try:
        found = next((line for line in lines if words in line), "")
    finally:
        deadline.cancel()
    assert found, f"it has not said: {words}"
    return found


def until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.1)


def knows_cuba(server: Served) -> bool:
    found = server.ask(CUBA, "text/csv")
    assert found.status == 200, found.text
    return found.text == "true"


def last_words(server: Served) -> str:
    """End a server, and return what it has said since it began to serve."""
    server.process.terminate()
    assert server.process.stderr is not None
    return server.process.stderr.read()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    build(tmp_path / "store", LESS)
    return tmp_path / "store"


@pytest.fixture
def remote(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with oxigraph() as server:
        fill(server.address, content(LESS))
        yield server


def test_a_store_that_was_built_anew_is_served(folder: Path) -> None:
    with served(folder, "--workers", "1") as server:
        assert not knows_cuba(server)
        before = {path: server.fetch(path) for path in ("/countries.html", "/void.ttl")}
        assert server.fetch("/report/factbook/2014/CUB.html").status == 404
        build(folder)
        until(lambda: knows_cuba(server))
        assert server.fetch("/report/factbook/2014/CUB.html").status == 200
        for path, old in before.items():
            new = server.fetch(path, headers={"If-None-Match": old.headers["etag"]})
            assert (new.status, new.body != old.body) == (200, True), path
        assert last_words(server).count("has changed") == 1


def test_no_answer_fails_while_stores_change(folder: Path) -> None:
    """Old and new are not mixed: once a client has seen the new store, it does not see the old one again."""
    with served(folder, "--workers", "1", "--timeout", "1") as server:
        for number, extractions in enumerate((ALL, LESS)):
            expected = extractions is ALL
            server.ask(f"{RUNAWAY} # {number}")  # its worker is replaced, by one that opens the store anew
            build(folder, extractions)
            seen: list[bool] = []
            while not seen or seen[-1] is not expected:
                found = server.ask(f"{CUBA} # {number} {len(seen)}", "text/csv")  # not one of those known
                assert found.status == 200, found.text
                seen.append(found.text == "true")
                assert server.fetch(f"/place/GTM.html?{len(seen)}").status == 200
            assert seen == sorted(seen, reverse=not expected)
            until(lambda: knows_cuba(server) is expected)  # noqa: B023 - it is called at once


def test_workers_answer_from_the_store_that_they_were_started_for(folder: Path) -> None:
    async def start() -> None:
        pool = Pool(Task(folder, before, Limits(workers=1, spare=0), Front()))
        try:
            await pool.start()
        finally:
            await pool.stop()

    before = state(folder)
    asyncio.run(start())
    build(folder)
    with pytest.raises(TipgraphError, match="did not start"):
        asyncio.run(start())


def test_a_file_is_served_as_it_is_and_as_it_was_where_it_is_broken(tmp_path: Path) -> None:
    file = tmp_path / "graph.nq"
    write(file, LESS)
    with served(file, "--workers", "1") as server:
        assert not knows_cuba(server)
        put(file, "<a> <b> no graph")
        complaint = told(server, "cannot be read")
        assert re.match(r"Error: .*graph\.nq has changed, but cannot be read as it is now: .", complaint)
        assert server.ask("ASK { ?claim tg:reportCountry place:GTM }", "text/csv").text == "true"
        write(file, ALL)
        until(lambda: knows_cuba(server))
        file.unlink()
        assert "graph.nq" in told(server, "cannot be read")
        assert knows_cuba(server)


def test_a_file_whose_pages_cannot_be_made_is_not_served(tmp_path: Path) -> None:
    file = tmp_path / "graph.nq"
    write(file, LESS)
    with served(file, "--workers", "1") as server:
        document = "https://w3id.org/tipgraph/document/tip/2014/GTM/odd"
        # On a report of which nothing else is said:
        line = f"<{document}> <{PREFIX}ontology#report> <{PREFIX}report/odd> <{document}#graph> .\n"
        put(file, file.read_text() + line)
        assert told(server, "cannot be read as it is now").startswith("Error: ")
        assert server.fetch("/countries.html").status == 200
        assert server.ask(f"ASK {{ ?document tg:report <{PREFIX}report/odd> }}", "text/csv").text == "false"


def test_what_a_server_has_is_copied_again(remote: Server) -> None:
    with served(remote.address, "--workers", "1", "--refresh", "0.01") as server:
        assert "copied again every 0.01 minutes" in server.said
        assert not knows_cuba(server)
        fill(remote.address, content(ALL))
        until(lambda: knows_cuba(server))
        assert server.fetch("/report/factbook/2014/CUB.html").status == 200
        assert last_words(server).count("has changed") == 1


def test_a_server_that_is_gone_is_told_of_and_its_copy_served(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with oxigraph() as remote:
        fill(remote.address, content(LESS))
        running = served(remote.address, "--workers", "1", "--refresh", "0.01")
        server = running.__enter__()
    try:
        assert remote.address in told(server, "cannot be read")
        assert server.ask("ASK { ?claim tg:reportCountry place:GTM }", "text/csv").text == "true"
    finally:
        running.__exit__(None, None, None)


def test_only_what_has_changed_is_copied_to_stay(remote: Server, tmp_path: Path) -> None:
    source = Source(remote.address, tmp_path)
    source.open(lambda *_: None)
    first = source.folder
    assert asyncio.run(source.renewed()) is None
    assert list(tmp_path.iterdir()) == [first]
    update(remote, "INSERT DATA { GRAPH <https://w3id.org/tipgraph/graph/places> { <a:a> <b:b> 1 } }")
    changed = asyncio.run(source.renewed())
    assert changed is not None
    assert len(Store.read_only(str(changed))) == len(Store.read_only(str(first))) + 1
    source.take(changed)
    source.discard(first)
    assert list(tmp_path.iterdir()) == [changed]


def test_blank_nodes_have_other_names_in_each_copy_and_are_no_change(tmp_path: Path) -> None:
    file, copies = tmp_path / "graph.trig", tmp_path / "copies"
    copies.mkdir()
    store(LESS).dump(str(file), RdfFormat.TRIG)
    graph = f"{file.read_text()}\n<a:g> {{ <a:a> <b:b> [ <b:c> 1 ], [ <b:c> 2 ] }}\n"
    file.write_text(graph)
    source = Source(file, copies)
    source.open(lambda *_: None)
    file.write_text(f"{graph}# the same")
    assert asyncio.run(source.renewed()) is None
    file.write_text(graph.replace("[ <b:c> 2 ]", "[ <b:c> 3 ]"))
    assert asyncio.run(source.renewed()) is not None


def test_a_file_that_no_copy_can_be_made_of_is_read_again_when_it_changes(tmp_path: Path) -> None:
    """A copy may fail for want of room or memory too, which the file itself has no part in."""
    file, copies = tmp_path / "graph.nq", tmp_path / "copies"
    copies.mkdir()
    write(file, LESS)
    source = Source(file, copies)
    source.open(lambda *_: None)
    write(file, ALL)
    (copies / "2").write_text("where the next copy is to lie")
    with pytest.raises(TipgraphError) as caught:
        asyncio.run(source.renewed())
    assert not isinstance(caught.value, UnreadableError)
    assert asyncio.run(source.renewed()) is None
    write(file, ALL[:3])
    assert asyncio.run(source.renewed()) is not None


def test_a_folder_that_is_damaged_is_read_again_when_it_changes(folder: Path, tmp_path: Path) -> None:
    source = Source(folder, tmp_path / "copies")
    source.open(lambda *_: None)
    assert asyncio.run(source.renewed()) is None
    (folder / "CURRENT").write_text("nonsense\n")
    assert source.is_gone()
    with pytest.raises(UnreadableError, match="build it again"):
        asyncio.run(source.renewed())
    assert asyncio.run(source.renewed()) is None
    build(folder)
    assert asyncio.run(source.renewed()) == folder
    source.take(folder)
    assert not source.is_gone()
