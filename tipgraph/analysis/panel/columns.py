"""The columns of a panel: names, types, labels, and the values that a cell can have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from tipgraph.analysis.panel.statements import (
    MIXED,
    NO_REPORT,
    NOT_MENTIONED,
    NOT_READ,
    REPRINT,
    STATED,
    STATES,
)
from tipgraph.model.vocabulary import Vocabulary

__all__ = ["RANKS", "ROLES", "Column", "columns"]

ROLES = ("source", "transit", "destination", "internal")
RANKS = {"1": 1, "2": 2, "2WL": 3, "3": 4}
"""The order of tiers. A special case has no rank."""

_MISSING = (NOT_MENTIONED, NOT_READ, REPRINT, NO_REPORT)
_STATUSES = ("done", "insufficient", "not-done", MIXED, "planned", "recommended")
_YES_NO = "; empty if unknown: see"


@dataclass(frozen=True, slots=True)
class Column:
    """A column. ``type`` is ``text``, ``integer``, ``number``, ``binary`` (1, 0 or empty) or ``state``.

    ``values`` are those that a cell of a state, or of a text with a code list, can have.
    """

    name: str
    type: str
    label: str
    values: tuple[str, ...] = ()

    @property
    def meanings(self) -> dict[str, str]:
        """The values with their meaning."""
        return {value: STATES.get(value, "") for value in self.values}


def columns(
    vocabulary: Vocabulary, measures: Iterable[str], counts: Iterable[str], *, intervals: bool = False
) -> tuple[Column, ...]:
    """Return the columns. ``counts`` are the types and units that reports count: ``conviction_persons``.

    With ``intervals``, numbers of routes have a lower and an upper bound.
    """
    return (
        Column("country", "text", "ISO 3166-1 alpha-3 code of the country"),
        Column("name", "text", "Name of the country"),
        Column("cow", "integer", "Correlates of War number of the country"),
        Column("year", "integer", "Year of the report, or of the tier"),
        Column("reports", "integer", "Reports read on the country and year; copies count once"),
        Column("reprints", "integer", "Further reports read that only repeat earlier editions"),
        *_tiers(vocabulary),
        *_roles(vocabulary),
        *_routes(),
        *(_intervals() if intervals else ()),
        *chain.from_iterable(_measure(vocabulary, code) for code in measures),
        *(_count(vocabulary, name) for name in counts),
    )


def _tiers(vocabulary: Vocabulary) -> Iterator[Column]:
    yield Column("tier", "text", "Tier for the year, stated in any report", tuple(vocabulary["tier"]))
    yield Column("tier_rank", "integer", "Order of the tier: 1, 2, 3 (Tier 2 Watch List), 4 (Tier 3)")
    yield Column("state_tier", "state", "Whether a tier is known", (STATED, MIXED, *_MISSING))


def _roles(vocabulary: Vocabulary) -> Iterator[Column]:
    for role in ROLES:
        label = vocabulary["role"][role].label
        state = f"state_role_{role}"
        yield Column(
            f"role_{role}", "binary", f"{label}: 1 stated, 0 not mentioned where it would be{_YES_NO} {state}"
        )
        yield Column(state, "state", f"{label}: what reports state", ("yes", "possible", *_MISSING))


def _routes() -> Iterator[Column]:
    for name, label in (
        ("routes_out", "Routes from the country that its reports assert"),
        ("routes_in", "Routes into the country that its reports assert"),
        ("routes_out_possible", "Routes from the country that its reports only call possible"),
        ("routes_in_possible", "Routes into the country that its reports only call possible"),
        ("routes_out_elsewhere", "Routes from the country that only reports on others assert"),
        ("routes_in_elsewhere", "Routes into the country that only reports on others assert"),
    ):
        yield Column(name, "integer", label)


def _intervals() -> Iterator[Column]:
    for ends, direction in (("out", "from"), ("in", "into")):
        for bound, percent in (("low", "2.5"), ("high", "97.5")):
            label = f"Routes {direction} the country: {percent} % bound by the precision of rules"
            yield Column(f"routes_{ends}_{bound}", "integer", label)


def _measure(vocabulary: Vocabulary, code: str) -> Iterator[Column]:
    label, name = _label(vocabulary, code), code.replace("-", "_")
    yield Column(
        f"did_{name}", "binary", f"{label}: 1 done, even if not enough; 0 not done{_YES_NO} state_{name}"
    )
    values = (*_STATUSES, *_MISSING)
    yield Column(f"state_{name}", "state", f"{label}: what reports state", values)


def _count(vocabulary: Vocabulary, name: str) -> Column:
    code, _, unit = name.rpartition("_")
    label = f"{_label(vocabulary, code)}: largest number of {unit} stated"
    return Column(f"count_{name.replace('-', '_')}", "number", label)


def _label(vocabulary: Vocabulary, measure: str) -> str:
    concept = vocabulary["measure"].get(measure)
    return concept.label if concept else measure
