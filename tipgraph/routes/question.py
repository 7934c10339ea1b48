"""The one question for all routes of a store, in SPARQL: asked in numbers, as names are dear."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tipgraph.namespaces import concept_iri, graph_iri
from tipgraph.routes.route import POSSIBLE

__all__ = ["ENDS", "LINKS", "UNSURE", "Value", "question"]

ENDS = {"origin": "tg:origin", "destination": "tg:destination"}
LINKS = {
    "certainty": "tg:certainty",
    "kind": "tg:routeKind",
    "via": "tg:via",
    "victims": "tg:victimGroup",
    "exploitation": "tg:exploitation",
    "sectors": "tg:sector",
}
"""Properties of which a route may have several values, by the fields of `Route`."""


class Value(NamedTuple):
    """One value that a property of some routes has: the field of `Route`, and an IRI in angle brackets."""

    field: str
    iri: str


UNSURE = Value("certainty", f"<{concept_iri('certainty', POSSIBLE)}>")
"""The one certainty that is asked for: what is not possible is asserted."""


def question(documents: Sequence[str], values: Sequence[Value], origins: int, *, by_recipe: bool) -> str:
    """Return the question for all routes, whose answer has a row for each link of each route.

    ``documents`` are IRIs in angle brackets; they and ``values`` are asked for by their numbers.
    ``origins`` is how often an origin is stated. Columns are ``number`` (the document's), ``origin``,
    ``destination`` and ``link``; and ``claim`` before it, unless claims and graphs are named ``by_recipe``,
    as docs/model.md has it.

    Each property is selected on its own, value by value, and these are joined by hashing, which takes a
    fifth of the time of looking up every claim's properties. IRIs that are all different are dear in a large
    store, where each is looked up on the disk: so claims and documents are not asked for where numbers tell
    them. The limit, which cuts nothing off, has the engine keep the origins, which are few, in memory, and
    run through the links.
    """
    links = (f"{{ SELECT ?claim ?link {{ {_stated(field, 'link', values)} }} }}" for field in LINKS)
    return f"""
    SELECT ?number ?origin ?destination {"" if by_recipe else "?claim"} ?link
    {{
        {{ SELECT ?claim ?number ?origin {{ {_origins(documents, values, by_recipe)} }} LIMIT {origins} }}
        {{ SELECT ?claim ?destination {{ {_stated("destination", "destination", values)} }} }}
        {{ SELECT ?claim ?link {{ {" UNION ".join(links)} }} }}
    }}
    """


def _origins(documents: Sequence[str], values: Sequence[Value], by_recipe: bool) -> str:
    """Return a pattern of claims with their origins and their documents' numbers."""
    if by_recipe:
        origins = _stated("origin", "origin", values, graph="?graph")
        graphs = _table("graph", "number", enumerate(f"<{graph_iri(iri[1:-1])}>" for iri in documents))
        return f"{{ SELECT ?claim ?graph ?origin {{ {origins} }} }} {graphs}"
    origins = _stated("origin", "origin", values)
    every = "{ SELECT ?claim ?document { ?claim tg:document ?document } }"
    numbers = f"{every} {_table('document', 'number', enumerate(documents))}"
    return f"{{ SELECT ?claim ?origin {{ {origins} }} }} {{ SELECT ?claim ?number {{ {numbers} }} }}"


def _stated(field: str, name: str, values: Sequence[Value], graph: str = "") -> str:
    """Return a pattern of claims, in a graph or anywhere, with the numbers of a field's values by a name."""
    own = ((number, value.iri) for number, value in enumerate(values) if value.field == field)
    stated = f"?claim {(ENDS | LINKS)[field]} ?value"
    return f"{_table('value', name, own)} {f'GRAPH {graph} {{ {stated} }}' if graph else stated}"


def _table(name: str, number: str, numbered: Iterable[tuple[int, str]]) -> str:
    return f"VALUES (?{name} ?{number}) {{ {' '.join(f'({iri} {at})' for at, iri in numbered)} }}"
