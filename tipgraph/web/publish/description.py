"""The dataset's description of itself: DCAT 3 for portals, VoID for linked-data clients.

Nodes have IRIs, parts of the page of data; there are no blank nodes, so that bytes stay the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Quad, QuerySolutions, RdfFormat, parse
from rdflib import DCTERMS, FOAF, RDF, RDFS, SKOS, VOID, XSD, Graph, Literal, Namespace, URIRef

from tipgraph.model.iris import BASE, PREFIXES, TG, graph_iri
from tipgraph.util.messages import counted
from tipgraph.web.pages import Archive
from tipgraph.web.publish.dumps import Dump
from tipgraph.web.publish.linked_data import document
from tipgraph.web.publish.plan import Plan

__all__ = ["Counts", "count", "dcat", "serialized", "void"]

DCAT = Namespace("http://www.w3.org/ns/dcat#")
"""Of version 3: rdflib's own knows the terms of version 2 only."""
_SPDX = Namespace("http://spdx.org/rdf/terms#")
_EU = "http://publications.europa.eu/resource/authority/"
_COUNTRIES = _EU + "country/"
_IANA = "https://www.iana.org/assignments/media-types/"
_PROTOCOL = "https://www.w3.org/TR/sparql11-protocol/"
_TYPES = {
    ".ttl": ("RDF_TURTLE", "text/turtle"),
    ".trig": ("RDF_TRIG", "application/trig"),
    ".nq": ("RDF_N_QUADS", "application/n-quads"),
    ".jsonld": ("JSON_LD", "application/ld+json"),
    ".csv": ("CSV", "text/csv"),
}
_TARGETS = {
    "wikidata": ("Wikidata", "http://www.wikidata.org/", "https://www.wikidata.org/"),
    "geonames": ("GeoNames", "https://sws.geonames.org/", "https://www.geonames.org/"),
    "eu-countries": (
        "EU authority table of countries",
        _COUNTRIES,
        "https://op.europa.eu/en/web/eu-vocabularies",
    ),
}
"""What the places are linked to: its name, what its IRIs begin with, its home."""
_MAPPINGS = ("skos:exactMatch", "skos:closeMatch")


@dataclass(frozen=True, slots=True)
class Counts:
    """How many statements there are by year, and how many things of each class, by its IRI."""

    quads: Counter[int]
    classes: Counter[str]


def _graph() -> Graph:
    made = Graph(bind_namespaces="none")
    named = {"dcat": DCAT, "foaf": FOAF, "void": VOID, "spdx": _SPDX}
    for prefix, namespace in {**PREFIXES, **named}.items():
        made.bind(prefix, str(namespace))
    return made


def _english(text: str) -> Literal:
    return Literal(text, lang="en")


class _Describer:
    """Writes the description, subject by subject."""

    def __init__(self, plan: Plan, archive: Archive, dumps: Iterable[Dump], endpoint: str) -> None:
        self.graph = _graph()
        self.plan = plan
        self.archive = archive
        self.dumps = list(dumps)
        self.endpoint = URIRef(endpoint) if endpoint else None
        self.whole = self.part("graph")

    def part(self, name: str) -> URIRef:
        """Return the IRI of a part of the page of data."""
        return URIRef(f"{self.plan.base}data#{name}")

    def add(self, subject: URIRef, *said: tuple[URIRef, URIRef | Literal]) -> None:
        """Say things of a subject."""
        for predicate, value in said:
            self.graph.add((subject, predicate, value))

    def agent(self) -> URIRef:
        """Describe the publisher, and return it."""
        ours = URIRef(f"{BASE}contributors")
        agent = self.part("publisher") if self.plan.words.publisher else ours
        name = self.plan.words.publisher or self.archive.thesaurus.label(str(ours))
        self.add(agent, (RDF.type, FOAF.Agent), (FOAF.name, _english(name)))
        return agent

    def spatial(self, countries: Iterable[str]) -> Iterable[tuple[URIRef, URIRef | Literal]]:
        """Yield the countries as the EU's list names them; those that it does not have by their own IRIs."""
        for iri in countries:
            matches = self.archive.thesaurus[iri].all("skos:exactMatch")
            named = next((match for match in matches if match.startswith(_COUNTRIES)), iri)
            yield DCTERMS.spatial, URIRef(named)

    def period(self, name: str, first: int, last: int) -> URIRef:
        """Describe a span of years, and return it."""
        node = self.part(f"{name}-period")
        self.add(
            node,
            (RDF.type, DCTERMS.PeriodOfTime),
            (DCAT.startDate, Literal(f"{first:04d}-01-01", datatype=XSD.date)),
            (DCAT.endDate, Literal(f"{last:04d}-12-31", datatype=XSD.date)),
        )
        return node

    def rights(self) -> Iterable[tuple[URIRef, URIRef | Literal]]:
        """Describe the rights of the sources, and yield them."""
        for iri, label, rights in self.archive.publications:
            node = self.part(f"rights-{iri.rpartition('/')[2]}")
            text = f"{label}: {rights or 'no statement of rights'}"
            self.add(node, (RDF.type, DCTERMS.RightsStatement), (RDFS.label, _english(text)))
            yield DCTERMS.rights, node
            yield DCTERMS.source, URIRef(iri)


