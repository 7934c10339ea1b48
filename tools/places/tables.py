"""Reads the tables."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.places.spelling import plurals, variants

__all__ = ["DATA", "Labels", "Row", "codes", "labels", "rows"]

DATA = Path(__file__).parent / "data"
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of a place: preferred, alternative and hidden names, and demonyms."""

    preferred: str
    alternative: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()


def rows(name: str, folder: Path = DATA) -> Iterator[Row]:
    """Read the rows of a table by its name without extension."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def codes(cell: str) -> tuple[str, ...]:
    """Return the codes of a cell, separated by blanks."""
    return tuple(cell.split())


def labels(row: Row) -> Labels:
    """Return the labels of a row, with derived spellings.

    >>> labels({"label": "Côte d'Ivoire", "alt": "Ivory Coast", "hidden": "", "demonym": "Ivoirian(s)"})
    ... # doctest: +NORMALIZE_WHITESPACE
    Labels(preferred="Côte d'Ivoire", alternative=('Ivory Coast',), hidden=("Cote d'Ivoire",),
           demonyms=('Ivoirian', 'Ivoirians'))
    """
    alternative = _words(row["alt"])
    written = _words(row["hidden"])
    names = (row["label"], *alternative, *written)
    hidden = (*written, *variants(names))
    return Labels(row["label"], alternative, hidden, plurals(_words(row.get("demonym", ""))))


def _words(cell: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in cell.split(";") if word.strip())
