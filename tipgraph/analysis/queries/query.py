"""A query: SPARQL with a header that has its title, description and parameters.

A header consists of comment lines that begin with ``#+``; an indented line continues the line before::

    #+ title: Which roles does a country have?
    #+ description: The roles that reports
    #+   give it.
    #+ param country: place, required -- the country that the reports are on
    #+ param year: year, optional -- only reports of this year
    #+ param kind: route-kind = trafficking -- ...
    #+ param next: year = year+1 -- ...

A parameter is a variable of the query. Its type is ``place``, ``year``, ``integer``, ``string`` or the name
of a vocabulary (``sector``). It is required, optional (the variable stays unbound), or has a default.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from pathlib import Path

from pyoxigraph import Literal

from tipgraph.errors import UnreadableError, UsageError
from tipgraph.util.messages import did_you_mean
from tipgraph.util.resources import folder

__all__ = [
    "Parameter",
    "Query",
    "by_graph_forms",
    "catalog",
    "find",
    "made_by",
    "named",
    "parse",
    "with_reprints",
]

_MARK = "#+"
_PARAMETER = re.compile(
    r"param (?P<name>\w+): (?P<type>[a-z-]+)"
    r"(?:, (?P<need>required|optional)| = (?P<default>\S+)) -- (?P<meaning>.+)"
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable of a query whose value the user gives.

    ``default`` is None for a parameter without a default; it can refer to another parameter (``year+1``).
    """

    name: str
    type: str
    meaning: str
    required: bool = False
    default: str | None = None

    @property
    def need(self) -> str:
        """Whether the parameter is required, in words.

        >>> Parameter("next", "year", "", default="year+1").need
        'default year+1'
        """
        if self.default is not None:
            return f"default {self.default}"
        return "required" if self.required else "optional"


@dataclass(frozen=True, slots=True)
class Query:
    """A query; ``name`` is empty for a query of the user."""

    text: str
    name: str = ""
    title: str = ""
    description: str = ""
    parameters: tuple[Parameter, ...] = ()


def parse(text: str, name: str = "") -> Query:
    """Parse a query with its header, if it has one.

    Raises UnreadableError for an unknown line in the header.

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
    """Return the lines of the header, each joined with its continuation lines."""
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


_WITHOUT_REPRINTS = re.compile(r"^ *MINUS \{ .*\btg:repeats\b.* \}\n", re.MULTILINE)
"""The line by which a query excludes documents that repeat an earlier edition."""


def with_reprints(text: str) -> str:
    """Return a query without the lines that exclude reprints.

    >>> with_reprints("SELECT *\\nWHERE {\\n  ?a ?b ?c\\n  MINUS { ?a tg:repeats ?d }\\n}")
    'SELECT *\\nWHERE {\\n  ?a ?b ?c\\n}'
    """
    return _WITHOUT_REPRINTS.sub("", text)


_CLAIMS = re.compile(r"^ *(?=\?claim (?:a|tg:))", re.MULTILINE)
"""The start of a line with which a query begins to speak of a claim."""
_RELIABLE = """{indent}FILTER(EXISTS {{ ?claim tg:review ?_review }} ||
{indent}  EXISTS {{ ?claim tg:rule ?_rule . FILTER(?_rule IN ({rules})) }})
"""


def made_by(text: str, rules: Iterable[str]) -> str:
    """Return a query that selects only claims that people reviewed or that one of some rules made.

    Raises UsageError if no line of the query begins with ``?claim`` and a property of the model.

    >>> print(made_by("SELECT *\\nWHERE {\\n?claim tg:tier ?tier\\n}", ["tier.tier"]))
    SELECT *
    WHERE {
    FILTER(EXISTS { ?claim tg:review ?_review } ||
      EXISTS { ?claim tg:rule ?_rule . FILTER(?_rule IN ("tier.tier")) })
    ?claim tg:tier ?tier
    }
    """
    if not _CLAIMS.search(text):
        raise UsageError(
            "the query does not select claims, which have a precision and reviews",
            remedy="begin a line of your query with ?claim and a property, such as tg:document",
        )
    named = ", ".join(str(Literal(rule)) for rule in rules)
    return _CLAIMS.sub(lambda found: _RELIABLE.format(indent=found[0], rules=named) + found[0], text)


_SUFFIX = ".rq"


@cache
def catalog() -> dict[str, Query]:
    """Return the named queries by name, sorted."""
    paths = sorted(folder("queries").glob(f"*{_SUFFIX}"))
    return {path.stem: parse(path.read_text(encoding="utf-8"), path.stem) for path in paths}


@cache
def by_graph_forms() -> dict[str, str]:
    """Return the forms of named queries that query each document's graph separately, by name."""
    paths = sorted((folder("queries") / "by-graph").glob(f"*{_SUFFIX}"))
    return {path.stem: path.read_text(encoding="utf-8") for path in paths}


def named(name: str) -> Query:
    """Return the query with a name. Raises UsageError, with similar names, if there is none."""
    query = catalog().get(name)
    if query is None:
        raise UsageError(
            f"unknown query {name!r}", remedy=did_you_mean(name, catalog(), "see tipgraph query --list")
        )
    return query


def find(what: str) -> Query:
    """Return the query for a name, the path of a file, or SPARQL.

    Raises UsageError if there is no such name or file, and UnreadableError if the file or its header cannot
    be read.
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
        raise UnreadableError(f"{what}: {error}", remedy="save it as UTF-8 text") from error
