from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store
from selectolax.lexbor import LexborHTMLParser

from tests.archive import store
from tests.drafts import draft, role, route, says, tier
from tests.web.publish import sites
from tipgraph.model.claims import Evidence
from tipgraph.model.iris import BASE, TG
from tipgraph.rdf.emit import quads
from tipgraph.rdf.reference import VOCABULARIES
from tipgraph.rdf.terms import concept, term
from tipgraph.web.pages import (
    GENERAL,
    Address,
    Archive,
    Site,
    address,
    concept_page,
    concepts_in,
    countries_page,
    front_page,
    names,
    ontology_page,
    page_of,
    uses,
    year_page,
)

GTM = f"{BASE}place/GTM"
REPORT = f"{BASE}report/tip/2014/GTM"
DOCUMENT = f"{BASE}document/tip/2014/GTM/a-copy"
ROUTE = f"{BASE}route/GTM/MEX"
CLAIM = f"{BASE}document/tip/2014/GTM/a-copy/route/GTM/MEX/43"


class Paths:
    """Links as a server has them."""

    def page(self, path: str) -> str:
        return f"/{path}"

    def file(self, path: str) -> str:
        return f"/{path}"


@pytest.fixture(scope="module")
def site() -> Site:
    return Site(Archive(sites.store()), Paths())


@pytest.mark.parametrize(
    ("iri", "path", "part"),
    [
        (GTM, "place/GTM", ""),
        (f"{GTM}/neighbors", "place/GTM", "neighbors"),
        (f"{BASE}place/GTM-guatemala-city", "parts", "GTM-guatemala-city"),
        (f"{BASE}concept/sector/mining", "concept/sector/mining", ""),
        (f"{BASE}scheme/sector", "scheme/sector", ""),
        (ROUTE, "route/GTM/MEX", ""),
        (f"{TG}RouteClaim", "ontology", "RouteClaim"),
        (f"{BASE}ontology", "ontology", ""),
        (REPORT, "report/tip/2014/GTM", ""),
        (CLAIM, "report/tip/2014/GTM", "a-copy/route/GTM/MEX/43"),
        (f"{BASE}document/tip/2014/GTM/a-copy#graph", "report/tip/2014/GTM", "a-copy"),
        (
            f"{BASE}document/tip/2014/GTM/a-copy/evidence/0-9/selector",
            "report/tip/2014/GTM",
            "a-copy/evidence/0-9/selector",
        ),
    ],
)
def test_everything_has_an_address(site: Site, iri: str, path: str, part: str) -> None:
    assert address(site.archive, iri) == Address(path, part)


@pytest.mark.parametrize(
    "iri",
    [
        f"{BASE}place/ZZZ",
        f"{BASE}document/tip/1999/GTM/none/role/source",
        f"{BASE}route/MEX/GTM",
        "https://example.org/",
        "javascript:1",
    ],
)
def test_what_is_not_of_the_graph_has_none(site: Site, iri: str) -> None:
    assert address(site.archive, iri) is None


def test_links_lead_to_the_web_or_nowhere(site: Site) -> None:
    assert site.href("https://www.wikidata.org/entity/Q1") == "https://www.wikidata.org/entity/Q1"
    for iri in ("javascript:alert(1)", "data:text/html,x", "https://", "http://[", f"{BASE}none"):
        assert site.href(iri) is None


def test_things_without_a_page_of_their_own_have_none(site: Site) -> None:
    for iri in (CLAIM, f"{TG}RouteClaim", f"{GTM}/neighbors", "https://example.org/"):
        with pytest.raises(KeyError):
            page_of(site, iri)


def test_a_country_s_grid_shows_the_meaning_of_each_mark(site: Site) -> None:
    page = page_of(site, GTM)
    meanings = re.findall(r'aria-label="Action plan, (\d+): ([\w-]+)"', page)
    assert sorted(meanings) == [("2014", "planned"), ("2014", "recommended"), ("2015", "not-done")]
    assert 'aria-label="Forced labor, 2014: stated"' in page
    assert 'aria-label="Men, 2014: possible"' in page
    assert re.search('href="/report/tip/2014/GTM#a-copy/measure/action-plan/planned/[0-9]+"', page)


