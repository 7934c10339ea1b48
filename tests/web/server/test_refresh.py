"""A graph that changes under a running server."""

from __future__ import annotations

import re
from pathlib import Path
from threading import Timer

import pytest

from tests.rdf.remote.filling import fill
from tests.rdf.remote.servers import Server, oxigraph
from tests.web.server.changing import ALL, LESS, build, content, put, write
from tests.web.server.serving import PATIENCE, PREFIX, RUNAWAY, Served, served, until

CUBA = "ASK { ?claim tg:reportCountry place:CUB }"


def line_with(server: Served, words: str) -> str:
    """Return the next line with these words that a server writes; kill it if it writes none."""
    lines = server.process.stderr
    assert lines is not None
    deadline = Timer(PATIENCE, server.process.kill)
    deadline.start()
    try:
        found = next((line for line in lines if words in line), "")
    finally:
        deadline.cancel()
    assert found, f"the server has not written: {words}"
    return found


def knows_cuba(server: Served) -> bool:
    found = server.ask(CUBA, "text/csv")
    assert found.status == 200, found.text
    return found.text == "true"


def remaining_lines(server: Served) -> str:
    """End a server, and return what it has written since it was ready."""
    server.process.terminate()
    assert server.process.stderr is not None
    return server.process.stderr.read()


@pytest.mark.slow
def test_a_new_build_of_a_store_is_served(folder: Path) -> None:
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
        assert remaining_lines(server).count("has changed") == 1


@pytest.mark.slow
def test_no_answer_fails_while_stores_change(folder: Path) -> None:
    """Once a client has seen the new store, it does not see the old one again."""
    with served(folder, "--workers", "1", "--timeout", "1") as server:
        for number, extractions in enumerate((ALL, LESS)):
            expected = extractions is ALL
            server.ask(f"{RUNAWAY} # {number}")  # its worker is replaced by one that opens the new store
            build(folder, extractions)
            seen: list[bool] = []
            while not seen or seen[-1] is not expected:
                found = server.ask(f"{CUBA} # {number} {len(seen)}", "text/csv")  # not in the cache
                assert found.status == 200, found.text
                seen.append(found.text == "true")
                assert server.fetch(f"/place/GTM.html?{len(seen)}").status == 200
            assert seen == sorted(seen, reverse=not expected)
            until(lambda: knows_cuba(server) is expected)  # noqa: B023 - it is called at once


@pytest.mark.slow
def test_a_new_file_is_served_unless_it_is_broken(tmp_path: Path) -> None:
    file = tmp_path / "graph.nq"
    write(file, LESS)
    with served(file, "--workers", "1") as server:
        assert not knows_cuba(server)
        put(file, "<a> <b> no graph")
        warning = line_with(server, "cannot be read")
        assert re.match(
            r"Error: .*graph\.nq has changed and cannot be read; the old graph is served", warning
        )
        assert server.ask("ASK { ?claim tg:reportCountry place:GTM }", "text/csv").text == "true"
        write(file, ALL)
        until(lambda: knows_cuba(server))
        file.unlink()
        assert "graph.nq" in line_with(server, "cannot be read")
        assert knows_cuba(server)


@pytest.mark.slow
def test_a_file_whose_pages_cannot_be_made_is_not_served(tmp_path: Path) -> None:
    file = tmp_path / "graph.nq"
    write(file, LESS)
    with served(file, "--workers", "1") as server:
        document = "https://w3id.org/tipgraph/document/tip/2014/GTM/odd"
        # The only statement about its report:
        line = f"<{document}> <{PREFIX}ontology#report> <{PREFIX}report/odd> <{document}#graph> .\n"
        put(file, file.read_text() + line)
        assert line_with(server, "cannot be read").startswith("Error: ")
        assert server.fetch("/countries.html").status == 200
        assert server.ask(f"ASK {{ ?document tg:report <{PREFIX}report/odd> }}", "text/csv").text == "false"


@pytest.mark.slow
def test_graphs_of_a_server_are_copied_again(remote: Server) -> None:
    with served(remote.address, "--workers", "1", "--refresh", "0.01") as server:
        assert "copied every 0.01 minutes" in server.lines
        assert not knows_cuba(server)
        fill(remote.address, content(ALL))  # in several requests: a copy may fall between them
        until(lambda: knows_cuba(server) and server.fetch("/report/factbook/2014/CUB.html").status == 200)
        assert "has changed" in remaining_lines(server)


@pytest.mark.slow
def test_the_copy_of_a_server_that_is_gone_is_served(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with oxigraph() as remote:
        fill(remote.address, content(LESS))
        running = served(remote.address, "--workers", "1", "--refresh", "0.01")
        server = running.__enter__()
    try:
        assert remote.address in line_with(server, "cannot be read")
        assert server.ask("ASK { ?claim tg:reportCountry place:GTM }", "text/csv").text == "true"
    finally:
        running.__exit__(None, None, None)
