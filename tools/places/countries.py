"""``ontology/places.ttl``: countries, historic countries, regions, neighboring countries, memberships."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from tools.places.regions import regions_of
from tools.places.settlements import capitals
from tools.places.tables import Row, codes, labels, rows
from tools.places.turtle import Statement, block, english, header, iri, place, text, typed
from tools.places.words import identity, words

__all__ = ["document"]

_NOTE = """Places: countries, historic countries, regions and neighboring countries.
Made by `python -m tools.places`. Edit the tables in tools/places/data instead of this file.
Neighbors and GeoNames identifiers are from GeoNames (https://www.geonames.org/), CC BY 4.0."""
_TOP = (
    "The top concepts are the widest regions. Antarctica and some withdrawn codes are in none of them. "
    "Neighboring countries depend on the report."
)
_RIGHTS = (
    "Contains facts from GeoNames (https://www.geonames.org/, CC BY 4.0) and names from Unicode CLDR "
    "(© Unicode, Inc., Unicode License v3)."
)
_PREFIXES = ("dcterms", "geo", "owl", "place", "scheme", "skos", "tg", "xsd")
_GEONAMES = "https://sws.geonames.org/"
_EU = "http://publications.europa.eu/resource/authority/country/"


def document() -> str:
    """Return the whole file."""
    regions = list(rows("regions"))
    within = regions_of(regions)
    parts = [header(_NOTE, _PREFIXES), _scheme(regions)]
    parts += ["# Regions\n", *map(_region, regions)]
    parts += ["# Countries\n", *_countries(within)]
    parts += ["# Historic countries (ISO 3166-3)\n", *map(_historic, rows("historic-countries"))]
    parts += ["# Memberships with dates\n", *map(_membership, rows("memberships"))]
    parts += ["# Neighboring countries\n", *map(_neighboring_countries, rows("country-names"))]
    return "\n".join(parts)


def _scheme(regions: Sequence[Row]) -> str:
    statements: tuple[Statement, ...] = (
        ("dcterms:title", [english("Places")]),
        ("dcterms:description", [english("Countries, their parts, and the regions that reports name.")]),
        ("dcterms:license", [iri("https://creativecommons.org/licenses/by/4.0/")]),
        ("dcterms:rights", [english(_RIGHTS)]),
        ("owl:versionInfo", [text("1.0.0")]),
        ("skos:scopeNote", [english(_TOP)]),
        ("skos:hasTopConcept", [place(row["code"]) for row in regions if not row["broader"]]),
    )
    return block("scheme:place", ["skos:ConceptScheme"], statements)


def _region(row: Row) -> str:
    statements = (
        *identity(row["code"]),
        *words(labels(row)),
        ("skos:definition", [english(row["definition"])]),
        ("skos:scopeNote", [english(row["note"])]),
        ("skos:broader", [place(code) for code in codes(row["broader"])]),
        ("tg:m49", [text(code) for code in codes(row["m49"])]),
        # Close, not exact: GeoNames delimits continents slightly differently.
        ("skos:closeMatch", [iri(f"{_GEONAMES}{number}/") for number in codes(row["geonames"])]),
    )
    return block(place(row["code"]), ["skos:Concept", "tg:Region"], statements)


def _countries(within: Mapping[str, Sequence[str]]) -> Iterator[str]:
    names = {row["iso3"]: row for row in rows("country-names")}
    near = _neighbors()
    capital = capitals()
    for row in rows("countries"):
        code = row["iso3"]
        statements = (
            *identity(code),
            *words(labels(names[code])),
            ("skos:definition", [english(_definition(row, names))]),
            ("skos:broader", [place(region) for region in within.get(code, ())]),
            *_facts(row),
            ("tg:capital", [place(capital[code])] if code in capital else []),
            ("tg:dependencyOf", [place(owner) for owner in codes(row["sovereign"])]),
            ("tg:neighbor", [place(other) for other in near[code]]),
            ("skos:exactMatch", _matches(row)),
        )
        yield block(place(code), ["skos:Concept", "tg:Country"], statements)


def _definition(row: Row, names: Mapping[str, Row]) -> str:
    owner = row["sovereign"]
    kind = f"A territory of {names[owner]['label']}" if owner else "A country"
    return f"{kind} in {row['area']}."


def _facts(row: Row) -> tuple[Statement, ...]:
    plain = [
        (f"tg:{name}", [text(code) for code in codes(row[name])]) for name in ("iso2", "m49", "fips", "cow")
    ]
    return (*plain, *_point(row))


def _point(row: Row) -> tuple[Statement, ...]:
    """Return the position on maps: the center of a country, or the capital of a historic country."""
    return (
        ("geo:lat", [typed(row["lat"], "decimal")]),
        ("geo:long", [typed(row["long"], "decimal")]),
    )


def _matches(row: Row) -> list[str]:
    return [
        iri(f"http://www.wikidata.org/entity/{row['wikidata']}"),
        iri(f"{_GEONAMES}{row['geonames']}/"),
        iri(_EU + row["eu"]),
    ]


def _neighbors() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows("neighbors"):
        found[row["place"]].append(row["neighbor"])
        found[row["neighbor"]].append(row["place"])
    return defaultdict(list, {code: sorted(others) for code, others in found.items()})


def _historic(row: Row) -> str:
    until = row["until"]
    statements = (
        *identity(row["code"]),
        *words(labels(row)),
        ("skos:definition", [english(f"A country or territory whose code was withdrawn in {until[:4]}.")]),
        ("skos:broader", [place(code) for code in codes(row["broader"])]),
        ("tg:validUntil", [typed(until, "date" if "-" in until else "gYear")]),
        ("tg:successor", [place(code) for code in codes(row["successors"])]),
        *_point(row),
    )
    return block(place(row["code"]), ["skos:Concept", "tg:HistoricCountry"], statements)


def _membership(row: Row) -> str:
    statements: tuple[Statement, ...] = (
        ("tg:member", [place(row["member"])]),
        ("tg:region", [place(row["region"])]),
        ("tg:from", [typed(row["from"], "date")]),
        ("tg:until", [typed(day, "date") for day in codes(row["until"])]),
    )
    return block(place(f"{row['member']}/membership/{row['region']}"), ["tg:Membership"], statements)


def _neighboring_countries(row: Row) -> str:
    statements: tuple[Statement, ...] = (
        ("skos:inScheme", ["scheme:place"]),
        ("skos:prefLabel", [english(f"Neighboring countries of {row['label']}")]),
        ("tg:neighborsOf", [place(row["iso3"])]),
    )
    return block(place(f"{row['iso3']}/neighbors"), ["tg:NeighboringCountries"], statements)
