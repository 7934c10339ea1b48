"""What a store would lose in a build only because the inputs that it came from are not there any more.

A file that is gone from a folder that is given again was taken away on purpose, most likely. A folder that
is not given, or in which nothing is found, was more likely forgotten or misspelt, or lies on a disk that
is not there now.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from pyoxigraph import DefaultGraph

from tipgraph.documents.sources import STDIN, absolute, from_here
from tipgraph.errors import UsageError
from tipgraph.namespaces import document_iri, graph_iri, text_graph_iri
from tipgraph.pipeline.ledger import Ledger
from tipgraph.pipeline.notes import Known, Notes, restored
from tipgraph.sinks import is_store
from tipgraph.store import data_graphs, open_graph

__all__ = ["refuse_losses"]

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
            lost[from_here(_root(path, before) or path)] += len(fallen)
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
