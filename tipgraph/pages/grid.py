"""What a country's reports say by year: a grid of codes and years whose marks lead to the words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tipgraph.claims import (
    Claim,
    ExploitationClaim,
    MeasureClaim,
    RoleClaim,
    SectorClaim,
    VictimGroupClaim,
)
from tipgraph.namespaces import claim_iri, concept_iri
from tipgraph.pages.archive import Copy
from tipgraph.pages.site import Link, Site

__all__ = ["MARKS", "Grid", "Mark", "Row", "grids"]

MARKS = {
    "said": "●",
    "possible": "○",
    "done": "✓",
    "insufficient": "◐",
    "not-done": "✗",
    "planned": "▷",
    "recommended": "!",
}
"""The signs in the grid; each is named where it stands and in a legend."""

_ORDER = list(MARKS)
_TITLES = {
    "role": "Roles",
    "victim-group": "Victims",
    "exploitation": "Exploitation",
    "sector": "Sectors",
    "measure": "Measures",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """What a report of a year says of a code, and where."""

    sign: str
    meaning: str
    href: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """A code, and its marks by year."""

    concept: Link
    cells: dict[int, list[Mark]]


@dataclass(frozen=True, slots=True)
class Grid:
    """A grid of one kind of claim."""

    kind: str
    title: str
    years: tuple[int, ...]
    rows: tuple[Row, ...]

    @property
    def meanings(self) -> list[tuple[str, str]]:
        """The signs that the grid uses, each with its meaning."""
        used = {mark.meaning for row in self.rows for cell in row.cells.values() for mark in cell}
        return [(MARKS[meaning], meaning) for meaning in _ORDER if meaning in used]


def grids(site: Site, copies: Iterable[Copy]) -> list[Grid]:
    """Return a grid for each kind of claim that is one code; kinds without a claim have none."""
    found: dict[str, dict[str, dict[int, dict[str, str]]]] = {
        kind: defaultdict(lambda: defaultdict(dict)) for kind in _TITLES
    }
    years = set()
    for iri, reading in copies:
        year = reading.document.report.year
        years.add(year)
        for claim in reading.claims:
            for concept, meaning in _meanings(claim):
                found[claim.kind][concept][year].setdefault(meaning, claim_iri(iri, claim))
    columns = tuple(sorted(years))
    return [
        Grid(kind, _TITLES[kind], columns, tuple(_rows(site, codes)))
        for kind, codes in found.items()
        if codes
    ]


def _meanings(claim: Claim) -> Iterator[tuple[str, str]]:
    """Yield the concept of a claim and what is said of it; nothing for claims that are no single code."""
    said = "possible" if claim.certainty == "possible" else "said"
    if isinstance(claim, RoleClaim):
        yield concept_iri("role", claim.role), said
    elif isinstance(claim, VictimGroupClaim | ExploitationClaim | SectorClaim):
        yield concept_iri(claim.kind, claim.code), said
    elif isinstance(claim, MeasureClaim):
        yield concept_iri("measure", claim.type), claim.status if claim.status in MARKS else said


def _rows(site: Site, codes: dict[str, dict[int, dict[str, str]]]) -> Iterator[Row]:
    links = sorted((site.link(iri) for iri in codes), key=lambda link: link.label.casefold())
    for link in links:
        cells = {year: _marks(site, said) for year, said in codes[link.iri].items()}
        yield Row(link, cells)


def _marks(site: Site, said: dict[str, str]) -> list[Mark]:
    # What is asserted once and possible elsewhere in the same year is asserted.
    shown = [
        meaning for meaning in _ORDER if meaning in said and not (meaning == "possible" and "said" in said)
    ]
    return [Mark(MARKS[meaning], meaning, site.href(said[meaning])) for meaning in shown]
