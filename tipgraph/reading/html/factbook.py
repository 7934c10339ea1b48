"""Cuts a page of the World Factbook to its entry on trafficking, which is read as that of a JSON file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tipgraph.reading.assemble import Metadata
from tipgraph.reading.defaults import Defaults
from tipgraph.reading.html.lines import Line
from tipgraph.reading.identify import country_in, date_in
from tipgraph.reading.json.factbook import factbook_narrative, split_parts
from tipgraph.reading.outcome import Outcome, Skipped
from tipgraph.reading.signs import signs
from tipgraph.reading.sources import Source

__all__ = ["read_factbook_page"]

_ENTRY = re.compile(r"^trafficking in persons\s*(?::\s*|$)", re.IGNORECASE)
_PART = re.compile(r"^(?:current situation|tier rating|trafficking profile)\b", re.IGNORECASE)
_NAME = re.compile(r"^[^.;]{3,60}:$|^illicit drugs\b", re.IGNORECASE)
"""The name of an entry alone on a line, or of the entry that follows in all editions."""
_UPDATED = re.compile(r"\b(?:last updated|updated on|page updated)\b", re.IGNORECASE)
_LONGEST = 60


def read_factbook_page(
    lines: Sequence[Line], page: Metadata, source: Source, defaults: Defaults
) -> Iterator[Outcome]:
    """Yield the parts of a page's entry on trafficking, or a Skipped for a page without one."""
    text = "\n".join(_entry(lines))
    if not text.strip():
        yield Skipped(source.name, "no entry on trafficking in persons")
        return
    stated = page.filled(_country(lines), _date(lines))
    stated = replace(stated, title=None, url=page.url)
    for section, part in split_parts(text):
        yield factbook_narrative(section, part, stated, source, defaults)


def _entry(lines: Sequence[Line]) -> Iterator[str]:
    start = next((at for at, line in enumerate(lines) if _ENTRY.match(line.text)), len(lines))
    if start < len(lines):
        yield _ENTRY.sub("", lines[start].text)
    for line in lines[start + 1 :]:
        if _is_name(line):
            return
        yield line.text


def _is_name(line: Line) -> bool:
    """Return whether a line is the name of another entry."""
    if _PART.match(line.text):
        return False
    return bool(_NAME.match(line.text)) or (line.marked and len(line.text) < _LONGEST)


def _country(lines: Sequence[Line]) -> Metadata:
    """Return the country in the line above the entries, such as "Africa :: Angola"."""
    for line in lines[:20]:
        if country := country_in(line.text.rpartition("::")[2]):
            return Metadata(country, signs=signs("heading", line.text, country=country))
    return Metadata()


def _date(lines: Sequence[Line]) -> Metadata:
    for line in lines:
        if _UPDATED.search(line.text) and (date := date_in(line.text)):
            return Metadata(edition=date, signs=signs("date on the page", date, edition=date))
    return Metadata()
