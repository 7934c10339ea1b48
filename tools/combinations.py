"""Counts combinations of victims, exploitation and sector that no statement makes.

Run ``python -m tools.combinations INPUT …`` with files, folders or graphs. A query finds the combinations on
each pair of places of a document in two graphs: one has a claim for each statement, the other has one merged
claim for each pair, as in version 0.1. A combination is invented if no statement has all of its values.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pyoxigraph import NamedNode, QuerySolutions, Store

from tipgraph.build.extractions import ExtractionWithText, read
from tipgraph.model.claims import Extraction, RouteClaim
from tipgraph.model.iris import PREFIXES
from tipgraph.model.merging import merged
from tipgraph.rdf.emit import quads
from tipgraph.rdf.terms import code_of, place_code
from tipgraph.reading import Defaults

__all__ = ["Count", "View", "count", "main"]

QUERY = """
SELECT DISTINCT ?origin ?destination ?victims ?exploitation ?sector WHERE {
  ?claim tg:origin ?origin ; tg:destination ?destination .
  OPTIONAL { ?claim tg:victimGroup ?victims }
  OPTIONAL { ?claim tg:exploitation ?exploitation }
  OPTIONAL { ?claim tg:sector ?sector }
}"""

Pair = tuple[str, str]
Values = frozenset[str]
"""The codes of one combination, or all codes of a statement. Codes of different vocabularies differ."""


@dataclass(frozen=True, slots=True)
class View:
    """What a graph gives: combinations, those that are invented, and the pairs of places with such."""

    combinations: int = 0
    invented: int = 0
    pairs: int = 0

    def __add__(self, other: View) -> View:
        return View(
            self.combinations + other.combinations, self.invented + other.invented, self.pairs + other.pairs
        )


@dataclass(frozen=True, slots=True)
class Count:
    """The pairs of places in documents, those with several statements, and what both graphs give for them."""

    documents: int = 0
    pairs: int = 0
    several: int = 0
    merged: View = View()
    statements: View = View()

    def __add__(self, other: Count) -> Count:
        return Count(
            self.documents + other.documents,
            self.pairs + other.pairs,
            self.several + other.several,
            self.merged + other.merged,
            self.statements + other.statements,
        )


def count(extractions: Iterable[Extraction]) -> Count:
    """Count the combinations in the graphs of extractions."""
    return sum(map(_count, extractions), Count())


def _count(extraction: Extraction) -> Count:
    stated = _stated(extraction)
    several = {pair: statements for pair, statements in stated.items() if len(statements) > 1}
    together = replace(extraction, claims=merged(extraction.claims))
    return Count(1, len(stated), len(several), _view(together, several), _view(extraction, several))


def _stated(extraction: Extraction) -> dict[Pair, list[Values]]:
    """Return the values of each statement on each pair of places."""
    found: dict[Pair, list[Values]] = defaultdict(list)
    for claim in extraction.claims:
        if isinstance(claim, RouteClaim):
            values = frozenset((*claim.victims, *claim.exploitation, *claim.sectors))
            found[claim.origin, claim.destination].append(values)
    return found


def _view(extraction: Extraction, stated: dict[Pair, list[Values]]) -> View:
    """Query the graph of an extraction for the combinations of some pairs of places."""
    found = [(pair, values) for pair, values in _combinations(extraction) if pair in stated]
    invented = [pair for pair, values in found if not any(values <= each for each in stated[pair])]
    return View(len(found), len(invented), len(set(invented)))


def _combinations(extraction: Extraction) -> Iterator[tuple[Pair, Values]]:
    store = Store()
    store.extend(quads(extraction))
    country = extraction.document.report.country
    rows = store.query(QUERY, prefixes=PREFIXES, use_default_graph_as_union=True)
    assert isinstance(rows, QuerySolutions)
    for origin, destination, *codes in rows:
        pair = (place_code(origin.value, country), place_code(destination.value, country))
        yield pair, frozenset(code_of(code.value) for code in codes if isinstance(code, NamedNode))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures. The exit code is 1 if the graph of statements has an invented combination."""
    parser = argparse.ArgumentParser(prog="python -m tools.combinations", description=__doc__)
    parser.add_argument("input", nargs="+", metavar="INPUT", help="a file, a folder or a graph")
    sources = parser.parse_args(arguments).input
    found = count(
        item.extraction for item in read(sources, Defaults()) if isinstance(item, ExtractionWithText)
    )
    print(
        f"documents: {found.documents:,}; pairs of places: {found.pairs:,}, "
        f"with several statements: {found.several:,}"
    )
    for name, view in (("merged", found.merged), ("statements", found.statements)):
        print(
            f"{name}: combinations on these pairs: {view.combinations:,}, "
            f"invented: {view.invented:,}, pairs with invented ones: {view.pairs:,}"
        )
    return int(found.statements.invented > 0)


if __name__ == "__main__":
    sys.exit(main())
