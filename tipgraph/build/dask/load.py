"""Brings a distributed graph into a store, a file or a server, as a build of one process makes it."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath

from pyoxigraph import Quad, RdfFormat, parse

from tipgraph.build.dask.folder import MANIFEST, Folder
from tipgraph.build.dask.manifest import Manifest
from tipgraph.build.dask.partition import Partition, graphs
from tipgraph.errors import UnreadableError
from tipgraph.model.iris import graph_iri
from tipgraph.rdf import provenance, writers
from tipgraph.rdf.formats import STORE, by_name
from tipgraph.rdf.serialize import Piece, pieces

__all__ = ["Loaded", "load"]

_GRAPH = graph_iri("")
"""How the names of the graphs of documents end; those of their texts end otherwise."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many documents and quads were loaded, from how many partitions.

    ``excluded`` counts the sources that could not be read when the graph was made.
    """

    documents: int
    quads: int
    partitions: int
    excluded: int


def load(
    source: str | Path,
    output: str | Path,
    *,
    with_vocabularies: bool = False,
    progress: Callable[[int, str], object] | None = None,
) -> Loaded:
    """Write what `tipgraph.build.dask.distribute` made to a store, a file or a SPARQL server.

    ``source`` is the folder or its manifest, by path or address; ``output`` and ``with_vocabularies`` are
    those of `tipgraph.build.build_graph`, and so is what is written. ``output`` is left as it was where this
    fails. Raises UnreadableError where the manifest or a partition is missing or damaged, and UsageError
    and UnwritableError as `tipgraph.build.build_graph` does.
    """
    folder = Folder(_folder(str(source)))
    manifest = Manifest.read(folder)
    form = by_name(output)
    documents: list[str] = []
    with writers.open_writer(output) as writer:
        for partition in manifest.partitions:
            for piece in _graphs(folder, partition):
                writer.add([piece] if form is STORE else pieces(_quads(piece), form))
                if piece.key.endswith(_GRAPH):
                    documents.append(piece.key.removesuffix(_GRAPH))
            if progress:
                progress(len(documents), partition.name)
        writer.add(pieces(_words(folder, manifest, whole=with_vocabularies or form is STORE), form))
        if form is STORE:
            writer.add(pieces(_run(manifest, documents), form))
    quads = sum(partition.quads for partition in manifest.partitions)
    return Loaded(len(documents), quads, len(manifest.partitions), manifest.excluded)


def _folder(source: str) -> str:
    return source.removesuffix(MANIFEST) or "." if PurePosixPath(source).name == MANIFEST else source


def _graphs(folder: Folder, partition: Partition) -> Iterator[Piece]:
    """Yield the graphs of a partition. Raises UnreadableError where it is not what the manifest says."""
    content = folder.read(partition.name)
    place = f"{folder.address.rstrip('/')}/{partition.name}"
    if len(content) != partition.bytes or sha256(content).hexdigest() != partition.sha256:
        raise _damaged(place, f"is not what was written ({len(content):,} of {partition.bytes:,} bytes)")
    count = 0
    try:
        for piece, quads in graphs(content):
            count += quads
            yield piece
    except (OSError, EOFError, zlib.error, ValueError) as error:
        raise _damaged(place, f"is no partition ({error})") from error
    if count != partition.quads:
        raise _damaged(place, f"holds {count:,} quads where {partition.quads:,} are due")


def _damaged(place: str, cause: str) -> UnreadableError:
    return UnreadableError(f"{place} {cause}", remedy="copy it again, or run tipgraph distribute again")


def _words(folder: Folder, manifest: Manifest, *, whole: bool) -> Iterator[Quad]:
    """Yield the ontology and vocabularies where the graph is to be whole, and the user's own in any case."""
    for words in (manifest.vocabularies if whole else None, manifest.concepts):
        if words is not None:
            for piece in _graphs(folder, words):
                yield from _quads(piece)


def _quads(piece: Piece) -> Iterable[Quad]:
    return parse(piece.content, RdfFormat.N_QUADS)


def _run(manifest: Manifest, documents: list[str]) -> list[Quad]:
    run = provenance.Run(
        started=manifest.started,
        ended=manifest.ended,
        version=manifest.made_with["tipgraph"],
        sources=manifest.sources,
        documents=tuple(documents),
        claims=sum(partition.claims for partition in manifest.partitions),
        excluded=manifest.excluded,
    )
    return provenance.quads(run)
