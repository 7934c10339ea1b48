"""Graphs that tests write to servers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import httpx
from pyoxigraph import Quad, Store

from tests.archive import EXTRACTIONS
from tests.rdf.remote.servers import Server
from tipgraph.model.claims import Extraction
from tipgraph.rdf.emit import quads
from tipgraph.rdf.formats import STORE
from tipgraph.rdf.serialize import pieces
from tipgraph.rdf.writers import open_writer

__all__ = ["documents", "embedded", "fill", "update"]


def documents(extractions: Iterable[Extraction] = EXTRACTIONS, text: str | None = None) -> list[Quad]:
    """Return the statements of extractions, each with this text."""
    return [quad for extraction in extractions for quad in quads(extraction, text)]


def fill(address: str, content: Sequence[Quad]) -> None:
    """Write statements to a server."""
    with open_writer(address) as writer:
        writer.add(pieces(content, STORE))


def embedded(content: Iterable[Quad]) -> Store:
    """Return a store in memory with the same statements."""
    store = Store()
    store.bulk_extend(content)
    return store


def update(server: Server, text: str) -> None:
    """Change an Oxigraph."""
    headers = {"Content-Type": "application/sparql-update"}
    url = f"{server.address}/update"
    httpx.post(url, content=text, headers=headers, trust_env=False).raise_for_status()
