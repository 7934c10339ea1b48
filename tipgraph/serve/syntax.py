"""Whether a query may be run at all, told before anything of it is run."""

from __future__ import annotations

import re
from functools import lru_cache

from pyoxigraph import Literal, Store, Variable

from tipgraph.errors import UsageError
from tipgraph.namespaces import BASE
from tipgraph.queries.ask import prefixes
from tipgraph.queries.offline import refuse_service
from tipgraph.queries.syntax import not_read
from tipgraph.queries.terms import Bindings
from tipgraph.serve.problem import Problem

__all__ = ["check"]

_PROBE: Bindings = {Variable("tipgraph_no_such_variable"): Literal("")}
"""A value for a variable that no query has: pyoxigraph refuses it after it has read the query, unrun."""

_PLACE = re.compile(r"error at (\d+):(\d+)")
_SENTENCE = re.compile(r"\b(The [A-Z]+ [a-z][a-z ]+[a-z])")
"""What is wrong, where the parser says it in words among what it expected."""


@lru_cache(maxsize=512)
def check(text: str) -> None:
    """Pass a query that reads this store and nothing else.

    Raises Problem: 400 with line and column where it cannot be read, 403 where it would change the store
    or call another server.
    """
    _parse(text)
    try:
        refuse_service(text, prefixes())
    except UsageError as error:
        raise Problem(403, error.cause, "ask this server alone, and combine the answers yourself") from error


def _parse(text: str) -> None:
    try:
        Store().query(text, base_iri=BASE, prefixes=prefixes(), substitutions=_PROBE)
    except SyntaxError as error:
        raise _unread(text, str(error)) from error
    except RuntimeError:
        return  # the probe was refused, so the query was read


def _unread(text: str, reason: str) -> Problem:
    error = not_read(text, reason, prefixes())
    if not error.remedy and error.cause.startswith("only reading"):
        return Problem(403, error.cause, "this server changes nothing")
    place = _PLACE.match(reason)
    words = _SENTENCE.search(reason)
    cause = f"{error.cause} ({words[1]})" if words else error.cause
    line, column = (int(place[1]), int(place[2])) if place else (None, None)
    return Problem(400, cause, error.remedy, line=line, column=column)
