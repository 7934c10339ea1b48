"""What is wrong with a query that cannot be read, in fewer words than the parser's."""

from __future__ import annotations

import re
from collections.abc import Collection

from tipgraph.errors import UsageError
from tipgraph.spelling import alike

__all__ = ["not_read"]

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


def not_read(text: str, reason: str, known: Collection[str]) -> UsageError:
    """Return the error for a query that the parser refused; ``known`` prefixes need no declaration.

    >>> print(not_read("SELECT * { ?s tgg:sector ?o }", "error at 1:20: expected '%'", ["tg"]))
    unknown prefix tgg: (did you mean tg?)
    >>> print(not_read("SELECT * { ?s ?p }", "error at 1:18: expected LATERAL", ["tg"]))
    the query cannot be read at line 1, column 18: correct it there
    """
    if _is_update(text):
        return UsageError("only reading queries (SELECT, ASK, CONSTRUCT, DESCRIBE) are run")
    prefix = _unknown_prefix(text, {*known, *_DECLARED.findall(text)})
    if prefix is not None:
        return UsageError(f"unknown prefix {prefix}: ({alike(prefix, known, 'declare it with PREFIX')})")
    place = _PLACE.match(reason)
    where = f"at line {place[1]}, column {place[2]}" if place else f"({reason})"
    return UsageError(f"the query cannot be read {where}", remedy="correct it there")


def _is_update(text: str) -> bool:
    prologue = _PROLOGUE.match(text)
    return _UPDATE.match(text, prologue.end() if prologue else 0) is not None


def _unknown_prefix(text: str, known: Collection[str]) -> str | None:
    found = (match["prefix"] for match in _TOKEN.finditer(text))
    return next((prefix for prefix in found if prefix is not None and prefix not in known), None)
