"""The status of a graph: what it contains, which sources it was built from, and which have changed since."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Store

from tipgraph.build.fingerprint import Fingerprint
from tipgraph.build.ledger import FileStamp, Ledger
from tipgraph.build.store_update import unfinished_documents
from tipgraph.errors import TipgraphError
from tipgraph.rdf.mapping import CLAIM_CLASSES
from tipgraph.rdf.provenance import RUNS
from tipgraph.rdf.store import Queryable, is_of_older_model, open_graph
from tipgraph.rdf.terms import term
from tipgraph.reading.sources import STDIN, Source, relative_to_cwd, walk

__all__ = ["Status", "status"]

_TYPE = term("rdf:type")
_OLDER = "built by tipgraph 0.1, with an older model of claims"
_KINDS = {node: kind.kind for node, kind in CLAIM_CLASSES.items()}


@dataclass(frozen=True, slots=True)
class SourceStatus:
    """A source and its state: ``unchanged``, ``changed``, ``missing`` or ``new``."""

    name: str
    state: str


@dataclass(frozen=True, slots=True)
class Status:
    """The contents of a graph, as counts, and its state.

    ``version`` is the program's version that built it, ``built`` the time of the last build that changed
    it, and ``checked`` the time when a build last checked its sources; each is '' if unknown. ``stale``
    lists the reasons why the next build would process everything again; of a graph without a ledger, it only
    says that the graph is of an older model. ``sources`` is None if the graph has no ledger: a file, or a
    store that no build made. ``unfinished`` counts the documents that a killed build has finished and the
    next one keeps; it is None without such a build.
    """

    graph: str
    reports: int
    documents: int
    claims: Mapping[str, int]
    years: Mapping[str, int]
    version: str
    built: str
    checked: str
    stale: tuple[str, ...]
    sources: tuple[SourceStatus, ...] | None
    unfinished: int | None

    @property
    def states(self) -> dict[str, int]:
        """The number of sources in each state."""
        return dict(sorted(Counter(source.state for source in self.sources or ()).items()))


def status(graph: str | Path) -> Status:
    """Return the status of an RDF file or a store's folder; checks the sources in the store's ledger.

    Raises UnreadableError and UsageError as `tipgraph.rdf.store.open_graph` does.
    """
    path = Path(graph)
    unfinished = unfinished_documents(path)
    # If a store's first build was killed, only its staging directory exists.
    store = Store() if unfinished and not path.exists() else open_graph(graph, reference=False)
    ledger = Ledger.find(path) if path.is_dir() else None
    if ledger is None:
        version, built = _last_run(store)
        claims = _counted(store)
        stale = (_OLDER,) if is_of_older_model(store) else ()
        return _status(graph, store, claims, {"version": version, "built": built}, stale, None, unfinished)
    with closing(ledger):
        facts = ledger.facts()
        claims = Counter()
        for _, counts in ledger.all_counts():
            claims.update(counts.claims)
        return _status(graph, store, claims, facts, _stale(facts), tuple(_sources(ledger)), unfinished)


def _status(
    graph: str | Path,
    store: Queryable,
    claims: Mapping[str, int],
    facts: Mapping[str, str],
    stale: tuple[str, ...],
    sources: tuple[SourceStatus, ...] | None,
    unfinished: int | None,
) -> Status:
    return Status(
        graph=str(graph),
        reports=len(set(_subjects(store, "tg:Report"))),
        documents=len(set(_subjects(store, "tg:Document"))),
        claims=dict(sorted(claims.items())),
        years=_years(store),
        version=facts.get("version", ""),
        built=facts.get("built", ""),
        checked=facts.get("checked", ""),
        stale=stale,
        sources=sources,
        unfinished=unfinished,
    )


def _subjects(store: Queryable, kind: str) -> Iterator[str]:
    return (str(quad.subject) for quad in store.quads_for_pattern(None, _TYPE, term(kind), None))


def _counted(store: Queryable) -> Counter[str]:
    found = ((kind, store.quads_for_pattern(None, _TYPE, node, None)) for node, kind in _KINDS.items())
    counts = {kind: len({quad.subject for quad in quads}) for kind, quads in found}
    return Counter({kind: count for kind, count in counts.items() if count})


def _years(store: Queryable) -> dict[str, int]:
    quads = store.quads_for_pattern(None, term("tg:year"), None, None)
    found = {(str(quad.subject), quad.object.value) for quad in quads if isinstance(quad.object, Literal)}
    return dict(sorted(Counter(year for _, year in found).items()))


def _last_run(store: Queryable) -> tuple[str, str]:
    """Return the version and end of the last run that a graph describes, or '' for each."""
    ends = store.quads_for_pattern(None, term("prov:endedAtTime"), None, RUNS)
    runs = sorted((quad.object.value, quad.subject) for quad in ends if isinstance(quad.object, Literal))
    if not runs:
        return "", ""
    end, run = runs[-1]
    agents = store.quads_for_pattern(run, term("prov:wasAssociatedWith"), None, RUNS)
    names = [quad.object.value for quad in agents if isinstance(quad.object, NamedNode)]
    return (names[0].rpartition("/")[2] if names else ""), end


def _stale(facts: Mapping[str, str]) -> tuple[str, ...]:
    """Return the reasons why a build with the last build's options would process everything again."""
    vocabulary = tuple(Path(path) for path in json.loads(facts.get("vocabulary", "[]")))
    try:
        now = Fingerprint.current(
            vocabulary, validate=bool(facts.get("shapes")), with_texts=bool(facts.get("texts"))
        )
    except TipgraphError as error:
        return (f"a vocabulary cannot be read ({error.cause})",)
    return tuple(now.changes(facts))


def _sources(ledger: Ledger) -> Iterator[SourceStatus]:
    known = set()
    for path, _, size, time, sha256 in ledger.sources():
        known.add(path)
        yield SourceStatus(
            relative_to_cwd(os.fsdecode(path)), _state(Path(os.fsdecode(path)), FileStamp(size, time, sha256))
        )
    inputs = [path for path in json.loads(ledger.facts().get("inputs", "[]")) if path != STDIN]
    for source in walk(inputs):
        if isinstance(source, Source) and source.is_file and source.place not in known:
            yield SourceStatus(relative_to_cwd(os.fsdecode(source.place)), "new")


def _state(path: Path, stamp: FileStamp) -> str:
    try:
        same = stamp.matches(path) or FileStamp.of(path).sha256 == stamp.sha256
    except FileNotFoundError:
        return "missing"
    except OSError:
        return "changed"
    return "unchanged" if same else "changed"
