"""Answers that may not grow past their limits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO

from tipgraph.serve.problem import Problem

__all__ = ["Bounded", "rows", "too_large"]

_QUOTED = re.compile(rb'"[^"]*"')


def too_large(limit: int, unit: str) -> Problem:
    """Return the problem of an answer with more than ``limit`` rows, triples or bytes."""
    return Problem(422, f"the answer has more than {limit:,} {unit}", "ask for less, or for a part by LIMIT")


class Bounded(BytesIO):
    """Takes an answer's bytes, and raises Problem (422) when there are more than ``limit``."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit

    def write(self, data: bytes, /) -> int:  # type: ignore[override]  # only bytes are ever given
        """Take bytes."""
        if self.tell() + len(data) > self._limit:
            raise too_large(self._limit, "bytes")
        return super().write(data)


def rows(body: bytes, form: str, variables: Sequence[str]) -> int:
    """Count the rows of a result: of pyoxigraph's, which it writes too fast to count them one by one.

    Rows without any value are not counted in JSON; the limit on bytes is enough for those.

    >>> rows(b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{}},{"x":{}}]}}', "json", ["x"])
    2
    >>> rows(b'x\\r\\n"a\\n""b"\\r\\n', "csv", ["x"])
    1
    """
    if form == "json":
        return _rows_of_json(body, variables)
    if form == "xml":
        return body.count(b"<result>")  # in a value, "<" is escaped
    if form == "csv":
        body = _QUOTED.sub(b"", body)  # line breaks in values are in quotes; in TSV they are escaped
    return body.count(b"\n") - 1


def _rows_of_json(body: bytes, variables: Sequence[str]) -> int:
    """Count where one row ends and another begins.

    In a value the quote before a variable's name would be escaped, or be the value's end.
    """
    names = [name.encode() for name in variables]
    first = sum(body.count(b'"bindings":[{"%b":' % name) for name in names)
    return first + sum(body.count(b'},{"%b":' % name) for name in names)
