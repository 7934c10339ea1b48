"""An update of an embedded store: unchanged documents stay, others are replaced one by one.

Work never happens in the store itself. Its readers would see unfinished work, and RocksDB fails to open a
store while another process compacts it. Work happens in a copy in the staging directory, whose large files
are hard links and take no space. If no document can stay, work starts from an empty store, which fills
faster. At the end the two folders swap places. The ledger in the copy records which documents are done, so
that the next build can resume after a kill.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

from pyoxigraph import NamedNode, Quad, RdfFormat, Store

from tipgraph.build.fingerprint import Fingerprint
from tipgraph.build.ledger import Ledger, SourceLog
from tipgraph.build.pipeline import ProcessedDocument
from tipgraph.build.reprints import reprints
from tipgraph.errors import UnwritableError
from tipgraph.model.iris import document_iri, graph_iri, text_graph_iri
from tipgraph.rdf.emit import repetition_quads
from tipgraph.rdf.formats import LEDGER_NAME, is_store
from tipgraph.rdf.provenance import RUNS
from tipgraph.rdf.terms import term
from tipgraph.rdf.writers import BATCH, refuse_other
from tipgraph.util.outputs import StagingDirectory, move_into_place, staging_directory, staging_path, writing

__all__ = ["StoreUpdate", "open_update", "unfinished_documents"]

_STORE = "store"
_GENERATED = term("prov:generated")
_REPEATS = term("tg:repeats")
_SHARE = term("tg:repeatedShare")
_COMPACTION_SHARE = 0.25
"""The share of documents that may come and go before compaction, which costs some 10 ms per document."""


@contextmanager
def open_update(target: Path, fingerprint: Fingerprint, *, rebuild: bool = False) -> Iterator[StoreUpdate]:
    """Open an update of a store's folder, old or new; `StoreUpdate.finish` puts it into effect.

    If the block fails, the folder stays as it was, and finished work is kept beside it for the next build.
    Raises UnwritableError if ``target`` is a folder of something else, if nothing can be written, or if
    another build is at work on it.
    """
    target = target.resolve()
    refuse_other(target)
    with staging_directory(target) as staging:
        update = StoreUpdate(target, staging, fingerprint, rebuild=rebuild)
        try:
            yield update
        except UnwritableError:
            staging.keep = False  # the disk may be full
            raise
        finally:
            update.close()


def unfinished_documents(target: Path) -> int | None:
    """Return how many documents a killed build has finished, or None if there was none."""
    ledger = Ledger.find(staging_path(target.resolve()) / _STORE)
    if ledger is None:
        return None
    with closing(ledger):
        return ledger.size(new_only=True)


@dataclass(frozen=True, slots=True)
class WrittenDocuments:
    """The documents that a build has written, by IRI, and the number of their claims."""

    documents: tuple[str, ...]
    claims: int


class StoreUpdate:
    """A store that is being updated.

    ``rebuild_reasons`` says why no document of the old store can stay; it is empty if documents stay or if
    there was no store. ``ledger`` knows which documents are done.
    """

    def __init__(
        self, target: Path, staging: StagingDirectory, fingerprint: Fingerprint, *, rebuild: bool
    ) -> None:
        self._target = target
        self._staging = staging
        self._fingerprint = fingerprint
        self._work = staging.folder / _STORE
        self._store: Store | None = None
        self._pieces = bytearray()
        self._waiting: dict[str, ProcessedDocument] = {}
        self.replaced = 0
        self._removed = 0
        with writing(target):
            self.rebuild_reasons, self.ledger = self._begin(rebuild)

    def _begin(self, rebuild: bool) -> tuple[tuple[str, ...], Ledger]:
        before = Ledger.find(self._target)
        self._base = before.facts().get("generation", "") if before else ""
        reasons = tuple(self._reasons(before, rebuild))
        resumed = None if rebuild else self._resume()
        if resumed is not None or before is None or reasons:
            if before is not None:
                before.close()
            return reasons, resumed or self._start_empty()
        self._clear()
        return reasons, before

    def _reasons(self, before: Ledger | None, rebuild: bool) -> Iterator[str]:
        if rebuild:
            yield "a rebuild was requested"
        elif before is not None:
            yield from self._fingerprint.changes(before.facts())
        elif is_store(self._target):
            yield "the store has no ledger of its sources"

    def _resume(self) -> Ledger | None:
        """Open the work of a killed build and drop unfinished documents; return None if it cannot be used."""
        ledger = Ledger.find(self._work)
        if ledger is None:
            return None
        facts = ledger.facts()
        if facts.get("base") != self._base or any(self._fingerprint.changes(facts)):
            ledger.close()
            return None
        ledger.set_facts(**self._fingerprint.facts())
        self._store = Store(str(self._work))
        self._staging.keep = True
        unfinished = ledger.in_progress()
        self._remove_graphs(unfinished)
        ledger.remove(unfinished)
        return ledger

    def _start_empty(self) -> Ledger:
        self._clear()
        self._store = Store(str(self._work))
        return self._install(Ledger.create(self._staging.folder / LEDGER_NAME))

    def _start_from_copy(self) -> Ledger:
        """Copy the present store, as hard links if the system has them, and its ledger."""
        self._clear()
        self._open_target().backup(str(self._work))
        self._store = Store(str(self._work))
        return self._install(self.ledger.copy(self._staging.folder / LEDGER_NAME))

    def _open_target(self) -> Store:
        """Open the present store, if possible read-only, so that nothing changes for its readers.

        A copy of a read-only store lacks what is only in RocksDB's log. Builds leave nothing there, but
        another program may have written to the store since.
        """
        known = json.loads(self.ledger.facts().get("logs", "{}"))
        if _log_sizes(self._target).items() <= known.items():
            return Store.read_only(str(self._target))
        return Store(str(self._target))

    def _install(self, ledger: Ledger) -> Ledger:
        """Move a new ledger into the work folder. From then on, a killed build can be resumed."""
        ledger.set_facts(base=self._base, **self._fingerprint.facts())
        ledger.commit()
        ledger.close()
        ledger.path.replace(self._work / LEDGER_NAME)
        return Ledger(self._work / LEDGER_NAME)

    def _clear(self) -> None:
        """Remove work that cannot be resumed."""
        for path in self._staging.folder.iterdir():
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            elif path.name.startswith(LEDGER_NAME):
                path.unlink()

    def add(self, processed: ProcessedDocument) -> None:
        """Add a document's graph, in place of its old one."""
        for piece in processed.pieces:
            self._pieces += piece.content
        self._waiting[document_iri(processed.document)] = replace(processed, pieces=())
        if len(self._pieces) >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Write the waiting documents: the ledger first sets them in progress, and at the end done."""
        if not self._waiting:
            return
        with writing(self._target):
            store = self._writable_store()
            before = self.ledger.start({iri: each.digest for iri, each in self._waiting.items()})
            self._remove_graphs(before)
            # Lenient parsing is safe: our own serializer wrote these quads, from terms that were checked.
            store.bulk_load(bytes(self._pieces), RdfFormat.N_QUADS, lenient=True)
            self._flush_to_disk(store)
            self.ledger.finish(
                {iri: each.counts for iri, each in self._waiting.items()},
                [each.passages for each in self._waiting.values()],
            )
        self.replaced += len(before)
        self._staging.keep = True
        self._pieces.clear()
        self._waiting.clear()

    def _flush_to_disk(self, store: Store) -> None:
        """Flush removals to disk before the ledger relies on them; bulk loads are on disk already."""
        if self.replaced or self._base:
            store.flush()

    def remove_others(self, documents: Iterable[str]) -> int:
        """Remove all documents but these; return how many were removed."""
        self.flush()
        stay = set(documents)
        gone = [iri for iri in self.ledger.documents() if iri not in stay]
        if gone:
            with writing(self._target):
                store = self._writable_store()
                self.ledger.start(dict.fromkeys(gone, ""))
                self._remove_graphs(gone)
                self._flush_to_disk(store)
                self.ledger.remove(gone)
                self._staging.keep = True
        self._removed = len(gone)
        return len(gone)

    def state_reprints(self) -> None:
        """State which documents repeat an earlier edition, now that all are known, if any has changed."""
        if self._store is None:
            return
        with writing(self._target):
            found = reprints(self.ledger.passages())
            stated = {quad for iri, each in found.items() for quad in repetition_quads(iri, each)}
            before = {
                quad
                for predicate in (_REPEATS, _SHARE)
                for quad in self._store.quads_for_pattern(None, predicate, None)
            }
            for quad in before - stated:
                self._store.remove(quad)
            self._store.extend(stated - before)

    def _writable_store(self) -> Store:
        if self._store is None:
            self.ledger = self._start_from_copy()
        assert self._store is not None
        return self._store

    def _remove_graphs(self, documents: Iterable[str]) -> None:
        """Remove the graphs of documents, and the statements of runs that they generated them."""
        assert self._store is not None
        for iri in documents:
            for name in (graph_iri(iri), text_graph_iri(iri)):
                graph = NamedNode(name)
                self._store.remove_graph(graph)
                for quad in list(self._store.quads_for_pattern(None, _GENERATED, graph, RUNS)):
                    self._store.remove(quad)

    @property
    def written(self) -> WrittenDocuments:
        """The documents written since the last build that finished."""
        found = list(self.ledger.all_counts(new_only=True))
        claims: Counter[str] = Counter()
        for _, counts in found:
            claims.update(counts.claims)
        return WrittenDocuments(tuple(iri for iri, _ in found), claims.total())

    @property
    def changed(self) -> bool:
        """Whether the update changes the store."""
        return self._store is not None

    def finish(
        self,
        log: SourceLog,
        facts: Mapping[str, str],
        run: Sequence[Quad],
        reference: Callable[[], Iterable[Quad]],
    ) -> None:
        """Put the updated store in its place.

        ``log`` and ``facts`` go into the ledger, and the description of the ``run`` into the store. A store
        that has no ontology and vocabularies yet gets them from ``reference``. If no document has changed,
        only the ledger is updated.
        """
        with writing(self._target):
            if self._store is not None:
                self._complete(self._store, run, reference)
            self.ledger.replace_sources(log.database)
            self.ledger.set_facts(**facts)
            if self._store is not None:
                self.ledger.set_facts(generation=uuid4().hex, logs=json.dumps(_log_sizes(self._work)))
            self.ledger.clear_new()
            self.ledger.commit()
            changed = self.changed
            self.close()
            if changed:
                move_into_place(self._work, self._target)

    def _complete(self, store: Store, run: Sequence[Quad], reference: Callable[[], Iterable[Quad]]) -> None:
        if "reference" not in self.ledger.facts():
            store.bulk_extend(reference())
            self.ledger.set_facts(reference="whole")
        store.extend(run)
        self._compact(store)
        store.flush()  # a copy of a read-only store needs everything on disk

    def _compact(self, store: Store) -> None:
        """Have RocksDB merge its tables if many documents have come or gone since the last time.

        Each loaded batch leaves its own tables, and a query searches all of them. Merged, queries run
        several times as fast and the store is a third smaller.
        """
        facts = self.ledger.facts()
        uncompacted = int(facts.get("loose", "0")) + self.ledger.size(new_only=True) + self._removed
        if uncompacted >= _COMPACTION_SHARE * self.ledger.size():
            store.optimize()
            uncompacted = 0
        self.ledger.set_facts(loose=str(uncompacted))

    def close(self) -> None:
        """Close the store and the ledger."""
        self._store = None  # the store closes when nothing refers to it
        with suppress(OSError):
            self.ledger.close()


def _log_sizes(store: Path) -> dict[str, int]:
    """Return the sizes of RocksDB's logs, which grow with every single write."""
    return {file.name: file.stat().st_size for file in store.glob("*.log")}
