"""A store that is brought up to date: what is done stays, the rest is replaced, document by document.

Nothing is written into the store itself. Its readers would see work in progress, and one that opens it
while RocksDB tidies up fails. Work goes on in a copy beside it, whose large files are links and cost
nothing, or, where all is to be made, in an empty store, which is filled in bulk; when all is done the two
change places. The ledger in the copy says what is done, so that the next build goes on where one was killed.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from uuid import uuid4

from pyoxigraph import NamedNode, Quad, RdfFormat, Store

from tipgraph.build.fingerprint import inputs
from tipgraph.build.ledger import NAME, Ledger
from tipgraph.build.notes import Notes, Result
from tipgraph.build.recipe import Made
from tipgraph.errors import UnwritableError
from tipgraph.model.iris import document_iri, graph_iri, text_graph_iri
from tipgraph.rdf.formats import is_store
from tipgraph.rdf.provenance import RUNS
from tipgraph.rdf.terms import term
from tipgraph.rdf.writers import BATCH, refuse_other
from tipgraph.util.atomic import StagingDirectory, move_into_place, staging_directory, staging_path, writing

__all__ = ["Archive", "Fresh", "Terms", "begun", "opened"]

_STORE = "store"
_LOOSE = 0.25
"""The share of documents that may come and go before tables are merged: each of all then costs some 10 ms."""
_GENERATED = term("prov:generated")


@dataclass(frozen=True, slots=True)
class Terms:
    """What all documents of a store are made with: digests of words, rules and shapes; whether with texts.

    ``shapes`` is '' where documents are not validated; ``vocabulary`` are the paths of the user's own words,
    as a list of JSON, for messages.
    """

    lexicon: str
    rules: str
    shapes: str
    texts: str
    vocabulary: str = "[]"

    def facts(self) -> dict[str, str]:
        """Return them as a ledger keeps them."""
        return asdict(self)

    def changes(self, before: Mapping[str, str]) -> Iterator[str]:
        """Say what has changed since a ledger's facts, so that no document of its store can stay."""
        if before.get("lexicon") != self.lexicon:
            yield self._words(before.get("vocabulary", "[]"))
        if before.get("rules") != self.rules:
            yield "the program's rules have changed"
        if before.get("texts") != self.texts:
            yield "texts are to be added" if self.texts else "texts are to be left out"
        if self.shapes and before.get("shapes") != self.shapes:
            yield "the shapes have changed" if before.get("shapes") else "not all was validated"

    def _words(self, before: str) -> str:
        if before == self.vocabulary:
            return "the ontology or the vocabulary has changed"
        return f"--vocabulary was {_names(before)} the last time and is {_names(self.vocabulary)} now"


def _names(paths: str) -> str:
    return " ".join(Path(path).name for path in json.loads(paths)) or "not given"


@dataclass(frozen=True, slots=True)
class Fresh:
    """What a build has written, for the description of its run: documents by IRI, and their claims."""

    documents: tuple[str, ...]
    claims: int


@contextmanager
def opened(target: Path, terms: Terms, *, rebuild: bool = False) -> Iterator[Archive]:
    """Open a store's folder, or a new one, to be brought up to date; `Archive.finish` makes it so.

    Where the block fails, the folder is as it was, and what was done is kept beside it for the next build.
    Raises UnwritableError where ``target`` is a folder of something else, where nothing can be written, or
    where another build is at work on it.
    """
    target = target.resolve()
    refuse_other(target)
    with staging_directory(target) as place:
        archive = Archive(target, place, terms, rebuild=rebuild)
        try:
            yield archive
        except UnwritableError:
            place.keep = False  # the disk may be full
            raise
        finally:
            archive.close()


def _logs(store: Path) -> dict[str, int]:
    """Return the sizes of RocksDB's logs, which grow with all that is written one by one."""
    return {file.name: file.stat().st_size for file in store.glob("*.log")}