def test_a_country_s_tiers_are_a_picture_and_a_table(site: Site) -> None:
    page = page_of(site, GTM)
    assert page.count("<circle cx=") == 2
    assert 'aria-label="2015: Tier 2 Watch List"' in page
    assert ">Tier 2 Watch List</a></td>" in page


def test_a_report_s_tier_may_be_for_another_year() -> None:
    sayings = says("[Tier 2].", tier("2", 2013))
    site = Site(Archive(store([draft("GTM", "2015", sayings, publication="factbook")[1]])), Paths())
    assert ">Tier 2 for 2013</a></td>" in page_of(site, GTM)


def test_a_country_s_routes_are_of_all_reports(site: Site) -> None:
    page = page_of(site, GTM)
    out = page[page.index('id="routes-out"') : page.index('id="routes-in"')]
    assert re.findall(r'<th scope="row"><a href="/place/(\w+)"', out) == ["MEX", "CAN", "USA"]
    assert "MEX 2014" in out
    assert 'class="out possible"' in page
    assert "/static/world.svg" in page


def test_a_country_s_routes_lead_to_all_statements(site: Site) -> None:
    assert '<a href="/route/GTM/MEX" aria-label="Guatemala → Mexico: 3 reports">3' in page_of(site, GTM)


def test_a_route_s_page_has_all_statements_by_year_and_report(site: Site) -> None:
    page = page_of(site, ROUTE)
    tree = LexborHTMLParser(page)
    assert [node.text() for node in tree.css("h1 a")] == ["Guatemala", "Mexico"]
    assert [node.text() for node in tree.css("h2, h3")] == [
        "2014", "Guatemala: Trafficking in Persons Report 2014", "Mexico: Trafficking in Persons Report 2014",
        "2015", "Guatemala: Trafficking in Persons Report 2015",
    ]  # fmt: skip
    said = [" ".join(node.text().split()) for node in tree.css(".claim p:first-child")]
    assert said == [
        "Trafficking: Girls, Sex trafficking, Hospitality, via Belize",
        "Trafficking: Girls",
        "Trafficking: Girls, Women, Sex trafficking",
    ], "the statement of two copies once"
    assert f'href="/{REPORT.removeprefix(BASE)}#a-copy/route/GTM/MEX/43"' in page
    assert "Reports on both ends state it" in page
    assert '2 on <a href="/place/GTM">' in page


def test_a_statement_on_a_route_has_certainty_reason_and_context() -> None:
    page = page_of(Site(Archive(with_context()), Paths()), ROUTE)
    assert '<span class="remark">possible because of “may”</span>' in page
    assert "named here: “Many girls leave Guatemala.”" in page


def test_a_route_leads_to_the_other_direction() -> None:
    _, extraction = draft("MEX", "2013", says("[Mexicans beg in Guatemala].", route("MEX", "GTM")))
    store = sites.store()
    store.extend(quads(extraction))
    site = Site(Archive(store), Paths())
    assert '<a href="/route/MEX/GTM">Mexico → Guatemala</a>' in page_of(site, ROUTE)
    assert '<a href="/route/GTM/MEX">Guatemala → Mexico</a>' in page_of(site, f"{BASE}route/MEX/GTM")


@pytest.mark.parametrize(
    ("iri", "support"),
    [
        (f"{BASE}route/GTM/CAN", "no report on the other end"),
        (f"{BASE}route/HND/GTM", "no report on the other end"),
        (f"{BASE}route/CUB/MEX", "does not mention it, which does not deny it"),
        (f"{BASE}route/CUB/gulf-states", "One end is a region"),
        (f"{BASE}route/NAM/NAM-neighbors", "</dd>"),
    ],
)
def test_a_route_s_page_has_its_corroboration(site: Site, iri: str, support: str) -> None:
    assert support in page_of(site, iri)


def test_the_list_of_routes_counts_reports(site: Site) -> None:
    page = GENERAL["routes"](site)
    assert '<a href="/route/GTM/MEX">Mexico</a> <small>3</small>' in page
    assert page.count('href="/route/') == len(site.archive.route_ends) == 9
    assert "<dt>Routes</dt><dd>9</dd>" in front_page(site)


