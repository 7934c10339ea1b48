"""Finds publications in titles and addresses, and the sections to take of a report on other things too.

The names of publications are the labels of the vocabulary; the sections are in ``ontology/extracts.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise, takewhile
from typing import NamedTuple

from tipgraph.model.vocabulary import load
from tipgraph.reading.identify import words_of
from tipgraph.reading.sections import TIER
from tipgraph.util.resources import folder, read_toml

__all__ = [
    "OTHER",
    "TIP",
    "UNTITLED",
    "Extract",
    "extracts_of",
    "has_extracts",
    "is_about_trafficking",
    "publication_code",
    "publication_in",
    "usual_publication",
]

TIP = "tip"
OTHER = "other"
"""The code of a publication that a source does not name."""

UNTITLED = "text without a title"
"""Why a text is taken for a part of the yearly report if nothing names its publication."""

_HEADING = re.compile(
    r"^(?:[a-h]\.|Section \d+\.?)(?: [^\n]{0,140})?$|^Trafficking in Persons$", re.MULTILINE
)
"""The heading of a section of a report with lettered sections."""
_HEADING_LENGTH = 90
_SHORT_WORD = 4
"""The most letters of a word that needs no capital in a heading."""
_ABOUT_TRAFFICKING = re.compile(
    r"traffick|forced lab|child lab|servitude|slavery|\btier [123]\b", re.IGNORECASE
)
_OF_TIP = re.compile(rf"\b(?:{TIER})|minimum standards for the elimination of trafficking", re.IGNORECASE)


@lru_cache(maxsize=1)
def _labels() -> list[tuple[str, str]]:
    """Return the words of each label with its publication's code, the longest label first."""
    concepts = load()["publication"].values()
    found = {" ".join(words_of(name)): concept.code for concept in concepts for name in concept.names}
    return sorted(found.items(), key=lambda item: -len(item[0]))


def publication_in(text: str) -> str | None:
    """Return the code of the publication that a title, text or URL names first, or None.

    >>> publication_in("2018 Trafficking in Persons Report"), publication_in("The World Factbook")
    ('tip', 'factbook')
    """
    words = f" {' '.join(words_of(text))} "
    places = ((at, code) for label, code in _labels() if (at := words.find(f" {label} ")) >= 0)
    return min(places, key=lambda place: place[0], default=(0, None))[1]


def publication_code(name: str, known: Iterable[str] | None = None) -> str:
    """Return the code of a publication given by code or name. An unknown name is turned into a code.

    >>> publication_code("Trafficking in Persons Report"), publication_code("My Own Reports")
    ('tip', 'my-own-reports')
    """
    name = name.strip()
    if name in (load()["publication"] if known is None else known):
        return name
    return publication_in(name) or "-".join(words_of(name))


def usual_publication(text: str, *, titled: bool) -> tuple[str, str]:
    """Return the publication of a source that names none, and the reason.

    It is ``other`` if the source has a title or an address, which would name the yearly report, and does not
    speak of tiers; else it is ``tip``.

    >>> usual_publication("Boys beg.", titled=True), usual_publication("It is on Tier 2.", titled=True)
    (('other', 'title without a known publication'), ('tip', 'text about tiers'))
    """
    if not titled:
        return TIP, UNTITLED
    return (TIP, "text about tiers") if _OF_TIP.search(text) else (OTHER, "title without a known publication")


def is_about_trafficking(text: str) -> bool:
    """Return whether a text has words that every report on trafficking has.

    >>> is_about_trafficking("Traffickers sell girls."), is_about_trafficking("Chapter 1. It was raining.")
    (True, False)
    """
    return _ABOUT_TRAFFICKING.search(text) is not None


class Extract(NamedTuple):
    """A section that is taken of a report: its name, its heading, its text, and where the text begins."""

    section: str
    heading: str
    text: str
    start: int


def has_extracts(publication: str | None) -> bool:
    """Return whether only some sections are taken of a publication.

    >>> has_extracts("country-reports-on-human-rights-practices"), has_extracts("tip"), has_extracts(None)
    (True, False, False)
    """
    return publication in _extracts()


def extracts_of(publication: str, text: str) -> tuple[list[Extract], int] | None:
    """Return the sections that are taken of a report, and the number of other sections.

    Returns None if all of the publication's text is taken, or if the text has no headings of sections.
    """
    wanted = _extracts().get(publication)
    starts = [found.start() for found in _HEADING.finditer(text)] if wanted else []
    if not wanted or not starts:
        return None
    taken = list(_wanted(text, pairwise([*starts, len(text)]), wanted))
    return taken, len(starts) - len(taken)


def _wanted(text: str, parts: Iterable[tuple[int, int]], wanted: Mapping[str, str]) -> Iterator[Extract]:
    for start, end in parts:
        heading, _, below = text[start:end].partition("\n")
        words = " ".join(words_of(heading))
        section = next((name for name, form in wanted.items() if form in words), None)
        body = below.lstrip()
        if section and body and not heading.startswith("Section "):
            lettered = heading[1:2] == "."
            found = body if lettered else _up_to_next_heading(body)
            yield Extract(section, heading, found.rstrip(), end - len(body))


def _up_to_next_heading(body: str) -> str:
    """Return the text of a section without a letter, up to the next such heading."""
    return "\n".join(takewhile(lambda line: not _is_heading(line), body.split("\n")))


def _is_heading(line: str) -> bool:
    """Tell whether a line without a full stop is short, or has a capital in each longer word."""
    if not line or line[-1] in ".:;":
        return False
    longer = [word for word in re.findall(r"[^\W\d_]+", line) if len(word) > _SHORT_WORD]
    return len(line) <= _HEADING_LENGTH or all(map(str.istitle, longer))


@lru_cache(maxsize=1)
def _extracts() -> Mapping[str, Mapping[str, str]]:
    return read_toml(folder("ontology") / "extracts.toml")
