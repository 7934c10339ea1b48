"""Pages that list others: the front page, countries, regions, years, and the index of names."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from unicodedata import normalize

from tipgraph.model.iris import BASE
from tipgraph.web.pages.archive import Report, Resource
from tipgraph.web.pages.site import FORMATS, Crumb, Head, Link, Site, list_head

__all__ = [
    "about_page",
    "countries_page",
    "front_page",
    "index_page",
    "names",
    "parts_page",
    "regions_page",
    "search_page",
    "year_page",
    "years_page",
]


def front_page(site: Site) -> str:
    """Return the front page: figures of the graph, and links to begin with."""
    archive = site.archive
    years = list(archive.by_year)
    head = Head(
        title=site.name, path="", description="What reports on trafficking in persons state, as a graph."
    )
    return site.render(
        "front.html",
        head,
        years=years,
        reports=len(archive.reports),
        documents=len(archive.documents),
        routes=len(archive.route_ends),
        countries=_countries(site),
    )


def _countries(site: Site) -> list[tuple[Link, list[Report]]]:
    archive = site.archive
    found = ((site.link(iri), reports) for iri, reports in archive.by_country.items())
    return sorted(found, key=lambda each: _sorting(each[0].label))


def countries_page(site: Site) -> str:
    """Return the page of countries: those with reports, by year, and those without."""
    archive = site.archive
    others = [
        site.link(each.iri) for each in archive.thesaurus.countries if each.iri not in archive.by_country
    ]
    rows = [
        (link, {report.year: site.href(report.iri) for report in reversed(reports)})
        for link, reports in _countries(site)
    ]
    head = list_head("Countries", "Countries and their reports.")
    return site.render("countries.html", head, rows=rows, years=list(archive.by_year), others=others)


def regions_page(site: Site) -> str:
    """Return the page of regions."""
    thesaurus = site.archive.thesaurus
    rows = [(site.link(each.iri), each.one("skos:definition")) for each in thesaurus.regions]
    return site.render("regions.html", list_head("Regions", "Regions that reports name."), rows=rows)


def years_page(site: Site) -> str:
    """Return the page of years."""
    rows = [
        (year, site.links.page(f"year/{year}"), reports) for year, reports in site.archive.by_year.items()
    ]
    return site.render("years.html", list_head("Years", "Reports by year."), rows=rows)


def year_page(site: Site, year: int) -> str:
    """Return the page of a year with its reports. Raises KeyError for a year without reports."""
    reports = site.archive.by_year[year]
    rows = [
        (site.link(each.country), Link(each.title, site.href(each.iri)), site.link(each.publication))
        for each in reports
    ]
    rows.sort(key=lambda row: (_sorting(row[0].label), row[1].label))
    head = Head(
        f"Reports of {year}",
        f"year/{year}",
        (Crumb("Years", "years"), Crumb(str(year), "")),
        formats=FORMATS,
        description=f"The reports of {year}.",
    )
    return site.render("year.html", head, year=year, rows=rows)


def names(site: Site) -> list[tuple[str, str, str]]:
    """Return all names in the index, each with its kind and the path of its page.

    Reports are not in it; the pages of their countries list them.
    """
    thesaurus = site.archive.thesaurus
    places = [*thesaurus.countries, *thesaurus.regions]
    found = {(name, "place", site.path(each.iri)) for each in places for name in _called(each)}
    for scheme in thesaurus.schemes:
        found.add((scheme.label, "vocabulary", site.path(scheme.iri)))
        if scheme.iri not in (f"{BASE}scheme/place", f"{BASE}scheme/cue"):
            for each in thesaurus.members(scheme.iri):
                found.update((name, scheme.label, site.path(each.iri)) for name in _called(each))
    return sorted(found, key=lambda entry: (_sorting(entry[0]), entry))


def _called(resource: Resource) -> Iterator[str]:
    yield resource.label
    yield from resource.all("skos:altLabel")


def index_page(site: Site) -> str:
    """Return the alphabetical index, which is also a search if scripts run."""
    entries = [(name, kind, site.links.page(path)) for name, kind, path in names(site)]
    letters = [
        (letter, list(group)) for letter, group in groupby(entries, key=lambda entry: _letter(entry[0]))
    ]
    head = Head("Index", "a-z", (Crumb("Index", ""),), description="All names of places and concepts.")
    return site.render("index.html", head, letters=letters)


def search_page(site: Site) -> str:
    """Return the page that searches sentences, if scripts run."""
    head = Head("Search", "search", (Crumb("Search", ""),), description="Sentences by words and codes.")
    return site.render("search.html", head)


def _sorting(name: str) -> tuple[str, str]:
    """Return the sort key of a name: its letters without accents and case.

    >>> sorted(["Zambia", "Åland", "albania"], key=_sorting)
    ['Åland', 'albania', 'Zambia']
    """
    plain = "".join(sign for sign in normalize("NFKD", name) if sign.isalnum() or sign == " ")
    return plain.casefold(), name


def _letter(name: str) -> str:
    plain = _sorting(name)[0][:1].upper()
    return plain if plain.isascii() and plain.isalpha() else "#"


def parts_page(site: Site) -> str:
    """Return the page of settlements and subdivisions. In claims they stand for their countries."""
    archive = site.archive
    rows: dict[str, list[tuple[str, Link]]] = {}
    for each in archive.thesaurus.parts:
        country = each.one("skos:broader")
        entry = (each.iri.rpartition("/")[2], Link(each.label, None, each.iri))
        rows.setdefault(country, []).append(entry)
    countries = [(site.link(iri), parts) for iri, parts in rows.items()]
    countries.sort(key=lambda each: _sorting(each[0].label))
    head = Head(
        "Cities and provinces",
        "parts",
        (Crumb("Vocabularies", "vocabularies"), Crumb("Cities and provinces", "")),
        formats=FORMATS,
        description="Settlements and subdivisions. In claims they stand for their countries.",
    )
    return site.render("parts.html", head, countries=countries)


def about_page(site: Site) -> str:
    """Return the page on reading and citing claims, and on the rights of the sources."""
    sources = [(name, rights) for _, name, rights in site.archive.publications]
    head = Head("About", "about", (Crumb("About", ""),), description="How to read, check and cite a claim.")
    return site.render("about.html", head, sources=sources)
