"""Finds countries, years and dates in titles, headings and addresses.

The names of countries are the labels of the place vocabulary, and those in ``ontology/titles.toml``.

On pages without marked headings, a narrative's heading is a country's name in capitals with the tier after
or below it. In mixed case the tier must be in parentheses or after a colon or dash, as in
``Guatemala (Tier 2)``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from tipgraph.model.vocabulary import Concept, load
from tipgraph.reading.sections import TIER
from tipgraph.util.resources import folder, read_toml

__all__ = [
    "CountryHeading",
    "country_code",
    "country_heading",
    "country_in",
    "country_in_address",
    "country_name",
    "country_names",
    "country_of_heading",
    "date_in",
    "is_back_matter",
    "is_capitals",
    "is_marked",
    "is_tier",
    "name_in_heading",
    "words_of",
    "year_in",
    "year_in_address",
]

_COUNTRY_TYPES = ("Country", "HistoricCountry")
_PUBLISHER = re.compile(
    r"\b(?:United States|U\.?S\.?|US)\s+(?:Department of State|State Department|Government)\b"
    r"|\b(?:USDOS|US DOS)\b|\bRefworld\b|\becoi\.net\b",
    re.IGNORECASE,
)
_YEAR = r"(20\d\d)"
_YEAR_OF_REPORT = re.compile(
    rf"\b{_YEAR}\b[ -]+(?:annual )?(?:trafficking[ -]in[ -]persons|tip\b)"
    rf"|\b(?:trafficking[ -]in[ -]persons|tip)[ -]+report[\s,:(/–—-]*(?:(?:for|of|june|july)\s+)?{_YEAR}\b",
    re.IGNORECASE,
)
_ANY_YEAR = re.compile(rf"(?<![\d-]){_YEAR}(?![\d-]|\d)")
_ADDRESS_YEAR = re.compile(rf"(?<=[/_-]){_YEAR}(?=[/_.-])")
_HOST = re.compile(r"^(?:[a-z]+:)?//[^/]*", re.IGNORECASE)
_EXTENSION = re.compile(r"\.\w+$")
_MONTHS = [
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
]
_DATE = re.compile(
    rf"\b(?P<iso>{_YEAR}-\d\d-\d\d)\b"
    rf"|\b(?P<day>\d\d?)(?:st|nd|rd|th)? (?P<month>{'|'.join(_MONTHS)}),? (?P<year>20\d\d)\b"
    rf"|\b(?P<month_first>{'|'.join(_MONTHS)}) (?P<day_second>\d\d?)(?:st|nd|rd|th)?, (?P<year_last>20\d\d)\b"
)
_TIER_TAIL = re.compile(
    rf"^(?P<name>.+?)\s*(?:\(\s*(?:{TIER})\s*\)|[:–—-]+\s*(?:{TIER}))\s*[*†]?$", re.IGNORECASE
)
_SPECIAL_CASE = re.compile(r"^special\s+case\s*[:–—-]+\s*(?P<name>.+)$", re.IGNORECASE)
_INVERTED = re.compile(r"^(?P<name>[^,]+), (?P<rest>[^,]+)$")
_BRACKETED = re.compile(r"^(?P<name>[^(]+?) *\((?P<inside>[^)]+)\)$")
_WORDS = re.compile(r"[^\W_]+")
_LONGEST_NAME = 200
"""The most characters of a country's name with white space and a comment; the longest has 60."""


@dataclass(frozen=True, slots=True)
class CountryHeading:
    """A heading with a country's name: the country's code, and whether the heading states a tier."""

    country: str
    with_tier: bool


def words_of(name: str) -> list[str]:
    """Return the words of a name for comparison: in lower case, without accents and marks.

    >>> words_of("Côte d’Ivoire & St. Lucia")
    ['cote', 'divoire', 'and', 'saint', 'lucia']
    """
    folded = unicodedata.normalize("NFKD", name.replace("&", " and ").replace("’", "").replace("'", ""))
    folded = "".join(c for c in folded if not unicodedata.combining(c)).casefold()
    words = _WORDS.findall(folded)
    return ["saint" if word == "st" else word for word in words]


def _key(name: str) -> str:
    words = words_of(name)
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def _names(place: Concept) -> Iterator[str]:
    for name in place.names:
        yield name
        if inverted := _INVERTED.match(name):
            yield f"{inverted['rest']} {inverted['name']}"


