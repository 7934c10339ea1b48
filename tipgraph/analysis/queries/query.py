"""A query: SPARQL with a header that has its title, description and parameters, and the values of these."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, Triple, Variable

from tipgraph.errors import UnreadableError, UsageError
from tipgraph.model.iris import NEIGHBORS, PREFIXES
from tipgraph.rdf.store import Queryable
from tipgraph.rdf.terms import code_of, concept, place, scheme, term, typed
from tipgraph.util.resources import folder
from tipgraph.util.text import did_you_mean

__all__ = [
    "Bindings",
    "Parameter",
    "Query",
    "bindings",
    "by_graph_forms",
    "candidates",
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


Bindings = dict[Variable, NamedNode | BlankNode | Literal | Triple]

_COUNTED = re.compile(r"(?P<name>[a-z]\w*)(?P<step>[+-]\d+)")
_IRI = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_NEIGHBORS = re.compile("([a-z]{3})/neighbors", re.IGNORECASE)
"""The code of a country's neighbors in results."""
_YEARS = range(1900, 2200)
_NUMBERS = {
    "year": ("year", f"give four digits, from {_YEARS[0]} to {_YEARS[-1]}"),
    "integer": ("whole number", "give digits only"),
}
"""The name of a number in errors, and how to write it, by the type of the parameter."""
_LABELS = tuple(map(term, ("skos:prefLabel", "skos:altLabel", "skos:hiddenLabel")))
_ALIKE = """
SELECT DISTINCT ?node ?scheme ?lower
{
    ?node skos:inScheme ?scheme ; ?property ?label .
    VALUES ?property { skos:prefLabel skos:altLabel skos:hiddenLabel }
    FILTER(LCASE(STR(?label)) = ?lower)
}
"""
_RANK = tuple(map(term, ("tg:Country", "tg:Region", "tg:HistoricCountry")))


def bindings(query: Query, values: Mapping[str, str], store: Queryable) -> Bindings:
    """Return the terms of the parameters of a query; optional parameters without a value stay unbound.

    Codes and labels are looked up in the vocabularies of the graph. Raises UsageError for an unknown
    parameter, a missing one, and an unknown value.
    """
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in values:
        if name not in known:
            raise _unknown_parameter(query, name, known)
    given = dict(values)
    for parameter in query.parameters:
        if parameter.name not in given and parameter.default is not None:
            given[parameter.name] = _default(parameter.default, given)
        elif parameter.name not in given and parameter.required:
            raise UsageError(
                f"{query.name or 'the query'} needs {parameter.name}: {parameter.meaning}",
                remedy=f"add --param {parameter.name}=…",
            )
    return {Variable(name): _term(known[name], value.strip(), store) for name, value in given.items()}


def _unknown_parameter(query: Query, name: str, known: Mapping[str, Parameter]) -> UsageError:
    if not known:
        remedy = f"declare it in the query: `#+ param {name}: place, required -- what it means`"
    else:
        remedy = did_you_mean(name, known, f"it has {', '.join(known)}")
    return UsageError(f"{query.name or 'the query'} has no parameter {name!r}", remedy=remedy)


def _default(default: str, given: Mapping[str, str]) -> str:
    found = _COUNTED.fullmatch(default)
    if found is None or not given.get(found["name"], "").strip().isdecimal():
        return default
    return str(int(given[found["name"]]) + int(found["step"]))


def _term(parameter: Parameter, value: str, store: Queryable) -> NamedNode | Literal:
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise UsageError(f"{parameter.name}={value!a} is not valid Unicode", remedy="write it in UTF-8")
    if parameter.type == "string":
        return Literal(value)
    if parameter.type == "year":
        return typed(f"{_integer(parameter, value, _YEARS):04d}", "gYear")
    if parameter.type == "integer":
        return typed(str(_integer(parameter, value)), "integer")
    return candidates(parameter, value, store)[0]


def _integer(parameter: Parameter, value: str, among: range | None = None) -> int:
    try:
        number = int(value)
    except ValueError:
        number = None
    if number is None or (among is not None and number not in among):
        kind, remedy = _NUMBERS[parameter.type]
        raise UsageError(f"{parameter.name}={value} is not a {kind}", remedy=remedy)
    return number


