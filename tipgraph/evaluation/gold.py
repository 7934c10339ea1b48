"""Read gold standards and facts from JSON Lines; annotations become facts."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tipgraph.analysis.facts import Fact
from tipgraph.errors import UnreadableError, UsageError
from tipgraph.evaluation.scores import MEASURES, Optional, elements, is_optional, kind_of
from tipgraph.util.text import did_you_mean

__all__ = ["ANNOTATIONS", "Gold", "is_facts", "is_selected", "read_facts", "read_gold"]

Row = dict[str, Any]

_LISTS = (
    ("roles", "role"),
    ("routes", "route"),
    ("victims", "victim-group"),
    ("exploitation", "exploitation"),
    ("sectors", "sector"),
    ("measures", "measure"),
    ("counts", "count"),
)
"""The lists of an annotated passage, and the kinds of their facts."""

ANNOTATIONS = {**dict(_LISTS), "tier": "tier"}
"""The kinds of facts by the key of a passage."""

_NEEDED = {
    "role": ("role",),
    "route": ("origin", "destination"),
    "victim-group": ("code",),
    "exploitation": ("code",),
    "sector": ("code",),
    "measure": ("type", "status"),
    "count": ("type", "count"),
}
"""The required fields of each kind of fact."""


@dataclass(frozen=True, slots=True)
class Gold:
    """Annotated passages: their ids, and their annotations as facts.

    ``annotated`` has pairs of an id and a kind that is annotated there. If a passage has no key for a kind,
    the kind was not annotated; an empty list means that the passage has no such fact. A passage can also name
    the annotated kinds itself, under ``kinds``: ``explicit`` has the ids of these. ``optional`` has, by
    measure, the tuples that careful annotators disagree on.
    """

    documents: frozenset[str]
    facts: tuple[Fact, ...]
    annotated: frozenset[tuple[str, str]]
    optional: Optional
    explicit: frozenset[str] = frozenset()

    def scores(self, fact: Fact) -> bool:
        """Return whether a fact counts for the scores: not if its passage names other kinds."""
        return fact["document"] not in self.explicit or self._annotates(fact)

    def judges(self, fact: Fact) -> bool:
        """Return whether a fact can be right or wrong: its kind is annotated there, and it is required."""
        measure, key = next(elements(fact), ("", ()))
        return self._annotates(fact) and not is_optional(measure, key, self.optional)

    def _annotates(self, fact: Fact) -> bool:
        return (fact["document"], fact["kind"]) in self.annotated

    @property
    def unannotated(self) -> frozenset[str]:
        """The kinds that no passage annotates."""
        return frozenset(ANNOTATIONS.values()) - {kind for _, kind in self.annotated}


def read_gold(path: Path, only: Collection[str] = (), skip: Collection[str] = ()) -> Gold:
    """Read a gold standard with one annotated passage in each line.

    ``only`` and ``skip`` select passages (see `is_selected`). Raises UnreadableError, with the line, for a
    line that is not an annotated passage, and UsageError for a file without annotations, for a part to select
    by that no id has, and if no passage is selected.
    """
    passages = list(_passages(path))
    _check_annotated(path, [row for _, row in passages])
    _check_choice(path, [row["id"] for _, row in passages], {*only, *skip})
    kept = [(place, row) for place, row in passages if is_selected(row["id"], only, skip)]
    if not kept:
        raise UsageError(f"{path}: no passage is selected", remedy="change --only or --skip")
    rows = [row for _, row in kept]
    annotated = frozenset((row["id"], kind) for row in rows for kind in _annotated_kinds(row))
    facts = [
        fact
        for place, row in kept
        for fact in _annotations(place, row)
        if (fact["document"], fact["kind"]) in annotated
    ]
    return Gold(
        frozenset(row["id"] for row in rows),
        tuple(facts),
        annotated,
        _optional(rows),
        frozenset(row["id"] for row in rows if "kinds" in row),
    )


def _annotated_kinds(row: Row) -> Iterable[str]:
    return row.get("kinds") or [kind for name, kind in ANNOTATIONS.items() if name in row]


def _optional(rows: Iterable[Row]) -> Optional:
    """Return the optional tuples by measure; what is optional of a route or a measure is so in all of it."""
    found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for row in rows:
        for name, *values in row.get("optional") or []:
            kind = ANNOTATIONS.get(name, name)
            if kind == "count":
                values[1:2] = map(float, values[1:2])  # all counts of a type may be optional
            for measure in MEASURES:
                if measure == kind or (kind == "route" and kind_of(measure) == kind):
                    found[measure].add((row["id"], *map(str, values)))
    return found


def _passages(path: Path) -> Iterator[tuple[str, Row]]:
    for place, row in _rows(path):
        if not isinstance(row.get("id"), str):
            raise UnreadableError(
                f"{place}: passage without an id", remedy="give each passage the id of its document"
            )
        yield place, row


def _check_annotated(path: Path, rows: Iterable[Row]) -> None:
    if not any(row.keys() & ANNOTATIONS for row in rows):
        names = ", ".join(name for name, _ in _LISTS)
        raise UsageError(
            f"{path} has no annotations", remedy=f"a gold standard has for each passage {names} and tier"
        )


def _check_choice(path: Path, ids: Iterable[str], choice: Iterable[str]) -> None:
    parts = {part for document in ids for part in _parts(document)}
    for part in choice:
        if part not in parts:
            remedy = did_you_mean(part, sorted(parts), "give a part of an id between hyphens")
            raise UsageError(f"{path}: no passage has {part!r} in its id", remedy=remedy)


def is_selected(document: str, only: Collection[str] = (), skip: Collection[str] = ()) -> bool:
    """Return whether a passage is selected. Ids are matched by their parts between hyphens, in lower case.

    >>> is_selected("factbook-ago-2015", only={"ago", "mex"}), is_selected("factbook-ago-2015", skip={"ago"})
    (True, False)
    """
    parts = _parts(document)
    return (not only or not parts.isdisjoint(only)) and parts.isdisjoint(skip)


def _parts(document: str) -> set[str]:
    return set(document.lower().split("-"))


def read_facts(path: Path) -> list[Fact]:
    """Read facts from JSON Lines, as ``tipgraph facts --format jsonl`` writes them.

    Raises UnreadableError, with the line, for a line that is not a fact.
    """
    facts = []
    for place, row in _rows(path):
        if not isinstance(row.get("document"), str) or not isinstance(row.get("kind"), str):
            raise UnreadableError(f"{place}: not a fact", remedy="give each fact a document and a kind")
        _check(place, row)
        facts.append(_with_evidence(row))
    return facts


def is_facts(path: Path) -> bool:
    """Return whether a file contains facts, by its first line."""
    try:
        _, row = next(_rows(path))
    except (OSError, UnicodeDecodeError, UnreadableError, StopIteration):
        return False
    return {"document", "kind"} <= row.keys()


def _rows(path: Path) -> Iterator[tuple[str, Row]]:
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            if line.strip():
                yield f"{path}:{number}", _object(f"{path}:{number}", line)


def _object(place: str, line: str) -> Row:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise UnreadableError(
            f"{place}: not JSON ({error})", remedy="write one object in each line"
        ) from error
    if not isinstance(row, dict):
        raise UnreadableError(f"{place}: not a JSON object", remedy="write one object in each line")
    return row


def _annotations(place: str, row: Row) -> Iterable[Fact]:
    for name, kind in _LISTS:
        for item in row.get(name) or []:
            yield _fact(place, row["id"], kind, item)
    if row.get("tier"):
        yield _fact(place, row["id"], "tier", row["tier"])


def _fact(place: str, document: str, kind: str, item: Any) -> Fact:
    if not isinstance(item, dict):
        cause = f"{place}: {kind} that is not an object"
        raise UnreadableError(cause, remedy="see the annotation guidelines")
    fact = {"document": document, **item, "kind": kind}
    if kind == "route":
        fact["route_kind"] = item.get("route_kind") or item.get("kind")
    elif kind == "tier":
        fact["tier_year"] = item.get("tier_year", item.get("year"))
    _check(place, fact)
    return _with_evidence(fact)


def _check(place: str, fact: Fact) -> None:
    for field in _NEEDED.get(fact["kind"], ()):
        if fact.get(field) is None:
            cause = f"{place}: {fact['kind']} without {field}"
            raise UnreadableError(cause, remedy="see the output of `tipgraph facts --format jsonl`")


def _with_evidence(fact: Fact) -> Fact:
    """Return a fact with its quote as evidence, unless it has evidence."""
    return (
        fact
        if fact.get("evidence") or not fact.get("quote")
        else {**fact, "evidence": [{"quote": fact["quote"]}]}
    )
