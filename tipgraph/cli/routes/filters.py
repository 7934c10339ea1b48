"""Filters of routes: the options, and the codes for the names that users write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from tipgraph.cli.options import min_precision_option
from tipgraph.errors import UsageError
from tipgraph.model.iris import NEIGHBORS_END
from tipgraph.util.messages import did_you_mean

if TYPE_CHECKING:
    from tipgraph.analysis.routes import Selection

__all__ = ["FILTERS", "FILTER_OPTIONS", "place_code", "selection"]

FILTER_OPTIONS = (
    click.option("--from", "first", type=int, metavar="YEAR", help="Only reports of this year or later."),
    click.option("--until", "last", type=int, metavar="YEAR", help="Only reports of this year or earlier."),
    click.option("--exploitation", multiple=True, metavar="CODE", help="Only routes with this exploitation."),
    click.option("--victims", multiple=True, metavar="CODE", help="Only routes with this victim group."),
    click.option("--sector", "sectors", multiple=True, metavar="CODE", help="Only routes with this sector."),
    click.option(
        "--kind", "kinds", multiple=True, type=click.Choice(["trafficking", "migration"]),
        help="Only routes of this kind.",
    ),
    click.option(
        "--certainty", multiple=True, type=click.Choice(["asserted", "possible"]),
        help="Only routes that reports assert, or only those that they call possible.",
    ),
    click.option("--reporting", multiple=True, metavar="COUNTRY", help="Only reports on this country."),
    click.option(
        "--publication", "publications", multiple=True, metavar="CODE",
        help="Only reports of this publication.",
    ),
    click.option("--within", multiple=True, metavar="PLACE", help="Only routes with both ends in it."),
    min_precision_option,
)  # fmt: skip

FILTERS = (
    "first", "last", "exploitation", "victims", "sectors", "kinds", "certainty", "reporting", "within",
    "min_precision", "publications",
)  # fmt: skip
"""The arguments that the options give a command."""

_SCHEMES = {
    "exploitation": "exploitation", "victims": "victim-group", "sectors": "sector", "reporting": "place",
    "within": "place", "publications": "publication",
}  # fmt: skip
"""The vocabularies of filters."""


def selection(filters: dict[str, Any]) -> Selection:
    """Return filters as a selection. Raises UsageError for a value that is not in its vocabulary."""
    from tipgraph.analysis.routes import Selection

    codes = {
        name: frozenset(_code(_SCHEMES[name], value) if name in _SCHEMES else value for value in values)
        for name, values in filters.items()
        if name not in ("first", "last", "min_precision")
    }
    return Selection(filters["first"], filters["last"], min_precision=filters["min_precision"], **codes)


def place_code(value: str) -> str:
    """Return the code of a place from its code or name. Raises UsageError for an unknown place.

    >>> place_code("Thailand"), place_code("tha")
    ('THA', 'THA')
    >>> place_code("Guatemala/neighbors")
    'GTM/neighbors'
    """
    country, neighbors, rest = value.partition(NEIGHBORS_END)
    return _code("place", value if rest else country) + ("" if rest else neighbors)


def _code(scheme: str, value: str) -> str:
    from tipgraph.model.vocabulary import load

    concepts = load()[scheme]
    for spelling in (value, value.upper(), value.lower()):
        if spelling in concepts:
            return spelling
    named = [code for code, each in concepts.items() if value.casefold() in map(str.casefold, each.names)]
    if not named:
        names = [*concepts, *(each.label for each in concepts.values())]
        remedy = did_you_mean(value, names, "use a code or a name of the vocabulary")
        raise UsageError(f"{value}: there is no such {scheme}", remedy=remedy)
    return min(named, key=lambda code: ("-" in code, code))
