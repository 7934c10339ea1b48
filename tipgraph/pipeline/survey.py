"""Goes through the inputs of a build and finds out what of them is new to a store."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from tipgraph.documents.defaults import Defaults
from tipgraph.documents.narrative import Document, Narrative
from tipgraph.documents.outcome import Outcome, Skipped
from tipgraph.documents.outline import Outline
from tipgraph.documents.reading import outcomes
from tipgraph.documents.sieve import Sieve
from tipgraph.documents.sources import Source, walk
from tipgraph.errors import InputError
from tipgraph.namespaces import document_iri
from tipgraph.pipeline.archive import Archive
from tipgraph.pipeline.fingerprint import inputs, reader
from tipgraph.pipeline.notes import Known, Mark, Notes, restored
from tipgraph.pipeline.summary import Tally

__all__ = ["Survey", "reading_of"]

Progress = Callable[[int, str], object]


class Survey:
    """Reads the sources that have changed, and recalls the others; counts what the store has already.

    ``checksums`` has the content of every source looked at, where otherwise its size and time tell that it
    is unchanged. ``strict`` raises the first InputError.
    """

    def __init__(
        self, archive: Archive, notes: Notes, tally: Tally, defaults: Defaults, progress: Progress,
        *, strict: bool, checksums: bool,
    ) -> None:  # fmt: skip
        self._archive = archive
        self._notes = notes
        self._tally = tally
        self._defaults = defaults
        self._progress = progress
        self._strict = strict
        self._checksums = checksums
        self._sieve = Sieve()
        self.kept = 0

    def narratives(self, given: Iterable[str | Path]) -> Iterator[Narrative]:
        """Yield the narratives that are to be understood, and count all else that there is."""
        for source in walk(given):
            if not isinstance(source, Source):
                self._tell(source)
            elif not self._recalled(source):
                yield from self._read(source)

    def _recalled(self, source: Source) -> bool:
        """Count what is known of a source, unless it has changed or the store lacks something of it."""
        mark = self._unchanged(source)
        if mark is None or not self._all_there(source.place):
            return False
        self._notes.source(source.place, source.name, mark, reading_of(source, self._defaults), anew=False)
        for kept in self._archive.ledger.outcomes(source.place):
            outcome = restored(kept)
            if isinstance(outcome, Known):
                self._recall(source, outcome)
            else:
                self._tell(outcome)
        return True

    def _unchanged(self, source: Source) -> Mark | None:
        """Return the mark of a source that is as it was when it was read last."""
        found = self._archive.ledger.source(source.place)
        if found is None or source.path is None:
            return None
        size, time, sha256, reading = found
        before = Mark(size, time, sha256)
        if reading != reading_of(source, self._defaults):
            return None
        try:
            if not self._checksums and before.seems_same(source.path):
                return before
            now = Mark.of(source.path)
        except OSError:
            return None
        return now if now.sha256 == before.sha256 else None

    def _all_there(self, path: bytes) -> bool:
        """Tell whether all documents of a source are in the store, or are copies that stay out of it."""
        here: dict[str, str] = {}
        for kept in self._archive.ledger.outcomes(path):
            outcome = restored(kept)
            if isinstance(outcome, Known) and not self._is_there(outcome, here):
                return False
        return True

    def _is_there(self, known: Known, here: dict[str, str]) -> bool:
        document, iri = known.document, document_iri(known.document)
        if iri in here:
            return here[iri] == document.sha256
        here[iri] = document.sha256
        if self._sieve.has(document):
            return self._sieve.copy(document) is not None
        return self._archive.ledger.result(iri, known.inputs) is not None

    def _recall(self, source: Source, known: Known) -> None:
        document = known.document
        copy = self._sieve.copy(document)
        if copy is not None:
            self._tell(copy)
            return
        self._sieve.remember(document, lambda: _outline(source, self._defaults, document))
        self._tally.read(document)
        self._keep(document, known.inputs)

    def _keep(self, document: Document, digest: str) -> bool:
        """Count a document, where the store has it as it is to be."""
        result = self._archive.ledger.result(document_iri(document), digest)
        if result is None:
            return False
        self._tally.add(document, result)
        self.kept += 1
        self._progress(len(self._tally.documents), document.source)
        return True

    def _read(self, source: Source) -> Iterator[Narrative]:
        noted = self._note(source)
        for number, raw in enumerate(outcomes(source, self._defaults)):
            if noted:
                self._notes.outcome(source.place, number, raw)
            outcome = self._sieve.sifted(raw)
            if not isinstance(outcome, Narrative):
                self._tell(outcome)
                continue
            self._tally.read(outcome.document)
            if not self._keep(outcome.document, inputs(outcome.document)):
                yield outcome

    def _note(self, source: Source) -> bool:
        """Note how a source is before it is read, where that can be told."""
        if source.path is None:
            return False
        try:
            mark = Mark.of(source.path)
        except OSError:
            return False  # reading says what is wrong with it
        self._notes.source(source.place, source.name, mark, reading_of(source, self._defaults), anew=True)
        return True

    def _tell(self, outcome: Outcome) -> None:
        if isinstance(outcome, Skipped):
            self._tally.skipped.append(outcome)
        elif isinstance(outcome, InputError):
            if self._strict:
                raise outcome
            self._tally.left_out.append(outcome)


def reading_of(source: Source, defaults: Defaults) -> str:
    """Return the digest of what, beside its content, tells how a source is read."""
    parts = (source.name, source.hints, source.given, defaults, reader())
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _outline(source: Source, defaults: Defaults, document: Document) -> Outline:
    """Return the outline of a document's text, which only reading its source once more can tell."""
    for outcome in outcomes(source, defaults):
        if isinstance(outcome, Narrative) and outcome.document.sha256 == document.sha256:
            return Outline(outcome.text)
    return Outline("")
