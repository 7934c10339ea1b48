"""Compares two graphs except for renamed terms: ``python -m tools.compare_graphs OLD NEW``.

A graph is a file (N-Quads, TriG, Turtle and others, by extension) or the folder of an embedded store. The
terms of OLD are renamed by a table with the columns kind, old and new; the kind is ``iri``, or ``rule`` for a
value of tg:rule. The values of owl:versionInfo, owl:versionIRI and dcterms:modified, and the graph of runs,
are ignored.

Prints the statements that differ, with - if they are only in OLD and + if they are only in NEW. The exit code
is 0 if the graphs are the same, 1 if they differ, and 2 if one cannot be read.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TypeVar

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

Node = TypeVar("Node")

__all__ = ["RENAMED", "Difference", "Renaming", "compare", "main", "read"]

RENAMED = Path(__file__).with_name("renamed.csv")
"""The terms that version 0.2 renamed."""
RUNS = NamedNode("https://w3id.org/tipgraph/graph/runs")
RULE = NamedNode("https://w3id.org/tipgraph/ontology#rule")
VERSIONS = frozenset(
    map(
        NamedNode,
        (
            "http://www.w3.org/2002/07/owl#versionInfo",
            "http://www.w3.org/2002/07/owl#versionIRI",
            "http://purl.org/dc/terms/modified",
        ),
    )
)


class Renaming(NamedTuple):
    """New names of IRIs and of rules, by their old names."""

    iris: dict[str, str]
    rules: dict[str, str]

    @classmethod
    def load(cls, path: Path = RENAMED) -> Renaming:
        """Read a table of renamed terms.

        Raises ValueError if a row has another kind than ``iri`` or ``rule``.
        """
        tables: dict[str, dict[str, str]] = {"iri": {}, "rule": {}}
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if row["kind"] not in tables:
                    raise ValueError(f"{path}: unknown kind {row['kind']!r}: use iri or rule")
                tables[row["kind"]][row["old"]] = row["new"]
        return cls(tables["iri"], tables["rule"])

    def apply(self, quad: Quad) -> Quad:
        """Return a quad with its new names.

        >>> renaming = Renaming({"urn:old": "urn:new"}, {})
        >>> str(renaming.apply(Quad(NamedNode("urn:a"), NamedNode("urn:old"), Literal("urn:old"))))
        '<urn:a> <urn:new> "urn:old"'
        """
        object_ = quad.object
        if quad.predicate == RULE and isinstance(object_, Literal):
            object_ = Literal(self.rules.get(object_.value, object_.value))
        new = self._new
        return Quad(new(quad.subject), new(quad.predicate), new(object_), new(quad.graph_name))

    def _new(self, node: Node) -> Node | NamedNode:
        new = self.iris.get(node.value) if isinstance(node, NamedNode) else None
        return node if new is None else NamedNode(new)


class Difference(NamedTuple):
    """The statements of only one graph, and the number that both share."""

    removed: set[Quad]
    added: set[Quad]
    shared: int


def compare(old: Iterable[Quad], new: Iterable[Quad], renaming: Renaming) -> Difference:
    """Compare two graphs after renaming the terms of the old one."""
    before = {renaming.apply(quad) for quad in _relevant(old)}
    after = set(_relevant(new))
    return Difference(before - after, after - before, len(before & after))


def read(path: Path) -> Iterable[Quad]:
    """Return the quads of a file or of an embedded store.

    Raises OSError, SyntaxError or ValueError if it cannot be read.
    """
    if path.is_dir():
        return Store.read_only(str(path))
    format_ = RdfFormat.from_extension(path.suffix.removeprefix("."))
    if format_ is None:
        raise ValueError(f"{path}: unknown format: use .nq, .nt, .trig, .ttl, .rdf or .jsonld")
    return parse(path=str(path), format=format_)


def _relevant(quads: Iterable[Quad]) -> Iterator[Quad]:
    return (quad for quad in quads if quad.predicate not in VERSIONS and quad.graph_name != RUNS)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the differences, and return the exit code."""
    given = _parser().parse_args(arguments)
    try:
        difference = compare(read(given.old), read(given.new), Renaming.load(given.renamed))
    except (OSError, SyntaxError, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    for mark, quads in (("-", difference.removed), ("+", difference.added)):
        for line in islice(sorted(map(str, quads)), given.limit):
            print(f"{mark} {line} .")
    print(
        f"{difference.shared:,} statements are the same, "
        f"{len(difference.removed):,} are only in {given.old}, {len(difference.added):,} only in {given.new}"
    )
    return int(bool(difference.removed or difference.added))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tools.compare_graphs",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("old", type=Path, metavar="OLD", help="the graph with old names")
    parser.add_argument("new", type=Path, metavar="NEW", help="the graph with new names")
    parser.add_argument(
        "--renamed", type=Path, default=RENAMED, metavar="CSV", help="table of renamed terms (%(default)s)"
    )
    parser.add_argument(
        "--limit", type=int, default=20, metavar="N", help="most statements printed per graph (%(default)s)"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
