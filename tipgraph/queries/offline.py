"""Keeps queries from calling other servers: this program works offline and tells nobody what is asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from tipgraph.errors import UsageError

__all__ = ["refuse_service"]

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
