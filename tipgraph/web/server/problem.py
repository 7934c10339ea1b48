"""What is wrong with a request, with the HTTP status that says so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

__all__ = ["Problem"]


class Problem(Exception):  # noqa: N818 - after RFC 9457, where it is a response, not a failure
    """A request that is not carried out.

    ``status`` is HTTP's; ``line`` and ``column`` count from 1 and say where a query cannot be read.

    >>> str(Problem(400, "there is no query", "send one"))
    'there is no query: send one'
    """

    def __init__(
        self,
        status: int,
        title: str,
        remedy: str = "",
        *,
        line: int | None = None,
        column: int | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.status = status
        self.title = title
        self.remedy = remedy
        self.line = line
        self.column = column
        self.headers = dict(headers or {})
        super().__init__(f"{title}: {remedy}" if remedy else title)

    def __reduce__(self) -> tuple[Any, ...]:
        # Problems come from child processes: an exception is pickled by its message alone otherwise.
        return Problem, (self.status, self.title, self.remedy), self.__dict__

    def details(self) -> dict[str, str | int]:
        """Return the members of a problem document (RFC 9457), with the place where there is one."""
        found: dict[str, str | int] = {"title": self.title, "status": self.status, "detail": str(self)}
        place = {"line": self.line, "column": self.column}
        return found | {name: value for name, value in place.items() if value is not None}
