"""The descriptions of the dataset: DCAT 3, VoID, schema.org, how to cite it, robots.txt and a sitemap.

DCAT and VoID are Turtle templates in ``templates/``. A template can only insert RDF terms, so that no name or
licence can break the Turtle. Nodes are parts of the page of data, and never blank, so that the bytes stay the
same.

rdflib's ``generateVoID`` needs the whole graph in memory, and writes neither years nor linksets.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.sax.saxutils import escape

from jinja2 import Environment, PackageLoader, StrictUndefined
from pyoxigraph import Quad, QuerySolutions, RdfFormat, parse
from pyshacl import validate
from rdflib import FOAF, VOID, XSD, Graph, Literal, Namespace, URIRef
from rdflib.term import Identifier

from tipgraph.errors import TipgraphError
from tipgraph.model.iris import BASE, PREFIXES, TG, graph_iri
from tipgraph.util.text import counted
from tipgraph.web.pages import Archive
from tipgraph.web.publish.linked_data import document
from tipgraph.web.publish.plan import Plan
from tipgraph.web.publish.worker import Dump

__all__ = [
    "VCARD",
    "Counts",
    "check",
    "citations",
    "count",
    "dataset",
    "dcat",
    "serialized",
    "shapes",
    "site_files",
    "void",
]

VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
_EU = "http://publications.europa.eu/resource/authority/"
_COUNTRIES = f"{_EU}country/"
_PREFIXES = {
    **PREFIXES,
    "dcat": "http://www.w3.org/ns/dcat#",
    "foaf": str(FOAF),
    "void": str(VOID),
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": str(VCARD),
}

_TYPES = {
    ".ttl": ("RDF_TURTLE", "text/turtle"),
    ".trig": ("RDF_TRIG", "application/trig"),
    ".nq": ("RDF_N_QUADS", "application/n-quads"),
    ".jsonld": ("JSON_LD", "application/ld+json"),
    ".csv": ("CSV", "text/csv"),
}
"""File types of the EU's list, and media types, by the endings of dumps."""

_LINK_TARGETS = {
    "wikidata": ("Wikidata", "http://www.wikidata.org/", "https://www.wikidata.org/"),
    "geonames": ("GeoNames", "https://sws.geonames.org/", "https://www.geonames.org/"),
    "eu-countries": (
        "EU authority table of countries",
        _COUNTRIES,
        "https://op.europa.eu/en/web/eu-vocabularies",
    ),
    "eurovoc": ("EuroVoc", "http://eurovoc.europa.eu/", "https://op.europa.eu/en/web/eu-vocabularies"),
}
"""The datasets that places and concepts are linked to: title, beginning of IRIs, home page."""

_LINKS = ("exactMatch", "closeMatch")


@dataclass(frozen=True, slots=True)
class Counts:
    """The number of statements by year, and of things by the IRI of their class."""

    quads: Counter[int]
    classes: Counter[str]


def dcat(plan: Plan, archive: Archive, dumps: Iterable[Dump], endpoint: str = "") -> Graph:
    """Return the DCAT 3 description.

    ``dumps`` are the files to download. ``endpoint`` is the address of a SPARQL endpoint, if there is one.
    """
    dumps = list(dumps)
    return _render(
        "dcat.ttl", plan, archive, endpoint,
        dumps=dumps,
        publisher=_publisher(plan, archive),
        contact=URIRef(plan.metadata.contact) if plan.metadata.contact else None,
        reach=VCARD.hasEmail if _email(plan) else VCARD.hasURL,
        datasets=list(_datasets(plan.metadata.name, has_tables=any(dump.part == "facts" for dump in dumps))),
        years=list(_years(archive)),
        countries=_spatial(archive, archive.by_country),
        date=lambda *date: Literal("{:04d}-{:02d}-{:02d}".format(*date), datatype=XSD.date),
        size=lambda dump: Literal(dump.size, datatype=XSD.nonNegativeInteger),
        hexadecimal=lambda digits: Literal(digits, datatype=XSD.hexBinary),
        file_type=lambda dump: URIRef(f"{_EU}file-type/{_type(dump)[0]}"),
        media_type=lambda dump: URIRef(f"https://www.iana.org/assignments/media-types/{_type(dump)[1]}"),
    )  # fmt: skip


