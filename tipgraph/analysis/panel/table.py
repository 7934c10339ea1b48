"""The panel: its columns with their labels and values, and its rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from tipgraph.analysis.bootstrap import Bootstrap
from tipgraph.analysis.panel.country_years import (
    EARLIER,
    MIXED,
    NO_REPORT,
    NOT_MENTIONED,
    NOT_READ,
    NOT_SELECTED,
    REPRINT,
    STATED,
    STATES,
    Key,
    Pair,
    Statements,
    collect,
    role_state,
    verdict,
)
from tipgraph.model.claims import Extraction
from tipgraph.model.precision import Precisions, shipped
from tipgraph.model.vocabulary import Vocabulary, load

__all__ = ["Cell", "Column", "Panel", "columns", "panel"]

_ROLES = ("source", "transit", "destination", "internal")
_RANKS = {"1": 1, "2": 2, "2WL": 3, "3": 4}
"""The order of tiers. A special case has no rank."""

_MISSING = (NOT_MENTIONED, NOT_READ, NOT_SELECTED, REPRINT, NO_REPORT)
_STATUSES = ("done", "insufficient", "not-done", MIXED, "planned", "recommended")
_UNKNOWN = "; empty if unknown: see"


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
    vocabulary: Vocabulary,
    measures: Iterable[str],
    counts: Iterable[str],
    *,
    intervals: bool = False,
    weigh: bool = False,
) -> tuple[Column, ...]:
    """Return the columns. ``counts`` are the types and units that reports count: ``conviction_persons``.

    With ``intervals``, numbers of routes have a lower and an upper bound. With ``weigh``, they have an
    expected value, and other cells the precision of what states them.
    """
    measures, counts = tuple(measures), tuple(counts)
    return (
        Column("country", "text", "ISO 3166-1 alpha-3 code of the country"),
        Column("name", "text", "Name of the country"),
        Column("cow", "integer", "Correlates of War number of the country"),
        Column("year", "integer", "Year of the report, or of the tier"),
        Column("reports", "integer", "Reports read on the country and year; copies count once"),
        Column("reprints", "integer", "Further reports read that only repeat earlier editions"),
        *_tier_columns(vocabulary),
        *_role_columns(vocabulary),
        *_route_columns(),
        *(_interval_columns() if intervals else ()),
        *chain.from_iterable(_measure_columns(vocabulary, code) for code in measures),
        *(_count_column(vocabulary, name) for name in counts),
        *(_weight_columns(measures, counts) if weigh else ()),
    )


def _tier_columns(vocabulary: Vocabulary) -> Iterator[Column]:
    yield Column("tier", "text", "Tier for the year, stated in any report", tuple(vocabulary["tier"]))
    yield Column("tier_rank", "integer", "Order of the tier: 1, 2, 3 (Tier 2 Watch List), 4 (Tier 3)")
    yield Column("state_tier", "state", "Whether a tier is known", (STATED, MIXED, *_MISSING))


def _role_columns(vocabulary: Vocabulary) -> Iterator[Column]:
    for role in _ROLES:
        label = vocabulary["role"][role].label
        state = f"state_role_{role}"
        yield Column(
            f"role_{role}",
            "binary",
            f"{label}: 1 stated, 0 not mentioned where it would be{_UNKNOWN} {state}",
        )
        yield Column(state, "state", f"{label}: what reports state", ("yes", "possible", *_MISSING))


def _route_columns() -> Iterator[Column]:
    for name, label in (
        ("routes_out", "Routes from the country that its reports assert"),
        ("routes_in", "Routes into the country that its reports assert"),
        ("routes_out_possible", "Routes from the country that its reports only call possible"),
        ("routes_in_possible", "Routes into the country that its reports only call possible"),
        ("routes_out_elsewhere", "Routes from the country that only reports on others assert"),
        ("routes_in_elsewhere", "Routes into the country that only reports on others assert"),
    ):
        yield Column(name, "integer", label)


def _interval_columns() -> Iterator[Column]:
    for ends, direction in (("out", "from"), ("in", "into")):
        for bound, percent in (("low", "2.5"), ("high", "97.5")):
            label = f"Routes {direction} the country: {percent} % bound by the precision of rules"
            yield Column(f"routes_{ends}_{bound}", "integer", label)


def _measure_columns(vocabulary: Vocabulary, code: str) -> Iterator[Column]:
    label, name = _label(vocabulary, code), code.replace("-", "_")
    yield Column(
        f"did_{name}", "binary", f"{label}: 1 done, even if not enough; 0 not done{_UNKNOWN} state_{name}"
    )
    values = (*_STATUSES, EARLIER, *_MISSING)
    yield Column(f"state_{name}", "state", f"{label}: what reports state", values)


def _count_column(vocabulary: Vocabulary, name: str) -> Column:
    code, _, unit = name.rpartition("_")
    label = f"{_label(vocabulary, code)}: largest number of {unit} stated"
    return Column(f"count_{name.replace('-', '_')}", "number", label)


def _weight_columns(measures: Iterable[str], counts: Iterable[str]) -> Iterator[Column]:
    for ends, direction in (("out", "from"), ("in", "into")):
        label = f"Routes {direction} the country: expected number of correct ones"
        yield Column(f"routes_{ends}_expected", "number", label)
    roles = (f"role_{role}" for role in _ROLES)
    for name in ("tier", *roles, *measures, *(f"count_{each}" for each in counts)):
        own = name.replace("-", "_")
        yield Column(
            f"p_{own}",
            "number",
            f"Precision of the claim behind {_cell_of(own)}; empty if mixed or without one",
        )


def _cell_of(name: str) -> str:
    return name if name.startswith(("tier", "role_", "count_")) else f"state_{name}"


def _label(vocabulary: Vocabulary, measure: str) -> str:
    concept = vocabulary["measure"].get(measure)
    return concept.label if concept else measure


Cell = str | int | float | None
"""A value; None if it is not known. A column of states says why."""

_YES_NO = {"yes": 1, "done": 1, "insufficient": 1, "not-done": 0}


@dataclass(frozen=True, slots=True)
class Panel:
    """The table: its columns, and rows sorted by country and year.

    A tier counts for the year that it applies to, or else for the year of its report. A count counts for the
    year of its report if it applies to that year, to the year before or to no stated year; of several counts
    (a total and its parts), the largest is used. A measure that a report states only of an earlier year than
    these has the state ``earlier``. A route counts once, whatever the number of its claims: in ``routes_out``
    and ``routes_in`` if it is asserted trafficking, in ``…_possible`` if no claim of the country's reports
    asserts it. The number of mentions does not measure how common trafficking is.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)