def dcat(plan: Plan, archive: Archive, dumps: Iterable[Dump], endpoint: str = "") -> Graph:
    """Return the DCAT 3 description: a catalogue, the whole graph, a series of years, how to get them.

    ``dumps`` are the files that there are, ``endpoint`` is the address of a SPARQL endpoint, if there is one.
    """
    made = _Describer(plan, archive, dumps, endpoint)
    common = _common(made, made.agent())
    _catalog(made)
    for part, title, description in _datasets(made):
        about = ((DCTERMS.title, _english(title)), (DCTERMS.description, _english(description)))
        made.add(made.part(part), (RDF.type, DCAT.Dataset), *about, *common)
        made.add(made.part("catalog"), (DCAT.dataset, made.part(part)))
    if archive.by_year:
        _extent(made, archive)
        _series(made, made.part("series"), common)
    for dump in made.dumps:
        _distribution(made, dump)
    if made.endpoint is not None:
        _service(made, made.endpoint)
    return made.graph


def _catalog(made: _Describer) -> None:
    words = made.plan.words
    made.add(
        made.part("catalog"),
        (RDF.type, DCAT.Catalog),
        (DCTERMS.title, _english(words.name)),
        (DCTERMS.description, _english("The graph, the reports of each year, and the vocabularies.")),
        (DCTERMS.publisher, made.agent()),
        (DCTERMS.license, URIRef(words.licence)),
        (FOAF.homepage, URIRef(made.plan.base)),
        (DCTERMS.language, URIRef(f"{_EU}language/ENG")),
    )


def _datasets(made: _Describer) -> Iterator[tuple[str, str, str]]:
    """Yield the part, title and description of each dataset but those of the years."""
    name = made.plan.words.name
    yield (
        "graph",
        name,
        "What reports on trafficking in persons say, claim by claim, each with the words that it rests on.",
    )
    if any(dump.part == "facts" for dump in made.dumps):
        yield (
            "facts",
            f"{name}: facts and routes as tables",
            "The claims of the graph, one a row, and its routes.",
        )
    yield (
        "vocabularies",
        f"{name}: vocabularies, places and ontology",
        "The SKOS vocabularies, the places and the OWL ontology of the graph.",
    )


def _extent(made: _Describer, archive: Archive) -> None:
    """Describe the years and countries that the graph covers, and list the years' datasets."""
    years = list(archive.by_year)
    made.add(made.whole, (DCTERMS.temporal, made.period("graph", years[0], years[-1])))
    made.add(made.whole, *made.spatial(archive.by_country))
    members = (made.part("series"), *(made.part(f"y{year}") for year in years))
    made.add(made.part("catalog"), *((DCAT.dataset, member) for member in members))


def _common(made: _Describer, agent: URIRef) -> list[tuple[URIRef, URIRef | Literal]]:
    return [
        (DCTERMS.publisher, agent),
        (DCTERMS.license, URIRef(made.plan.words.licence)),
        (DCTERMS.language, URIRef(f"{_EU}language/ENG")),
        (DCAT.theme, URIRef(f"{_EU}data-theme/JUST")),
        (DCTERMS.accessRights, URIRef(f"{_EU}access-right/PUBLIC")),
        (DCAT.landingPage, URIRef(f"{made.plan.base}data.html")),  # with the ending, for hosts without rules
        (DCTERMS.conformsTo, URIRef(TG.removesuffix("#"))),
        (DCAT.keyword, _english("human trafficking")),
        (DCAT.keyword, _english("Trafficking in Persons Report")),
        *made.rights(),
    ]


