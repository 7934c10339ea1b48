"""A graph whose reports, documents and claims are below another base is served as any other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Store

from tests.web.server.serving import InProcess, archive, in_process
from tipgraph.rdf.store import open_graph
from tipgraph.web.publish.local_store import rename_iris

OWN = "https://example.org/tip/"


@pytest.fixture(scope="module")
def renamed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("own")
    store = Store()
    store.extend(open_graph(archive(folder / "graph.nq")))
    rename_iris(store, OWN, folder / "renamed")
    return folder / "renamed"


@pytest.fixture(scope="module")
def server(renamed: Path) -> Iterator[InProcess]:
    with in_process(renamed) as server:
        yield server


def own_addresses(graph: Path) -> list[str]:
    nodes = (quad.subject for quad in open_graph(graph))
    iris = {node.value.partition("#")[0] for node in nodes if isinstance(node, NamedNode)}
    return sorted(iri for iri in iris if iri.startswith(OWN))


def test_its_own_addresses_lead_to_their_pages(server: InProcess, renamed: Path) -> None:
    addresses = own_addresses(renamed)
    assert any("/document/" in iri for iri in addresses)
    assert any("/report/" in iri for iri in addresses)
    pages = set()
    for iri in addresses:
        found = server.fetch("/" + iri.removeprefix(OWN))
        assert found.status == 303, iri
        pages.add(found.headers["location"].partition("#")[0])
    for page in pages:
        assert server.fetch(page.removeprefix("http://localhost")).status == 200


def test_its_documents_state_its_own_addresses(server: InProcess, renamed: Path) -> None:
    report = next(iri for iri in own_addresses(renamed) if "/report/" in iri)
    found = server.fetch(f"/{report.removeprefix(OWN)}.nt")
    assert found.status == 200
    assert f"<{report}> ".encode() in found.body
