"""What a store would lose in a build only because the inputs that it came from are not there any more.

A file that is gone from a folder that is given again was taken away on purpose, most likely. A folder that
is not given, or in which nothing is found, was more likely forgotten or misspelt, or lies on a disk that
is not there now.

Goes through the inputs of a build and finds out what of them is new to a store.
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

from tipgraph.build.archive import Archive
from tipgraph.build.fingerprint import inputs, reader
from tipgraph.build.ledger import Ledger
from tipgraph.build.notes import Known, Mark, Notes, restored
from tipgraph.build.summary import Tally
from tipgraph.errors import InputError, UsageError
from tipgraph.model.documents import Document, Narrative
from tipgraph.model.iris import document_iri, graph_iri, text_graph_iri
from tipgraph.rdf.formats import is_store
from tipgraph.rdf.store import data_graphs, open_graph
from tipgraph.reading.defaults import Defaults
from tipgraph.reading.duplicates import BlockChecksums, Deduplicator
from tipgraph.reading.inputs import outcomes
from tipgraph.reading.outcome import Outcome, Skipped
from tipgraph.reading.sources import STDIN, Source, absolute, relative_to_cwd, walk

__all__ = ["Survey", "reading_of", "refuse_losses"]

_SHOWN = 5
"""How many places a message names."""

_STDIN = "standard input"
_DEFAULT = DefaultGraph()


def refuse_losses(
    target: Path, inputs: Iterable[str | Path], notes: Notes, documents: Collection[str]
) -> None:
    """Raise UsageError where a store has what no input of a build covers.

    ``notes`` has the sources that were found in the ``inputs``, and ``documents`` the IRIs of all documents
    that were read. A store without a ledger is covered by documents alone.
    """
    ledger = Ledger.of(target)
    if ledger is None:
        _refuse(target, _unknown(target, documents), "graphs that no input makes")
        return
    with closing(ledger):
        lost = _lost(ledger, list(map(absolute, inputs)), notes, set(documents))
    _refuse(target, lost, "documents whose inputs are not given, or hold nothing now")


def _refuse(target: Path, lost: Counter[str], what: str) -> None:
    if not lost:
        return
    named = [f"{place} ({count:,})" for place, count in lost.most_common(_SHOWN)]
    more = f" and {len(lost) - _SHOWN:,} more places" if len(lost) > _SHOWN else ""
    raise UsageError(
        f"{target} would lose {lost.total():,} {what}: {', '.join(named)}{more}",
        remedy="give all that is to be in it, or --prune to take them out",
    )


def _unknown(target: Path, documents: Collection[str]) -> Counter[str]:
    """Count the graphs of a store that a build does not make, by their names."""
    if not is_store(target):
        return Counter()
    made = {name(iri) for iri in documents for name in (graph_iri, text_graph_iri)}
    store = open_graph(target)
    found = Counter(graph.value for graph in data_graphs(store) if graph.value not in made)
    if next(iter(store.quads_for_pattern(None, None, None, _DEFAULT)), None):
        found["the default graph"] += 1
    return found


def _lost(ledger: Ledger, inputs: Sequence[str], notes: Notes, documents: Collection[str]) -> Counter[str]:
    """Count the documents that would go although no input covers them, by the inputs they came from."""
    gone = {iri for iri in ledger.documents() if iri not in documents}
    if not gone:
        return Counter()
    before = json.loads(ledger.facts().get("inputs", "[]"))
    covered = [path for path in inputs if path != STDIN and _holds_something(path, notes)]
    lost: Counter[str] = Counter()
    for path, iris in _origins(ledger):
        fallen = gone.intersection(iris)
        gone -= fallen
        if fallen and not _root(path, covered):
            lost[relative_to_cwd(_root(path, before) or path)] += len(fallen)
    if gone and STDIN in before and STDIN not in inputs:
        lost[_STDIN] += len(gone)  # what came from there has no source in a ledger
    return lost


def _origins(ledger: Ledger) -> Iterator[tuple[str, list[str]]]:
    """Yield the path of each source, with the IRIs of the documents that it held."""
    for path, *_ in list(ledger.sources()):
        known = (outcome for kept in ledger.outcomes(path) if isinstance(outcome := restored(kept), Known))
        yield os.fsdecode(path), [document_iri(each.document) for each in known]


def _holds_something(path: str, notes: Notes) -> bool:
    """Tell whether an input is a file that is there, or a folder in which a source was found."""
    return Path(path).is_file() or notes.any_below(os.fsencode(path))


def _root(path: str, inputs: Iterable[str]) -> str | None:
    """Return the input that a path is, or lies in."""
    return next((root for root in inputs if Path(path).is_relative_to(root)), None)


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
        self._deduplicator = Deduplicator()
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
        if self._deduplicator.seen(document):
            return self._deduplicator.duplicate(document) is not None
        return self._archive.ledger.result(iri, known.inputs) is not None

    def _recall(self, source: Source, known: Known) -> None:
        document = known.document
        copy = self._deduplicator.duplicate(document)
        if copy is not None:
            self._tell(copy)
            return
        self._deduplicator.remember(document, lambda: _checksums(source, self._defaults, document))
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
            outcome = self._deduplicator.check(raw)
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
            self._tally.excluded.append(outcome)


def reading_of(source: Source, defaults: Defaults) -> str:
    """Return the digest of what, beside its content, tells how a source is read."""
    parts = (source.name, source.hints, source.given, defaults, reader())
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _checksums(source: Source, defaults: Defaults, document: Document) -> BlockChecksums:
    """Return the checksums of a document's text, which only reading its source once more can tell."""
    for outcome in outcomes(source, defaults):
        if isinstance(outcome, Narrative) and outcome.document.sha256 == document.sha256:
            return BlockChecksums(outcome.text)
    return BlockChecksums("")