def _is_country(place: Concept) -> bool:
    return any(kind.rpartition("#")[2] in _COUNTRY_TYPES for kind in place.types)


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    """Return codes by normalised name. A name that two countries share belongs to the present one."""
    places = [place for place in load()["place"].values() if _is_country(place)]
    places.sort(key=lambda place: (any(kind.endswith("HistoricCountry") for kind in place.types), place.code))
    found: dict[str, str] = {}
    for names in (lambda place: [place.label], _names):
        for place in places:
            for name in names(place):
                found.setdefault(_key(name), place.code)
    for code, titles in read_toml(folder("ontology") / "titles.toml").items():
        found.update({_key(title): code for title in titles})
    found.pop("", None)
    return found


@lru_cache(maxsize=1)
def _longest() -> int:
    return max((len(name.split()) for name in _countries()), default=0)


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    return {code: place.label for code, place in load()["place"].items() if _is_country(place)}


def country_name(code: str) -> str:
    """Return the preferred name of a country, or the code itself if it is unknown."""
    return _codes().get(code, code)


def country_names() -> list[str]:
    """Return the codes and preferred names of all countries, for suggestions."""
    return [*_codes(), *_codes().values()]


@lru_cache(maxsize=4096)
def country_code(name: str) -> str | None:
    """Return the code of a country given by name or code, or None if it is unknown.

    Case, accents, a leading article, "St." for "Saint" and the order around a comma are ignored.

    >>> country_code("Cote d'Ivoire"), country_code("Gambia, The"), country_code("GTM")
    ('CIV', 'GMB', 'GTM')
    >>> country_code("Ruritania")
    """
    name = name.strip()
    if len(name) > _LONGEST_NAME:
        return None
    if name.upper() in _codes():
        return name.upper()
    return next((code for form in _forms(name) if (code := _countries().get(_key(form)))), None)


def _forms(name: str) -> Iterator[str]:
    """Yield the name, then with the parts around its comma swapped, then without its parenthesis."""
    yield name
    if inverted := _INVERTED.match(name):
        yield f"{inverted['rest']} {inverted['name']}"
    if (bracketed := _BRACKETED.match(name)) and not _contradicts(bracketed["inside"], bracketed["name"]):
        yield bracketed["name"]


def _contradicts(inside: str, name: str) -> bool:
    """Return whether a parenthesis names another country, as in "Korea (DPRK)", an ambiguous name."""
    codes = _countries()
    return codes.get(_key(inside), codes.get(_key(name))) != codes.get(_key(name))


def country_in(title: str) -> str | None:
    """Return the code of the only country that a title names, or None; the publisher's country is ignored.

    The longest name wins ("Papua New Guinea" over "Guinea"). If a title names several countries, a part
    between dashes, colons or bars that consists of one name decides.

    >>> country_in("U.S. Department of State 2002 Trafficking in Persons Report - Guatemala")
    'GTM'
    >>> country_in("Trafficking in Persons Report 2015 - Country Narratives - Papua New Guinea")
    'PNG'
    >>> country_in("2019 Country Reports: Israel, West Bank, and Gaza")
    'ISR'
    >>> country_in("Country Narratives: Countries A through C")
    """
    title = _PUBLISHER.sub(" | ", title)
    parts = [part.strip() for part in re.split(r"\s[-–—|»>]\s|[:|»>]\s", title)]
    whole = {code for part in parts if (code := country_code(part)) and len(part) > 3}
    if len(whole) == 1:
        return whole.pop()
    found = set(_mentioned(title))
    return found.pop() if len(found) == 1 else None


def _mentioned(text: str) -> Iterator[str]:
    words, at = words_of(text), 0
    names, longest = _countries(), _longest()
    while at < len(words):
        for length in range(min(longest, len(words) - at), 0, -1):
            if code := names.get(" ".join(words[at : at + length])):
                yield code
                break
        else:
            length = 1
        at += length


def country_heading(line: str) -> CountryHeading | None:
    """Return the heading if a line is a country's name, with or without a tier, else None.

    >>> country_heading("GHANA: TIER 2 WATCH LIST")
    CountryHeading(country='GHA', with_tier=True)
    >>> country_heading("Guatemala (Tier 2)")
    CountryHeading(country='GTM', with_tier=True)
    >>> country_heading("Ghana is a source country.")
    """
    line = line.strip().strip("*").strip()
    if not line or len(line) > _LONGEST_HEADING:
        return None
    tail = _TIER_TAIL.match(line) or _SPECIAL_CASE.match(line)
    name = tail["name"] if tail else line.rstrip(":")
    if len(name) < 4:
        return None
    code = country_code(name)
    return CountryHeading(code, tail is not None) if code else None


