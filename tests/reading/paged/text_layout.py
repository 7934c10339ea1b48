"""Yearly reports as the text of a PDF: in two columns side by side, or one after the other."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from tests.reading.paged.fixtures import prose

__all__ = ["LAYOUTS", "NAMES", "Layout", "bodies", "yearly_report"]

NAMES = (
    *("Afghanistan", "Albania", "Algeria", "Angola", "Argentina", "Armenia", "Australia", "Austria"),
    *("Azerbaijan", "The Bahamas", "Bahrain", "Bangladesh", "Barbados", "Belarus", "Belgium", "Belize"),
    *("Benin", "Bolivia", "Bosnia and Herzegovina", "Botswana", "Brazil", "Brunei", "Bulgaria"),
    *("Burkina Faso", "Burma", "Burundi", "Cambodia", "Cameroon", "Canada", "Côte d’Ivoire"),
)
_TIERS = ("Tier 2", "Tier 1", "Tier 2 Watch List", "Tier 3")
_COLUMN = 56
_LINES = 60
_GAP = 4


@dataclass(frozen=True)
class Layout:
    """How the report of a year is set: its heading, its sections, its columns and its running heads."""

    year: int
    heading: str
    sections: Sequence[str] = ("",)
    columns: int = 2
    head: str = ""
    foot: str = "{page}"


LAYOUTS = (
    Layout(2003, "{NAME} (TIER {tier})", columns=1),
    Layout(2010, "{NAME} ({Tier})", ("Prosecution", "Protection", "Prevention"), head="{running}"),
    Layout(
        2019,
        "{NAME}: {TIER}",
        ("PRIORITIZED RECOMMENDATIONS", "PROSECUTION", "PROTECTION", "TRAFFICKING PROFILE"),
        head="2019 TRAFFICKING IN PERSONS REPORT   {running}",
    ),
    Layout(
        2023,
        "{NAME}\n({Tier})",
        ("PROSECUTION", "PROTECTION", "PREVENTION", "TRAFFICKING PROFILE:"),
        foot="2023 TRAFFICKING IN PERSONS REPORT   {page}",
    ),
)


def bodies(layout: Layout, at: int) -> list[str]:
    """Return the paragraphs of a country, section by section."""
    return [
        prose(NAMES[at], 3 + (at + number) % 4, at + number)
        for number in range((1 + at % 3) * len(layout.sections))
    ]


def yearly_report(layout: Layout, *, side_by_side: bool) -> str:
    """Return the text of a report on all countries, with form feeds between its pages."""
    lines = [(name, line) for at, name in enumerate(NAMES) for line in _lines(layout, at)]
    per_page = _LINES * layout.columns
    pages = [f"Trafficking in Persons Report {layout.year}\n\nCountry Narratives\n"]
    for page, start in enumerate(range(0, len(lines), per_page), start=40):
        taken = lines[start : start + per_page]
        running = taken[0][0].upper()
        body = _set([line for _, line in taken], side_by_side=side_by_side)
        pages.append("\n".join(_page(layout, running, page, body)))
    return "\f".join(pages)


def _page(layout: Layout, running: str, page: int, body: Sequence[str]) -> Iterator[str]:
    if layout.head:
        yield from (layout.head.format(running=running), "", "")
    yield from body
    yield from ("", "", layout.foot.format(page=page))


def _set(lines: Sequence[str], *, side_by_side: bool) -> list[str]:
    if not side_by_side or len(lines) <= _LINES:
        return list(lines)
    pairs = zip_longest(lines[:_LINES], lines[_LINES:], fillvalue="")
    return [f"{left:<{_COLUMN + _GAP}}{right}".rstrip() for left, right in pairs]


def _lines(layout: Layout, at: int) -> Iterator[str]:
    name, tier = NAMES[at], _TIERS[at % 4]
    heading = layout.heading.format(NAME=name.upper(), Tier=tier, TIER=tier.upper(), tier=1 + at % 3)
    yield from heading.split("\n")
    yield ""
    paragraphs = bodies(layout, at)
    each = len(paragraphs) // len(layout.sections)
    for number, paragraph in enumerate(paragraphs):
        if number % each == 0 and (section := layout.sections[number // each]):
            yield section
        yield from textwrap.wrap(paragraph, _COLUMN, break_on_hyphens=False)
        yield ""
