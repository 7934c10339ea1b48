"""Values of parameters, as people write them."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Store, Variable

from tests.analysis.queries.running import cells
from tipgraph.analysis.queries import named
from tipgraph.analysis.queries import parse as parse_query
from tipgraph.analysis.queries.query import bindings
from tipgraph.errors import UsageError


@pytest.mark.parametrize(
    ("value", "code"),
    [("GTM", "GTM"), ("gtm", "GTM"), ("Guatemala", "GTM"), ("guatemala", "GTM"), (" GTM ", "GTM"),
     ("https://w3id.org/tipgraph/place/GTM", "GTM"), ("United States", "USA"),
     ("Gulf states", "gulf-states")],
)  # fmt: skip
def test_places_as_people_write_them(archive: Store, value: str, code: str) -> None:
    found = bindings(named("routes-out"), {"origin": value}, archive)
    assert found == {Variable("origin"): NamedNode(f"https://w3id.org/tipgraph/place/{code}")}


@pytest.mark.parametrize("value", ["mining", "Mining", "MINING"])
def test_concepts_as_people_write_them(archive: Store, value: str) -> None:
    [found] = bindings(named("victims-in-sector"), {"sector": value}, archive).values()
    assert found == NamedNode("https://w3id.org/tipgraph/concept/sector/mining")


@pytest.mark.parametrize(
    ("query", "given", "remedy"),
    [
        ("routes-out", {"origin": "Xyzzyx"}, "use an ISO 3166-1 alpha-3 code or a name"),
        ("routes-out", {"origin": "Guatamala"}, "did you mean Guatemala"),
    ],
)
def test_unknown_places(archive: Store, query: str, given: dict[str, str], remedy: str) -> None:
    with pytest.raises(UsageError, match=f"origin={given['origin']}: unknown place: {remedy}"):
        bindings(named(query), given, archive)


@pytest.mark.parametrize(
    ("type_", "shown", "more"), [("role", 4, False), ("exploitation", 12, True), ("sector", 12, True)]
)
def test_unknown_codes(archive: Store, type_: str, shown: int, more: bool) -> None:
    query = parse_query(f"#+ param code: {type_}, required -- a code\nSELECT ?code {{ }}")
    with pytest.raises(UsageError, match="code=xyzzyx: unknown") as error:
        bindings(query, {"code": "xyzzyx"}, archive)
    codes = error.value.remedy.removeprefix("codes are ")
    assert len(codes.split(", ")) == shown
    assert codes.endswith(" …") is more


def test_years_are_typed_and_defaults_count(archive: Store) -> None:
    found = bindings(named("recommendations-not-acted-on"), {"year": "2014"}, archive)
    year = NamedNode("http://www.w3.org/2001/XMLSchema#gYear")
    assert found == {
        Variable("year"): Literal("2014", datatype=year),
        Variable("next"): Literal("2015", datatype=year),
    }


def test_strings_and_integers(archive: Store) -> None:
    query = parse_query(
        "#+ param word: string, required -- a word\n#+ param size: integer = 3 -- a number\n"
        "SELECT ?word ?size { BIND(1 AS ?x) }"
    )
    found = bindings(query, {"word": '"} DROP ALL {"'}, archive)
    assert found[Variable("word")] == Literal('"} DROP ALL {"')
    assert found[Variable("size")] == Literal(3)
    assert cells(archive, query, {"word": '"} DROP ALL {"'}) == [[]]
