"""The table of counts: which measures have results in numbers, and how a sentence says of which a number is.

It is data, in ``ontology/counts.toml``, which explains it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from tipgraph.understanding.syntax.patterns import (
    Pattern,
    Wanted,
    measures_named,
    pattern_of,
    role_named,
    types_named,
)
from tipgraph.understanding.tokens.words import CLASSES
from tipgraph.util.resources import folder, read_table

__all__ = ["Around", "Kind", "Row", "Slot", "Table", "comparing", "load", "table"]

_STEPS = frozenset(("governor", "up", "host", "theme", "beside", "argument", "sum", "people"))
"""Steps to the word that names a measure, besides roles and prepositions."""
_TABLES = ("argument", "sum", "continuation", "comparison")
"""The tables of rows."""


class Row(NamedTuple):
    """A pattern of a phrase with a number, and what it says of the measure that the number is of.

    ``measure`` has the paths to the words that name the measure, which must be one ``of`` some, or which is
    not named but ``implies``. A continuation asks instead for the unit or measure ``before`` it, and whether
    the sentence is ``opened`` by the whole. ``text`` is an example, and ``counts`` what it counts.
    """

    pattern: Pattern
    measure: tuple[tuple[str, ...], ...]
    of: frozenset[str]
    implies: str
    before: frozenset[str]
    opened: bool
    text: str
    counts: str


class Around(NamedTuple):
    """What stands around a number: before it, the nearest first, and behind it."""

    before: tuple[Slot, ...]
    behind: tuple[Slot, ...]


class Slot(NamedTuple):
    """Words and classes of words one of which a place has, or if it is ``excluded``, has not."""

    words: frozenset[str]
    classes: frozenset[str]
    excluded: bool


class Kind(NamedTuple):
    """A kind of noun: the types of its words, its unit, and the measures that it is counted in."""

    types: Wanted
    unit: str
    of: frozenset[str]


class Table(NamedTuple):
    """What is known of measures and of nouns, and the rows of each table."""

    units: Mapping[str, str]
    groups: Mapping[str, frozenset[str]]
    uncounted: Mapping[str, Sequence[Around]]
    nouns: Mapping[str, Kind]
    arguments: Sequence[Row]
    sums: Sequence[Row]
    continuations: Sequence[Row]
    comparisons: Sequence[Row]


@cache
def table() -> Table:
    """Return the table of ``ontology/counts.toml``. It is loaded once."""
    return load(folder("ontology") / "counts.toml")


@cache
def comparing() -> frozenset[str]:
    """Return the prepositions behind which something is only compared: "compared with", "than"."""
    return table().comparisons[0].pattern.roles


def load(path: Path) -> Table:
    """Read a table from a TOML file. Raises UnreadableError if it is not valid."""
    return read_table(path, _table)


def _table(data: dict[str, Any]) -> Table:
    units = {code: unit for unit, codes in data["units"].items() for code in measures_named(codes.split())}
    named = _Measures(units, {})
    for name, codes in data["groups"].items():
        named.groups[name] = named.of(codes.split())
    nouns = {
        name: Kind(types_named("types", kind["types"]), kind.get("unit", ""), named.of(kind["of"]))
        for name, kind in data["nouns"].items()
    }
    uncounted = {name: list(map(_around, each)) for name, each in data["uncounted"].items()}
    rows = ([_row(row, named) for row in data[name]] for name in _TABLES)
    return Table(units, named.groups, uncounted, nouns, *rows)


class _Measures(NamedTuple):
    """The measures that are counted, with their units, and groups of them."""

    units: Mapping[str, str]
    groups: dict[str, frozenset[str]]

    def of(self, names: Sequence[str]) -> frozenset[str]:
        """Read names of measures and of their groups. Those with "!" are excluded from all."""
        named = measures_named([name for name in names if name not in self.groups])
        found = {code for code in named if not code.startswith("!")}
        found.update(*(self.groups[name] for name in names if name in self.groups))
        excluded = {code[1:] for code in named if code.startswith("!")}
        return frozenset(self.units) - excluded if excluded else frozenset(found)


def _around(text: str) -> Around:
    before, behind = (tuple(map(_slot, side.split())) for side in text.split("#"))
    return Around(before[::-1], behind)


def _slot(text: str) -> Slot:
    words = [word.replace("_", " ") for word in text.removeprefix("!").split("|")]
    classes = frozenset(word[1:-1] for word in words if word.startswith("<"))
    if unknown := sorted(classes - CLASSES):
        raise ValueError(f"the class {unknown[0]!r}")
    return Slot(frozenset(words), classes, text.startswith("!"))


def _row(data: dict[str, Any], named: _Measures) -> Row:
    texts = {name: data.pop(name, "") for name in ("text", "counts")}
    paths = tuple(tuple(map(_step, path.split("."))) for path in data.pop("measure", ()))
    of = named.of(data.pop("of")) if "of" in data else frozenset(named.units)
    implies = "".join(measures_named([data.pop("implies")])) if "implies" in data else ""
    before, opened = frozenset(data.pop("before", ())), data.pop("opened", False)
    if unknown := sorted(before - {*named.units, *named.units.values()}):
        raise ValueError(f"{unknown[0]!r} of 'before'")
    return Row(pattern_of(data), paths, of, implies, before, opened, **texts)


def _step(name: str) -> str:
    return name if name in _STEPS else role_named(name)
