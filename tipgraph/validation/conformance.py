"""Names the first violation of a graph that somebody changed, for commands that need what is wrong in it.

`find_violation` runs the shapes as SPARQL queries, each once for the whole graph. That takes a small part of
the time for reading the graph, and finds what validation finds, but for rare constraints.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from textwrap import shorten
from typing import NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolution, QuerySolutions, RdfFormat, Store, Triple

from tipgraph.errors import TipgraphError, UnreadableError
from tipgraph.model.iris import BASE
from tipgraph.rdf.reference import ONTOLOGY
from tipgraph.rdf.store import Queryable
from tipgraph.util.resources import folder

__all__ = ["explained", "find_violation", "iris_in", "nonconforming"]

_SH = "http://www.w3.org/ns/shacl#"
_IN_SCHEME = "http://www.w3.org/2004/02/skos/core#inScheme"
_PREFIXES = {"sh": _SH}
_IRI = r"<([^<>\s]+)>"
_NO_TERM = r'"""[\s\S]*?"""|"(?:[^"\\\n]|\\.)*"' + r"|'''[\s\S]*?'''|'(?:[^'\\\n]|\\.)*'|#[^\n]*"
"""A string or a comment of SPARQL."""
_WIDTH = 80

_PROPERTY_SHAPES = """
SELECT ?path ?message ?target ?focus ?kind ?value {
  { ?node sh:property ?shape ; ?target ?focus } UNION { ?shape a sh:PropertyShape ; ?target ?focus }
  ?shape sh:path ?path ; sh:message ?message ; sh:severity sh:Violation ; ?kind ?value .
  VALUES ?target { sh:targetClass sh:targetObjectsOf sh:targetSubjectsOf }
} ORDER BY ?shape ?kind"""

_SPARQL_SHAPES = """
SELECT ?message ?select {
  ?shape sh:severity sh:Violation ; sh:sparql ?constraint .
  ?constraint sh:select ?select ; sh:message ?message
} ORDER BY ?shape"""

_FOCUS = {
    "targetClass": "?this a {focus} .",
    "targetObjectsOf": "?any {focus} ?this .",
    "targetSubjectsOf": "?this {focus} ?any .",
}

_VIOLATED = {
    "minCount": "FILTER NOT EXISTS {{ ?this {path} ?some }}",
    "maxCount": "GRAPH ?graph {{ ?this {path} ?value , ?other }} FILTER (STR(?value) < STR(?other))",
    "hasValue": "FILTER NOT EXISTS {{ ?this {path} {value} }}",
    "datatype": "?this {path} ?value FILTER (!isLiteral(?value) || datatype(?value) != {value})",
    "nodeKind": "?this {path} ?value FILTER (isBlank(?value) || isIRI(?value) != ({value} = sh:IRI))",
    "pattern": "?this {path} ?value FILTER (isBlank(?value) || !REGEX(STR(?value), {value}))",
    "minInclusive": "?this {path} ?value FILTER (!COALESCE(?value >= {value}, false))",
    "maxInclusive": "?this {path} ?value FILTER (!COALESCE(?value <= {value}, false))",
    "lessThan": "?this {path} ?value ; {value} ?other FILTER (!COALESCE(?value < ?other, false))",
    "disjoint": "?this {path} ?value ; {value} ?value",
}
"""What violates a constraint of a property, by the constraint."""


class _Constraint(NamedTuple):
    """A query for the nodes that violate a shape, and the IRIs of what it is about."""

    path: str
    message: str
    select: str
    about: frozenset[str]


def find_violation(graph: Queryable, about: Collection[str] | None = None) -> str | None:
    """Return the first violation of a graph in words, or None if none is found.

    ``about`` selects the constraints on some properties and classes, by IRI. A graph on a server is not
    checked, and places and concepts are only if the graph has the vocabularies.
    """
    if not isinstance(graph, Store):
        return None
    with_vocabularies = graph.contains_named_graph(ONTOLOGY)
    for constraint in _constraints():
        known = with_vocabularies or constraint.path != _IN_SCHEME
        if known and (about is None or not constraint.about.isdisjoint(about)):
            for solution in _rows(graph, constraint.select):
                return _in_words(solution, constraint)
    return None


def nonconforming(name: str, violation: str) -> UnreadableError:
    """Return the error for a graph with a violation."""
    return UnreadableError(
        f"{name} does not conform to the shapes: {violation}", remedy=f"run: tipgraph validate {name}"
    )


@contextmanager
def explained(name: str, graph: Callable[[], Queryable]) -> Iterator[None]:
    """Turn an error in the block into an UnreadableError with the graph's first violation, if it has one.

    The errors of the program itself and of the system pass. ``graph`` opens the graph, which is validated
    only after an error.
    """
    try:
        yield
    except (TipgraphError, OSError, MemoryError):
        raise
    except Exception as error:
        opened = graph()
        if (violation := find_violation(opened) or _validated(opened)) is None:
            raise
        raise nonconforming(name, violation) from error


def _validated(graph: Queryable) -> str | None:
    """Return the first violation that validation finds."""
    from tipgraph.validation.shacl_report import rows  # with rdflib and pySHACL, which take long to import
    from tipgraph.validation.validator import validate

    for severity, node, path, value, message in rows(validate(graph)):
        if severity == "Violation":
            return f"{' '.join(filter(None, (node, path, value)))} ({message})"
    return None


def iris_in(query: str, prefixes: dict[str, str]) -> frozenset[str]:
    """Return the IRIs that a query names, in full or with a prefix; strings and comments name none.

    >>> sorted(iris_in("SELECT * { ?a <http://b/c#d> 'x:e' ; x:year ?f } # x:g", {"x": "http://x/"}))
    ['http://b/c#d', 'http://x/year']
    """
    name = rf"\b({'|'.join(map(re.escape, prefixes))}):([\w-]+)"
    found = re.findall(f"{_IRI}|{_NO_TERM}|{name}", query)
    return frozenset(iri or prefixes[prefix] + local for iri, prefix, local in found if iri or local)


@cache
def _constraints() -> tuple[_Constraint, ...]:
    shapes = Store()
    for file in sorted(folder("shapes").glob("*.ttl")):
        shapes.bulk_load(path=str(file), format=RdfFormat.TURTLE)
    return (*_of_properties(shapes), *_of_queries(shapes))


def _of_properties(shapes: Store) -> Iterator[_Constraint]:
    for found in _rows(shapes, _PROPERTY_SHAPES):
        violated = _VIOLATED.get(found["kind"].value.removeprefix(_SH))
        if violated is None:
            continue
        path, focus, value = found["path"], found["focus"], found["value"]
        at = _FOCUS[found["target"].value.removeprefix(_SH)].format(focus=focus)
        select = f"SELECT ?this ?value {{ {at} {violated.format(path=path, value=value)} }} LIMIT 1"
        yield _Constraint(
            path.value, found["message"].value, select, frozenset((path.value, focus.value, value.value))
        )


def _of_queries(shapes: Store) -> Iterator[_Constraint]:
    declared = _rows(shapes, "SELECT ?prefix ?iri { ?any sh:prefix ?prefix ; sh:namespace ?iri }")
    prefixes = {row["prefix"].value: row["iri"].value for row in declared}
    prologue = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in prefixes.items())
    for found in _rows(shapes, _SPARQL_SHAPES):
        select = found["select"].value
        yield _Constraint("", found["message"].value, prologue + select, iris_in(select, prefixes))


def _rows(store: Store, query: str) -> Iterable[QuerySolution]:
    found = store.query(query, prefixes=_PREFIXES, use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    return found


def _in_words(solution: QuerySolution, constraint: _Constraint) -> str:
    this, *values = (_text(term) for term in solution if term is not None)
    value = shorten("".join(values[:1]), _WIDTH, placeholder="…")
    place = " ".join(filter(None, (this, constraint.path.removeprefix(BASE), value)))
    return f"{place} ({constraint.message.replace('{?value}', value)})"


def _text(term: NamedNode | BlankNode | Literal | Triple) -> str:
    return str(term) if isinstance(term, BlankNode | Triple) else term.value.removeprefix(BASE)
