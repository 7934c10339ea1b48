from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from pyoxigraph import parse
from rdflib import DCTERMS, FOAF, RDF, VOID, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from tests.paths import ROOT
from tests.web.publish import sites
from tests.web.publish.conftest import Site
from tipgraph.errors import TipgraphError
from tipgraph.rdf.store import data_graphs, open_graph
from tipgraph.web.pages import Archive
from tipgraph.web.publish import Metadata, description
from tipgraph.web.publish.description import VCARD, check, shapes
from tipgraph.web.publish.plan import Plan

DCAT = Namespace("http://www.w3.org/ns/dcat#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
SHACL = "http://www.w3.org/ns/shacl#"
EU = "http://publications.europa.eu/resource/authority/country/"


@pytest.fixture
def dcat(site: Site) -> Graph:
    return Graph().parse(site.folder / "dcat.ttl")


@pytest.fixture
def void(site: Site) -> Graph:
    return Graph().parse(site.folder / "void.ttl")


def test_what_is_described_is_there(site: Site, dcat: Graph, void: Graph) -> None:
    dumps = [*dcat.objects(None, DCAT.downloadURL), *void.objects(None, VOID.dataDump)]
    assert len(dumps) > 20
    for dump in dumps:
        file = site.folder / str(dump).removeprefix(site.base)
        assert file.is_file()
    for distribution in dcat.subjects(RDF.type, DCAT.Distribution):
        size = dcat.value(distribution, DCAT.byteSize)
        assert isinstance(size, Literal)
        assert (site.folder / str(distribution).removeprefix(site.base)).stat().st_size == int(size)


def test_every_year_is_a_dataset_of_the_series(site: Site, dcat: Graph) -> None:
    years = set(dcat.subjects(DCAT.inSeries, URIRef(f"{site.base}data#series")))
    assert years == {URIRef(f"{site.base}data#y{year}") for year in (2014, 2015, 2016)}
    assert set(dcat.objects(URIRef(f"{site.base}data#y2015"), DCTERMS.spatial)) == {URIRef(f"{EU}GTM")}


def test_the_sources_have_rights_of_their_own(site: Site, dcat: Graph) -> None:
    whole = URIRef(f"{site.base}data#graph")
    assert [str(each) for each in dcat.objects(whole, DCTERMS.license)] == [
        "https://creativecommons.org/licenses/by/4.0/"
    ]
    rights = {str(dcat.value(each, URIRef("http://www.w3.org/2000/01/rdf-schema#label"))) for each in
              dcat.objects(whole, DCTERMS.rights)}  # fmt: skip
    assert any("17 U.S.C." in each for each in rights)


def test_void_counts_what_is_there(site: Site, void: Graph) -> None:
    whole = void.value(URIRef(f"{site.base}void.ttl"), FOAF.primaryTopic)
    count = void.value(whole, VOID.triples)
    store = open_graph(site.graph)
    stated = {quad for name in data_graphs(store) for quad in store.quads_for_pattern(None, None, None, name)}
    published = set(parse(path=site.folder / "data/all.nq"))
    assert int(str(count)) == len(published & stated) < len(published), "names are not counted"
    targets = {str(void.value(each, VOID.objectsTarget)) for each in void.subjects(RDF.type, VOID.Linkset)}
    assert {f"{site.base}data#{name}" for name in ("wikidata", "geonames", "eu-countries")} <= targets


def test_void_names_a_route_and_counts_each_once(site: Site, void: Graph) -> None:
    whole = void.value(URIRef(f"{site.base}void.ttl"), FOAF.primaryTopic)
    examples = {str(each) for each in void.objects(whole, VOID.exampleResource)}
    assert any(each.startswith("https://w3id.org/tipgraph/route/") for each in examples)
    routes = void.value(URIRef(f"{site.base}data#class-Route"), VOID.entities)
    assert int(str(routes)) == len(list((site.folder / "route").rglob("*.html"))) == 9


@pytest.mark.parametrize("name", ["dcat", "void"])
def test_jsonld_says_the_same(site: Site, name: str) -> None:
    turtle, jsonld = (set(parse(path=site.folder / f"{name}.{ending}")) for ending in ("ttl", "jsonld"))
    assert turtle == jsonld


@pytest.mark.parametrize(
    ("kind", "predicate"),
    [
        (DCAT.Catalog, DCTERMS.title),
        (DCAT.Catalog, DCTERMS.description),
        (DCAT.Catalog, DCTERMS.publisher),
        (DCAT.Dataset, DCTERMS.title),
        (DCAT.Dataset, DCTERMS.description),
        (DCAT.DatasetSeries, DCTERMS.title),
        (DCAT.DatasetSeries, DCTERMS.description),
        (DCAT.Distribution, DCAT.accessURL),
        (FOAF.Agent, FOAF.name),
        (SPDX.Checksum, SPDX.algorithm),
        (SPDX.Checksum, SPDX.checksumValue),
    ],
)
def test_missing_mandatory_properties(dcat: Graph, kind: Node, predicate: Node) -> None:
    check(dcat)
    dcat.remove((min(dcat.subjects(RDF.type, kind), key=str), predicate, None))
    with pytest.raises(TipgraphError, match="is incomplete"):
        check(dcat)


@pytest.mark.parametrize(
    "predicate", [VOID.subjectsTarget, VOID.objectsTarget, VOID.linkPredicate, VOID.triples]
)
def test_a_linkset_is_complete(void: Graph, predicate: Node) -> None:
    check(void)
    void.remove((min(void.subjects(RDF.type, VOID.Linkset), key=str), predicate, None))
    with pytest.raises(TipgraphError, match="is incomplete"):
        check(void)


@pytest.mark.parametrize("predicate", [VOID.triples, VOID.dataDump, VOID.exampleResource])
def test_a_description_is_complete(void: Graph, predicate: Node) -> None:
    topic = next(void.objects(None, FOAF.primaryTopic))
    void.remove((topic, predicate, None))
    with pytest.raises(TipgraphError, match="is incomplete"):
        check(void)


def test_the_citation_names_the_content(site: Site) -> None:
    lines = (site.folder / "CITATION.cff").read_text(encoding="utf-8").splitlines()
    assert 'cff-version: "1.2.0"' in lines
    assert 'license: "CC-BY-4.0"' in lines
    digest = sha256((site.folder / "data/all.nq").read_bytes()).hexdigest()
    assert f'version: "{digest[:12]}"' in lines


def test_shapes_are_spelt_right() -> None:
    known = set((ROOT / "tests/validation/shacl_terms.txt").read_text().split())
    used = {str(term) for triple in shapes() for term in triple if str(term).startswith(SHACL)}
    assert {term.removeprefix(SHACL) for term in used} <= {
        term.rpartition("#")[2].removeprefix("sh:") for term in known
    }


CONTACTS = [
    ("mailto:us@example.org", '    email: "us@example.org"', {"email": "us@example.org"}, VCARD.hasEmail),
    (
        "https://example.org/us",
        '    website: "https://example.org/us"',
        {"url": "https://example.org/us"},
        VCARD.hasURL,
    ),
]


@pytest.mark.parametrize(("contact", "cited", "described", "reach"), CONTACTS)
def test_a_contact_is_reached_by_mail_or_on_a_page(
    contact: str, cited: str, described: dict[str, str], reach: URIRef
) -> None:
    archive = Archive(sites.store())
    plan = Plan(Path(), Path(), Path(), metadata=Metadata(contact=contact))
    assert cited in description.citations(plan, archive, "1")["CITATION.cff"].splitlines()
    contact_point = {"@type": "ContactPoint", "contactType": "questions", **described}
    assert description.dataset(plan, archive, [])["creator"]["contactPoint"] == contact_point
    assert set(description.dcat(plan, archive, []).objects(None, reach)) == {URIRef(contact)}