def begun(target: Path) -> int | None:
    """Return how many documents a build has done that was killed, and None where none was."""
    ledger = Ledger.of(staging_path(target.resolve()) / _STORE)
    if ledger is None:
        return None
    with closing(ledger):
        return ledger.size(fresh=True)


class Archive:
    """A store in the making.

    ``anew`` says why nothing of the store that there was can stay; it is empty where it can, and where
    there was none. ``ledger`` knows which documents are done.
    """

    def __init__(self, target: Path, place: StagingDirectory, terms: Terms, *, rebuild: bool) -> None:
        self._target = target
        self._bench = place
        self._terms = terms
        self._work = place.folder / _STORE
        self._store: Store | None = None
        self._pieces = bytearray()
        self._waiting: dict[str, tuple[str, Result]] = {}
        self.replaced = 0
        self._removed = 0
        with writing(target):
            self.anew, self.ledger = self._begin(rebuild)

    def _begin(self, rebuild: bool) -> tuple[tuple[str, ...], Ledger]:
        before = Ledger.of(self._target)
        self._base = before.facts().get("generation", "") if before else ""
        anew = tuple(self._reasons(before, rebuild))
        begun = None if rebuild else self._begun()
        if begun is not None or before is None or anew:
            if before is not None:
                before.close()
            return anew, begun or self._empty()
        self._clear()
        return anew, before

    def _reasons(self, before: Ledger | None, rebuild: bool) -> Iterator[str]:
        if rebuild:
            yield "a rebuild was asked for"
        elif before is not None:
            yield from self._terms.changes(before.facts())
        elif is_store(self._target):
            yield "the store does not tell what it was made of"

    def _begun(self) -> Ledger | None:
        """Return the ledger of work that can be gone on with, its store open and without halves."""
        ledger = Ledger.of(self._work)
        if ledger is None:
            return None
        facts = ledger.facts()
        if facts.get("base") != self._base or any(self._terms.changes(facts)):
            ledger.close()
            return None
        ledger.know(**self._terms.facts())
        self._store = Store(str(self._work))
        self._bench.keep = True
        halves = ledger.in_work()
        self._take_out(halves)
        ledger.forget(halves)
        return ledger

    def _empty(self) -> Ledger:
        self._clear()
        self._store = Store(str(self._work))
        return self._placed(Ledger.create(self._bench.folder / NAME))

    def _copied(self) -> Ledger:
        """Copy the present store, as links where the system has them, and its ledger."""
        self._clear()
        self._source().backup(str(self._work))
        self._store = Store(str(self._work))
        return self._placed(self.ledger.copy(self._bench.folder / NAME))

    def _source(self) -> Store:
        """Open the present store: for reading only, so that nothing in it changes for its readers.

        A copy of a store that is open for reading lacks what is in RocksDB's log alone. What is in the logs
        that a build left is in the store's tables too; but another program may have written more.
        """
        known = json.loads(self.ledger.facts().get("logs", "{}"))
        if _logs(self._target).items() <= known.items():
            return Store.read_only(str(self._target))
        return Store(str(self._target))

    def _placed(self, ledger: Ledger) -> Ledger:
        """Move a new ledger to its store, where it says that the store can be gone on with."""
        ledger.know(base=self._base, **self._terms.facts())
        ledger.commit()
        ledger.close()
        ledger.path.replace(self._work / NAME)
        return Ledger(self._work / NAME)

    def _clear(self) -> None:
        """Remove what was begun under other terms, or before another store took its place."""
        for path in self._bench.folder.iterdir():
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            elif path.name.startswith(NAME):
                path.unlink()

    def add(self, made: Made) -> None:
        """Put a document's graph into the store, in the place of the one that it had there."""
        for piece in made.pieces:
            self._pieces += piece.content
        self._waiting[document_iri(made.document)] = inputs(made.document), made.result
        if len(self._pieces) >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Write what is waiting: first the ledger says that it is in work, then that it is done."""
        if not self._waiting:
            return
        with writing(self._target):
            store = self._writable()
            before = self.ledger.begin({iri: digest for iri, (digest, _) in self._waiting.items()})
            self._take_out(before)
            # Lenient: these are our own serializer's words, whose terms were checked when they were made.
            store.bulk_load(bytes(self._pieces), RdfFormat.N_QUADS, lenient=True)
            self._saved(store)
            self.ledger.done({iri: result for iri, (_, result) in self._waiting.items()})
        self.replaced += len(before)
        self._bench.keep = True
        self._pieces.clear()
        self._waiting.clear()

    def _saved(self, store: Store) -> None:
        """Have on the disk what the ledger is to call done next; what was loaded in bulk is there already."""
        if self.replaced or self._base:
            store.flush()

    def keep_only(self, documents: Iterable[str]) -> int:
        """Take out all other documents; return how many there were."""
        self.flush()
        stay = set(documents)
        gone = [iri for iri in self.ledger.documents() if iri not in stay]
        if gone:
            with writing(self._target):
                self._writable()
                self.ledger.begin(dict.fromkeys(gone, ""))
                self._take_out(gone)
                self._saved(self._writable())
                self.ledger.forget(gone)
                self._bench.keep = True
        self._removed = len(gone)
        return len(gone)

    def _writable(self) -> Store:
        if self._store is None:
            self.ledger = self._copied()
        assert self._store is not None
        return self._store

    def _take_out(self, documents: Iterable[str]) -> None:
        """Remove the graphs of documents, and what runs say of their making."""
        assert self._store is not None
        for iri in documents:
            for name in (graph_iri(iri), text_graph_iri(iri)):
                graph = NamedNode(name)
                self._store.remove_graph(graph)
                for quad in list(self._store.quads_for_pattern(None, _GENERATED, graph, RUNS)):
                    self._store.remove(quad)

    @property
    def fresh(self) -> Fresh:
        """What was written since the last build that came to its end."""
        found = list(self.ledger.results(fresh=True))
        claims: Counter[str] = Counter()
        for _, result in found:
            claims.update(result.claims)
        return Fresh(tuple(iri for iri, _ in found), claims.total())

    @property
    def changed(self) -> bool:
        """Whether there is anything new to put in the place of the old."""
        return self._store is not None

    def finish(
        self,
        notes: Notes,
        facts: Mapping[str, str],
        run: Sequence[Quad],
        reference: Callable[[], Iterable[Quad]],
    ) -> None:
        """Let the store take its place, with the description of its run; ``facts`` go into the ledger.

        Where nothing has changed, the store is left alone but for what its ledger says of sources.
        ``reference`` gives the ontology and vocabularies, for a store that has none yet.
        """
        with writing(self._target):
            if self._store is not None:
                self._complete(run, reference)
            self.ledger.replace_sources(notes.database)
            self.ledger.know(**facts)
            if self._store is not None:
                self.ledger.know(generation=uuid4().hex, logs=json.dumps(_logs(self._work)))
            self.ledger.settle()
            self.ledger.commit()
            changed = self.changed
            self.close()
            if changed:
                move_into_place(self._work, self._target)

    def _complete(self, run: Sequence[Quad], reference: Callable[[], Iterable[Quad]]) -> None:
        assert self._store is not None
        if "reference" not in self.ledger.facts():
            self._store.bulk_extend(reference())
            self.ledger.know(reference="whole")
        self._store.extend(run)
        self._merge_tables(self._store)
        self._store.flush()  # so that a copy can be made of it while it is open for reading only

    def _merge_tables(self, store: Store) -> None:
        """Have RocksDB merge its tables where much has come or gone since it last did.

        Each batch that is loaded leaves tables of its own, and a question has to look into all of them:
        merged, it is answered several times as fast, and the store has a third less to keep.
        """
        loose = int(self.ledger.facts().get("loose", "0")) + self.ledger.size(fresh=True) + self._removed
        if loose >= _LOOSE * self.ledger.size():
            store.optimize()
            loose = 0
        self.ledger.know(loose=str(loose))

    def close(self) -> None:
        """Let go of store and ledger."""
        self._store = None  # closes it: there is no other way
        with suppress(OSError):
            self.ledger.close()
