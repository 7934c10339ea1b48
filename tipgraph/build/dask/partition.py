"""Partitions: gzipped N-Quads in which each document is a gzip member.

A document can be removed without decompressing the others, and any program that decompresses the file sees
one text.
"""

from __future__ import annotations

import gzip
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from typing import Any, Self

from pyoxigraph import Quad

from tipgraph.build.dask.folder import Folder
from tipgraph.build.reprints import Passages
from tipgraph.build.summary import DocumentCounts
from tipgraph.errors import InputError
from tipgraph.model.documents import Document
from tipgraph.rdf.formats import STORE
from tipgraph.rdf.serialize import Piece, pieces
from tipgraph.reading.outcome import Skipped

__all__ = [
    "BatchResult",
    "DocumentResult",
    "Partition",
    "compress",
    "read_graphs",
    "remove_documents",
    "write_documents",
    "write_statements",
]

_LEVEL = 6
_GRAPH_END = b"> .\n"


@dataclass(frozen=True, slots=True)
class Partition:
    """A file of a distributed graph: its name, SHA-256 and size in bytes, and the counts of its contents."""

    name: str
    sha256: str
    bytes: int
    documents: int
    claims: int
    quads: int

    @classmethod
    def from_json(cls, entry: dict[str, Any]) -> Self:
        """Return the partition of a `dataclasses.asdict`. Raises TypeError or KeyError for anything else."""
        numbers = (int(entry[name]) for name in ("bytes", "documents", "claims", "quads"))
        return cls(str(entry["name"]), str(entry["sha256"]), *numbers)


@dataclass(frozen=True, slots=True)
class DocumentResult:
    """The result of one narrative: its counts, and the length in bytes of its graph in the partition.

    ``counts`` is an error, ``length`` 0 and ``passages`` None if the narrative could not be processed.
    """

    document: Document
    counts: DocumentCounts | InputError
    length: int
    passages: Passages | None = None


@dataclass(frozen=True, slots=True)
class BatchResult:
    """The results of a batch, in order, and its partition, or None if no document was processed."""

    results: tuple[DocumentResult | InputError | Skipped, ...]
    partition: Partition | None


def compress(contents: Iterable[Piece]) -> bytes:
    """Return a gzip member with the pieces. The same pieces give the same bytes."""
    return gzip.compress(b"".join(piece.content for piece in contents), _LEVEL, mtime=0)


def write_documents(
    folder: Folder, number: int, content: bytes, counts: Sequence[DocumentCounts]
) -> Partition | None:
    """Write the partition of a batch, unless it has no documents."""
    if not counts:
        return None
    claims = sum((each.claims for each in counts), Counter[str]()).total()
    quads = sum(each.quads for each in counts)
    return _write(folder, f"part-{number:06}", content, len(counts), claims, quads)


def write_statements(folder: Folder, stem: str, quads: Sequence[Quad]) -> Partition:
    """Write a partition of statements that belong to no document."""
    return _write(folder, stem, compress(pieces(quads, STORE)), 0, 0, len(quads))


def _write(folder: Folder, stem: str, content: bytes, documents: int, claims: int, quads: int) -> Partition:
    name = folder.write_partition(stem, content)
    return Partition(name, sha256(content).hexdigest(), len(content), documents, claims, quads)


def remove_documents(
    folder: Folder, number: int, result: BatchResult, removed: frozenset[int]
) -> Partition | None:
    """Write a batch's partition again without some of its documents, given by their number in the results."""
    assert result.partition is not None
    content = folder.read(result.partition.name)
    stays, counts, start = bytearray(), [], 0
    for at, each in enumerate(result.results):
        if isinstance(each, DocumentResult) and isinstance(each.counts, DocumentCounts):
            if at not in removed:
                stays += content[start : start + each.length]
                counts.append(each.counts)
            start += each.length
    return write_documents(folder, number, bytes(stays), counts)


def read_graphs(content: bytes) -> Iterator[tuple[Piece, int]]:
    """Decompress a partition; yield a piece for each graph, with the number of its quads.

    Raises OSError, EOFError or zlib.error for damaged gzip, and ValueError for other text than N-Quads.
    """
    with gzip.open(io.BytesIO(content)) as lines:
        for name, group in groupby(lines, key=_graph):
            quads = list(group)
            yield Piece(name.decode(), b"".join(quads)), len(quads)


def _graph(line: bytes) -> bytes:
    """Return the IRI of the graph at the end of a line of N-Quads."""
    if not line.endswith(_GRAPH_END):
        raise ValueError("a line does not end with a graph")
    return line[line.rindex(b"<") + 1 : -len(_GRAPH_END)]
