"""Answers of the SPARQL endpoint: results of queries, and descriptions of itself and of the named queries.

A query is checked before it runs. Its result has the format that is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, wraps
from io import BytesIO
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    Variable,
    serialize,
)

from tipgraph.analysis.queries import Parameter, Query, catalog, notes, parse
from tipgraph.analysis.queries.algebra import algebra
from tipgraph.analysis.queries.query import Bindings, bindings
from tipgraph.analysis.queries.results import choose_form, is_update, prefixes, refuse_service, syntax_error
from tipgraph.errors import TipgraphError, UsageError
from tipgraph.model.iris import BASE, PREFIXES
from tipgraph.web.server.jobs import Problem, QueryJob, Reply
from tipgraph.web.server.limits import Limits
from tipgraph.web.server.protocol import GRAPHS, TABLES, Media, choose

__all__ = [
    "Dataset",
    "answer",
    "check",
    "describe_queries",
    "describe_service",
    "description_reply",
    "from_clauses",
]

_PROBE: Bindings = {Variable("tipgraph_no_such_variable"): Literal("")}
"""A value for a variable that no query has. pyoxigraph parses the query and then refuses the value."""

_POSITION = re.compile(r"error at (\d+):(\d+)")
_SENTENCE = re.compile(r"\b(The [A-Z]+ [a-z][a-z ]+[a-z])")
"""The error in words, which the parser may give among the tokens that it expected."""

_FROM = re.compile(r"from|\\u", re.IGNORECASE)
"""The keyword of FROM clauses, or an escape, in which keywords may be written too."""


_REMEMBERED = 512
_LONGEST = 8_192
"""The most characters of a query that is remembered: some eight megabytes for all of them."""

Result = TypeVar("Result")


def _remembered(function: Callable[[str], Result]) -> Callable[[str], Result]:
    """Return a function with a cache that long texts do not enter."""
    cached = lru_cache(_REMEMBERED)(function)
    return wraps(function)(lambda text: cached(text) if len(text) <= _LONGEST else function(text))


@_remembered
def check(text: str) -> None:
    """Check that a query can be parsed and reads only this store.

    Raises Problem: 400 with line and column if it cannot be parsed, 403 if it would change the store or call
    another server.
    """
    _parse(text)
    try:
        refuse_service(text, prefixes())
    except UsageError as error:
        raise Problem(403, error.cause, "query this server only, and combine the answers yourself") from error


def _parse(text: str) -> None:
    try:
        Store().query(text, base_iri=BASE, prefixes=prefixes(), substitutions=_PROBE)
    except SyntaxError as error:
        raise _syntax_problem(text, str(error)) from error
    except RuntimeError:
        return  # the probe was refused, so the query was parsed


def _syntax_problem(text: str, reason: str) -> Problem:
    if is_update(text):
        return Problem(403, "updates are not allowed", "this server is read-only")
    error = syntax_error(text, reason, prefixes())
    position = _POSITION.match(reason)
    sentence = _SENTENCE.search(reason)
    cause = f"{error.cause} ({sentence[1]})" if sentence else error.cause
    line, column = (int(position[1]), int(position[2])) if position else (None, None)
    return Problem(400, cause, error.remedy, line=line, column=column)


class Dataset(NamedTuple):
    """IRIs of default and named graphs. If there are none, the default graph is the union of all graphs."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()

    def options(self, store: Store) -> dict[str, Any]:
        """Return the arguments of `Store.query` for this dataset.

        Raises Problem (400) for an invalid IRI, and for a graph that the store does not have. Such a graph is
        not fetched, and an empty answer would hide that it is missing.
        """
        if not self.default and not self.named:
            return {"use_default_graph_as_union": True}
        default: list[NamedNode | DefaultGraph] = [_graph(iri, store) for iri in self.default]
        return {"default_graph": default, "named_graphs": [_graph(iri, store) for iri in self.named]}


def _graph(iri: str, store: Store) -> NamedNode:
    try:
        graph = NamedNode(iri)
    except ValueError as error:
        raise Problem(400, f"{iri!r} is not a graph IRI ({error})", "name a graph of this store") from error
    if not store.contains_named_graph(graph):
        raise Problem(
            400,
            f"this store has no graph <{iri}>, and the server loads none from elsewhere",
            "leave it out to query all graphs, or list them: SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }",
        )
    return graph


@_remembered
def from_clauses(text: str) -> Dataset:
    """Return the graphs of a query's FROM clauses.

    rdflib parses only queries with the word, which may also be in a string. pyoxigraph ignores FROM if it is
    asked for the union of all graphs. Raises Problem (400) if rdflib cannot parse the query.
    """
    if not _FROM.search(text):
        return Dataset()
    graphs = [(str(clause.default), str(clause.named)) for clause in _clauses(text)]
    default = tuple(default for default, _ in graphs if default != "None")
    return Dataset(default, tuple(named for _, named in graphs if named != "None"))


def _clauses(text: str) -> Iterable[Any]:
    try:
        return algebra(text, prefixes(), BASE).datasetClause or ()
    except ValueError as error:
        raise Problem(
            400,
            "the query may have FROM, but is not plain SPARQL 1.1",
            "write it in SPARQL 1.1, or without the word FROM",
        ) from error


_RESULT_FORMATS = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}
_RDF_FORMATS = {
    "turtle": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
    "n3": RdfFormat.N3,
}
"""The formats of graphs, by the names of `tipgraph.web.server.protocol`."""

