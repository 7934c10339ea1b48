"""A question: SPARQL, with a header that says what it asks and which parameters it takes.

A header is made of comment lines that begin with ``#+``; a line that is indented goes on with the one
before::

    #+ title: Which roles does a country have?
    #+ description: The roles that reports
    #+   give it.
    #+ param country: place, required -- the country that the reports are on
    #+ param year: year, optional -- only reports of this year
    #+ param kind: route-kind = trafficking -- ...
    #+ param next: year = year+1 -- ...

A parameter is a variable of the query. Its type is ``place``, ``year``, ``integer``, ``string`` or a
vocabulary's name (``sector``); it is required, optional (the variable stays free), or has a default.

The questions that come with the program, by name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from pathlib import Path

from tipgraph.errors import UnreadableError, UsageError
from tipgraph.util.messages import did_you_mean
from tipgraph.util.resources import folder

__all__ = ["Parameter", "Query", "by_graph_forms", "catalog", "find", "named", "parse"]

_MARK = "#+"
_PARAMETER = re.compile(
    r"param (?P<name>\w+): (?P<type>[a-z-]+)"
    r"(?:, (?P<need>required|optional)| = (?P<default>\S+)) -- (?P<meaning>.+)"
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable of a query that the user gives a value.

    ``default`` is None for a parameter without one; it may count from another (``year+1``).
    """

    name: str
    type: str
    meaning: str
    required: bool = False
    default: str | None = None

    @property
    def need(self) -> str:
        """Say whether it must be given.

        >>> Parameter("next", "year", "", default="year+1").need
        'default year+1'
        """
        if self.default is not None:
            return f"default {self.default}"
        return "required" if self.required else "optional"


@dataclass(frozen=True, slots=True)
class Query:
    """A question as ``queries/`` holds it; ``name`` is empty for one of the user's own."""

    text: str
    name: str = ""
    title: str = ""
    description: str = ""
    parameters: tuple[Parameter, ...] = ()


def parse(text: str, name: str = "") -> Query:
    """Read a query with its header, if it has one.

    Raises UnreadableError for a header line that says nothing known.

    >>> parse("#+ title: What is there?\\n#+ param kind: role, optional -- its role").parameters[0].need
    'optional'
    """
    values: dict[str, str] = {}
    parameters = []
    for line in _header(text):
        key, _, value = line.partition(": ")
        if line.startswith("param "):
            parameters.append(_parameter(line, name))
        elif key in ("title", "description") and value:
            values[key] = value
        else:
            raise _wrong(line, name)
    return Query(text, name, values.get("title", ""), values.get("description", ""), tuple(parameters))


def _header(text: str) -> list[str]:
    """Return the header's lines, each with those that go on with it."""
    lines: list[str] = []
    for line in takewhile(lambda line: line.startswith(_MARK), text.lstrip().splitlines()):
        content = line.removeprefix(_MARK)
        if content.startswith("   ") and lines:
            lines[-1] += " " + content.strip()
        else:
            lines.append(content.strip())
    return lines


def _parameter(line: str, name: str) -> Parameter:
    found = _PARAMETER.fullmatch(line)
    if found is None:
        raise _wrong(line, name)
    return Parameter(
        found["name"], found["type"], found["meaning"], found["need"] == "required", found["default"]
    )


def _wrong(line: str, name: str) -> UnreadableError:
    return UnreadableError(
        f"{name or 'the query'}: the header line {line!r} cannot be read",
        remedy="write `#+ title: …`, `#+ description: …` or `#+ param NAME: TYPE, required -- meaning`",
    )


_SUFFIX = ".rq"


@cache
def catalog() -> dict[str, Query]:
    """Return the questions of ``queries/`` by name, sorted."""
    paths = sorted(folder("queries").glob(f"*{_SUFFIX}"))
    return {path.stem: parse(path.read_text(encoding="utf-8"), path.stem) for path in paths}


@cache
def by_graph_forms() -> dict[str, str]:
    """Return, by name, what asks those questions graph by graph that have such a form."""
    paths = sorted((folder("queries") / "by-graph").glob(f"*{_SUFFIX}"))
    return {path.stem: path.read_text(encoding="utf-8") for path in paths}


def named(name: str) -> Query:
    """Return the question of a name; raises UsageError, with those alike, where there is none."""
    query = catalog().get(name)
    if query is None:
        raise UsageError(
            f"there is no query {name!r}", remedy=did_you_mean(name, catalog(), "see tipgraph query --list")
        )
    return query


def find(what: str) -> Query:
    """Return the question that a name, a file's name or SPARQL itself stands for.

    Raises UsageError where there is no such name or file.
    """
    if what in catalog():
        return named(what)
    if len(what.split()) > 1:
        return parse(what)
    if not what.endswith(_SUFFIX):
        return named(what)
    try:
        return parse(Path(what).read_text(encoding="utf-8"), what)
    except FileNotFoundError as error:
        raise UsageError(f"{what}: there is no such file", remedy="check the path") from error
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableError(f"{what}: {error}", remedy="a query is a text in UTF-8") from error