def panel(
    extractions: Iterable[Extraction],
    vocabulary: Vocabulary | None = None,
    *,
    balanced: bool = False,
    reprints: bool = False,
    min_precision: float | None = None,
    reviewed: bool = False,
    intervals: bool = False,
    weigh: bool = False,
) -> Panel:
    """Return the panel of readings: a row for each country and year with a report or a tier.

    If it is ``balanced``, it has a row for each of these countries in each year from the first to the last.
    A document that repeats an earlier edition counts only with ``reprints``: its statements are those of
    that edition's year. Claims count if they have ``min_precision``, or only ``reviewed`` ones (see
    `collect`).

    With ``intervals``, ``routes_out`` and ``routes_in`` have bounds (see `tipgraph.analysis.bootstrap`); a
    row is one document. With ``weigh``, further columns have the precision of the most precise claim behind
    a cell, and the expected numbers of correct routes (see `tipgraph.model.precision.Precisions.weight`).
    """
    stated = collect(extractions, reprints=reprints, min_precision=min_precision, reviewed=reviewed)
    known = load() if vocabulary is None else vocabulary
    measures = sorted({*known["measure"], *(code for own in stated.values() for code in own.measures)})
    counts = sorted({name for own in stated.values() for name in own.counts})
    bootstrap = Bootstrap() if intervals else None
    asserted, precisions = _asserted(stated), Precisions(shipped())
    rows = []
    for country, year in sorted(_balanced(stated) if balanced else stated):
        own = stated.get((country, year)) or Statements()
        cells = _cells(country, own, asserted.get(year, set()), measures, counts, bootstrap)
        weights = _weights(country, own, measures, counts, precisions) if weigh else ()
        rows.append((*_heading((country, year), known), *cells, *weights))
    return Panel(columns(known, measures, counts, intervals=intervals, weigh=weigh), tuple(rows))


def _asserted(stated: Mapping[Key, Statements]) -> dict[int, set[Pair]]:
    """Return the routes that any report asserts, by year."""
    found: dict[int, set[Pair]] = {}
    for (_, year), own in stated.items():
        found.setdefault(year, set()).update(own.routes["asserted"])
    return found