def _series(made: _Describer, series: URIRef, common: Iterable[tuple[URIRef, URIRef | Literal]]) -> None:
    common = list(common)
    years = made.archive.by_year
    made.add(
        series,
        (RDF.type, DCAT.DatasetSeries),
        (DCTERMS.title, _english(f"{made.plan.words.name} by year")),
        (DCTERMS.description, _english("The reports of each year, a dataset a year.")),
        (DCAT.first, made.part(f"y{min(years)}")),
        (DCAT.last, made.part(f"y{max(years)}")),
        *common,
    )
    before: URIRef | None = None
    for year, reports in years.items():
        dataset = made.part(f"y{year}")
        made.add(
            dataset,
            (RDF.type, DCAT.Dataset),
            (DCTERMS.title, _english(f"{made.plan.words.name}: reports of {year}")),
            (DCTERMS.description, _english(f"What is said in {counted(len(reports), 'report')} of {year}.")),
            (DCTERMS.temporal, made.period(f"y{year}", year, year)),
            (DCAT.inSeries, series),
            (DCTERMS.isPartOf, made.whole),
            *common,
            *made.spatial({report.country for report in reports}),
        )
        if before is not None:
            made.add(dataset, (DCAT.prev, before))
        before = dataset


def _distribution(made: _Describer, dump: Dump) -> None:
    address = URIRef(made.plan.base + dump.path)
    ending = "." + dump.path.removesuffix(".gz").rpartition(".")[2]
    kind, media = _TYPES[ending]
    checksum = URIRef(f"{address}#sha256")
    made.add(made.part(dump.part), (DCAT.distribution, address))
    made.add(
        address,
        (RDF.type, DCAT.Distribution),
        (DCTERMS.title, _english(dump.title)),
        (DCAT.accessURL, address),
        (DCAT.downloadURL, address),
        (DCTERMS.format, URIRef(f"{_EU}file-type/{kind}")),
        (DCAT.mediaType, URIRef(_IANA + media)),
        (DCAT.byteSize, Literal(dump.size, datatype=XSD.nonNegativeInteger)),
        (DCTERMS.license, URIRef(made.plan.words.licence)),
        (_SPDX.checksum, checksum),
    )
    made.add(
        checksum,
        (RDF.type, _SPDX.Checksum),
        (_SPDX.algorithm, _SPDX.checksumAlgorithm_sha256),
        (_SPDX.checksumValue, Literal(dump.sha256, datatype=XSD.hexBinary)),
    )
    if dump.path.endswith(".gz"):
        made.add(address, (DCAT.compressFormat, URIRef(f"{_IANA}application/gzip")))


def _service(made: _Describer, endpoint: URIRef) -> None:
    """Describe the endpoint: as a service, and as the way to the datasets that it answers from."""
    service, access = made.part("service"), made.part("access")
    title = _english(f"{made.plan.words.name}: SPARQL endpoint")
    served = [made.whole, made.part("vocabularies")]
    made.add(
        service,
        (RDF.type, DCAT.DataService),
        (DCTERMS.title, title),
        (DCTERMS.description, _english("Answers queries of the graph, by the SPARQL 1.1 Protocol.")),
        (DCTERMS.publisher, made.agent()),
        (DCTERMS.license, URIRef(made.plan.words.licence)),
        (DCTERMS.conformsTo, URIRef(_PROTOCOL)),
        (DCAT.endpointURL, endpoint),
        (DCAT.endpointDescription, endpoint),  # asked without a query, it describes itself
        *((DCAT.servesDataset, dataset) for dataset in served),
    )
    made.add(made.part("catalog"), (DCAT.service, service))
    made.add(
        access,
        (RDF.type, DCAT.Distribution),
        (DCTERMS.title, title),
        (DCTERMS.license, URIRef(made.plan.words.licence)),
        (DCAT.accessURL, endpoint),
        (DCAT.accessService, service),
    )
    for dataset in served:
        made.add(dataset, (DCAT.distribution, access))


def void(plan: Plan, archive: Archive, dumps: Iterable[Dump], counts: Counts, endpoint: str = "") -> Graph:
    """Return the VoID description: counts, dumps or an endpoint, examples, a part a class, linksets."""
    made = _Describer(plan, archive, dumps, endpoint)
    document = URIRef(f"{plan.base}void.ttl")
    made.add(document, (RDF.type, VOID.DatasetDescription), (FOAF.primaryTopic, made.whole))
    made.add(
        made.whole,
        (RDF.type, VOID.Dataset),
        (DCTERMS.title, _english(plan.words.name)),
        (DCTERMS.license, URIRef(plan.words.licence)),
        (FOAF.homepage, URIRef(plan.base)),
        (VOID.triples, Literal(counts.quads.total())),
        (VOID.uriSpace, Literal(plan.iris)),
        (VOID.vocabulary, URIRef(TG)),
        (VOID.vocabulary, URIRef(PREFIXES["oa"])),
        (VOID.vocabulary, URIRef(PREFIXES["skos"])),
        (VOID.vocabulary, URIRef(PREFIXES["dcterms"])),
        *((VOID.exampleResource, URIRef(iri)) for iri in list(archive.reports)[:3]),
        *((VOID.dataDump, URIRef(plan.base + dump.path)) for dump in made.dumps if _is_whole(dump)),
    )
    _queried(made, made.whole)
    for iri, number in sorted(counts.classes.items()):
        _class(made, iri, number)
    _linksets(made)
    for year, number in sorted(counts.quads.items()):
        subset = made.part(f"y{year}")
        made.add(subset, (RDF.type, VOID.Dataset), (VOID.triples, Literal(number)))
        made.add(made.whole, (VOID.subset, subset))
    return made.graph


