"""Building into servers: graphs replace their old versions, and nothing else changes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from tests.archive import EXTRACTIONS
from tests.paths import REPORTS
from tests.rdf.remote.filling import documents, embedded, fill, update
from tests.rdf.remote.servers import Broken, Server
from tipgraph import build_graph
from tipgraph.build import NothingReadError
from tipgraph.errors import UnreadableError, UnwritableError, UsageError
from tipgraph.model.iris import document_iri, text_graph_iri
from tipgraph.rdf.emit import write_shortcuts
from tipgraph.rdf.provenance import RUNS
from tipgraph.rdf.reference import ONTOLOGY, PLACES, VOCABULARIES
from tipgraph.rdf.remote import writer
from tipgraph.rdf.remote.client import Exchange
from tipgraph.rdf.restore import extractions
from tipgraph.rdf.store import data_graphs, open_graph
from tipgraph.rdf.terms import concept, term
from tipgraph.rdf.writers import convert

EXAMPLES = REPORTS / "2004"
KENYA = EXAMPLES / "kenya-2004.txt"


def statements(address: str) -> set[Quad]:
    """Return what the data graphs of a server hold."""
    store = open_graph(address)
    return {quad for name in data_graphs(store) for quad in store.quads_for_pattern(None, None, None, name)}


def test_a_replaced_report_leaves_no_old_statements(server: Server) -> None:
    first, *others = EXTRACTIONS
    fill(server.address, documents())
    shorter = replace(first, claims=first.claims[:2])
    fill(server.address, documents([shorter]))
    assert statements(server.address) == set(documents([shorter, *others]))
    assert list(extractions(open_graph(server.address))) == list(
        extractions(embedded(documents([shorter, *others])))
    )


def test_an_old_text_is_dropped_with_its_claims(server: Server) -> None:
    fill(server.address, documents(EXTRACTIONS[:2], "An old text."))
    fill(server.address, documents(EXTRACTIONS[:1]))
    kept = text_graph_iri(document_iri(EXTRACTIONS[1].document))
    texts = [graph.value for graph in data_graphs(open_graph(server.address)) if "#text" in graph.value]
    assert texts == [kept]


def test_a_server_equals_a_store(server: Server, tmp_path: Path) -> None:
    build_graph([KENYA], tmp_path / "store")
    build_graph([KENYA], server.address)
    local, remote = open_graph(tmp_path / "store"), open_graph(server.address)
    assert list(extractions(remote)) == list(extractions(local))
    for graph in (*data_graphs(local), ONTOLOGY, PLACES, VOCABULARIES):
        pattern = (None, None, None, graph)
        assert set(remote.quads_for_pattern(*pattern)) == set(local.quads_for_pattern(*pattern))


def test_each_run_is_described(server: Server) -> None:
    run = Quad(NamedNode("https://w3id.org/tipgraph/run/a"), term("rdf:type"), term("prov:Activity"), RUNS)
    other = Quad(NamedNode("https://w3id.org/tipgraph/run/b"), term("rdf:type"), term("prov:Activity"), RUNS)
    fill(server.address, [run])
    fill(server.address, [other])
    assert set(open_graph(server.address).quads_for_pattern(None, None, None, RUNS)) == {run, other}


def test_concepts_of_other_builds_stay(server: Server) -> None:
    mine, ours = concept("sector", "shipbreaking"), concept("sector", "mining")
    label, note = term("skos:prefLabel"), term("skos:altLabel")
    old = [
        Quad(mine, label, Literal("Shipbreaking", language="en"), VOCABULARIES),
        Quad(ours, note, Literal("an old word", language="en"), VOCABULARIES),
    ]
    new = [Quad(ours, label, Literal("Mining", language="en"), VOCABULARIES)]
    fill(server.address, old)
    fill(server.address, new)
    found = set(open_graph(server.address).quads_for_pattern(None, None, None, VOCABULARIES))
    assert found == {old[0], new[0]}


def test_graphs_of_others_stay(oxigraph_server: Server) -> None:
    foreign = "GRAPH <https://example.org/g> { <urn:a> <urn:b> <urn:c> }"
    update(oxigraph_server, f"INSERT DATA {{ {foreign} <urn:a> <urn:b> <urn:d> }}")
    fill(oxigraph_server.address, documents())
    fill(oxigraph_server.address, documents(EXTRACTIONS[:1]))
    query = f"ASK {{ {foreign} <urn:a> <urn:b> <urn:d> }}"
    answer = httpx.get(f"{oxigraph_server.address}/query", params={"query": query}, trust_env=False)
    assert answer.json()["boolean"] is True


@pytest.mark.parametrize("broken", ["requests", "answers"])
def test_a_lost_connection_is_retried(oxigraph_server: Server, broken: str) -> None:
    with Broken(oxigraph_server.port) as line:
        with_line = line.address
        fill(with_line, documents(EXTRACTIONS[:1]))
        setattr(line, broken, 2)
        fill(with_line, documents(EXTRACTIONS))
        setattr(line, broken, 1)
        assert statements(with_line) == set(documents())
        assert line.broken == 3


def test_a_lost_first_request_is_retried(oxigraph_server: Server) -> None:
    with Broken(oxigraph_server.port, requests=1) as line:
        fill(line.address, documents())
        assert line.broken == 1
    assert statements(oxigraph_server.address) == set(documents())


def test_a_failed_build_changes_nothing(oxigraph_server: Server, tmp_path: Path) -> None:
    fill(oxigraph_server.address, documents())
    (tmp_path / "empty.txt").touch()
    with pytest.raises(NothingReadError):
        build_graph([tmp_path / "empty.txt"], oxigraph_server.address)
    assert statements(oxigraph_server.address) == set(documents())
    assert list(open_graph(oxigraph_server.address).quads_for_pattern(None, None, None, ONTOLOGY)) == []


def test_an_unreachable_server_stops_a_build_at_once(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"127\.0\.0\.1:1 cannot be reached .*: check the address"):
        build_graph([tmp_path / "none.txt"], "http://127.0.0.1:1")


@pytest.mark.slow
def test_missing_credentials_stop_a_build_at_once(running_virtuoso: Server) -> None:
    with pytest.raises(UnwritableError, match=r"requires authentication .*: set TIPGRAPH_USER"):
        fill(running_virtuoso.address, documents())


@pytest.mark.slow
def test_wrong_credentials_are_not_in_the_message(
    running_virtuoso: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIPGRAPH_USER", "dba")
    monkeypatch.setenv("TIPGRAPH_PASSWORD", "hush-hush")
    with pytest.raises(UnwritableError, match="does not accept the credentials") as caught:
        fill(running_virtuoso.address, documents())
    assert "hush" not in str(caught.value)


def test_graphs_can_be_moved_between_servers_and_files(server: Server, tmp_path: Path) -> None:
    build_graph([KENYA], tmp_path / "graph.trig")
    convert(tmp_path / "graph.trig", server.address)
    convert(server.address, tmp_path / "back.trig")
    assert (tmp_path / "back.trig").read_bytes() == (tmp_path / "graph.trig").read_bytes()


def test_statements_outside_of_the_model_are_refused(oxigraph_server: Server, tmp_path: Path) -> None:
    build_graph([KENYA], tmp_path / "graph.ttl")
    with pytest.raises(UsageError, match="outside of named graphs are not sent to a server"):
        convert(tmp_path / "graph.ttl", oxigraph_server.address)
    with pytest.raises(UsageError, match="outside of named graphs"):
        write_shortcuts(tmp_path / "graph.ttl", oxigraph_server.address)
    assert statements(oxigraph_server.address) == set()


@pytest.mark.parametrize("variable", ["UPDATE", "GRAPHS"])
def test_endpoints_can_be_named(
    oxigraph_server: Server, variable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = {"UPDATE": "update", "GRAPHS": "store"}[variable]
    monkeypatch.setenv(f"TIPGRAPH_{variable}", f"{oxigraph_server.address}/{path}")
    fill(f"{oxigraph_server.address}/query", documents(text="A text."))
    fill(f"{oxigraph_server.address}/query", documents(EXTRACTIONS[:1]))
    changed = [*documents(EXTRACTIONS[:1]), *documents(EXTRACTIONS[1:], "A text.")]
    assert statements(oxigraph_server.address) == set(changed)


def test_an_update_has_many_documents_and_splits_none(
    oxigraph_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[bytes] = []
    plain = Exchange.send

    def noting(self: Exchange, method: str, url: str, **named: Any) -> httpx.Response:
        if b"INSERT" in (named.get("content") or b""):
            sent.append(named["content"])
        return plain(self, method, url, **named)

    monkeypatch.setattr(Exchange, "send", noting)
    monkeypatch.setattr(writer, "_UPDATE_BATCH", 90_000)
    fill(oxigraph_server.address, documents())
    assert 1 < len(sent) < len(EXTRACTIONS)
    assert all(request.startswith(b"DROP SILENT GRAPH") for request in sent)
    assert sum(request.count(b"DROP SILENT") for request in sent) == len(EXTRACTIONS)


def test_n_triples_are_sparql() -> None:
    odd = 'a "b" \\ \n \r \t \x08 \x0c \x7f \u2028 \U0001f600 é'
    quad = Quad(NamedNode("urn:a"), NamedNode("urn:b"), Literal(odd))
    assert list(parse(writer._lines([quad.triple]), RdfFormat.N_TRIPLES)) == [quad]
    store = embedded([])
    store.update(f"INSERT DATA {{ {writer._lines([quad.triple]).decode()} }}")
    assert list(store) == [quad]