def void(plan: Plan, archive: Archive, dumps: Iterable[Dump], counts: Counts, endpoint: str = "") -> Graph:
    """Return the VoID description; ``dumps`` and ``endpoint`` as for `dcat`."""
    resources = archive.thesaurus.resources.values()
    return _render(
        "void.ttl", plan, archive, endpoint,
        dumps=list(dumps),
        counts=counts,
        uri_space=plan.iris,
        examples=[*list(archive.reports)[:3], *list(archive.route_ends)[:1]],
        statements=sum(len(values) for resource in resources for values in resource.values.values()),
        targets=list(_link_targets(archive)),
        local_name=lambda iri: iri.rpartition("#")[2].rpartition("/")[2],
        skos=PREFIXES["skos"],
    )  # fmt: skip


def _render(template: str, plan: Plan, archive: Archive, endpoint: str, **values: Any) -> Graph:
    turtle = _environment().get_template(template).render(
        part=lambda name: URIRef(f"{plan.base}data#{name}"),
        iri=URIRef,
        literal=Literal,
        en=lambda text: Literal(text, lang="en"),
        base=plan.base,
        name=plan.metadata.name,
        licence=URIRef(plan.metadata.licence),
        agent=URIRef(f"{plan.base}data#publisher" if plan.metadata.publisher else f"{BASE}contributors"),
        ontology=URIRef(TG.removesuffix("#")),
        sources=list(_sources(archive)),
        endpoint=URIRef(endpoint) if endpoint else None,
        **values,
    )  # fmt: skip
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in _PREFIXES.items():
        graph.bind(prefix, namespace)
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in {**_PREFIXES, "eu": _EU}.items())
    return graph.parse(data=prefixes + turtle, format="turtle")


