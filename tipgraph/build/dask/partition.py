"""Partitions and their manifest, and the merging of results as if one process had read all batches in order.

A partition is gzipped N-Quads in which each document is a gzip member. A document can be removed without
decompressing the others, and any program that decompresses the file sees one text. The manifest has the
partitions, the program's versions, the counts and exclusions.
"""

from __future__ import annotations

import gzip
import io
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import partial
from hashlib import sha256
from itertools import groupby
from typing import Any, Self

from pyoxigraph import Quad

from tipgraph.build.dask.folder import MANIFEST, Folder, is_partition_name
from tipgraph.build.dask.listing import Batch
from tipgraph.build.reprints import Passages
from tipgraph.build.summary import DocumentCounts, Summary, SummaryBuilder
from tipgraph.errors import InputError, UnreadableError
from tipgraph.model.documents import Document, Narrative, Skipped
from tipgraph.rdf.formats import STORE
from tipgraph.rdf.serialize import Piece, pieces
from tipgraph.reading.duplicates import BlockChecksums, Deduplicator

__all__ = [
    "BatchResult",
    "DocumentResult",
    "Manifest",
    "Partition",
    "ResultMerger",
    "compress",
    "read_graphs",
    "remove_documents",
    "summary_entries",
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


FORMAT = 3
"""Version of the manifest and of the partitions."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The output of a distributed build.

    ``made_with`` holds the program's version and the digests of its readers, rules, shapes and
    vocabularies. ``vocabularies`` is the partition of the ontology, vocabularies and places; ``concepts``
    and ``reprints`` are those of the user's concepts and of the statements on reprints, or None.
    ``summary`` holds the options and the summary of the build, as `summary_entries` returns them.
    """

    started: datetime
    ended: datetime
    made_with: Mapping[str, str]
    sources: tuple[str, ...]
    partitions: tuple[Partition, ...]
    vocabularies: Partition
    concepts: Partition | None
    reprints: Partition | None
    summary: Mapping[str, Any]

    @property
    def names(self) -> set[str]:
        """The names of all files of the graph, including the manifest."""
        return {MANIFEST, *(each.name for each in self.files)}

    @property
    def files(self) -> tuple[Partition, ...]:
        """All partitions: of documents, of vocabularies, of concepts and of reprints."""
        others = (self.vocabularies, self.concepts, self.reprints)
        return (*self.partitions, *(each for each in others if each is not None))

    @property
    def excluded(self) -> int:
        """The number of sources that could not be read."""
        return len(self.summary["excluded"])

    def write(self, folder: Folder) -> None:
        """Write the manifest to its folder. Raises UnwritableError if that fails."""
        entry = {
            "format": FORMAT,
            "made_with": dict(self.made_with),
            "started": self.started.isoformat(timespec="seconds"),
            "ended": self.ended.isoformat(timespec="seconds"),
            "sources": list(self.sources),
            **self.summary,
            "vocabularies": asdict(self.vocabularies),
            "concepts": asdict(self.concepts) if self.concepts else None,
            "reprints": asdict(self.reprints) if self.reprints else None,
            "partitions": [asdict(partition) for partition in self.partitions],
        }
        folder.write(MANIFEST, json.dumps(entry, ensure_ascii=False, indent=1).encode() + b"\n")

    @classmethod
    def read(cls, folder: Folder) -> Self:
        """Read the manifest of a folder.

        Raises UnreadableError if it is missing or damaged, or has another format.
        """
        content = folder.read(MANIFEST)
        place = f"{folder.address}/{MANIFEST}"
        try:
            entry = json.loads(content)
            known = entry["format"] == FORMAT
            manifest = cls._from_json(entry) if known else None
        except (ValueError, TypeError, KeyError) as error:
            raise UnreadableError(
                f"{place} is not the manifest of a distributed graph, or is damaged ({error!r})",
                remedy="copy it again, or run tipgraph distribute again",
            ) from error
        if manifest is None:
            raise UnreadableError(
                f"{place} has format {entry['format']}, and this version reads format {FORMAT}",
                remedy="load it with the version that wrote it, or run tipgraph distribute again",
            )
        return manifest

    @classmethod
    def _from_json(cls, entry: Mapping[str, Any]) -> Self:
        made = cls(
            started=datetime.fromisoformat(entry["started"]),
            ended=datetime.fromisoformat(entry["ended"]),
            made_with=dict(entry["made_with"]),
            sources=tuple(entry["sources"]),
            partitions=tuple(map(Partition.from_json, entry["partitions"])),
            vocabularies=Partition.from_json(entry["vocabularies"]),
            concepts=Partition.from_json(entry["concepts"]) if entry["concepts"] else None,
            reprints=Partition.from_json(entry["reprints"]) if entry["reprints"] else None,
            summary={"excluded": list(entry["excluded"])},
        )
        strange = [each.name for each in made.files if not is_partition_name(each.name)]
        if strange:
            raise ValueError(f"{strange[0]} is not the name of a partition")
        return made


def summary_entries(summary: Summary, options: Mapping[str, Any]) -> dict[str, Any]:
    """Return a build's options and summary as the manifest stores them."""
    return {
        "options": dict(options),
        "documents": summary.documents,
        "reports": summary.reports,
        "claims": dict(summary.claims),
        "quads": summary.quads,
        "sentences_without_claims": summary.sentences_without_claims,
        "ambiguous": dict(summary.ambiguous),
        "numbers_too_large": summary.numbers_too_large,
        "documents_without_claims": [*summary.documents_without_claims, *summary.sections_without_claims],
        "problems": None
        if summary.problems is None
        else [
            {"severity": severity, "shape": shape, "count": count}
            for (severity, shape), count in summary.problems.items()
        ],
        "excluded": [_error(error) for error in summary.excluded],
        "skipped": [{"source": each.source, "reason": each.reason} for each in summary.skipped],
    }


def _error(error: InputError) -> dict[str, str]:
    cause = error.cause.removeprefix(f"{error.source}: ")
    return {"source": error.source, "cause": cause, "remedy": error.remedy}


class ResultMerger:
    """Takes the results of batches in the order of reading; counts documents and removes duplicates.

    ``read_text`` reads a document's text again; it is called only if two documents have the same name.
    ``remove`` writes a partition again without some of its documents.
    """

    def __init__(
        self,
        summary: SummaryBuilder,
        read_text: Callable[[Batch, Document], str],
        remove: Callable[[int, BatchResult, frozenset[int]], Partition | None],
    ) -> None:
        self._summary = summary
        self._read_text = read_text
        self._remove = remove
        self._deduplicator = Deduplicator()
        self.partitions: list[Partition] = []
        self.passages: list[Passages] = []

    def add(self, number: int, batch: Batch, result: BatchResult) -> None:
        """Add the result of a batch."""
        duplicates = frozenset(self._count(batch, result))
        partition = self._remove(number, result, duplicates) if duplicates else result.partition
        if partition is not None:
            self.partitions.append(partition)

    def _count(self, batch: Batch, result: BatchResult) -> Iterator[int]:
        """Count the results of a batch; yield the numbers of the documents to remove from its partition."""
        for at, each in enumerate(result.results):
            if not isinstance(each, DocumentResult):
                self._summary.reject(each)
            elif (duplicate := self._duplicate(batch, each.document)) is not None:
                self._summary.reject(duplicate)
                if not isinstance(each.counts, InputError):
                    yield at
            else:
                self._count_document(batch, each)

    def _count_document(self, batch: Batch, result: DocumentResult) -> None:
        document = result.document
        self._deduplicator.remember(document, partial(self._checksums, batch, document))
        self._summary.add_read(document)
        if isinstance(result.counts, InputError):
            self._summary.reject(result.counts)
        else:
            self._summary.add(document, result.counts)
            if result.passages is not None:
                self.passages.append(result.passages)

    def _duplicate(self, batch: Batch, document: Document) -> Skipped | InputError | None:
        """Return why a document that came before is rejected, or None for a new document."""
        if not self._deduplicator.seen(document):
            return None
        copy = self._deduplicator.duplicate(document)
        return copy or self._deduplicator.conflict(Narrative(document, self._read_text(batch, document)))

    def _checksums(self, batch: Batch, document: Document) -> BlockChecksums:
        return BlockChecksums(self._read_text(batch, document))
