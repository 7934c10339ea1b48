"""A published site: its links, its HTML, and its documents, which have the statements of the graph."""

from __future__ import annotations

import csv
import gzip
import json
from io import StringIO
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import fromstring

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse

from tests.web.publish import sites
from tests.web.publish.conftest import Site
from tests.web.publish.crawler import ROOT, crawled, errors, targets
from tipgraph.analysis.facts import COLUMNS, facts
from tipgraph.model.iris import claim_iri, document_iri
from tipgraph.rdf.restore import extractions
from tipgraph.rdf.store import data_graphs, open_graph
from tipgraph.rdf.terms import english, term
from tipgraph.web.publish import publish
from tipgraph.web.publish.description import site_files
from tipgraph.web.publish.plan import LICENCE


def test_all_links_inside_the_site_lead_somewhere(site: Site) -> None:
    pages = crawled(site.folder)
    broken = []
    for address, page in pages.items():
        for target, part in targets(address, page):
            file = site.folder / (target.removeprefix(ROOT) or "index.html")
            if not file.is_file() or (part and target in pages and part not in pages[target].parts):
                broken.append((address, target, part))
    assert broken == []


def test_every_page_can_be_reached_from_the_front_page(site: Site) -> None:
    pages = crawled(site.folder)
    seen, waiting = set(), [f"{ROOT}index.html"]
    while waiting:
        address = waiting.pop()
        if address not in seen and address in pages:
            seen.add(address)
            waiting += [target for target, _ in targets(address, pages[address])]
    assert set(pages) - seen == set()


def test_no_fragment_occurs_twice(site: Site) -> None:
    twice = {
        address: page.parts
        for address, page in crawled(site.folder).items()
        if len(set(page.parts)) < len(page.parts)
    }
    assert twice == {}


def test_links_lead_to_pages_only(site: Site) -> None:
    links = {link for page in crawled(site.folder).values() for link in page.links}
    assert {urlsplit(link).scheme for link in links} <= {"", "http", "https", "data"}
    assert {link for link in links if link.startswith("data:")} == {"data:,"}


def test_claims_and_evidence_are_parts_of_their_report_s_page(site: Site) -> None:
    pages = crawled(site.folder)
    parts = {part for page in pages.values() for part in page.parts}
    for extraction in extractions(open_graph(site.graph)):
        document = document_iri(extraction.document)
        own = document.rpartition("/")[2]
        for claim in extraction.claims:
            assert own + claim_iri(document, claim).removeprefix(document) in parts
            for piece in claim.evidence:
                assert f"{own}/evidence/{piece.start}-{piece.end}" in parts


def test_html_is_valid(site: Site) -> None:
    kinds = [
        "*.html",
        "place/[AG]*.html",
        "place/ce*.html",
        "concept/s*/*.html",
        "scheme/*.html",
        "year/*.html",
    ]
    chosen = {path for kind in kinds for path in site.folder.glob(kind)} | set(
        site.folder.rglob("report/**/*.html")
    )
    wrong = {
        path.name: found for path in sorted(chosen) if (found := errors(path.read_text(encoding="utf-8")))
    }
    assert wrong == {}


def test_pages_have_landmarks_and_one_heading(site: Site) -> None:
    for path in site.folder.rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        assert page.count("<h1") == page.count("<main id=") == page.count('<a class="skip"') == 1, path
        assert '<html lang="en">' in page


@pytest.mark.parametrize("ending", ["nq", "trig", "jsonld"])
def test_the_dump_says_what_the_graph_says(site: Site, ending: str) -> None:
    store = open_graph(site.graph)
    names = [graph for graph in data_graphs(store) if not graph.value.endswith("/odd")]
    expected = {quad for name in names for quad in store.quads_for_pattern(None, None, None, name)}
    published = set(parse(path=site.folder / f"data/all.{ending}"))
    assert published >= expected
    assert {quad.predicate for quad in published - expected} == {term("rdfs:label"), term("skos:prefLabel")}