@pytest.mark.parametrize(
    ("part", "now"),
    [
        ("route/GTM/MEX", ROUTE),
        ("measure/action-plan/planned", REPORT),
        ("count/conviction/9/persons/2012", REPORT),
        ("route/GTM/MEX/43", None),
        ("route/MEX/GTM", None),
        ("measure/action-plan", None),
        ("role/source", None),
        ("role/none", None),
    ],
)
def test_addresses_without_an_offset_stand_for_routes_and_reports(
    site: Site, part: str, now: str | None
) -> None:
    assert site.archive.successor(f"{DOCUMENT}/{part}") == now
    assert site.archive.successor(f"{BASE}document/tip/1999/GTM/none/{part}") is None


def test_a_country_without_reports_has_a_page(site: Site) -> None:
    page = page_of(site, f"{BASE}place/YUG")
    assert "The graph has no report on Yugoslavia" in page
    assert "<svg class" not in page


def test_a_country_leads_to_other_datasets_by_their_names(site: Site) -> None:
    found = re.findall(r'<dt>([^<]+)</dt><dd><a href="(http[^"]+)"', page_of(site, GTM))
    assert dict(found) == {
        "EU country list": "http://publications.europa.eu/resource/authority/country/GTM",
        "GeoNames": "https://sws.geonames.org/3595528/",
        "Wikidata": "http://www.wikidata.org/entity/Q774",
    }


def test_a_region_s_page_has_its_routes_and_countries(site: Site) -> None:
    page = page_of(site, f"{BASE}place/gulf-states")
    assert 'href="/report/factbook/2014/CUB#factbook-2014-cub/route/CUB/gulf-states/48"' in page
    assert "Kuwait" in page


def test_a_report_shows_each_copy(site: Site) -> None:
    page = page_of(site, REPORT)
    assert page.count('<section class="copy"') == 2
    assert 'id="a-copy/route/GTM/MEX/43"' in page
    assert 'rel="next" href="/report/tip/2015/GTM"' in page


def test_claims_on_one_route_are_under_the_route(site: Site) -> None:
    page = page_of(site, REPORT)
    assert page.count("Guatemala → Mexico") == 2, "once a copy"
    heading, statement = page.index("Guatemala → Mexico"), page.index('id="a-copy/route/GTM/MEX/43"')
    assert heading < statement < page.index("Guatemala → United States")


def with_context() -> Store:
    """Return the graph with a statement that has a clause as its context."""
    _, extraction = draft(
        "GTM",
        "2013",
        says("Many girls leave Guatemala."),
        says(
            "[They may be sold to Mexico].",
            route(
                "GTM",
                "MEX",
                certainty="possible",
                operators=("may",),
                context=(Evidence(0, 27, "Many girls leave Guatemala."),),
            ),
        ),
    )
    store = sites.store()
    store.extend(quads(extraction))
    return store


def test_context_is_marked_apart_from_evidence() -> None:
    page = page_of(Site(Archive(with_context()), Paths()), f"{BASE}report/tip/2013/GTM")
    assert 'class="context route"' in page
    part = "tip-2013-gtm/evidence/0-27"
    assert f'<a class="words named" href="#{part}">named here: “Many girls leave Guatemala.”</a>' in page
    assert f'id="{part}"' in page
    assert '<span class="remark">possible because of “may”</span>' in page


def test_a_full_text_is_marked_where_it_may_be_shown() -> None:
    site = Site(Archive(sites.store(texts=True), texts=True), Paths())
    page = page_of(site, REPORT)
    assert "It should <mark" in page
    assert "The full text is not published" not in page
    hidden = replace(site, archive=Archive(site.archive.store))
    assert "The full text is not published" in page_of(hidden, REPORT)


def test_concepts_are_used_where_claims_name_them(site: Site) -> None:
    iri = f"{BASE}concept/sector/agriculture"
    used = uses(site, iri)
    assert used[f"{BASE}report/tip/2014/MEX"] == f"{BASE}document/tip/2014/MEX/tip-2014-mex/route/CUB/MEX/57"
    found = {
        report.iri: claim
        for report in site.archive.reports.values()
        if (claim := concepts_in(report, site.archive.quads(report)).get(iri))
    }
    assert found == used
    assert concept_page(site, iri) == concept_page(site, iri, used)


def test_all_concepts_are_used_alike_however_one_looks(site: Site) -> None:
    by_report = {
        report.iri: concepts_in(report, site.archive.quads(report))
        for report in site.archive.reports.values()
    }
    for iri in {named for found in by_report.values() for named in found}:
        assert uses(site, iri) == {report: found[iri] for report, found in by_report.items() if iri in found}


