"""Parse SPARQL 1.1 with rdflib, whose result can be walked. pyoxigraph does not show what it parsed."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

__all__ = ["algebra"]


def algebra(text: str, prefixes: Mapping[str, str], base: str | None = None) -> Any:
    """Return the algebra of a query. Raises ValueError if rdflib cannot parse it.

    The parser leaves errors behind that refer to the frames of all its callers, and so to the open results
    that these hold. Another thread could free them, which pyoxigraph forbids. In a thread that only parses,
    the parser has no other callers.

    >>> algebra("ASK { ?s ?p 'a service' }", {}).name
    'AskQuery'
    """
    with ThreadPoolExecutor(1) as executor:
        parsing = executor.submit(_parse, text, dict(prefixes), base)
    error = parsing.exception()
    if error is not None:  # of many types, some of them plain Exceptions
        raise ValueError(str(error))
    return parsing.result()


def _parse(text: str, prefixes: dict[str, str], base: str | None) -> Any:
    from rdflib.plugins.sparql.algebra import translateQuery
    from rdflib.plugins.sparql.parser import parseQuery

    return translateQuery(parseQuery(text), base=base, initNs=prefixes).algebra