def test_all_names_are_in_the_dump(site: Site) -> None:
    """A bare server that loads only the dump finds them."""
    dump = Store()
    dump.bulk_load(path=site.folder / "data/all.nq", format=RdfFormat.N_QUADS)
    things = {quad.subject for quad in dump.quads_for_pattern(None, term("tg:certainty"), None)}
    labels = {quad.subject: quad.object for quad in dump.quads_for_pattern(None, term("rdfs:label"), None)}
    assert labels.keys() == things
    assert {english("Route: Guatemala → Mexico: Girls"), english("Role: Source")} <= set(labels.values())
    named = {quad.subject for quad in dump.quads_for_pattern(None, term("skos:prefLabel"), None)}
    used = {quad.object for quad in dump if "/concept/" in str(quad.object) or "/place/" in str(quad.object)}
    known = open_graph(site.graph).quads_for_pattern(None, term("skos:prefLabel"), None)
    vocabulary = {quad.subject for quad in known}
    assert used & vocabulary <= named
    assert len(used & vocabulary) > 10


@pytest.mark.parametrize("path", ["place/MEX.ttl", "report/tip/2014/GTM.trig", "vocabularies.jsonld"])
def test_a_document_has_its_licence_and_its_dataset(site: Site, path: str) -> None:
    document = NamedNode(f"{site.base}{path}")
    quads = (quad for quad in parse(path=site.folder / path) if quad.subject == document)
    stated = {quad.predicate.value: quad.object for quad in quads}
    assert stated == {
        term("dcterms:license").value: NamedNode(LICENCE),
        "http://rdfs.org/ns/void#inDataset": NamedNode(f"{site.base}data#graph"),
    }


def test_turtle_merges_the_graphs(site: Site) -> None:
    merged = set(parse(path=site.folder / "data/all.ttl"))
    whole = parse(path=site.folder / "data/all.nq")
    assert merged == {Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()) for quad in whole}


def test_the_dump_is_all_reports_and_all_years(site: Site) -> None:
    whole = set(parse(path=site.folder / "data/all.trig"))
    reports = {
        quad
        for path in site.folder.glob("report/**/*.trig")
        for quad in parse(path=path)
        if quad.graph_name != DefaultGraph()  # that has the licence of the file
    }
    years = {
        quad
        for path in site.folder.glob("data/2*.trig.gz")
        for quad in parse(gzip.decompress(path.read_bytes()), RdfFormat.TRIG)
    }
    assert whole == reports == years


def test_packed_dumps_are_the_same(site: Site) -> None:
    packed = [path for path in site.folder.glob("data/*.gz") if path.with_suffix("").exists()]
    assert len(packed) > 8
    for path in packed:
        assert gzip.decompress(path.read_bytes()) == path.with_suffix("").read_bytes()


def test_the_table_has_every_fact(site: Site) -> None:
    rows = list(csv.DictReader(StringIO((site.folder / "data/facts.csv").read_text(encoding="utf-8"))))
    assert tuple(rows[0]) == COLUMNS
    expected = [fact for extraction in extractions(open_graph(site.graph)) for fact in facts(extraction)]
    assert {(row["document"], row["kind"], row["report"]) for row in rows} == {
        (fact["document"], fact["kind"], fact["report"]) for fact in expected
    }
    assert len(rows) == len(expected) == site.published.claims


def test_routes_are_a_table(site: Site) -> None:
    rows = list(csv.DictReader(StringIO((site.folder / "data/routes-edges.csv").read_text(encoding="utf-8"))))
    assert {("GTM", "MEX"), ("CUB", "gulf-states")} <= {(row["Source"], row["Target"]) for row in rows}


@pytest.mark.parametrize(
    "path", ["place/GTM", "place/central-america", "concept/sector/agriculture", "scheme/role"]
)
def test_documents_beside_a_page_say_the_same(site: Site, path: str) -> None:
    turtle, jsonld = (
        {quad for quad in parse(path=site.folder / file) if quad.subject != NamedNode(site.base + file)}
        for file in (f"{path}.ttl", f"{path}.jsonld")
    )
    assert turtle == jsonld
    assert f"https://w3id.org/tipgraph/{path}" in {str(getattr(quad.subject, "value", "")) for quad in turtle}


@pytest.mark.parametrize("name", ["tg:country", "tg:reportCountry", "tg:destination", "tg:routeDestination"])
def test_a_country_s_document_has_the_links_that_lead_to_it(site: Site, name: str) -> None:
    country = NamedNode("https://w3id.org/tipgraph/place/MEX")
    stated = open_graph(site.graph).quads_for_pattern(None, term(name), country)
    found = {
        quad.subject for quad in parse(path=site.folder / "place/MEX.ttl") if quad.predicate == term(name)
    }
    assert found == {quad.subject for quad in stated} != set()


