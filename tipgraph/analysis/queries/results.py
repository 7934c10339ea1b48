"""Run a query: the checks before, the form that fits the graph, the result and its formats.

The program works offline and tells no server what users query.

A query over a whole year reads hundreds of reports. If each document has its own named graph, as tipgraph
writes them, the documents' graphs can be read one after the other. This is tens of times as fast as looking
up each claim. ``queries/by-graph/`` has such forms of queries. For a graph that conforms to the shapes, both
forms give the same results.

In these forms each property has its own subquery, so that the engine reads it at once and joins by hashing.
The graphs are found by the year first. A value to look up in each graph is bound afterwards (``BIND``):
inside the pattern, the engine would look it up in all graphs of the archive.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Any, TextIO

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    Triple,
    Variable,
    serialize,
)

from tipgraph.analysis.queries.algebra import algebra
from tipgraph.analysis.queries.query import (
    Bindings,
    Query,
    bindings,
    by_graph_forms,
    catalog,
    find,
    made_by,
    with_reprints,
)
from tipgraph.errors import UnreadableError, UsageError
from tipgraph.model.iris import BASE, NEIGHBORS_END, PREFIXES
from tipgraph.rdf.provenance import RUNS
from tipgraph.rdf.reference import REFERENCE
from tipgraph.rdf.store import Queryable, rule_precisions
from tipgraph.rdf.terms import code_of
from tipgraph.util.text import did_you_mean

__all__ = [
    "Boolean",
    "Format",
    "Graph",
    "Result",
    "Rows",
    "choose_form",
    "is_update",
    "prefixes",
    "refuse_service",
    "run_query",
    "short",
    "syntax_error",
]

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_SERVICE = "ServiceGraphPattern"


def refuse_service(text: str, prefixes: Mapping[str, str]) -> None:
    """Raise UsageError if a query has a SERVICE clause, or could have one.

    A query with the word "service", which can also be part of a string, is parsed by rdflib. A query that
    rdflib cannot parse is refused.

    >>> refuse_service("SELECT * { ?s ?p 'domestic service' }", {})
    >>> refuse_service("SELECT * { SERVICE <https://example.org/> { ?s ?p ?o } }", {})
    Traceback (most recent call last):
    tipgraph.errors.UsageError: the query calls another server (SERVICE): load the data into the graph
    """
    if "service" in _unescaped(text).casefold() and _may_call(text, prefixes):
        raise UsageError("the query calls another server (SERVICE)", remedy="load the data into the graph")


def _unescaped(text: str) -> str:
    """Replace Unicode escapes, which SPARQL allows even in keywords."""
    return _ESCAPE.sub(lambda found: chr(min(int(found[1] or found[2], 16), 0x10FFFF)), text)


def _may_call(text: str, prefixes: Mapping[str, str]) -> bool:
    try:
        return _contains(algebra(text, prefixes))
    except ValueError:
        return True


def _contains(node: Any) -> bool:
    if getattr(node, "name", None) == _SERVICE:
        return True
    parts: Iterable[Any] = ()
    if isinstance(node, Mapping):
        parts = node.values()
    elif isinstance(node, list | tuple | set):
        parts = node
    return any(_contains(part) for part in parts)


_PLACE = re.compile(r"error at (\d+):(\d+)")
_PROLOGUE = re.compile(r"(?:\s+|#[^\n]*(?:\n|\Z)|(?:PREFIX\s+\S*|BASE)\s*<[^>]*>)*", re.IGNORECASE)
_UPDATE = re.compile(r"(?:INSERT|DELETE|WITH|LOAD|CLEAR|CREATE|DROP|COPY|MOVE|ADD)\b", re.IGNORECASE)
_DECLARED = re.compile(r"PREFIX\s+([\w.-]*):", re.IGNORECASE)
_TOKEN = re.compile(
    r'''<[^<>\s]*> | \#[^\n]*                                         # IRIs, comments
      | """.*?""" | \'\'\'.*?\'\'\' | "(?:[^"\\]|\\.)*" | '(?:[^'\\]|\\.)*'  # strings
      | (?<![\w?$:.-])(?P<prefix>(?!_:)[\w.-]*):                        # the prefix of a name
    ''',
    re.VERBOSE | re.DOTALL,
)


def syntax_error(text: str, reason: str, known: Collection[str]) -> UsageError:
    """Return the error for a query that the parser refused, with the cause in few words.

    ``known`` are the prefixes that need no declaration.

    >>> print(syntax_error("SELECT * { ?s tgg:sector ?o }", "error at 1:20: expected '%'", ["tg"]))
    unknown prefix tgg: (did you mean tg?)
    >>> print(syntax_error("SELECT * { ?s ?p }", "error at 1:18: expected LATERAL", ["tg"]))
    syntax error in the query at line 1, column 18: correct it there
    """
    if is_update(text):
        return UsageError("updates are not allowed", remedy="use SELECT, ASK, CONSTRUCT or DESCRIBE")
    prefix = _unknown_prefix(text, {*known, *_DECLARED.findall(text)})
    if prefix is not None:
        return UsageError(
            f"unknown prefix {prefix}: ({did_you_mean(prefix, known, 'declare it with PREFIX')})"
        )
    place = _PLACE.match(reason)
    where = f"at line {place[1]}, column {place[2]}" if place else f"({reason})"
    return UsageError(f"syntax error in the query {where}", remedy="correct it there")


def is_update(text: str) -> bool:
    """Tell whether a text is a SPARQL update, and not a query."""
    prologue = _PROLOGUE.match(text)
    return _UPDATE.match(text, prologue.end() if prologue else 0) is not None


def _unknown_prefix(text: str, known: Collection[str]) -> str | None:
    found = (match["prefix"] for match in _TOKEN.finditer(text))
    return next((prefix for prefix in found if prefix is not None and prefix not in known), None)


_LAYOUT = """
SELECT ?graphs ?texts ?stated ?holding ?documents
{
    { SELECT (COUNT(*) AS ?graphs) { GRAPH ?graph {} } }
    { SELECT (COUNT(DISTINCT ?graph) AS ?texts) { GRAPH ?graph { ?document tg:text ?text } } }
    {
        SELECT (COUNT(*) AS ?stated) (COUNT(DISTINCT ?graph) AS ?holding)
            (COUNT(DISTINCT ?document) AS ?documents)
        { GRAPH ?graph { ?document tg:report ?report } }
    }
}
"""


def choose_form(query: Query, bound: Bindings, store: Queryable) -> str:
    """Return the SPARQL of a query in the form that fits a store.

    The form by graph fits if all years are given, each document has its own graph, and no other graph and not
    the default graph has data. It is not used for servers, whose engines are unknown.
    """
    name = _names().get(_lines(query.text))
    if name is None or not isinstance(store, Store):
        return query.text
    years = {Variable(each.name) for each in catalog()[name].parameters if each.type == "year"}
    return by_graph_forms()[name] if years <= bound.keys() and _is_laid_out(store) else query.text


@cache
def _names() -> dict[str, str]:
    """Return the names of the queries with two forms by their SPARQL."""
    return {_lines(catalog()[name].text): name for name in by_graph_forms()}


def _lines(text: str) -> str:
    # Forms in browsers change line ends.
    return "\n".join(text.strip().splitlines())


def _is_laid_out(store: Store) -> bool:
    """Return whether each graph has one document, its text, or reference data."""
    if next(store.quads_for_pattern(None, None, None, DefaultGraph()), None) is not None:
        return False
    found = store.query(_LAYOUT, prefixes=PREFIXES)
    assert isinstance(found, QuerySolutions)
    graphs, texts, stated, holding, documents = (
        int(value.value) for value in next(found) if isinstance(value, Literal)
    )
    apart = sum(store.contains_named_graph(graph) for graph in (*REFERENCE, RUNS))
    return stated == holding == documents == graphs - texts - apart


Term = NamedNode | Literal | BlankNode | Triple | None

_STANDARD = {"tsv": QueryResultsFormat.TSV, "json": QueryResultsFormat.JSON}


class Format(StrEnum):
    """The format of a result.

    ``table`` and ``csv`` are for people and spreadsheets: they have codes of concepts and places, and no
    columns for the values that the user gave. ``tsv`` and ``json`` are the result formats of the W3C, with
    full terms. ``turtle`` is for graphs.
    """

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    TURTLE = "turtle"


@dataclass(frozen=True, slots=True)
class Rows:
    """The result of a SELECT; it can be read once.

    ``bound`` are the variables whose value the user gave; ``free`` are the optional parameters without a
    value.
    """

    solutions: QuerySolutions
    bound: frozenset[str] = frozenset()
    free: frozenset[str] = frozenset()

    def cells(self) -> tuple[list[str], list[list[str | int]]]:
        """Return columns and rows for people: short terms, without columns for values that the user gave."""
        names = [variable.value for variable in self.solutions.variables]
        rows = [[short(solution[name]) for name in names] for solution in self.solutions]
        kept = [at for at, name in enumerate(names) if self._is_shown(name, at, rows)]
        return [names[at] for at in kept], [[row[at] for at in kept] for row in rows]

    def _is_shown(self, name: str, at: int, rows: Sequence[Sequence[str | int]]) -> bool:
        return name not in self.bound and (name not in self.free or any(row[at] != "" for row in rows))

    def write(self, file: TextIO, form: Format) -> None:
        """Write the rows; raises UsageError for Turtle."""
        if form == Format.TURTLE:
            raise UsageError(
                "a SELECT gives rows, not a graph", remedy="use --format table, csv, tsv or json"
            )
        if form == Format.CSV:
            columns, rows = self.cells()
            csv.writer(file, lineterminator="\n").writerows([columns, *rows])
        else:
            written = self.solutions.serialize(format=_STANDARD.get(form, QueryResultsFormat.TSV))
            file.write((written or b"").decode() + "\n" * (form == Format.JSON))


@dataclass(frozen=True, slots=True)
class Boolean:
    """The result of an ASK."""

    value: bool

    def write(self, file: TextIO, form: Format) -> None:
        """Write ``true`` or ``false``, or a JSON result; raises UsageError for Turtle."""
        if form == Format.TURTLE:
            raise UsageError("an ASK gives true or false, not a graph", remedy="use --format table or json")
        if form == Format.JSON:
            file.write(json.dumps({"head": {}, "boolean": self.value}) + "\n")
        else:
            file.write(f"{str(self.value).lower()}\n")


@dataclass(frozen=True, slots=True)
class Graph:
    """The result of a CONSTRUCT or DESCRIBE: triples, sorted and without duplicates."""

    triples: tuple[Triple, ...] = field(default=())

    @classmethod
    def of(cls, triples: Iterable[Triple]) -> Graph:
        """Return a graph of triples."""
        return cls(tuple(sorted(set(triples), key=str)))

    def write(self, file: TextIO, form: Format) -> None:
        """Write Turtle; raises UsageError for a format of rows."""
        if form not in (Format.TURTLE, Format.TABLE):
            raise UsageError("a CONSTRUCT gives a graph, not rows", remedy="use --format turtle")
        written = serialize(self.triples, format=RdfFormat.TURTLE, prefixes=PREFIXES)
        file.write((written or b"").decode())


Result = Rows | Boolean | Graph
"""The result of a SELECT, an ASK, or a CONSTRUCT or DESCRIBE."""


_INTEGER = re.compile(r"[+-]?[0-9]{1,18}")
"""Integers that are shown as numbers. A graph that others changed may have any text as one."""


def short(term: Term) -> str | int:
    """Return a term for people: a code for concepts and places, a prefixed name, or a number.

    >>> short(NamedNode("https://w3id.org/tipgraph/concept/sector/mining"))
    'mining'
    >>> short(NamedNode("https://w3id.org/tipgraph/report/tip/2014/GTM"))
    'report/tip/2014/GTM'
    >>> short(NamedNode("http://www.w3.org/2004/02/skos/core#Concept"))
    'skos:Concept'
    """
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        return _short_iri(term.value)
    if isinstance(term, Literal):
        is_integer = term.datatype.value == PREFIXES["xsd"] + "integer"
        return int(term.value) if is_integer and _INTEGER.fullmatch(term.value) else term.value
    return str(term)


def _short_iri(iri: str) -> str:
    if iri.startswith((BASE + "concept/", BASE + "place/")):
        path = iri.removeprefix(BASE + "place/")
        return path if path.endswith(NEIGHBORS_END) else code_of(iri)
    return next(_prefixed(iri), iri.removeprefix(BASE))


def _prefixed(iri: str) -> Iterator[str]:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and iri.removeprefix(namespace).isidentifier():
            yield f"{prefix}:{iri.removeprefix(namespace)}"


_SCHEMES = (
    "certainty",
    "exploitation",
    "measure",
    "role",
    "route-kind",
    "sector",
    "status",
    "tier",
    "victim-group",
)


@cache
def prefixes() -> dict[str, str]:
    """Return the prefixes that queries need not declare: those of the model and its vocabularies."""
    return {**PREFIXES, **{name: f"{BASE}concept/{name}/" for name in _SCHEMES}}


def _precise_rules(store: Queryable, least: float) -> list[str]:
    """Return the rules that have at least this precision. Raises UsageError if the graph has no figures."""
    rules = rule_precisions(store)
    if not rules:
        raise UsageError("the graph has no precision of rules", remedy="build it again with this version")
    return sorted(rule for rule, precision in rules.items() if precision >= least)


def run_query(
    store: Queryable,
    query: Query | str,
    values: Mapping[str, str] | None = None,
    *,
    reprints: bool = False,
    min_precision: float | None = None,
    reviewed: bool = False,
) -> Result:
    """Run a query and return its result.

    ``query`` is a named query or its name, the path of a file, or SPARQL. ``values`` are the parameters as
    people write them (``GTM``, ``Guatemala``, ``2014``); they are bound as terms, not inserted into the text.
    The query sees the union of all graphs. Named queries that count exclude documents that repeat an
    earlier edition, unless ``reprints`` is set. With ``min_precision``, claims count if people reviewed
    them, or if one of their rules has at least this precision in the graph; with ``reviewed``, only if people
    reviewed them.

    Raises UsageError for a query or value that cannot be read, for a query that calls other servers, and for
    a graph without the figures that ``min_precision`` needs, and
    UnreadableError if the store cannot be read.
    """
    if isinstance(query, str):
        query = find(query)
    refuse_service(query.text, prefixes())
    bound = bindings(query, values or {}, store)
    text = _selecting(query, bound, store, min_precision=min_precision, reviewed=reviewed)
    try:
        found = store.query(
            with_reprints(text) if reprints else text,
            base_iri=BASE,
            prefixes=prefixes(),
            use_default_graph_as_union=True,
            substitutions=bound,
        )
    except SyntaxError as error:
        raise syntax_error(query.text, str(error), prefixes()) from error
    except RuntimeError as error:
        raise UsageError(str(error), remedy="name each parameter in the SELECT clause") from error
    except OSError as error:
        raise UnreadableError(f"the store cannot be read: {error}", remedy="build it again") from error
    if isinstance(found, QuerySolutions):
        names = frozenset(variable.value for variable in bound)
        return Rows(found, names, frozenset(parameter.name for parameter in query.parameters) - names)
    return Boolean(bool(found)) if isinstance(found, QueryBoolean) else Graph.of(found)


def _selecting(
    query: Query, bound: Bindings, store: Queryable, *, min_precision: float | None, reviewed: bool
) -> str:
    """Return the text of a query that selects the claims to use."""
    if reviewed:
        return made_by(query.text, ())
    if min_precision is None:
        return choose_form(query, bound, store)
    return made_by(query.text, _precise_rules(store, min_precision))
