"""What the endpoint says of itself, and of the questions that come with the program, in RDF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Triple, serialize

from tipgraph.analysis.queries import Parameter, Query, catalog
from tipgraph.analysis.queries.results import prefixes
from tipgraph.model.iris import BASE, PREFIXES
from tipgraph.web.server.answering import RDF
from tipgraph.web.server.job import Reply
from tipgraph.web.server.media import GRAPHS, TABLES, Media

__all__ = ["questions", "service", "written"]

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
}
_EXECUTABLES = {"SELECT": "select", "ASK": "ask", "CONSTRUCT": "construct", "DESCRIBE": "describe"}
_DATATYPES = {"year": "xsd:gYear", "integer": "xsd:integer", "string": "xsd:string"}

Term = NamedNode | BlankNode | Literal


def _iri(name: str) -> NamedNode:
    prefix, _, local = name.partition(":")
    return NamedNode(_NAMES[prefix] + local)


def _said(subject: NamedNode | BlankNode, said: Iterable[tuple[str, Term]]) -> Iterator[Triple]:
    return (Triple(subject, _iri(name), value) for name, value in said)


def written(triples: Iterable[Triple], media: Media) -> Reply:
    """Return a graph as a reply."""
    body = serialize(sorted(triples, key=str), format=RDF[media.name], prefixes=_NAMES)
    return Reply(media.header, body or b"")


def service(endpoint: str) -> Iterator[Triple]:
    """Yield the description of the endpoint at an address, in the terms of SPARQL 1.1 Service Description."""
    root = endpoint.removesuffix("sparql")
    node, dataset, graph = NamedNode(endpoint), BlankNode("dataset"), BlankNode("graph")
    yield from _said(node, [
        ("rdf:type", _iri("sd:Service")),
        ("rdfs:label", Literal("What Trafficking-in-Persons reports say", language="en")),
        ("sd:endpoint", node),
        ("sd:supportedLanguage", _iri("sd:SPARQL11Query")),
        ("sd:feature", _iri("sd:UnionDefaultGraph")),
        ("sd:defaultDataset", dataset),
        *(("rdfs:seeAlso", NamedNode(root + name)) for name in ("queries", "void.ttl", "dcat.ttl")),
    ])  # fmt: skip
    formats = (_FORMAT_NAMES[media.name] for media in (*TABLES, *GRAPHS))
    yield from _said(node, [("sd:resultFormat", _iri(f"formats:{name}")) for name in formats])
    yield from _said(dataset, [("rdf:type", _iri("sd:Dataset")), ("sd:defaultGraph", graph)])
    yield from _said(graph, [("rdf:type", _iri("sd:Graph"))])


def questions(endpoint: str) -> Iterator[Triple]:
    """Yield the questions of the program as SHACL's executables, with what they are asked of."""
    root = endpoint.removesuffix("sparql") + "queries/"
    declared = NamedNode(root.removesuffix("/") + "#prefixes")
    for number, (name, iri) in enumerate(prefixes().items()):
        node = BlankNode(f"prefix{number}")
        yield Triple(declared, _iri("sh:declare"), node)
        namespace = Literal(iri, datatype=_iri("xsd:anyURI"))
        yield from _said(node, [("sh:prefix", Literal(name)), ("sh:namespace", namespace)])
    for query in catalog().values():
        yield from _question(query, NamedNode(root + query.name), NamedNode(endpoint), declared)


def _question(query: Query, node: NamedNode, endpoint: NamedNode, declared: NamedNode) -> Iterator[Triple]:
    form = _form(query.text)
    yield from _said(node, [
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
        yield from _said(blank, _parameter(parameter, order))


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
    """Return what kind of query a question of the program is: the first line that is no comment or prefix."""
    lines = (line.split(maxsplit=1)[0].upper() for line in text.splitlines() if line.strip())
    return next(word for word in lines if word in _EXECUTABLES)
