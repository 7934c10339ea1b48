"""Keeps queries from calling other servers: this program works offline and tells nobody what is asked.

What is wrong with a query that cannot be read, in fewer words than the parser's.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from tipgraph.errors import UsageError
from tipgraph.util.messages import did_you_mean

__all__ = ["refuse_service", "syntax_error"]

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_SERVICE = "ServiceGraphPattern"


def refuse_service(text: str, prefixes: Mapping[str, str]) -> None:
    """Raise UsageError where a query has a SERVICE clause, or may have one.

    A query without the word has none. One with it (it may stand in a text) is taken apart by rdflib,
    and refused where rdflib cannot.

    >>> refuse_service("SELECT * { ?s ?p 'domestic service' }", {})
    >>> refuse_service("SELECT * { SERVICE <https://example.org/> { ?s ?p ?o } }", {})
    Traceback (most recent call last):
    tipgraph.errors.UsageError: the query calls another server (SERVICE): load what it needs into the graph
    """
    if "service" in _unescaped(text).casefold() and _may_call(text, prefixes):
        raise UsageError(
            "the query calls another server (SERVICE)", remedy="load what it needs into the graph"
        )


def _unescaped(text: str) -> str:
    """Undo the escapes that SPARQL allows anywhere, keywords not excepted."""
    return _ESCAPE.sub(lambda found: chr(min(int(found[1] or found[2], 16), 0x10FFFF)), text)


def _may_call(text: str, prefixes: Mapping[str, str]) -> bool:
    from rdflib.plugins.sparql.algebra import translateQuery
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        algebra = translateQuery(parseQuery(text), initNs=dict(prefixes)).algebra
    except Exception:  # rdflib raises errors of many kinds, bare ones too: what it cannot read is refused
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
      | """.*?""" | \'\'\'.*?\'\'\' | "(?:[^"\\]|\\.)*" | '(?:[^'\\]|\\.)*'  # texts
      | (?<![\w?$:.-])(?P<prefix>(?!_:)[\w.-]*):                        # what stands before a name
    ''',
    re.VERBOSE | re.DOTALL,
)


def syntax_error(text: str, reason: str, known: Collection[str]) -> UsageError:
    """Return the error for a query that the parser refused; ``known`` prefixes need no declaration.

    >>> print(syntax_error("SELECT * { ?s tgg:sector ?o }", "error at 1:20: expected '%'", ["tg"]))
    unknown prefix tgg: (did you mean tg?)
    >>> print(syntax_error("SELECT * { ?s ?p }", "error at 1:18: expected LATERAL", ["tg"]))
    the query cannot be read at line 1, column 18: correct it there
    """
    if _is_update(text):
        return UsageError("only reading queries (SELECT, ASK, CONSTRUCT, DESCRIBE) are run")
    prefix = _unknown_prefix(text, {*known, *_DECLARED.findall(text)})
    if prefix is not None:
        return UsageError(
            f"unknown prefix {prefix}: ({did_you_mean(prefix, known, 'declare it with PREFIX')})"
        )
    place = _PLACE.match(reason)
    where = f"at line {place[1]}, column {place[2]}" if place else f"({reason})"
    return UsageError(f"the query cannot be read {where}", remedy="correct it there")


def _is_update(text: str) -> bool:
    prologue = _PROLOGUE.match(text)
    return _UPDATE.match(text, prologue.end() if prologue else 0) is not None


def _unknown_prefix(text: str, known: Collection[str]) -> str | None:
    found = (match["prefix"] for match in _TOKEN.finditer(text))
    return next((prefix for prefix in found if prefix is not None and prefix not in known), None)
