"""Loads a distributed graph into a store, a file or a server, with the same content as a local build."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath

from pyoxigraph import Quad, RdfFormat, parse

from tipgraph.build.dask.folder import MANIFEST, Folder
from tipgraph.build.dask.partition import Manifest, Partition, read_graphs
from tipgraph.errors import UnreadableError
from tipgraph.model.iris import graph_iri
from tipgraph.rdf import provenance, writers
from tipgraph.rdf.formats import STORE, format_by_name
from tipgraph.rdf.serialize import Piece, pieces

__all__ = ["Loaded", "load"]

_GRAPH = graph_iri("")
"""The ending of the names of documents' graphs. The graphs of texts have another."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """The numbers of documents and quads loaded, and of partitions.

    ``excluded`` counts the sources that could not be read when the graph was built.
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
    """Write the graph of `tipgraph.build.dask.distribute` to a store, a file or a SPARQL server.

    ``source`` is the folder or its manifest, by path or address. ``output`` and ``with_vocabularies`` are
    those of `tipgraph.build.build_graph`, and so is the content written. ``output`` stays as it was if this
    fails. Raises UnreadableError if the manifest or a partition is missing or damaged, and UsageError and
    UnwritableError as `tipgraph.build.build_graph` does.
    """
    folder = Folder(_folder(str(source)))
    manifest = Manifest.read(folder)
    form = format_by_name(output)
    documents: list[str] = []
    with writers.open_writer(output) as writer:
        for partition in manifest.partitions:
            for piece in _graphs(folder, partition):
                writer.add([piece] if form is STORE else pieces(_quads(piece), form))
                if piece.key.endswith(_GRAPH):
                    documents.append(piece.key.removesuffix(_GRAPH))
            if progress:
                progress(len(documents), partition.name)
        with_reference = with_vocabularies or form is STORE
        writer.add(pieces(_reference(folder, manifest, with_reference=with_reference), form))
        if form is STORE:
            writer.add(pieces(_run(manifest, documents), form))
    quads = sum(partition.quads for partition in manifest.partitions)
    return Loaded(len(documents), quads, len(manifest.partitions), manifest.excluded)


def _folder(source: str) -> str:
    return source.removesuffix(MANIFEST) or "." if PurePosixPath(source).name == MANIFEST else source


def _graphs(folder: Folder, partition: Partition) -> Iterator[Piece]:
    """Yield the graphs of a partition. Raises UnreadableError if it differs from the manifest."""
    content = folder.read(partition.name)
    place = f"{folder.address.rstrip('/')}/{partition.name}"
    if len(content) != partition.bytes or sha256(content).hexdigest() != partition.sha256:
        raise _damaged(
            place, f"has changed since it was written ({len(content):,} of {partition.bytes:,} bytes)"
        )
    count = 0
    try:
        for piece, quads in read_graphs(content):
            count += quads
            yield piece
    except (OSError, EOFError, zlib.error, ValueError) as error:
        raise _damaged(place, f"is not a partition ({error})") from error
    if count != partition.quads:
        raise _damaged(place, f"has {count:,} quads instead of {partition.quads:,}")


def _damaged(place: str, cause: str) -> UnreadableError:
    return UnreadableError(f"{place} {cause}", remedy="copy it again, or run tipgraph distribute again")


def _reference(folder: Folder, manifest: Manifest, *, with_reference: bool) -> Iterator[Quad]:
    """Yield the ontology and vocabularies if they are wanted, user's concepts and reprints anyway."""
    vocabularies = manifest.vocabularies if with_reference else None
    for partition in (vocabularies, manifest.concepts, manifest.reprints):
        if partition is not None:
            for piece in _graphs(folder, partition):
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