def test_search_engines_find_the_pages_and_the_dataset(site: Site) -> None:
    page = (site.folder / "data.html").read_text(encoding="utf-8")
    described = json.loads(page.split('<script type="application/ld+json">')[1].split("</script>")[0])
    assert (described["@type"], described["temporalCoverage"]) == ("Dataset", "2014/2016")
    void = (site.folder / "void.ttl").read_text(encoding="utf-8")
    assert f"<{described['@id']}> a void:Dataset ;" in void
    files = {each["contentUrl"].removeprefix(site.base) for each in described["distribution"]}
    assert {"data/all.ttl", "data/facts.csv"} <= files
    assert all((site.folder / file).is_file() for file in files)
    assert f"Sitemap: {site.base}sitemap.xml" in (site.folder / "robots.txt").read_text(encoding="utf-8")
    places = fromstring((site.folder / "sitemap.xml").read_bytes()).findall("{*}url/{*}loc")
    listed = {unquote(str(each.text).removeprefix(site.base)) for each in places}
    assert listed == {path.relative_to(site.folder).as_posix() for path in site.folder.rglob("*.html")}


def test_large_sites_have_several_sitemaps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tipgraph.web.publish.description._LONGEST", 2)
    for name in "abc":
        (tmp_path / f"{name}.html").touch()
    found = site_files(tmp_path, "https://example.org/")
    assert list(found) == ["robots.txt", "sitemap.xml", "sitemap-1.xml", "sitemap-2.xml"]
    assert b"https://example.org/sitemap-2.xml" in found["sitemap.xml"]
    assert b"https://example.org/c.html" in found["sitemap-2.xml"]


def test_turtle_is_sorted_and_prefixed(site: Site) -> None:
    text = (site.folder / "report/tip/2014/GTM.ttl").read_text(encoding="utf-8")
    assert "\n<report/tip/2014/GTM> a tg:Report ;\n" in text
    subjects = [line.split(">")[0] for line in text.splitlines() if line.startswith("<")]
    assert len(subjects) == len(set(subjects)) > 20


def test_search_finds_names_in_the_index(site: Site) -> None:
    page = (site.folder / "a-z.html").read_text(encoding="utf-8")
    assert '<a href="place/GTM.html">Guatemala</a>' in page
    assert '<a href="concept/sector/agriculture.html">Agriculture</a>' in page


def test_what_is_no_document_s_is_told(site: Site) -> None:
    assert site.published.excluded == ["https://w3id.org/tipgraph/odd"]
    assert site.published.reports == 5


def test_the_same_graph_gives_the_same_bytes(site: Site, tmp_path: Path) -> None:
    publish(site.graph, tmp_path / "again", site.base, texts=True)
    first, second = (_contents(folder) for folder in (site.folder, tmp_path / "again"))
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def _contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_texts_stay_at_home_unless_asked(site: Site, tmp_path: Path) -> None:
    words = "Girls are exploited in bars in Mexico, some taken through Belize."
    page = "report/tip/2014/GTM.html"
    assert "some </mark>" not in (site.folder / page).read_text(encoding="utf-8")
    assert ">Narrative<" in (site.folder / page).read_text(encoding="utf-8")
    publish(site.graph, tmp_path / "site", site.base)
    assert "The full text is not published here" in (tmp_path / "site" / page).read_text(encoding="utf-8")
    holding = [path for path in (tmp_path / "site").rglob("*") if path.is_file() and words in _text(path)]
    assert holding == []
    assert words in _text(site.folder / "data/all.nq")


def _text(path: Path) -> str:
    content = path.read_bytes()
    return (gzip.decompress(content) if path.suffix == ".gz" else content).decode()


def test_harm_is_escaped_in_every_text(site: Site) -> None:
    for path in site.folder.rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        assert "<script>" not in page, path
        assert "<img" not in page, path
        assert 'href="javascript' not in page, path
    shown = next(site.folder.glob("report/my notes/**/*.html")).read_text(encoding="utf-8")
    assert "&lt;script&gt;" in shown
    assert "&amp;lt;b&amp;gt; &amp; " in shown


def test_jsonld_is_json(site: Site) -> None:
    for path in site.folder.rglob("*.jsonld"):
        assert isinstance(json.loads(path.read_bytes()), list)


def test_harm_is_what_it_is_in_data(site: Site) -> None:
    said = {str(getattr(quad.object, "value", "")) for quad in parse(path=site.folder / "data/all.nq")}
    assert sites.HARM in said