def _is_whole(dump: Dump) -> bool:
    return dump.part == "graph"


def _queried(made: _Describer, dataset: URIRef) -> None:
    """Say where a dataset can be queried, if it can."""
    if made.endpoint is not None:
        made.add(dataset, (VOID.sparqlEndpoint, made.endpoint))


def _class(made: _Describer, iri: str, number: int) -> None:
    node = made.part(f"class-{iri.rpartition('#')[2].rpartition('/')[2]}")
    made.add(made.whole, (VOID.classPartition, node))
    made.add(node, (RDF.type, VOID.Dataset), (VOID["class"], URIRef(iri)), (VOID.entities, Literal(number)))


def _linksets(made: _Describer) -> None:
    places = made.part("vocabularies")
    made.add(
        places,
        (RDF.type, VOID.Dataset),
        (DCTERMS.title, _english("Vocabularies, places and ontology")),
        (VOID.triples, Literal(_statements(made.archive))),
        *(
            (VOID.dataDump, URIRef(made.plan.base + dump.path))
            for dump in made.dumps
            if dump.path == "data/vocabularies.ttl"
        ),
    )
    _queried(made, places)
    made.add(made.whole, (VOID.subset, places))
    for name, (title, space, home) in _TARGETS.items():
        target = made.part(name)
        made.add(
            target,
            (RDF.type, VOID.Dataset),
            (DCTERMS.title, _english(title)),
            (FOAF.homepage, URIRef(home)),
            (VOID.uriSpace, Literal(space)),
        )
        for predicate, number in _links(made.archive, space).items():
            _linkset(made, name, predicate, number)


def _statements(archive: Archive) -> int:
    resources = archive.thesaurus.resources.values()
    return sum(len(values) for resource in resources for values in resource.values.values())


def _links(archive: Archive, space: str) -> Mapping[str, int]:
    found: Counter[str] = Counter()
    for resource in archive.thesaurus.resources.values():
        for name in _MAPPINGS:
            found[name] += sum(value.startswith(space) for value in resource.all(name))
    return {name: number for name, number in found.items() if number}


def _linkset(made: _Describer, target: str, predicate: str, number: int) -> None:
    local = predicate.partition(":")[2]
    node = made.part(f"links-{target}-{local}")
    made.add(made.whole, (VOID.subset, node))
    made.add(
        node,
        (RDF.type, VOID.Linkset),
        (VOID.subjectsTarget, made.part("vocabularies")),
        (VOID.objectsTarget, made.part(target)),
        (VOID.linkPredicate, SKOS[local]),
        (VOID.triples, Literal(number)),
    )


def serialized(description: Graph, ending: str) -> bytes:
    """Return a description in the format of a file's ending, ``.ttl`` or ``.jsonld``."""
    turtle = description.serialize(format="turtle", encoding="utf-8")
    if ending == ".ttl":
        return turtle
    said = (Quad(quad.subject, quad.predicate, quad.object) for quad in parse(turtle, RdfFormat.TURTLE))
    return document(said, ending)


_STATEMENTS = "SELECT ?graph (COUNT(*) AS ?n) { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph"
_CLASSES = "SELECT ?graph ?class (COUNT(*) AS ?n) { GRAPH ?graph { ?s a ?class } } GROUP BY ?graph ?class"


def count(archive: Archive) -> Counts:
    """Return the counts of what the documents of a graph say: the texts and vocabularies are left out.

    Reads all of the store once, which takes half a second a million statements.
    """
    years = {
        graph_iri(document): report.year
        for report in archive.reports.values()
        for document in report.documents
    }
    counts = Counts(Counter(), Counter())
    for graph, number in _rows(archive, _STATEMENTS):
        if graph in years:
            counts.quads[years[graph]] += int(number)
    for graph, kind, number in _rows(archive, _CLASSES):
        if graph in years:
            counts.classes[kind] += int(number)
    return counts


def _rows(archive: Archive, query: str) -> Iterator[tuple[str, ...]]:
    found = archive.store.query(query)
    assert isinstance(found, QuerySolutions)
    for row in found:
        yield tuple(str(getattr(value, "value", "")) for value in row)
