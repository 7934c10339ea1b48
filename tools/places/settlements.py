"""``ontology/settlements.ttl``: cities and subdivisions, which count as their country."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from tools.places.ambiguity import ambiguous, excluded, taken
from tools.places.spelling import key, plain, short_name, variants
from tools.places.tables import Labels, labels, rows
from tools.places.turtle import block, header, place
from tools.places.words import identity, words

__all__ = ["Part", "capitals", "document", "parts"]

_NOTE = """Cities, provinces and other parts of countries. In claims, each counts as its country.
Made by `python -m tools.places`. Edit the tables in tools/places/data instead of this file.
Names of cities are from GeoNames (https://www.geonames.org/), CC BY 4.0; names of provinces from
Unicode CLDR (© Unicode, Inc., Unicode License v3). Excluded names: tools/places/ambiguity.py.
They are concepts by their classes. For brevity, they have no definitions."""
_PREFIXES = ("place", "scheme", "skos", "tg")
_SETTLEMENT, _SUBDIVISION = "Settlement", "Subdivision"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a country: ``kind`` is ``Settlement`` or ``Subdivision``."""

    code: str
    country: str
    kind: str
    labels: Labels


def document() -> str:
    """Return the whole file."""
    return "\n".join([header(_NOTE, _PREFIXES), *map(_block, parts())])


def _block(part: Part) -> str:
    statements = (*identity(part.code), *words(part.labels), ("skos:broader", [place(part.country)]))
    return block(place(part.code), [f"tg:{part.kind}"], statements)


def capitals() -> dict[str, str]:
    """Return the code of the capital of each country, without capitals with ambiguous names."""
    codes = {(part.country, key(name)): part.code for part in parts() for name in _names(part.labels)}
    named = ((row["iso3"], codes.get((row["iso3"], key(row["capital"])))) for row in rows("countries"))
    return {country: code for country, code in named if code}


def _names(own: Labels) -> tuple[str, ...]:
    return (own.preferred, *own.alternative, *own.hidden)


@lru_cache(maxsize=1)
def parts() -> tuple[Part, ...]:
    """Return all parts by country and code. Each name is used once: by hand, else by a city."""
    found = {part.code: part for part in _by_hand()}
    known = {_name_key(name) for part in found.values() for name in _names(part.labels)}
    for part in (*_cities(), *_provinces()):
        own = {_name_key(name) for name in (part.labels.preferred, *part.labels.alternative)}
        if part.code not in found and known.isdisjoint(own):
            known.update(map(_name_key, _names(part.labels)))
            found[part.code] = part
    return tuple(sorted(found.values(), key=lambda part: (part.country, part.code)))


def _by_hand() -> Iterator[Part]:
    codes = {(row["country"], _name_key(row["name"])): row["code"] for row in rows("subdivisions")}
    for row in rows("parts"):
        country, name = row["country"], row["label"]
        code = codes.get((country, _name_key(name)), "") if row["kind"] == _SUBDIVISION else ""
        yield Part(code or _slug(country, name), country, row["kind"], _unambiguous(labels(row)))


def _cities() -> Iterator[Part]:
    for row in rows("cities"):
        country, name = row["country"], row["name"]
        if not ambiguous(name, row):
            yield Part(_slug(country, name), country, _SETTLEMENT, _named(name))


def _provinces() -> Iterator[Part]:
    for row in rows("subdivisions"):
        short = short_name(row["name"])
        if not ambiguous(short, row):
            yield Part(row["code"], row["country"], _SUBDIVISION, _named(row["name"], short))


def _named(*names: str) -> Labels:
    preferred, *others = dict.fromkeys(names)
    return _unambiguous(Labels(preferred, tuple(others), variants(names)))


def _unambiguous(own: Labels) -> Labels:
    """Drop the spellings that follow from a name (Male from Malé) and mean something else."""
    return replace(own, hidden=tuple(name for name in own.hidden if not (excluded(name) or taken(name))))


def _name_key(name: str) -> str:
    return key(plain(name))


def _slug(country: str, name: str) -> str:
    """Return a code for a place without one in ISO 3166-2.

    >>> _slug("NGA", "Port Harcourt")
    'NGA-port-harcourt'
    """
    return f"{country}-{re.sub(r'[^a-z0-9]+', '-', plain(name).lower()).strip('-')}"
