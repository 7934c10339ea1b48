"""Countries, regions, historic countries and memberships: complete, consistent, and without false friends."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

import pytest
from rdflib import OWL, RDF, SKOS, XSD, Graph, Literal, Namespace, URIRef

from tests.ontology.codes import ISO_3166, REGIONS, STOP_WORDS
from tipgraph.model.iris import BASE, PREFIXES, TG
from tipgraph.model.vocabulary import Concept, load
from tipgraph.util.resources import folder
from tools.places.spelling import key

TGN = Namespace(TG)
GEO = Namespace(PREFIXES["geo"])
PLACE = Namespace(BASE + "place/")
GRAPH = Graph().parse(folder("ontology") / "places.ttl")
PLACES = load()["place"]

_UNPEOPLED = {"ATA", "ATF", "BVT", "HMD", "IOT", "SGS", "SJM", "UMI"}
_SHARED = {
    "central african": {"CAF", "central-africa"},
    "central africans": {"CAF", "central-africa"},
    "congo": {"COD", "COG"},
    "congolese": {"COD", "COG"},
    "dominican": {"DMA", "DOM"},
    "dominicans": {"DMA", "DOM"},
    "georgia": {"GEO", "USA"},
    "hyderabad": {"IND", "PAK"},
    "kashmir": {"IND", "PAK"},
    "kashmiri": {"IND", "PAK"},
    "kashmiris": {"IND", "PAK"},
    "tripoli": {"LBN", "LBY"},
    "korean": {"KOR", "PRK"},
    "koreans": {"KOR", "PRK"},
    "punjab": {"IND", "PAK"},
    "punjabi": {"IND", "PAK"},
    "punjabis": {"IND", "PAK"},
    "virgin islander": {"VGB", "VIR"},
    "virgin islanders": {"VGB", "VIR"},
}
"""All names that two countries or regions share; the context decides between them."""


def _of(kind: str) -> set[str]:
    nodes = GRAPH.subjects(RDF.type, TGN[kind])
    return {str(node).removeprefix(PLACE) for node in nodes}


def _members(region: str) -> set[str]:
    nodes = GRAPH.subjects(SKOS.broader, PLACE[region])
    return {code for node in nodes if (code := str(node).removeprefix(PLACE)) in COUNTRIES}


COUNTRIES = _of("Country")


def test_every_country_of_iso_3166_and_kosovo_is_there() -> None:
    assert _of("Country") == ISO_3166 | {"XKX"}


@pytest.mark.parametrize("code", sorted(COUNTRIES))
def test_a_country_has_its_facts(code: str) -> None:
    node = PLACE[code]
    latitude, longitude = (GRAPH.value(node, GEO[name]) for name in ("lat", "long"))
    assert isinstance(latitude, Literal)
    assert isinstance(longitude, Literal)
    assert latitude.datatype == longitude.datatype == XSD.decimal
    assert -90 <= float(latitude) <= 90
    assert -180 <= float(longitude) <= 180
    assert str(GRAPH.value(node, SKOS.notation)) == code
    assert len(list(GRAPH.objects(node, SKOS.prefLabel))) == 1
    assert len(list(GRAPH.objects(node, SKOS.definition))) == 1
    assert bool(list(GRAPH.objects(node, TGN.demonym))) != (code in _UNPEOPLED)
    assert (GRAPH.value(node, TGN.m49) is None) == (code == "XKX")


@pytest.mark.parametrize(
    "pattern",
    [
        r"http://www\.wikidata\.org/entity/Q\d+",
        r"https://sws\.geonames\.org/\d+/",
        r"http://publications\.europa\.eu/resource/authority/country/[0-9A-Z]{3}",
    ],
)
def test_every_country_matches_one_entry_of_each_public_list(pattern: str) -> None:
    targets = {
        code: [str(o) for o in GRAPH.objects(PLACE[code], SKOS.exactMatch) if re.fullmatch(pattern, str(o))]
        for code in COUNTRIES
    }
    assert [code for code, found in targets.items() if len(found) != 1] == []
    assert len({found[0] for found in targets.values()}) == len(COUNTRIES)


def test_kosovo_has_the_code_of_the_european_list() -> None:
    eu = URIRef("http://publications.europa.eu/resource/authority/country/1A0")
    assert (PLACE.XKX, SKOS.exactMatch, eu) in GRAPH


def test_neighbors_are_mutual_and_others() -> None:
    pairs = set(GRAPH.subject_objects(TGN.neighbor))
    assert all((b, a) in pairs for a, b in pairs)
    assert all(a != b for a, b in pairs)
    assert {str(b).removeprefix(PLACE) for _, b in pairs} <= COUNTRIES


@pytest.mark.parametrize(
    ("code", "neighbors"),
    [
        ("LSO", {"ZAF"}),
        ("PRT", {"ESP"}),
        ("XKX", {"ALB", "MKD", "MNE", "SRB"}),
        ("GTM", {"BLZ", "HND", "MEX", "SLV"}),
        ("PHL", set()),
    ],
)
def test_neighbors_are_those_on_the_map(code: str, neighbors: set[str]) -> None:
    assert {str(o).removeprefix(PLACE) for o in GRAPH.objects(PLACE[code], TGN.neighbor)} == neighbors


def test_the_regions_are_those_of_the_guidelines() -> None:
    assert _of("Region") == REGIONS


@pytest.mark.parametrize("region", sorted(REGIONS - {"neighboring-countries"}))
def test_a_region_has_members_and_lies_whole_in_the_wider_ones(region: str) -> None:
    assert len(_members(region)) >= 4
    assert GRAPH.value(PLACE[region], SKOS.scopeNote) is not None
    for wider in GRAPH.objects(PLACE[region], SKOS.broader):
        assert _members(region) <= _members(str(wider).removeprefix(PLACE))


@pytest.mark.parametrize(
    ("country", "regions"),
    [
        ("EGY", {"africa", "north-africa", "middle-east"}),
        ("ARE", {"asia", "middle-east", "gulf-states"}),
        ("GBR", {"europe", "western-europe", "northern-europe"}),
        ("SEN", {"africa", "west-africa", "sub-saharan-africa"}),
    ],
)
def test_a_country_lies_in_all_its_regions(country: str, regions: set[str]) -> None:
    assert {r for r in REGIONS if country in _members(r)} == regions


def test_every_country_but_antarctica_lies_in_a_region() -> None:
    assert {code for code in COUNTRIES if GRAPH.value(PLACE[code], SKOS.broader) is None} == {"ATA"}


@pytest.mark.parametrize(("region", "former"), [("european-union", {"GBR"}), ("former-soviet-union", set())])
def test_memberships_without_an_end_are_the_members_of_today(region: str, former: set[str]) -> None:
    ended: set[str] = set()
    lasting: set[str] = set()
    for node in GRAPH.subjects(TGN.region, PLACE[region]):
        member = str(GRAPH.value(node, TGN.member)).removeprefix(PLACE)
        first, last = GRAPH.value(node, TGN["from"]), GRAPH.value(node, TGN.until)
        assert isinstance(first, Literal)
        assert first.datatype == XSD.date
        (lasting if last is None else ended).add(member)
        assert node == PLACE[f"{member}/membership/{region}"]
    assert lasting == _members(region)
    assert ended == former


def test_the_united_kingdom_left_at_the_end_of_january_2020() -> None:
    node = PLACE["GBR/membership/european-union"]
    assert GRAPH.value(node, TGN["from"]) == Literal("1973-01-01", datatype=XSD.date)
    assert GRAPH.value(node, TGN.until) == Literal("2020-01-31", datatype=XSD.date)


@pytest.mark.parametrize(
    ("code", "successors"),
    [
        ("ANT", {"BES", "CUW", "SXM"}),
        ("CSK", {"CZE", "SVK"}),
        ("SCG", {"MNE", "SRB"}),
        ("YUG", {"BIH", "HRV", "MKD", "SCG", "SVN"}),
    ],
)
def test_a_historic_country_has_successors_and_an_end(code: str, successors: set[str]) -> None:
    assert {str(o).removeprefix(PLACE) for o in GRAPH.objects(PLACE[code], TGN.successor)} == successors
    end = GRAPH.value(PLACE[code], TGN.validUntil)
    assert isinstance(end, Literal)
    assert end.datatype == XSD.date


def test_successors_lead_to_countries_of_today() -> None:
    historic = _of("HistoricCountry")
    assert len(historic) == 29
    successors = {str(o).removeprefix(PLACE) for o in GRAPH.objects(None, TGN.successor)}
    assert successors <= COUNTRIES | historic
    assert all(list(GRAPH.objects(PLACE[code], TGN.successor)) for code in historic)


def test_each_country_has_neighboring_countries() -> None:
    for code in COUNTRIES:
        assert GRAPH.value(PLACE[f"{code}/neighbors"], TGN.neighborsOf) == PLACE[code]


def test_a_capital_lies_in_its_country() -> None:
    capitals = dict(GRAPH.subject_objects(TGN.capital))
    assert len(capitals) > 200
    by_iri = load().by_iri
    assert [c for c, city in capitals.items() if by_iri[str(city)].broader != [str(c)]] == []


def test_the_scheme_is_no_ontology_and_says_whose_facts_it_holds() -> None:
    scheme = URIRef(BASE + "scheme/place")
    assert (scheme, RDF.type, SKOS.ConceptScheme) in GRAPH
    assert (scheme, RDF.type, OWL.Ontology) not in GRAPH
    rights = str(GRAPH.value(scheme, URIRef(PREFIXES["dcterms"] + "rights")))
    assert "GeoNames" in rights
    assert "CC BY 4.0" in rights


def _means(place: Concept) -> str:
    """Return the country that a place stands for, or its own code."""
    part = any(kind.endswith(("Settlement", "Subdivision")) for kind in place.types)
    return place.broader[0].removeprefix(PLACE) if part else place.code


def _labels() -> Iterator[tuple[Concept, str]]:
    for place in PLACES.values():
        for label in (*place.names, *place.demonyms):
            yield place, label


def test_no_name_means_two_countries_unless_listed() -> None:
    meant: dict[str, set[str]] = defaultdict(set)
    for place, label in _labels():
        meant[key(label)].add(_means(place))
    assert {label: codes for label, codes in meant.items() if len(codes) > 1} == _SHARED


def test_no_place_has_a_name_twice() -> None:
    seen: dict[tuple[str, str], list[str]] = defaultdict(list)
    for place, label in _labels():
        seen[place.iri, key(label)].append(label)
    assert [labels for labels in seen.values() if len(labels) > 1] == []


def test_no_name_is_a_word_of_every_sentence() -> None:
    assert {label for _, label in _labels() if label.lower() in STOP_WORDS} == {"US"}


def test_names_begin_with_a_capital_and_without_an_article() -> None:
    small = {place.code for place, label in _labels() if label[0].islower()}
    assert small == {"neighboring-countries", "former-soviet-union", "YUG", "SYR-al-hol"}
    assert [label for _, label in _labels() if label.lower().startswith("the ")] == ["The Hague"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Burma", "MMR"),
        ("DRC", "COD"),
        ("UAE", "ARE"),
        ("U.S.", "USA"),
        ("Republic of Korea", "KOR"),
        ("Ivory Coast", "CIV"),
        ("Cote d'Ivoire", "CIV"),
        ("Turkey", "TUR"),
        ("Swaziland", "SWZ"),
        ("Cape Verde", "CPV"),
        ("St. Lucia", "LCA"),
        ("Bosnia-Herzegovina", "BIH"),
        ("Kyrgyz Republic", "KGZ"),
        ("Korea, South", "KOR"),
        ("Bahamas, The", "BHS"),
        ("West Bank and Gaza", "PSE"),
        ("Persian Gulf", "gulf-states"),
        ("GCC", "gulf-states"),
        ("former Soviet Union", "former-soviet-union"),
        ("Maghreb", "north-africa"),
        ("nearby countries", "neighboring-countries"),
        ("Netherlands Antilles", "ANT"),
    ],
)
def test_a_name_in_use_is_a_label(name: str, code: str) -> None:
    assert name in PLACES[code].names


@pytest.mark.parametrize(
    ("demonym", "code"),
    [
        ("Angolans", "AGO"),
        ("Batswana", "BWA"),
        ("Malagasy", "MDG"),
        ("Filipinas", "PHL"),
        ("Bissau-Guinean", "GNB"),
        ("Nigerien", "NER"),
        ("Nigerian", "NGA"),
        ("Britons", "GBR"),
        ("Kosovars", "XKX"),
        ("Southeast Asians", "southeast-asia"),
        ("Middle Eastern", "middle-east"),
    ],
)
def test_a_word_for_a_people_is_a_demonym_and_no_name(demonym: str, code: str) -> None:
    assert demonym in PLACES[code].demonyms
    assert demonym not in PLACES[code].names
