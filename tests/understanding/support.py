"""Short ways from a sentence to its claims, and tables of sentences with what each should give.

A table is a text file of cases. A heading (``## rule or construction``) names those below it; a case is
a line with a country and its text, and below it, after ``=``, what comes out (nothing: ``= -``)::

    ## role.victims-abroad
    HTI Traffickers exploit victims from Haiti abroad.
    = source
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple, TypeVar

import pytest

from tipgraph.model.claims import Claim, CountClaim, MeasureClaim, RouteClaim, TierClaim
from tipgraph.model.documents import Document, Narrative, Report, Section
from tipgraph.understanding import Extractor

__all__ = [
    "CASES",
    "Case",
    "cases",
    "claims",
    "codes",
    "counts",
    "measures",
    "narrative",
    "only",
    "routes",
    "rules",
    "shared_extractor",
    "table",
    "tier",
]

CASES = Path(__file__).parent / "cases"

C = TypeVar("C", bound=Claim)


@cache
def shared_extractor() -> Extractor:
    """Return the one extractor of all tests."""
    return Extractor.load()


def narrative(
    country: str,
    text: str,
    *,
    publication: str = "tip",
    edition: str = "2015",
    sections: tuple[Section, ...] = (),
) -> Narrative:
    """Return a narrative on a country."""
    report = Report(publication, edition, country)
    return Narrative(Document("test", report, Narrative.digest(text), sections=sections), text)


def claims(country: str, text: str, *, publication: str = "tip", edition: str = "2015") -> tuple[Claim, ...]:
    """Return the claims of a text on a country."""
    work = narrative(country, text, publication=publication, edition=edition)
    return shared_extractor().read(work).claims


def only(kind: type[C], country: str, text: str, **report: str) -> list[C]:
    """Return the claims of one kind."""
    return [claim for claim in claims(country, text, **report) if isinstance(claim, kind)]


def codes(kind: str, country: str, text: str) -> set[str]:
    """Return the codes of the claims of a kind that has one code: role, victim-group, sector…"""
    return {claim.key[0] for claim in claims(country, text) if claim.kind == kind}


def routes(country: str, text: str) -> dict[str, RouteClaim]:
    """Return the routes of a text by their ends: ``AGO>NAM``."""
    return {f"{route.origin}>{route.destination}": route for route in only(RouteClaim, country, text)}


def measures(country: str, text: str) -> set[str]:
    """Return the measures of a text with their status: ``conviction/done``."""
    return {f"{claim.type}/{claim.status}" for claim in only(MeasureClaim, country, text)}


def counts(country: str, text: str) -> set[str]:
    """Return the counts of a text: ``conviction/12/persons/2014``, without a year ``…/persons``."""
    found = only(CountClaim, country, text)
    return {"/".join(claim.key).removesuffix("/undated") for claim in found}


def tier(country: str, text: str, **report: str) -> dict[str, object]:
    """Return what a text states of the tier placement, without its year."""
    fields = ("tier", "compliance", "efforts", "change", "waiver", "consecutive_years")
    found = only(TierClaim, country, text, **report)
    return {name: value for claim in found for name in fields if (value := getattr(claim, name)) is not None}


def rules(found: Iterable[Claim]) -> set[str]:
    """Return the names of the rules that made some claims."""
    return {rule for claim in found for rule in claim.rules}


class Case(NamedTuple):
    """A text on a country, what it is a case of, and what it should give."""

    about: str
    country: str
    text: str
    wanted: tuple[str, ...]


def cases(name: str) -> list[Case]:
    """Read a table of cases.

    >>> cases("roles")[0].country
    'HTI'
    """
    return list(_cases((CASES / f"{name}.txt").read_text(encoding="utf-8").splitlines()))


def table(name: str) -> pytest.MarkDecorator:
    """Run a test once for each ``case`` of a table."""
    return pytest.mark.parametrize("case", cases(name), ids=lambda case: case.text[:70])


def _cases(lines: Iterable[str]) -> Iterator[Case]:
    about = ""
    for line, below in pairwise([*lines, ""]):
        if line.startswith("## "):
            about = line.removeprefix("## ")
        elif below.startswith("="):
            country, _, text = line.partition(" ")
            wanted = below.removeprefix("=").split()
            yield Case(about, country, text, () if wanted == ["-"] else tuple(wanted))
