"""Removed sources: what a build would delete from a store because inputs are missing.

A file that is gone from a folder given again was probably removed on purpose. A folder that is not given,
or that is empty, was probably forgotten or misspelt, or its disk is not mounted.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from pyoxigraph import DefaultGraph

from tipgraph.build.ledger import Ledger
from tipgraph.build.source_log import KnownDocument, SourceLog, from_record
from tipgraph.errors import UsageError
from tipgraph.model.iris import document_iri, graph_iri, text_graph_iri
from tipgraph.rdf.formats import is_store
from tipgraph.rdf.store import data_graphs, open_graph
from tipgraph.reading.sources import STDIN, absolute, is_web_address, relative_to_cwd

__all__ = ["refuse_removals"]

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