_VOLATILE = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID|BNODE)\s*\(", re.IGNORECASE)
_QUOTED = re.compile(rb'"[^"]*"')

QueryResult = QuerySolutions | QueryBoolean | QueryTriples


def answer(store: Store, job: QueryJob, limits: Limits) -> Reply:
    """Answer a query.

    Raises Problem: 400 for an invalid query or value and for a missing graph, 403 for a query that changes
    the store or calls other servers, 406 for an unknown format, 422 for an answer above the limits, 500 if
    the store fails.
    """
    check(job.text)
    dataset = Dataset(job.default_graphs, job.named_graphs)
    dataset = dataset if any(dataset) else from_clauses(job.text)
    options = dataset.options(store)
    parameters = dict(job.parameters)
    try:
        query = parse(job.text)
        bound = bindings(query, parameters, store)
        remarks = tuple(notes(query, parameters, store))
    except TipgraphError as error:
        raise Problem(400, error.cause, error.remedy.replace("--param ", "the parameter ")) from error
    try:
        text = query.text if any(dataset) else choose_form(query, bound, store)
        result = store.query(text, base_iri=BASE, prefixes=prefixes(), substitutions=bound or None, **options)
        return _reply(result, job, limits, query, remarks)
    except RuntimeError as error:
        raise Problem(400, str(error), "name each parameter in the SELECT clause") from error
    except (OSError, ValueError) as error:
        raise Problem(500, f"the query failed: {error}", "write it in another way") from error


def _reply(
    result: QueryResult, job: QueryJob, limits: Limits, query: Query, remarks: tuple[str, ...]
) -> Reply:
    media = choose(GRAPHS if isinstance(result, QueryTriples) else TABLES, job.accept, job.format)
    if isinstance(result, QueryTriples):
        body = _serialize_triples(result, media, limits)
    else:
        body = _serialize_results(result, media, limits)
    return Reply(media.header, body, remarks, cacheable=not _VOLATILE.search(query.text))


def _serialize_triples(result: QueryTriples, media: Media, limits: Limits) -> bytes:
    triples = list(islice(result, limits.max_results + 1))
    if len(triples) > limits.max_results:
        raise _too_large(limits.max_results, "triples")
    file = _BoundedBytes(limits.max_answer)
    serialize(sorted(set(triples), key=str), file, _RDF_FORMATS[media.name], prefixes=PREFIXES)
    return file.getvalue()


def _serialize_results(result: QuerySolutions | QueryBoolean, media: Media, limits: Limits) -> bytes:
    file = _BoundedBytes(limits.max_answer)
    result.serialize(file, _RESULT_FORMATS[media.name])
    body = file.getvalue()
    if isinstance(result, QuerySolutions):
        names = [variable.value for variable in result.variables]
        if _count_rows(body, media.name, names) > limits.max_results:
            raise _too_large(limits.max_results, "rows")
    return body


def _too_large(limit: int, unit: str) -> Problem:
    return Problem(422, f"the answer has more than {limit:,} {unit}", "ask for less, or add a LIMIT")


class _BoundedBytes(BytesIO):
    """A file in memory that raises Problem (422) when it would have more than ``limit`` bytes."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit

    def write(self, data: bytes, /) -> int:  # type: ignore[override]  # pyoxigraph writes bytes only
        if self.tell() + len(data) > self._limit:
            raise _too_large(self._limit, "bytes")
        return super().write(data)


def _count_rows(body: bytes, form: str, variables: Sequence[str]) -> int:
    """Count the rows in a serialized result. To count them one by one would make pyoxigraph much slower.

    In JSON, rows without any value are not counted; the limit on bytes is enough for them.

    >>> _count_rows(b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{}},{"x":{}}]}}', "json", ["x"])
    2
    >>> _count_rows(b'x\\r\\n"a\\n""b"\\r\\n', "csv", ["x"])
    1
    """
    if form == "json":
        return _count_json_rows(body, variables)
    if form == "xml":
        return body.count(b"<result>")  # in a value, "<" is escaped
    if form == "csv":
        body = _QUOTED.sub(b"", body)  # line breaks in values are in quotes; in TSV they are escaped
    return body.count(b"\n") - 1


def _count_json_rows(body: bytes, variables: Sequence[str]) -> int:
    """Count the borders between rows. In a value, the quote before a variable's name would be escaped."""
    names = [name.encode() for name in variables]
    first = sum(body.count(b'"bindings":[{"%b":' % name) for name in names)
    return first + sum(body.count(b'},{"%b":' % name) for name in names)


_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_DESCRIPTION_PREFIXES = {**PREFIXES, "sd": _SD, "formats": _FORMATS}
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
    return NamedNode(_DESCRIPTION_PREFIXES[prefix] + local)


def _triples(subject: NamedNode | BlankNode, properties: Iterable[tuple[str, Term]]) -> Iterator[Triple]:
    return (Triple(subject, _iri(name), value) for name, value in properties)


def description_reply(triples: Iterable[Triple], media: Media) -> Reply:
    """Return the triples of a description as a reply."""
    body = serialize(
        sorted(triples, key=str), format=_RDF_FORMATS[media.name], prefixes=_DESCRIPTION_PREFIXES
    )
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
    form = _query_form(query.text)
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


def _query_form(text: str) -> str:
    """Return the form of a named query: the first word that is one of the four keywords."""
    words = (line.split(maxsplit=1)[0].upper() for line in text.splitlines() if line.strip())
    return next(word for word in words if word in _EXECUTABLES)