def test_a_rule_has_its_precision_and_the_reports_of_its_claims() -> None:
    _, extraction = draft("GTM", "2014", says("It is a [source].", role("source", rules=("role.named",))))
    rule = Site(Archive(store([extraction])), Paths())
    page = concept_page(rule, f"{BASE}concept/rule/role.named")
    assert re.search(r"Precision [\d.]+ \([\d.]+ to [\d.]+\) on \d+ annotated claims", page)
    assert "Guatemala" in page
    assert "No claim mentions it." in concept_page(rule, f"{BASE}concept/rule/route.paired")
    assert "annotated claims" not in concept_page(rule, f"{BASE}concept/sector/mining")


def test_a_concept_of_one_s_own_has_a_page() -> None:
    store = sites.store()
    own = concept("sector", "ship <breaking>")
    said: dict[str, NamedNode | Literal] = {
        "rdf:type": term("skos:Concept"),
        "skos:inScheme": NamedNode(f"{BASE}scheme/sector"),
        "skos:prefLabel": Literal("Ship <breaking>", language="en"),
        "skos:broader": concept("sector", "manufacturing"),
    }
    store.extend(Quad(own, term(name), value, VOCABULARIES) for name, value in said.items())
    site = Site(Archive(store), Paths())
    assert "<h1>Ship &lt;breaking&gt;</h1>" in page_of(site, own.value)
    assert "Ship &lt;breaking&gt;</a>" in page_of(site, f"{BASE}scheme/sector")
    assert ("Ship <breaking>", "Sectors", "concept/sector/ship%20%3Cbreaking%3E") in names(site)


def test_loops_in_a_vocabulary_end() -> None:
    store = sites.store()
    one, two = concept("sector", "mining"), concept("sector", "fishing")
    store.extend(Quad(a, term("skos:broader"), b, VOCABULARIES) for a, b in ((one, two), (two, one)))
    page = page_of(Site(Archive(store), Paths()), f"{BASE}scheme/sector")
    assert "Agriculture" in page


def test_lists(site: Site) -> None:
    assert 'aria-label="Guatemala 2015"' in countries_page(site)
    assert "5</dd>" in front_page(site)
    assert "Cuba" in year_page(site, 2014)
    assert ">1 report. <" in year_page(site, 2016)
    assert ">3 reports. <" in year_page(site, 2014)
    with pytest.raises(KeyError):
        year_page(site, 1900)


def test_the_ontology_s_page_has_every_term(site: Site) -> None:
    page = ontology_page(site)
    terms = {iri.removeprefix(TG) for iri in site.archive.thesaurus.resources if iri.startswith(TG)}
    assert terms
    assert set(re.findall(r'<article class="term" id="(\w+)"', page)) == terms


VOCABULARIES_CRUMB = ("/vocabularies", "Vocabularies")
COUNTRIES_CRUMB = ("/countries", "Countries")


@pytest.mark.parametrize(
    ("page", "trail"),
    [
        (ontology_page, [VOCABULARIES_CRUMB]),
        (lambda site: page_of(site, f"{BASE}scheme/sector"), [VOCABULARIES_CRUMB]),
        (
            lambda site: page_of(site, f"{BASE}concept/sector/mining"),
            [VOCABULARIES_CRUMB, ("/scheme/sector", "Sectors")],
        ),
        (countries_page, []),
        (lambda site: page_of(site, GTM), [COUNTRIES_CRUMB]),
        (lambda site: page_of(site, REPORT), [COUNTRIES_CRUMB, ("/place/GTM", "Guatemala")]),
        (lambda site: page_of(site, f"{BASE}place/gulf-states"), [("/regions", "Regions")]),
        (lambda site: year_page(site, 2014), [("/years", "Years")]),
    ],
)
def test_the_pages_above_a_page(
    site: Site, page: Callable[[Site], str], trail: list[tuple[str, str]]
) -> None:
    crumbs = page(site).partition('aria-label="Breadcrumb"')[2].partition("</nav>")[0]
    assert re.findall('<a href="([^"]*)">([^<]*)</a>', crumbs) == [("/", "Home"), *trail]


def test_an_empty_graph_has_pages() -> None:
    site = Site(Archive(Store()), Paths())
    for page in (front_page, countries_page):
        assert "<h1" in page(site)