def year_in(title: str) -> int | None:
    """Return the report year in a title or heading, or None. A year next to the report's name has priority.

    >>> year_in("2018 Trafficking in Persons Report: Ghana"), year_in("Ghana, June 2009"), year_in("Ghana")
    (2018, 2009, None)
    """
    if beside := _YEAR_OF_REPORT.search(title):
        return int(beside[1] or beside[2])
    years = {int(year) for year in _ANY_YEAR.findall(title)}
    return years.pop() if len(years) == 1 else None


def year_in_address(url: str) -> int | None:
    """Return the year in the path of a URL or file, or None; years in the host name are ignored.

    >>> year_in_address("https://2009-2017.state.gov/j/tip/rls/tiprpt/countries/2014/226727.htm")
    2014
    """
    years = _ADDRESS_YEAR.findall(_HOST.sub("", url) + "/")
    return int(years[-1]) if years else None


def country_in_address(url: str) -> str | None:
    """Return the country that a part of a URL's path names, the last first, or None.

    >>> country_in_address("https://www.state.gov/reports/2022-trafficking-in-persons-report/sri-lanka/")
    'LKA'
    """
    parts = reversed(_HOST.sub("", url).split("?")[0].split("/"))
    names = (_EXTENSION.sub("", part).replace("-", " ") for part in parts)
    return next((code for name in names if len(name) > 3 and (code := country_code(name))), None)


def date_in(text: str) -> str | None:
    """Return the first valid date in a text in ISO form, or None.

    >>> date_in("Publication Date 5 June 2002"), date_in("June 14, 2010"), date_in("June 2002")
    ('2002-06-05', '2010-06-14', None)
    """
    return next((day.isoformat() for found in _DATE.finditer(text) if (day := _day(found))), None)


def _day(found: re.Match[str]) -> date | None:
    try:
        if found["iso"]:
            return date.fromisoformat(found["iso"])
        day, month = found["day"] or found["day_second"], found["month"] or found["month_first"]
        return date(int(found["year"] or found["year_last"]), _MONTHS.index(month) + 1, int(day))
    except ValueError:
        return None


_WATCH_LIST = r"\(?watch[\s-]*list\)?"
_TIER = rf"(?:tier\s+(?:[123]|one|two|three)(?:\)?\s*[-–—:,/]?\s*{_WATCH_LIST})?|special\s+cases?)"
_HEADINGS = (
    re.compile(
        rf"(?P<name>.+?)\s*(?:\(\s*{_TIER}\s*\)?|[:–—|-]+\s*\(?{_TIER}\)?)\W*(?:\[\d+\])?", re.IGNORECASE
    ),
    re.compile(r"special\s+case\s*[:–—-]+\s*(?P<name>.+)", re.IGNORECASE),
)
_UNMARKED_HEADING = re.compile(rf"(?P<name>.+?)\s+{_TIER}\W*", re.IGNORECASE)
_TIER_WORD = re.compile(r"\btier\b|\bspecial\s+case", re.IGNORECASE)
_TIER_ALONE = re.compile(rf"\W*{_TIER}\W*", re.IGNORECASE)
_BACK_MATTER = re.compile(
    r"(?:appendix|appendices|annex(?:es)?|glossary|acronyms|abbreviations|index|bibliography|endnotes"
    r"|closing note|photo credits|acknowledge?ments|(?:relevant )?international conventions|regional maps"
    r"|(?:the )?trafficking victims protection act|minimum standards for)\b",
    re.IGNORECASE,
)
_LONGEST_HEADING = 90


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
    if len(text) > _LONGEST_HEADING or not _TIER_WORD.search(text):
        return None
    found = next((match for form in _HEADINGS if (match := form.fullmatch(text))), None)
    if found is None:
        found = _UNMARKED_HEADING.fullmatch(text)
        if found is None or not is_capitals(found["name"]):
            return None
    return found["name"].strip(" *•")


def is_marked(text: str) -> bool:
    """Return whether a line has a tier in parentheses or after a mark, as only headings have.

    >>> is_marked("RURITANIA (TIER 2)"), is_marked("COUNTRIES ON TIER 2")
    (True, False)
    """
    return any(form.fullmatch(text) for form in _HEADINGS)


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
