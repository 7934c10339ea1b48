"""Change detection: which sources and documents of a build's inputs differ from those of the store.

It also finds what a build would delete because inputs are missing. A file that is gone from a folder given
again was probably removed on purpose. A folder that is not given, or that is empty, was probably forgotten or
misspelt, or its disk is not mounted.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from pyoxigraph import DefaultGraph

from tipgraph.build.fingerprint import corrected_digest, document_digest, reading_digest
from tipgraph.build.ledger import FileStamp, KnownDocument, Ledger, SourceLog, from_record
from tipgraph.build.summary import SummaryBuilder
from tipgraph.corrections import Corrections
from tipgraph.errors import UsageError
from tipgraph.model.documents import Document, Narrative
from tipgraph.model.iris import document_iri, graph_iri, text_graph_iri
from tipgraph.rdf.formats import is_store
from tipgraph.rdf.store import data_graphs, open_graph
from tipgraph.reading.defaults import Defaults, Limits
from tipgraph.reading.duplicates import BlockChecksums, Deduplicator
from tipgraph.reading.inputs import outcomes
from tipgraph.reading.sources import STDIN, Source, absolute, is_web_address, relative_to_cwd, walk

__all__ = ["ChangeDetector", "refuse_removals"]

_SHOWN = 5
"""How many places a message names."""

_STDIN = "standard input"
_DEFAULT = DefaultGraph()


def refuse_removals(
    target: Path, inputs: Iterable[str | Path], log: SourceLog, documents: Collection[str]
) -> None:
    """Raise UsageError if a build would remove documents that none of its inputs covers.

    ``log`` has the sources found in the ``inputs``, and ``documents`` the IRIs of all documents that were
    read. Without a ledger in the store, only ``documents`` cover its graphs.
    """
    ledger = Ledger.find(target)
    if ledger is None:
        _refuse(target, _unknown_graphs(target, documents), "graphs that come from no input")
        return
    with closing(ledger):
        removed = _uncovered(ledger, list(map(absolute, inputs)), log, set(documents))
    _refuse(target, removed, "documents whose inputs are missing or empty")


def _refuse(target: Path, removed: Counter[str], what: str) -> None:
    if not removed:
        return
    named = [f"{place} ({count:,})" for place, count in removed.most_common(_SHOWN)]
    more = f" and {len(removed) - _SHOWN:,} more places" if len(removed) > _SHOWN else ""
    raise UsageError(
        f"{target} would lose {removed.total():,} {what}: {', '.join(named)}{more}",
        remedy="give all inputs of the store, or --prune to remove these",
    )


def _unknown_graphs(target: Path, documents: Collection[str]) -> Counter[str]:
    """Count the graphs of a store that belong to none of the documents, by name."""
    if not is_store(target):
        return Counter()
    made = {name(iri) for iri in documents for name in (graph_iri, text_graph_iri)}
    store = open_graph(target)
    found = Counter(graph.value for graph in data_graphs(store) if graph.value not in made)
    if next(iter(store.quads_for_pattern(None, None, None, _DEFAULT)), None):
        found["the default graph"] += 1
    return found


def _uncovered(
    ledger: Ledger, inputs: Sequence[str], log: SourceLog, documents: Collection[str]
) -> Counter[str]:
    """Count the documents that would go although no input covers them, by the input they came from."""
    gone = {iri for iri in ledger.documents() if iri not in documents}
    if not gone:
        return Counter()
    before = json.loads(ledger.facts().get("inputs", "[]"))
    covered = [path for path in inputs if not _is_unlogged(path) and _has_sources(path, log)]
    uncovered: Counter[str] = Counter()
    for path, iris in _documents_by_source(ledger):
        from_here = gone.intersection(iris)
        gone -= from_here
        if from_here and not _containing(path, covered):
            uncovered[relative_to_cwd(_containing(path, before) or path)] += len(from_here)
    lost = [path for path in before if _is_unlogged(path) and path not in inputs]
    if gone and lost:  # the ledger has no sources for them
        uncovered[", ".join(_STDIN if path == STDIN else path for path in lost)] += len(gone)
    return uncovered


def _is_unlogged(given: str) -> bool:
    return given == STDIN or is_web_address(given)


def _documents_by_source(ledger: Ledger) -> Iterator[tuple[str, list[str]]]:
    """Yield the path of each source with the IRIs of its documents."""
    for path, *_ in list(ledger.sources()):
        found = map(from_record, ledger.outcomes(path))
        documents = [document_iri(each.document) for each in found if isinstance(each, KnownDocument)]
        yield os.fsdecode(path), documents


def _has_sources(path: str, log: SourceLog) -> bool:
    """Return whether an input is an existing file, or a folder with a source."""
    return Path(path).is_file() or log.any_below(os.fsencode(path))


def _containing(path: str, inputs: Iterable[str]) -> str | None:
    """Return the input that a path equals or lies in."""
    return next((each for each in inputs if Path(path).is_relative_to(each)), None)


class ChangeDetector:
    """Reads the sources that have changed, and takes the outcomes of the others from the ledger.

    ``ledger`` returns the ledger of the store, which may be replaced while the build runs. ``log`` gets the
    sources, and ``summary`` everything but the documents that have to be processed. ``progress`` is called
    for each document that stays. With ``checksums``, the content of every source is compared; otherwise an
    unchanged size and time are enough.
    """

    def __init__(
        self,
        ledger: Callable[[], Ledger],
        log: SourceLog,
        summary: SummaryBuilder,
        *,
        defaults: Defaults,
        limits: Limits,
        corrections: Corrections,
        checksums: bool,
        progress: Callable[[int, str], object],
    ) -> None:
        self._ledger = ledger
        self._log = log
        self._summary = summary
        self._defaults = defaults
        self._limits = limits
        self._corrections = corrections
        self._checksums = checksums
        self._progress = progress
        self._deduplicator = Deduplicator()
        self.unchanged = 0

    def narratives(self, inputs: Iterable[str | Path]) -> Iterator[Narrative]:
        """Yield the narratives that have to be processed."""
        for source in walk(inputs):
            if not isinstance(source, Source):
                self._summary.reject(source)
            elif not self._recall(source):
                yield from self._read(source)

    def _recall(self, source: Source) -> bool:
        """Take the outcomes of a source from the ledger; return False if the source has to be read."""
        stamp = self._unchanged_stamp(source)
        if stamp is None or not self._all_in_store(source.place):
            return False
        self._log.add_source(source.place, source.name, stamp, self._reading(source), read=False)
        for record in self._ledger().outcomes(source.place):
            outcome = from_record(record)
            if isinstance(outcome, KnownDocument):
                self._recall_document(source, outcome)
            else:
                self._summary.reject(outcome)
        return True

    def _unchanged_stamp(self, source: Source) -> FileStamp | None:
        """Return the stamp of a source that has not changed since it was read, else None."""
        found = self._ledger().source(source.place)
        if found is None or source.path is None or not source.is_file:
            return None
        size, time, sha256, reading = found
        before = FileStamp(size, time, sha256)
        if reading != self._reading(source):
            return None
        try:
            if not self._checksums and before.matches(source.path):
                return before
            now = FileStamp.of(source.path)
        except OSError:
            return None
        return now if now.sha256 == before.sha256 else None

    def _all_in_store(self, path: bytes) -> bool:
        """Return whether every document of a source is in the store, or is a copy of one that was read."""
        seen: dict[str, str] = {}
        known = map(from_record, self._ledger().outcomes(path))
        return all(self._is_in_store(each, seen) for each in known if isinstance(each, KnownDocument))

    def _is_in_store(self, known: KnownDocument, seen: dict[str, str]) -> bool:
        document, iri = known.document, document_iri(known.document)
        if iri in seen:
            return seen[iri] == document.sha256
        seen[iri] = document.sha256
        if self._deduplicator.seen(document):
            return self._deduplicator.duplicate(document) is not None
        return self._ledger().counts(iri, self._corrected(document, known.digest)) is not None

    def _corrected(self, document: Document, digest: str) -> str:
        return corrected_digest(digest, self._corrections.digest(document))

    def _recall_document(self, source: Source, known: KnownDocument) -> None:
        document = known.document
        copy = self._deduplicator.duplicate(document)
        if copy is not None:
            self._summary.reject(copy)
            return
        self._deduplicator.remember(document, lambda: self._reread_checksums(source, document))
        self._summary.add_read(document)
        self._keep(document, known.digest)

    def _reread_checksums(self, source: Source, document: Document) -> BlockChecksums:
        """Return the checksums of a document's text, by reading its source again."""
        for outcome in outcomes(source, self._defaults, self._limits):
            if isinstance(outcome, Narrative) and outcome.document.sha256 == document.sha256:
                return BlockChecksums(outcome.text)
        return BlockChecksums("")

    def _keep(self, document: Document, digest: str) -> bool:
        """Count a document that stays; return False if the store does not have it in this form."""
        counts = self._ledger().counts(document_iri(document), self._corrected(document, digest))
        if counts is None:
            return False
        self._summary.add(document, counts)
        self.unchanged += 1
        self._progress(len(self._summary.documents), document.source)
        return True

    def _read(self, source: Source) -> Iterator[Narrative]:
        logged = self._log_source(source)
        for number, raw in enumerate(outcomes(source, self._defaults, self._limits)):
            if logged:
                self._log.add_outcome(source.place, number, raw)
            outcome = self._deduplicator.check(raw)
            if not isinstance(outcome, Narrative):
                self._summary.reject(outcome)
                continue
            self._summary.add_read(outcome.document)
            if not self._keep(outcome.document, document_digest(outcome.document)):
                yield outcome

    def _log_source(self, source: Source) -> bool:
        """Log the stamp of a source before it is read; return False if it has none."""
        if source.path is None or not source.is_file:
            return False
        try:
            stamp = FileStamp.of(source.path)
        except OSError:
            return False  # reading the source reports what is wrong
        self._log.add_source(source.place, source.name, stamp, self._reading(source), read=True)
        return True

    def _reading(self, source: Source) -> str:
        """Return the digest of what determines how a source is read, besides its content."""
        parts = (source.name, source.hints, source.given, self._defaults, self._limits, reading_digest())
        return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()