@cache
def _environment() -> Environment:
    loader = PackageLoader("tipgraph.web.publish", "templates")
    return Environment(
        loader=loader, autoescape=False, finalize=_turtle, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip


def _turtle(term: object) -> str:
    """Return an RDF term in Turtle. Raises TypeError for anything else."""
    if not isinstance(term, Identifier):
        raise TypeError(f"{term!r} is not an RDF term")
    return term.n3()


def _datasets(name: str, *, has_tables: bool) -> Iterator[Mapping[str, str]]:
    """Yield the datasets without those of the years."""
    yield {
        "part": "graph",
        "title": name,
        "description": "What reports on trafficking in persons state, claim by claim, each with its quote.",
    }
    if has_tables:
        yield {
            "part": "facts",
            "title": f"{name}: facts and routes as tables",
            "description": "The claims of the graph, one a row, and its routes.",
        }
    yield {
        "part": "vocabularies",
        "title": f"{name}: vocabularies, places and ontology",
        "description": "The SKOS vocabularies, the places and the OWL ontology of the graph.",
    }


def _years(archive: Archive) -> Iterator[Mapping[str, Any]]:
    for year, reports in archive.by_year.items():
        yield {
            "year": year,
            "part": f"y{year}",
            "description": f"The claims of {counted(len(reports), 'report')} of {year}.",
            "countries": _spatial(archive, {report.country for report in reports}),
        }


def _spatial(archive: Archive, countries: Iterable[str]) -> Sequence[URIRef]:
    """Return countries by their IRIs in the EU's table, or by their own IRIs if it does not have them."""
    found = []
    for iri in countries:
        matches = archive.thesaurus[iri].all("skos:exactMatch")
        found.append(URIRef(next((match for match in matches if match.startswith(_COUNTRIES)), iri)))
    return found


def _sources(archive: Archive) -> Iterator[Mapping[str, str]]:
    for iri, label, rights in archive.publications:
        yield {
            "iri": iri,
            "code": iri.rpartition("/")[2],
            "rights": f"{label}: {rights or 'no statement of rights'}",
        }


def _type(dump: Dump) -> tuple[str, str]:
    return _TYPES["." + dump.path.removesuffix(".gz").rpartition(".")[2]]


def _link_targets(archive: Archive) -> Iterator[Mapping[str, Any]]:
    for part, (title, uri_space, home) in _LINK_TARGETS.items():
        links = Counter(
            name
            for resource in archive.thesaurus.resources.values()
            for name in _LINKS
            for value in resource.all(f"skos:{name}")
            if value.startswith(uri_space)
        )
        yield {"part": part, "title": title, "uri_space": uri_space, "home": home, "links": links}


def count(archive: Archive) -> Counts:
    """Count the statements and things of a graph's documents, without texts and vocabularies.

    Reads the whole store, which takes half a second for a million statements.
    """
    years = {
        graph_iri(document): report.year
        for report in archive.reports.values()
        for document in report.documents
    }
    counts = Counts(Counter(), Counter())
    for graph, number in _rows(archive, "?graph", "?s ?p ?o"):
        if graph in years:
            counts.quads[years[graph]] += int(number)
    for graph, kind, number in _rows(archive, "?graph ?class", "?s a ?class"):
        if graph in years:
            counts.classes[kind] += int(number)
    if archive.route_ends:
        counts.classes[f"{TG}Route"] = len(archive.route_ends)  # many documents describe a route
    return counts


def _rows(archive: Archive, variables: str, pattern: str) -> Iterator[tuple[str, ...]]:
    solutions = archive.store.query(
        f"SELECT {variables} (COUNT(*) AS ?n) {{ GRAPH ?graph {{ {pattern} }} }} GROUP BY {variables}"
    )
    assert isinstance(solutions, QuerySolutions)
    for row in solutions:
        yield tuple(str(getattr(value, "value", "")) for value in row)


def check(description: Graph) -> None:
    """Check a description against the shapes in ``shapes.ttl``.

    The shapes have what DCAT-AP 3 makes mandatory, and what VoID needs to be of use. Raises TipgraphError if
    something is missing.
    """
    conforms, _, report = validate(description, shacl_graph=shapes())
    if not conforms:
        raise TipgraphError(f"the description of the dataset is incomplete: {report}")


@cache
def shapes() -> Graph:
    """Return the shapes of descriptions."""
    return Graph().parse(data=files("tipgraph.web.publish").joinpath("shapes.ttl").read_text("utf-8"))


def serialized(description: Graph, ending: str) -> bytes:
    """Return a description in the format of a file ending, ``.ttl`` or ``.jsonld``."""
    turtle = description.serialize(format="turtle", encoding="utf-8")
    if ending == ".ttl":
        return turtle
    quads = (Quad(quad.subject, quad.predicate, quad.object) for quad in parse(turtle, RdfFormat.TURTLE))
    return document(quads, ending)


_SPDX = {
    "https://creativecommons.org/licenses/by/4.0/": "CC-BY-4.0",
    "https://creativecommons.org/licenses/by-sa/4.0/": "CC-BY-SA-4.0",
    "https://creativecommons.org/publicdomain/zero/1.0/": "CC0-1.0",
}


def _publisher(plan: Plan, archive: Archive) -> str:
    return plan.metadata.publisher or archive.thesaurus.label(f"{BASE}contributors")


def _email(plan: Plan) -> str:
    """Return the e-mail address of the contact, empty if it is a page or there is none."""
    kind, _, address = plan.metadata.contact.partition(":")
    return address if kind == "mailto" else ""


def citations(plan: Plan, archive: Archive, version: str) -> dict[str, str]:
    """Return ``CITATION.cff`` and ``CITATION.bib``; ``version`` names the content of the dataset."""
    return {
        "CITATION.cff": _citation_file(plan, archive, version),
        "CITATION.bib": _bibtex(plan, archive, version),
    }


def _bibtex(plan: Plan, archive: Archive, version: str) -> str:
    """Return an entry for BibTeX and biblatex. It has no year: the version says which content is meant."""
    fields = {
        "author": f"{{{_latex(_publisher(plan, archive))}}}",
        "title": f"{{{_latex(plan.metadata.name)}}}",
        "note": f"Dataset, version {_latex(version)}",
        "version": _latex(version),
        "url": plan.base,
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items()]
    return "\n".join(["@misc{tipgraph-dataset,", *lines, "}", ""])


_LATEX = str.maketrans({
    **{character: f"\\{character}" for character in "&%$#_{}"},
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
})  # fmt: skip


def _latex(text: str) -> str:
    """Return text with the special characters of LaTeX escaped.

    >>> print(_latex("Us & them, 100 %"))
    Us \\& them, 100 \\%
    """
    return text.translate(_LATEX)


def _citation_file(plan: Plan, archive: Archive, version: str) -> str:
    """Return the Citation File Format. JSON strings, which are valid YAML, hold any value."""
    years = list(archive.by_year)
    span = f" of {years[0]} to {years[-1]}" if years else ""
    publisher = json.dumps(_publisher(plan, archive), ensure_ascii=False)
    fields = {
        "cff-version": "1.2.0",
        "message": "Please cite this dataset as below, and the reports themselves for what they say.",
        "type": "dataset",
        "title": plan.metadata.name,
        "abstract": f"The claims of {counted(len(archive.reports), 'report')} on trafficking in persons"
        f"{span}, each with its quote.",
        "version": version,
        "url": plan.base,
    }
    if plan.metadata.licence in _SPDX:
        fields["license"] = _SPDX[plan.metadata.licence]
    else:
        fields["license-url"] = plan.metadata.licence
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in fields.items() if value]
    authors = ["authors:", f"  - name: {publisher}"]
    keywords = ["keywords:", "  - human trafficking", "  - linked data", "  - RDF"]
    contact = []
    if plan.metadata.contact:
        email = _email(plan)
        reach = f"email: {json.dumps(email)}" if email else f"website: {json.dumps(plan.metadata.contact)}"
        contact = ["contact:", f"  - name: {publisher}", f"    {reach}"]
    return "\n".join([*lines, *authors, *contact, *keywords, ""])


