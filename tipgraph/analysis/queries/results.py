"""Run a query; its result (rows, a boolean or a graph) and the formats in which it is written."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import TextIO

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    serialize,
)

from tipgraph.analysis.queries.by_graph import choose_form
from tipgraph.analysis.queries.checks import refuse_service, syntax_error
from tipgraph.analysis.queries.parameters import bindings
from tipgraph.analysis.queries.query import Query, find, made_by, with_reprints
from tipgraph.errors import UnreadableError, UsageError
from tipgraph.model.iris import BASE, PREFIXES
from tipgraph.rdf.queryable import Queryable
from tipgraph.rdf.terms import code_of

__all__ = ["Boolean", "Format", "Graph", "Result", "Rows", "prefixes", "run_query", "short"]

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
        return int(term.value) if is_integer else term.value
    return str(term)


def _short_iri(iri: str) -> str:
    if iri.startswith((BASE + "concept/", BASE + "place/")):
        path = iri.removeprefix(BASE + "place/")
        return path if path.endswith("/neighbors") else code_of(iri)
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


_RULES = "SELECT ?rule ?precision { ?node skos:notation ?rule ; tg:precision ?precision }"


def _precise_rules(store: Queryable, least: float) -> list[str]:
    """Return the rules that have at least this precision. Raises UsageError if the graph has no figures."""
    found = store.query(_RULES, prefixes=PREFIXES, use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    rules = {
        rule.value: float(precision.value)
        for rule, precision in found
        if isinstance(rule, Literal) and isinstance(precision, Literal)
    }
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
    if reviewed:
        text = made_by(query.text, ())
    elif min_precision is None:
        text = choose_form(query, bound, store)
    else:
        text = made_by(query.text, _precise_rules(store, min_precision))
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
