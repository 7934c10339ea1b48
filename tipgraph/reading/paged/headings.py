"""Headings of narratives: a country's name in capitals with the tier after or below it.

In mixed case the tier must be in parentheses or after a colon or dash, as in ``Guatemala (Tier 2)``.
"""

from __future__ import annotations

import re
from functools import lru_cache

from tipgraph.reading.identify import country_code

__all__ = ["country_of_heading", "is_back_matter", "is_capitals", "is_marked", "is_tier", "name_in_heading"]

_WATCH_LIST = r"\(?watch[\s-]*list\)?"
_TIER = rf"(?:tier\s+(?:[123]|one|two|three)(?:\)?\s*[-–—:,/]?\s*{_WATCH_LIST})?|special\s+cases?)"
_FORMS = (
    re.compile(
        rf"(?P<name>.+?)\s*(?:\(\s*{_TIER}\s*\)?|[:–—|-]+\s*\(?{_TIER}\)?)\W*(?:\[\d+\])?", re.IGNORECASE
    ),
    re.compile(r"special\s+case\s*[:–—-]+\s*(?P<name>.+)", re.IGNORECASE),
)
_NO_MARK = re.compile(rf"(?P<name>.+?)\s+{_TIER}\W*", re.IGNORECASE)
_MENTION = re.compile(r"\btier\b|\bspecial\s+case", re.IGNORECASE)
_TIER_ALONE = re.compile(rf"\W*{_TIER}\W*", re.IGNORECASE)
_BACK_MATTER = re.compile(
    r"(?:appendix|appendices|annex(?:es)?|glossary|acronyms|abbreviations|index|bibliography|endnotes"
    r"|closing note|photo credits|acknowledge?ments|(?:relevant )?international conventions|regional maps"
    r"|(?:the )?trafficking victims protection act|minimum standards for)\b",
    re.IGNORECASE,
)
_LONGEST = 90


@lru_cache(maxsize=4096)
def country_of_heading(text: str) -> str | None:
    """Return the code of the country if a line is the heading of its narrative, else None.

    >>> country_of_heading("GUATEMALA: TIER 2 WATCH LIST"), country_of_heading("GUATEMALA Tier 2")
    ('GTM', 'GTM')
    >>> country_of_heading("Guatemala (Tier 2)")
    'GTM'
    >>> country_of_heading("Guatemala Tier 2"), country_of_heading("GUATEMALA (Tier 2) ..... 180")
    (None, None)
    """
    name = name_in_heading(text)
    return country_code(name) if name else None


def name_in_heading(text: str) -> str | None:
    """Return the text at the place of the country's name in a heading with a tier, known or not, else None.

    >>> name_in_heading("RURITANIA (Tier 2)"), name_in_heading("RURITANIA")
    ('RURITANIA', None)
    """
    if len(text) > _LONGEST or not _MENTION.search(text):
        return None
    found = next((match for form in _FORMS if (match := form.fullmatch(text))), None)
    if found is None:
        found = _NO_MARK.fullmatch(text)
        if found is None or not is_capitals(found["name"]):
            return None
    return found["name"].strip(" *•")


def is_marked(text: str) -> bool:
    """Return whether a line has a tier in parentheses or after a mark, as only headings have.

    >>> is_marked("RURITANIA (TIER 2)"), is_marked("COUNTRIES ON TIER 2")
    (True, False)
    """
    return any(form.fullmatch(text) for form in _FORMS)


def is_tier(text: str) -> bool:
    """Return whether a line is only a tier.

    >>> is_tier("(Tier 2 Watch List)"), is_tier("Tier 2 countries")
    (True, False)
    """
    return _TIER_ALONE.fullmatch(text) is not None


def is_capitals(text: str) -> bool:
    """Return whether a text has letters and all of them are capitals.

    >>> is_capitals("CÔTE D’IVOIRE"), is_capitals("2012"), is_capitals("Prosecution")
    (True, False, False)
    """
    return text.isupper()


def is_back_matter(text: str) -> bool:
    """Return whether a line in capitals is the title of a part after the countries, such as an appendix.

    >>> is_back_matter("GLOSSARY OF ACRONYMS"), is_back_matter("Index cards were kept.")
    (True, False)
    """
    return is_capitals(text) and _BACK_MATTER.match(text) is not None
