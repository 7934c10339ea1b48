"""Refuse queries that call other servers, that update, or that have a syntax error.

The program works offline and tells no server what users query.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from tipgraph.errors import UsageError
from tipgraph.util.messages import did_you_mean

__all__ = ["is_update", "refuse_service", "syntax_error"]

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
    from rdflib.plugins.sparql.algebra import translateQuery
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        algebra = translateQuery(parseQuery(text), initNs=dict(prefixes)).algebra
    except Exception:  # rdflib raises many types of errors, some of them plain Exceptions
        return True
    return _contains(algebra)


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