_LONGEST = 50_000
"""Addresses in a sitemap, by its standard."""
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def dataset(plan: Plan, archive: Archive, dumps: Sequence[Dump]) -> dict[str, Any]:
    """Return the description of the whole graph as a schema.org ``Dataset``."""
    years = list(archive.by_year)
    creator: dict[str, Any] = {"@type": "Organization", "name": _publisher(plan, archive)}
    if plan.metadata.contact:
        email = _email(plan)
        reach = {"email": email} if email else {"url": plan.metadata.contact}
        creator["contactPoint"] = {"@type": "ContactPoint", "contactType": "questions", **reach}
    described = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": f"{plan.base}data#graph",
        "name": plan.metadata.name,
        "description": "What reports on trafficking in persons state of countries: routes, roles, victims, "
        "exploitation, sectors, tiers and measures, each claim with its words.",
        "url": plan.base,
        "license": plan.metadata.licence,
        "isAccessibleForFree": True,
        "keywords": ["human trafficking", "Trafficking in Persons Report", "linked data"],
        "creator": creator,
    }
    if dumps:
        wanted = (dump for dump in dumps if dump.part in ("graph", "facts"))
        described["distribution"] = [_download(plan, dump) for dump in wanted]
    if years:
        described["temporalCoverage"] = f"{years[0]}/{years[-1]}"
    return described


def _download(plan: Plan, dump: Dump) -> dict[str, str]:
    return {
        "@type": "DataDownload",
        "name": dump.title,
        "contentUrl": plan.base + dump.path,
        "encodingFormat": "application/gzip" if dump.path.endswith(".gz") else _type(dump)[1],
    }


def site_files(folder: Path, base: str) -> dict[str, bytes]:
    """Return ``robots.txt`` and the sitemap of the pages in a folder, by file name.

    More pages than a sitemap may have are in several sitemaps, which ``sitemap.xml`` lists.
    """
    pages = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
    parts = [pages[at : at + _LONGEST] for at in range(0, len(pages), _LONGEST)]
    robots = f"User-agent: *\nAllow: /\nSitemap: {base}sitemap.xml\n".encode()
    if len(parts) < 2:
        return {"robots.txt": robots, "sitemap.xml": _sitemap("urlset", "url", base, pages)}
    names = [f"sitemap-{number}.xml" for number, _ in enumerate(parts, start=1)]
    return {
        "robots.txt": robots,
        "sitemap.xml": _sitemap("sitemapindex", "sitemap", base, names),
        **{name: _sitemap("urlset", "url", base, part) for name, part in zip(names, parts, strict=True)},
    }


def _sitemap(root: str, entry: str, base: str, paths: Sequence[str]) -> bytes:
    return "\n".join(_lines(root, entry, base, paths)).encode()


def _lines(root: str, entry: str, base: str, paths: Sequence[str]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<{root} xmlns="{_NAMESPACE}">'
    for path in paths:
        yield f"<{entry}><loc>{escape(base + quote(path))}</loc></{entry}>"
    yield f"</{root}>\n"
