"""Merges the results of all batches as if one process had read them in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from tipgraph.build.dask.batches import Batch
from tipgraph.build.dask.partition import BatchResult, DocumentResult, Partition
from tipgraph.build.reprints import Passages
from tipgraph.build.summary import SummaryBuilder
from tipgraph.errors import InputError
from tipgraph.model.documents import Document, Narrative
from tipgraph.reading.duplicates import BlockChecksums, Deduplicator
from tipgraph.reading.outcome import Skipped

__all__ = ["ResultMerger"]


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
