"""The jobs that the server gives its worker processes, and what comes back: a `Reply` or a `Problem`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["DescriptionJob", "Job", "PageJob", "Problem", "QueryJob", "Reply", "SearchJob"]


@dataclass(frozen=True, slots=True)
class QueryJob:
    """A SPARQL query to answer.

    ``parameters`` are values for the parameters that the query's header declares. ``default_graphs`` and
    ``named_graphs`` are the dataset given by the protocol. ``format`` is the name of a format; if it is
    empty, ``accept`` decides.
    """

    text: str
    parameters: tuple[tuple[str, str], ...] = ()
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    accept: str = "*/*"
    format: str = ""


@dataclass(frozen=True, slots=True)
class PageJob:
    """A page or document of the site to make, by its path below the root."""

    path: str


@dataclass(frozen=True, slots=True)
class SearchJob:
    """Sentences to find, from a number on: their words, and the facets of their claims."""

    words: str
    facets: tuple[tuple[str, str], ...] = ()
    start: int = 0


@dataclass(frozen=True, slots=True)
class DescriptionJob:
    """The description of the dataset to write.

    ``vocabulary`` is ``void`` or ``dcat``, ``ending`` the file ending of the format. ``base`` is the address
    of the front page: all IRIs in the description begin with it.
    """

    vocabulary: str
    ending: str
    base: str


Job = QueryJob | PageJob | SearchJob | DescriptionJob


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer, ready to be sent.

    ``type`` is its Content-Type. ``notes`` are remarks for the client, such as which place a name was taken
    for. ``cacheable`` is False if the same query may have another answer at any time (``NOW()``).
    """

    type: str
    body: bytes
    notes: tuple[str, ...] = ()
    cacheable: bool = True


class Problem(Exception):  # noqa: N818 - named after RFC 9457, where it is a response and not a failure
    """A request that cannot be answered.

    ``status`` is the HTTP status. ``line`` and ``column`` count from 1 and point at the error in a query.

    >>> str(Problem(400, "the request has no query", "send one"))
    'the request has no query: send one'
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
        # Problems come from worker processes. By default only the message of an exception is pickled.
        return Problem, (self.status, self.title, self.remedy), self.__dict__

    def details(self) -> dict[str, str | int]:
        """Return the members of a problem document (RFC 9457)."""
        details: dict[str, str | int] = {"title": self.title, "status": self.status, "detail": str(self)}
        position = {"line": self.line, "column": self.column}
        return details | {name: value for name, value in position.items() if value is not None}