def _balanced(stated: Mapping[Key, Statements]) -> Iterator[Key]:
    """Yield all countries in all years from the first to the last."""
    if not stated:
        return
    years = {year for _, year in stated}
    for country in {country for country, _ in stated}:
        yield from ((country, year) for year in range(min(years), max(years) + 1))


def _heading(key: Key, vocabulary: Vocabulary) -> tuple[Cell, ...]:
    """Return the country's code, name and Correlates of War number (None if it has none), and the year."""
    country, year = key
    place = vocabulary["place"].get(country)
    number = place.all("cow") if place else []
    return country, place.label if place else country, int(number[0]) if number else None, year


def _cells(
    country: str,
    own: Statements,
    asserted: set[Pair],
    measures: Iterable[str],
    counts: Iterable[str],
    bootstrap: Bootstrap | None,
) -> Iterator[Cell]:
    yield len(own.reports)
    yield len(own.reprints - own.reports)
    yield from _tier(own)
    for role in _ROLES:
        state = role_state(own.roles[role].keys()) or own.missing("routes", role)
        yield from (0 if state == NOT_MENTIONED else _YES_NO.get(state), state)
    yield from _routes(country, own)
    yield from _ends(country, asserted - own.routes["asserted"].keys() - own.routes["possible"].keys())
    if bootstrap is not None:
        yield from _bounds(country, own, bootstrap)
    for measure in measures:
        state = verdict(own.measures[measure].keys()) or own.missing("measures", measure)
        yield from (_YES_NO.get(state), state)
    for count in counts:
        yield _number(max(own.counts[count])) if own.counts[count] else None


def _tier(own: Statements) -> tuple[Cell, ...]:
    if len(own.tiers) == 1:
        tier = next(iter(own.tiers))
        return tier, _RANKS.get(tier), STATED
    return None, None, MIXED if own.tiers else own.missing("measures", "tier")


def _routes(country: str, own: Statements) -> tuple[int | None, ...]:
    """Return the numbers of routes that the country's reports state; None for 0 if none would name any."""
    asserted = own.routes["asserted"].keys()
    numbers = (*_ends(country, asserted), *_ends(country, own.routes["possible"].keys() - asserted))
    return numbers if "routes" in own.read else tuple(number or None for number in numbers)


def _bounds(country: str, own: Statements, bootstrap: Bootstrap) -> Iterator[int | None]:
    """Yield the bounds of the numbers of asserted routes that start in a country and that end there."""
    for end in (0, 1):
        rules = [
            bootstrap.rule(made) for pair, made in own.routes["asserted"].items() if pair[end] == country
        ]
        yield from bootstrap.interval([rules]) if rules or "routes" in own.read else (None, None)


def _weights(
    country: str, own: Statements, measures: Iterable[str], counts: Iterable[str], precisions: Precisions
) -> Iterator[float | None]:
    """Yield the expected numbers of routes, and the precision of what is behind the other cells."""
    for end in (0, 1):
        made = [rules for pair, rules in own.routes["asserted"].items() if pair[end] == country]
        yield round(sum(map(precisions.weight, made)), 3) if made or "routes" in own.read else None
    yield next(iter(own.tiers.values())) if len(own.tiers) == 1 else None
    for role in _ROLES:
        certainties = own.roles[role]
        yield certainties.get("asserted", certainties.get("possible"))
    for measure in measures:
        yield _weight_of(own.measures[measure])
    for count in counts:
        yield max(own.counts[count].items())[1] if own.counts[count] else None


def _weight_of(statuses: Mapping[str, float]) -> float | None:
    """Return the precision behind the verdict on a measure; None if reports contradict each other.

    >>> _weight_of({"done": 0.9, "insufficient": 0.8}), _weight_of({"done": 0.9, "not-done": 0.8})
    (0.9, None)
    """
    state = verdict(statuses.keys())
    same = ("done", "insufficient") if state == "insufficient" else (state,)
    return max((statuses[status] for status in same if status in statuses), default=None)


def _ends(country: str, routes: Set[Pair]) -> tuple[int, int]:
    """Return the number of routes that start in a country, and the number that end there."""
    return sum(pair[0] == country for pair in routes), sum(pair[1] == country for pair in routes)


def _number(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)
