"""Queries as a server is sent them: with the prefixes that they need, and values for their variables.

SPARQL 1.1 has no parameters, so values are joined in: a BIND at the start of the query, and of
each selection within it that hands the variable on, says what the variable is there. This is what an
embedded store's substitutions mean, and a value, written as N-Triples has it, can never be more than one.

What a server answers, read as an embedded store's answers are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import httpx
from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolution,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    Variable,
    parse,
    parse_query_results,
)

from tipgraph.errors import UnreadableError, UsageError
from tipgraph.rdf.terms import term, typed

__all__ = ["RESULTS", "TRIPLES", "Term", "parsed", "restored", "solutions", "triples", "truth", "written"]

Term = NamedNode | BlankNode | Literal | Triple

_TOKEN = re.compile(
    r'''(?P<skipped> <[^<>"{}|^`\\\x00-\x20]*> | \#[^\n]*                         # IRIs, comments
        | """(?:[^"\\]|\\.|"(?!""))*""" | \'\'\'(?:[^'\\]|\\.|'(?!\'\'))*\'\'\'    # texts
        | "(?:[^"\\]|\\.)*" | '(?:[^'\\]|\\.)*'
        | @[a-zA-Z-]+ )
      | [?$](?P<variable>\w+)
      | (?P<prefix>[\w.-]*):(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\.)*
      | (?P<word>[A-Za-z]+)
      | (?P<mark>[{}()*])
    ''',
    re.VERBOSE | re.DOTALL,
)


def written(
    query: str,
    base_iri: str | None = None,
    prefixes: Mapping[str, str] | None = None,
    values: Mapping[Variable, Term] | None = None,
) -> str:
    """Return a query that says by itself what it was to be asked with.

    The query is taken to be SPARQL. Raises UsageError where it has no place for a value.

    >>> origin = {Variable("who"): NamedNode("https://example.org/GTM")}
    >>> print(written("SELECT ?who ?to { ?c tg:origin ?who }", prefixes={"tg": "urn:tg:"}, values=origin))
    PREFIX tg: <urn:tg:>
    SELECT ?who ?to { BIND(<https://example.org/GTM> AS ?who) ?c tg:origin ?who }
    """
    base = [f"BASE <{base_iri}>\n"] if base_iri else []
    used = {match["prefix"] for match in _TOKEN.finditer(query) if match["prefix"] is not None}
    declared = [f"PREFIX {name}: <{iri}>\n" for name, iri in (prefixes or {}).items() if name in used]
    return "".join((*base, *declared, _bound(query, values) if values else query))


def _bound(query: str, values: Mapping[Variable, Term]) -> str:
    texts = {variable.value: f" BIND({value} AS {variable})" for variable, value in values.items()}
    pieces, end = [], 0
    for at, known in _openings(query):
        inserted = [text for name, text in texts.items() if known is None or name in known]
        pieces += [query[end:at], *inserted]
        end = at
    if not pieces:
        raise UsageError(
            "the query has no place for parameters", remedy="write CONSTRUCT { … } WHERE { … } in full"
        )
    return "".join((*pieces, query[end:]))


@dataclass(slots=True)
class _Heading:
    """What stands before the braces of a pattern: a form of query, and the variables that it hands on."""

    form: str
    depth: int = 0
    names: set[str] = field(default_factory=set)
    everything: bool = False
    opens: bool = True
    """Whether the next braces hold the pattern: those of a CONSTRUCT hold its template first."""

    def take(self, match: re.Match[str]) -> None:
        """Take a word, variable or mark of the heading."""
        mark = match["mark"]
        self.depth += {"(": 1, ")": -1}.get(mark, 0)
        if self.depth == 0 and match["variable"]:
            self.names.add(match["variable"])
        self.everything = self.everything or (mark == "*" and self.depth == 0)

    @property
    def known(self) -> set[str] | None:
        """The names that stand for the same inside and outside; None stands for all."""
        return self.names if self.form == "SELECT" and not self.everything else None


_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")


def _openings(query: str) -> Iterator[tuple[int, set[str] | None]]:
    """Yield where the pattern of each selection begins, and which names mean there what they mean outside."""
    heading: _Heading | None = None
    scopes: list[set[str] | None] = [None]
    for match in _TOKEN.finditer(query):
        form, mark = (match["word"] or "").upper(), match["mark"]
        if form in _FORMS:
            heading = _Heading(form, opens=form != "CONSTRUCT")
        elif mark == "{":
            shares = heading.known if heading is not None and heading.opens else None
            scopes.append(_shared(scopes[-1], shares))
            if heading is not None and heading.opens:
                yield match.end(), scopes[-1]
                heading = None
            elif heading is not None:
                heading.opens = True
        elif mark == "}" and len(scopes) > 1:
            scopes.pop()
        elif heading is not None:
            heading.take(match)


def _shared(outer: set[str] | None, inner: set[str] | None) -> set[str] | None:
    """Return the names in both, None being all there are."""
    if outer is None or inner is None:
        return inner if outer is None else outer
    return outer & inner


RESULTS = "application/sparql-results+json"
"""The form in which rows are asked for. Of XML's, our parser drops blanks at the ends of texts."""
TRIPLES = "application/n-triples"
"""The form in which graphs are asked for."""

_BOOLEAN = re.compile(rb'(XMLSchema#boolean", "value": ")([01])"')
"""A truth value as Virtuoso writes it; within a text, the quotation marks would be escaped."""
_TRUTH = {b"0": b"false", b"1": b"true"}
_INTEGER = term("xsd:integer")
_DECIMALS = frozenset(term(name) for name in ("tg:count", "geo:lat", "geo:long"))


def parsed(response: httpx.Response) -> QuerySolutions | QueryBoolean:
    """Return the answer to a SELECT or ASK. Raises UnreadableError where it is none."""
    content = _BOOLEAN.sub(lambda found: found[1] + _TRUTH[found[2]] + b'"', response.content)
    try:
        return parse_query_results(content, QueryResultsFormat.JSON)
    except (SyntaxError, ValueError) as error:
        raise _gibberish(response, error) from error


def solutions(response: httpx.Response) -> Iterator[QuerySolution]:
    """Yield the rows of an answer. Raises UnreadableError where it is none."""
    rows = parsed(response)
    if not isinstance(rows, QuerySolutions):
        raise _gibberish(response, "no rows")
    try:
        yield from rows
    except (SyntaxError, ValueError) as error:
        raise _gibberish(response, error) from error


def triples(response: httpx.Response) -> QueryTriples:
    """Return the graph that a CONSTRUCT makes, each triple once. Raises UnreadableError where it is none."""
    store = Store()
    try:
        store.extend([restored(quad) for quad in parse(response.content, RdfFormat.N_TRIPLES)])
    except (SyntaxError, ValueError) as error:
        raise _gibberish(response, error) from error
    # A store gives its triples in the form that callers know from an embedded one.
    found = store.query("CONSTRUCT WHERE { ?s ?p ?o }")
    assert isinstance(found, QueryTriples)
    return found


def truth(answer: QuerySolutions | QueryBoolean) -> QueryBoolean:
    """Return the answer to an ASK; Virtuoso gives it as a row with a number."""
    if isinstance(answer, QueryBoolean):
        return answer
    values = [row[0] for row in answer]
    holds = any(isinstance(value, Literal) and value.value in ("1", "true") for value in values)
    made = Store().query(f"ASK {{ FILTER({str(holds).lower()}) }}")
    assert isinstance(made, QueryBoolean)
    return made


def restored(quad: Quad) -> Quad:
    """Return a quad with the datatype that its property has: Virtuoso makes integers of whole decimals.

    >>> from pyoxigraph import NamedNode
    >>> str(restored(Quad(NamedNode("urn:a"), term("tg:count"), typed("12", "integer"))).object)
    '"12"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    """
    value = quad.object
    if quad.predicate in _DECIMALS and isinstance(value, Literal) and value.datatype == _INTEGER:
        return Quad(quad.subject, quad.predicate, typed(value.value, "decimal"), quad.graph_name)
    return quad


def _gibberish(response: httpx.Response, reason: object) -> UnreadableError:
    return UnreadableError(
        f"{response.request.url} gives an answer that is none in SPARQL's formats ({reason})",
        remedy="see whether it is a SPARQL endpoint",
    )
