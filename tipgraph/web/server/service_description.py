"""RDF descriptions of the SPARQL endpoint and of the named queries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Triple, serialize

from tipgraph.analysis.queries import Parameter, Query, catalog
from tipgraph.analysis.queries.results import prefixes
from tipgraph.model.iris import BASE, PREFIXES
from tipgraph.web.server.answering import RDF_FORMATS
from tipgraph.web.server.jobs import Reply
from tipgraph.web.server.protocol import GRAPHS, TABLES, Media

__all__ = ["describe_queries", "describe_service", "serialized"]

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_NAMES = {**PREFIXES, "sd": _SD, "formats": _FORMATS}
_FORMAT_NAMES = {
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
    "turtle": "Turtle",
    "nt": "N-Triples",
    "jsonld": "JSON-LD",
    "rdfxml": "RDF_XML",
    "n3": "N3",
}
_EXECUTABLES = {"SELECT": "select", "ASK": "ask", "CONSTRUCT": "construct", "DESCRIBE": "describe"}
_DATATYPES = {"year": "xsd:gYear", "integer": "xsd:integer", "string": "xsd:string"}

Term = NamedNode | BlankNode | Literal


def _iri(name: str) -> NamedNode:
    prefix, _, local = name.partition(":")
    return NamedNode(_NAMES[prefix] + local)


def _triples(subject: NamedNode | BlankNode, properties: Iterable[tuple[str, Term]]) -> Iterator[Triple]:
    return (Triple(subject, _iri(name), value) for name, value in properties)


def serialized(triples: Iterable[Triple], media: Media) -> Reply:
    """Return triples as a reply."""
    body = serialize(sorted(triples, key=str), format=RDF_FORMATS[media.name], prefixes=_NAMES)
    return Reply(media.header, body or b"")


def describe_service(endpoint: str) -> Iterator[Triple]:
    """Yield the description of the endpoint at an address, as SPARQL 1.1 Service Description defines it."""
    root = endpoint.removesuffix("sparql")
    node, dataset, graph = NamedNode(endpoint), BlankNode("dataset"), BlankNode("graph")
    yield from _triples(node, [
        ("rdf:type", _iri("sd:Service")),
        ("rdfs:label", Literal("What Trafficking-in-Persons reports say", language="en")),
        ("sd:endpoint", node),
        ("sd:supportedLanguage", _iri("sd:SPARQL11Query")),
        ("sd:feature", _iri("sd:UnionDefaultGraph")),
        ("sd:defaultDataset", dataset),
        *(("rdfs:seeAlso", NamedNode(root + name)) for name in ("queries", "void.ttl", "dcat.ttl")),
    ])  # fmt: skip
    formats = (_FORMAT_NAMES[media.name] for media in (*TABLES, *GRAPHS))
    yield from _triples(node, [("sd:resultFormat", _iri(f"formats:{name}")) for name in formats])
    yield from _triples(dataset, [("rdf:type", _iri("sd:Dataset")), ("sd:defaultGraph", graph)])
    yield from _triples(graph, [("rdf:type", _iri("sd:Graph"))])


def describe_queries(endpoint: str) -> Iterator[Triple]:
    """Yield the named queries as SHACL executables, with the endpoint that answers them."""
    root = endpoint.removesuffix("sparql") + "queries/"
    declared = NamedNode(root.removesuffix("/") + "#prefixes")
    for number, (name, iri) in enumerate(prefixes().items()):
        node = BlankNode(f"prefix{number}")
        yield Triple(declared, _iri("sh:declare"), node)
        namespace = Literal(iri, datatype=_iri("xsd:anyURI"))
        yield from _triples(node, [("sh:prefix", Literal(name)), ("sh:namespace", namespace)])
    for query in catalog().values():
        yield from _describe_query(query, NamedNode(root + query.name), NamedNode(endpoint), declared)


def _describe_query(
    query: Query, node: NamedNode, endpoint: NamedNode, declared: NamedNode
) -> Iterator[Triple]:
    form = _form(query.text)
    yield from _triples(node, [
        ("rdf:type", _iri("sh:SPARQLExecutable")),
        ("rdf:type", _iri(f"sh:SPARQL{form.capitalize()}Executable")),
        ("rdfs:label", Literal(query.title, language="en")),
        ("rdfs:comment", Literal(query.description, language="en")),
        (f"sh:{_EXECUTABLES[form]}", Literal(query.text)),
        ("sh:prefixes", declared),
        ("schema:target", endpoint),
    ])  # fmt: skip
    for order, parameter in enumerate(query.parameters):
        blank = BlankNode(f"{query.name}-{parameter.name}".replace("-", "."))
        yield Triple(node, _iri("sh:parameter"), blank)
        yield from _triples(blank, _parameter(parameter, order))


def _parameter(parameter: Parameter, order: int) -> Iterator[tuple[str, Term]]:
    yield "sh:name", Literal(parameter.name)
    yield "sh:description", Literal(parameter.meaning, language="en")
    yield "sh:order", Literal(order)
    yield "sh:optional", Literal(not parameter.required)
    if parameter.type in _DATATYPES:
        yield "sh:datatype", _iri(_DATATYPES[parameter.type])
    else:
        yield "skos:inScheme", NamedNode(f"{BASE}scheme/{parameter.type}")
    if parameter.default is not None:
        yield "sh:defaultValue", Literal(parameter.default)


def _form(text: str) -> str:
    """Return the form of a named query: the first word that is one of the four keywords."""
    words = (line.split(maxsplit=1)[0].upper() for line in text.splitlines() if line.strip())
    return next(word for word in words if word in _EXECUTABLES)
