"""Partitions: gzipped N-Quads in which each document is a gzip member of its own.

So a document can be taken out without unpacking the others, and whoever unpacks the file sees one text.
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
from tipgraph.build.notes import Result
from tipgraph.errors import InputError
from tipgraph.model.documents import Document
from tipgraph.rdf.formats import STORE
from tipgraph.rdf.serialize import Piece, pieces
from tipgraph.reading.outcome import Skipped

__all__ = ["Partition", "Portion", "Understood", "graphs", "kept", "packed", "partition_of", "without"]

_LEVEL = 6
_GRAPH_END = b"> .\n"


@dataclass(frozen=True, slots=True)
class Partition:
    """A file of the folder: its name, SHA-256 and length in bytes, and what is in it."""

    name: str
    sha256: str
    bytes: int
    documents: int
    claims: int
    quads: int

    @classmethod
    def from_json(cls, entry: dict[str, Any]) -> Self:
        """Read what `dataclasses.asdict` gave. Raises TypeError or KeyError for anything else."""
        numbers = (int(entry[name]) for name in ("bytes", "documents", "claims", "quads"))
        return cls(str(entry["name"]), str(entry["sha256"]), *numbers)


@dataclass(frozen=True, slots=True)
class Understood:
    """What came of a narrative, and the bytes of the partition that hold its graph.

    In the place of its counts there is an error where it could not be understood, and no bytes then.
    """

    document: Document
    result: Result | InputError
    length: int


@dataclass(frozen=True, slots=True)
class Portion:
    """What came of a part: its outcomes in order, and the partition, where there is anything in it."""

    outcomes: tuple[Understood | InputError | Skipped, ...]
    partition: Partition | None


def packed(contents: Iterable[Piece]) -> bytes:
    """Return a gzip member of pieces; the same ones give the same bytes."""
    return gzip.compress(b"".join(piece.content for piece in contents), _LEVEL, mtime=0)


def kept(folder: Folder, number: int, content: bytes, results: Sequence[Result]) -> Partition | None:
    """Write a partition, unless there is nothing in it; return what to say of it."""
    if not results:
        return None
    claims = sum((result.claims for result in results), Counter[str]()).total()
    quads = sum(result.quads for result in results)
    return _written(folder, f"part-{number:06}", content, len(results), claims, quads)


def partition_of(folder: Folder, stem: str, quads: Sequence[Quad]) -> Partition:
    """Write a partition of statements that are no document's."""
    return _written(folder, stem, packed(pieces(quads, STORE)), 0, 0, len(quads))


def _written(folder: Folder, stem: str, content: bytes, documents: int, claims: int, quads: int) -> Partition:
    name = folder.keep(stem, content)
    return Partition(name, sha256(content).hexdigest(), len(content), documents, claims, quads)


def without(folder: Folder, number: int, portion: Portion, dropped: frozenset[int]) -> Partition | None:
    """Write a portion's partition anew without some of its outcomes, given by their numbers."""
    assert portion.partition is not None
    content = folder.read(portion.partition.name)
    stays, results, start = bytearray(), [], 0
    for at, outcome in enumerate(portion.outcomes):
        if isinstance(outcome, Understood) and isinstance(outcome.result, Result):
            if at not in dropped:
                stays += content[start : start + outcome.length]
                results.append(outcome.result)
            start += outcome.length
    return kept(folder, number, bytes(stays), results)


def graphs(content: bytes) -> Iterator[tuple[Piece, int]]:
    """Unpack a partition; yield a piece for each graph of each document, with the number of its quads.

    Raises OSError, EOFError or zlib.error for what is no gzip, and ValueError for what is no N-Quads.
    """
    with gzip.open(io.BytesIO(content)) as lines:
        for name, group in groupby(lines, key=_graph):
            quads = list(group)
            yield Piece(name.decode(), b"".join(quads)), len(quads)


def _graph(line: bytes) -> bytes:
    """Return the IRI of the graph that a line of our N-Quads ends with."""
    if not line.endswith(_GRAPH_END):
        raise ValueError("a line does not end with a graph")
    return line[line.rindex(b"<") + 1 : -len(_GRAPH_END)]
