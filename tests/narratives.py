"""Short narratives in our own words, as JSON Lines: enough for builds to have something to read."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

__all__ = ["COUNTRIES", "line", "write_lines"]

COUNTRIES = {"AGO": "Angola", "GTM": "Guatemala", "HTI": "Haiti", "MEX": "Mexico", "NAM": "Namibia"}

_NARRATIVE = (
    "{name} is a source and transit country for women and children subjected to sex trafficking. "
    "Girls from {name} are forced to work as domestic servants in {other}. "
    "Some boys are made to beg in the streets of the capital. "
    "The government convicted {number} traffickers in {year}, and trained police officers. "
    "It did not open a shelter for victims. The government should fund more services for victims. "
    "{name} was placed on Tier 2."
)


def line(country: str, year: int, identifier: str = "") -> dict[str, object]:
    """Return a narrative on a country of `COUNTRIES`, the same for the same arguments."""
    others = [name for code, name in COUNTRIES.items() if code != country]
    text = _NARRATIVE.format(
        name=COUNTRIES[country], other=others[year % len(others)], number=year % 17 + 2, year=year - 1
    )
    made = identifier or f"{country}-{year}"
    return {"id": made, "country": country, "year": year, "publication": "tip", "text": text}


def write_lines(path: Path, lines: Iterable[dict[str, object]]) -> Path:
    """Write narratives to a file of JSON Lines, and return it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(each) + "\n" for each in lines))
    return path