def candidates(parameter: Parameter, value: str, store: Queryable) -> list[NamedNode]:
    """Return the concepts with a code, a label in any case, or an IRI; the best match comes first.

    Raises UsageError if there is none.
    """
    members = scheme(parameter.type)
    if _IRI.match(value):
        return [_named(parameter, value, members, store)]
    for spelling in dict.fromkeys((value, value.upper(), value.lower())):
        node = place(spelling, "") if parameter.type == "place" else concept(parameter.type, spelling)
        if _is_member(node, members, store):
            return [node]
    if (near := _NEIGHBORS.fullmatch(value)) and parameter.type == "place":
        node = place(NEIGHBORS, near[1].upper())
        if _is_member(node, members, store):
            return [node]
    found = _labelled(value, members, store) or _labelled_in_any_case(value, members, store)
    if not found:
        raise _unknown(parameter, value, store)
    return sorted(found, key=lambda node: (_rank(node, store), node.value))


def _named(parameter: Parameter, iri: str, members: NamedNode, store: Queryable) -> NamedNode:
    try:
        node = NamedNode(iri)
    except ValueError as error:
        raise UsageError(
            f"{parameter.name}={iri} is not an IRI ({error})", remedy="give a code or a name"
        ) from error
    if not _is_member(node, members, store):
        raise _unknown(parameter, iri, store)
    return node


def _is_member(node: NamedNode, members: NamedNode, store: Queryable) -> bool:
    return next(store.quads_for_pattern(node, term("skos:inScheme"), members), None) is not None


def _labelled(value: str, members: NamedNode, store: Queryable) -> set[NamedNode]:
    nodes = (
        quad.subject
        for label in _LABELS
        for quad in store.quads_for_pattern(None, label, Literal(value, language="en"))
    )
    return {node for node in nodes if isinstance(node, NamedNode) and _is_member(node, members, store)}


def _labelled_in_any_case(value: str, members: NamedNode, store: Queryable) -> set[NamedNode]:
    """Return the members with a label in any case. One query only: a server can be far away."""
    found = store.query(
        _ALIKE,
        prefixes=PREFIXES,
        use_default_graph_as_union=True,
        substitutions={Variable("scheme"): members, Variable("lower"): Literal(value.lower())},
    )
    assert isinstance(found, QuerySolutions)
    return {row["node"] for row in found if isinstance(row["node"], NamedNode)}


def _labels(members: NamedNode, store: Queryable) -> Iterator[tuple[NamedNode, str]]:
    """Yield all members with their labels. A few queries only: there are thousands of members."""
    nodes = {quad.subject for quad in store.quads_for_pattern(None, term("skos:inScheme"), members)}
    for label in _LABELS:
        for quad in store.quads_for_pattern(None, label, None):
            node, text = quad.subject, quad.object
            if node in nodes and isinstance(node, NamedNode) and isinstance(text, Literal):
                yield node, text.value


def _rank(node: NamedNode, store: Queryable) -> int:
    """Return the rank of a place by its type: a country comes before a city with the same name."""
    kinds = {quad.object for quad in store.quads_for_pattern(node, term("rdf:type"), None)}
    return next((rank for rank, kind in enumerate(_RANK) if kind in kinds), len(_RANK))


def _unknown(parameter: Parameter, value: str, store: Queryable) -> UsageError:
    labels = list(_labels(scheme(parameter.type), store))
    if not labels:
        cause = f"the graph has no concepts of {parameter.type}"
        return UsageError(cause, remedy="build the graph with the vocabularies of the ontology")
    codes = sorted({code_of(node.value) for node, _ in labels})
    if parameter.type == "place":
        otherwise = "use an ISO 3166-1 alpha-3 code or a name"
    else:
        otherwise = f"codes are {', '.join(codes[:12])}" + " …" * (len(codes) > 12)
    remedy = did_you_mean(value, [*codes, *(label for _, label in labels)], otherwise)
    return UsageError(f"{parameter.name}={value}: unknown {parameter.type}", remedy=remedy)
