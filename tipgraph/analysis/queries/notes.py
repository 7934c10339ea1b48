"""Notes on a result: ambiguous names of places, missing reports, and misspelt terms of the model."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from pyoxigraph import Literal, NamedNode, QuerySolutions, Variable

from tipgraph.analysis.queries.query import Query, bindings, candidates, with_reprints
from tipgraph.analysis.queries.results import prefixes
from tipgraph.model.iris import BASE, PREFIXES
from tipgraph.rdf.reference import reference as reference_quads
from tipgraph.rdf.store import Queryable, english_label
from tipgraph.rdf.terms import code_of, term, typed
from tipgraph.util.text import did_you_mean
from tipgraph.validation.conformance import iris_in

__all__ = ["notes"]

_COUNTRY = term("tg:Country")
_NAMES = """
SELECT DISTINCT ?country ?label
{ ?country a tg:Country ; skos:prefLabel ?label . FILTER(LANG(?label) = "en") }
"""


_YEAR = typed("2000", "gYear").datatype
_REPRINTS = """
SELECT DISTINCT ?report ?country ?year
{ ?document tg:repeats ?earlier ; tg:report ?report . ?report tg:country ?country ; tg:year ?year }
"""


def notes(
    query: Query, values: Mapping[str, str], store: Queryable, *, reprints: bool = False
) -> Iterator[str]:
    """Yield the notes for the user on a query with the given values.

    They say which place was used if several share the name, if there is no report for a given country,
    year, or both, how many reprints the query excludes, and which terms of a query of the user's own the
    graph does not have. Raises UsageError for values for which `tipgraph.analysis.queries.run_query` does.
    """
    for parameter in query.parameters:
        if parameter.type == "place" and parameter.name in values:
            value = values[parameter.name].strip()
            yield from _ambiguous(value, candidates(parameter, value, store), store)
    yield from _missing(query, values, store)
    if not query.name:
        yield from _unknown(query.text, store)
    if not reprints and with_reprints(query.text) != query.text:
        yield from _reprints(query, values, store)


def _reprints(query: Query, values: Mapping[str, str], store: Queryable) -> Iterator[str]:
    """Say how many reports of the given country and years only repeat an earlier edition."""
    found = store.query(_REPRINTS, prefixes=PREFIXES, use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    bound = bindings(query, values, store)
    years = {value for value in bound.values() if isinstance(value, Literal) and value.datatype == _YEAR}
    country = bound.get(Variable("country"))
    number = sum(country in (None, row["country"]) and (not years or row["year"] in years) for row in found)
    if number:
        yield f"reprints of earlier editions, excluded: {number:,}"


def _unknown(text: str, store: Queryable) -> Iterator[str]:
    """Say which properties, classes, concepts and places of a query are nowhere in the graph."""
    spaces = {space: prefix for prefix, space in prefixes().items() if space.startswith(BASE)}
    for iri in sorted(iris_in(text, prefixes())):
        space = max((each for each in spaces if iri.startswith(each)), key=len, default="")
        name = iri.removeprefix(space)
        if space and name and not _occurs(NamedNode(iri), store):
            known = (quad.subject.value for quad in reference_quads() if isinstance(quad.subject, NamedNode))
            names = sorted({each.removeprefix(space) for each in known if each.startswith(space)})
            hint = did_you_mean(name, names, "see docs/model.md")
            yield f"{spaces[space]}:{name} is nowhere in the graph; {hint}"


def _occurs(node: NamedNode, store: Queryable) -> bool:
    patterns = ((node, None, None), (None, node, None), (None, None, node))
    return any(next(store.quads_for_pattern(*pattern), None) is not None for pattern in patterns)


def _ambiguous(value: str, meant: list[NamedNode], store: Queryable) -> Iterator[str]:
    taken, *others = meant
    others += [node for node in _with_longer_name(value, taken, store) if node not in meant]
    if others:
        named = ", ".join(f"{code_of(node.value)} is {english_label(node, store)}" for node in others)
        yield f"{value} taken as {english_label(taken, store)} ({code_of(taken.value)}); {named}"


def _with_longer_name(value: str, taken: NamedNode, store: Queryable) -> list[NamedNode]:
    """Return the other countries whose name contains this one, such as Equatorial Guinea for Guinea.

    A longer name that continues after it is not one of them: South Georgia and the South Sandwich Islands.
    """
    if not _is_country(taken, store) or value.casefold() == code_of(taken.value).casefold():
        return []
    head = re.compile(rf"\b{re.escape(value)}(?![ \w])", re.IGNORECASE)
    found = {node for node, label in _countries(store) if node != taken and head.search(label)}
    return sorted(found, key=lambda node: node.value)


def _countries(store: Queryable) -> Iterator[tuple[NamedNode, str]]:
    """Yield all countries with their English names. One query only: a server can be far away."""
    found = store.query(_NAMES, prefixes=PREFIXES, use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    for row in found:
        node, label = row["country"], row["label"]
        if isinstance(node, NamedNode) and isinstance(label, Literal):
            yield node, label.value


def _is_country(node: NamedNode, store: Queryable) -> bool:
    return next(store.quads_for_pattern(node, term("rdf:type"), _COUNTRY), None) is not None


def _missing(query: Query, values: Mapping[str, str], store: Queryable) -> Iterator[str]:
    bound = bindings(query, values, store)
    given = [each.name for each in query.parameters if each.type == "year" and each.name in values]
    years = sorted({year.value for year in map(bound.get, map(Variable, given)) if isinstance(year, Literal)})
    country = bound.get(Variable("country"))
    if isinstance(country, NamedNode):
        yield from _missing_on(country, years, store)
    else:
        yield from (f"no report of {year}" for year in years if not _is_read(year, store))


def _missing_on(country: NamedNode, years: Sequence[str], store: Queryable) -> Iterator[str]:
    read, name = _years(country, store), english_label(country, store)
    if not read and not years:
        yield f"no report on {name} of any year"
    for year in years:
        if year not in read:
            which = f"; years read: {', '.join(read)}" if read else ", nor of any other year"
            yield f"no report on {name} in {year}{which}"


def _is_read(year: str, store: Queryable) -> bool:
    return next(store.quads_for_pattern(None, term("tg:year"), typed(year, "gYear")), None) is not None


def _years(country: NamedNode, store: Queryable) -> list[str]:
    """Return the years with a report on a country."""
    reports = {quad.subject for quad in store.quads_for_pattern(None, term("tg:country"), country)}
    years = (
        quad.object.value
        for report in reports
        if isinstance(report, NamedNode)
        for quad in store.quads_for_pattern(report, term("tg:year"), None)
        if isinstance(quad.object, Literal)
    )
    return sorted(set(years))
