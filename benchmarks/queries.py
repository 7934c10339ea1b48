"""How soon the named questions are answered on an archive: a hundred draws of parameters for each.

    python benchmarks/queries.py archive               # a store that `tipgraph build` made
    python benchmarks/queries.py archive --draws 20

The store is opened once for each question, as `tipgraph serve` has it open; the first answer, from a cold
cache, counts. Parameters are drawn with a seed: those that must be given always, each of the others in
half of the draws; countries and years are those that the store has reports of, codes all of their scheme.
Times run from the question to the last row, by the clock and the processor's: questions run on one core, so
that the latter is what the clock would show where nothing else runs.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Store
from rich.console import Console
from rich.table import Table

from tipgraph.analysis.queries import run_query
from tipgraph.analysis.queries.query import Query, catalog
from tipgraph.analysis.queries.results import Graph
from tipgraph.model.vocabulary import load
from tipgraph.rdf.store import Queryable, open_graph
from tipgraph.rdf.terms import code_of, term

SEED = 20260101
SOON = 0.1
"""Seconds within which an answer feels immediate."""


@dataclass(frozen=True)
class Times:
    """What the draws of one question took: sorted seconds, by the clock and the processor's; rows of all."""

    clock: list[float]
    processor: list[float]
    rows: int
    slowest: Mapping[str, str]

    def row(self) -> Iterator[str]:
        """Return the cells of a table."""
        for seconds in (self.clock, self.processor):
            yield f"{soon(seconds):.0f}"
            for at in (0.5, 0.95, 1):
                yield f"{1e3 * seconds[int(at * (len(seconds) - 1))]:,.0f}"
        yield f"{self.rows / len(self.clock):,.0f}"
        yield " ".join(f"{name}={value}" for name, value in self.slowest.items())


def soon(seconds: Sequence[float]) -> float:
    """Return how many of a hundred answers came soon."""
    return 100 * sum(each < SOON for each in seconds) / len(seconds)


class Draws:
    """Draws parameters of questions from what a store has."""

    def __init__(self, store: Store) -> None:
        self._places = sorted({code_of(value) for value in _values(store, "tg:country")})
        self._years = sorted(set(_values(store, "tg:year")))
        self._vocabulary = load()

    def of(self, query: Query, number: int) -> dict[str, str]:
        """Return the parameters of a question's draw of that number."""
        chance = random.Random(f"{SEED}/{query.name}/{number}")
        return {
            parameter.name: chance.choice(self._choices(parameter.type))
            for parameter in query.parameters
            if parameter.required or (parameter.default is None and chance.random() < 0.5)
        }

    def _choices(self, kind: str) -> list[str]:
        if kind == "place":
            return self._places
        return self._years if kind == "year" else sorted(self._vocabulary[kind])


def _values(store: Store, name: str) -> Iterator[str]:
    for quad in store.quads_for_pattern(None, term(name), None, None):
        yield getattr(quad.object, "value", "")


def measured(path: Path, query: Query, draws: Draws, times: int) -> Times:
    """Ask a question that many times."""
    store = open_graph(path)
    clock, processor, rows = [], [], 0
    for number in range(times):
        values = draws.of(query, number)
        begun, before = time.perf_counter(), time.process_time()
        rows += answered(store, query, values)
        clock.append(time.perf_counter() - begun)
        processor.append(time.process_time() - before)
    slowest = draws.of(query, processor.index(max(processor)))
    return Times(sorted(clock), sorted(processor), rows, slowest)


def answered(store: Queryable, query: Query, values: Mapping[str, str]) -> int:
    """Ask a question, and return how many rows its answer has."""
    answer = run_query(store, query, values)
    return len(answer.triples) if isinstance(answer, Graph) else len(answer.cells()[1])


COLUMNS = (
    "question", "soon %", "median ms", "95th", "slowest",
    "CPU: soon %", "median ms", "95th", "slowest", "rows", "slowest draw",
)  # fmt: skip


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("store", type=Path)
    parser.add_argument("--draws", type=int, default=100)
    parser.add_argument("--names", nargs="+", default=list(catalog()))
    options = parser.parse_args()
    table = Table(*COLUMNS, title=f"Named questions, {options.draws} draws each", title_justify="left")
    draws = Draws(open_graph(options.store))
    found = [measured(options.store, catalog()[name], draws, options.draws) for name in options.names]
    for name, times in zip(options.names, found, strict=True):
        table.add_row(name, *times.row())
    Console(width=160).print(table)
    for what, seconds in (
        ("clock", [each for times in found for each in times.clock]),
        ("processor", [each for times in found for each in times.processor]),
    ):
        print(f"Of 100 answers, {soon(seconds):.1f} came in {SOON * 1e3:.0f} ms by the {what}")


if __name__ == "__main__":
    main()
