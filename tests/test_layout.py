"""The forms of questions: both answer alike, and each is asked where it fits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain, combinations
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad, Store
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery

from tests.archive import store
from tipgraph.queries import Query, Rows, ask, catalog
from tipgraph.queries.catalog import in_graphs
from tipgraph.queries.layout import fitting
from tipgraph.queries.terms import bindings
from tipgraph.store import open_graph

EXAMPLES = Path(__file__).parent.parent / "examples" / "graph.trig"
VALUES = {
    "country": "GTM", "destination": "MEX", "measure": "conviction", "sector": "agriculture",
    "victims": "women",
}  # fmt: skip
YEARS = ("2003", "2014", "2015", "2018", "2019")

FORMS = pytest.mark.parametrize("name", in_graphs())


@pytest.fixture(scope="module")
def examples() -> Store:
    return open_graph(EXAMPLES)


@pytest.fixture(scope="module")
def archive() -> Store:
    return store()


def draws(query: Query) -> Iterator[dict[str, str]]:
    """Yield values for a query's parameters, each year with and without each of the optional ones."""
    names = [each.name for each in query.parameters if each.type != "year" and not each.required]
    chosen = chain.from_iterable(combinations(names, size) for size in range(len(names) + 1))
    required = [each.name for each in query.parameters if each.type != "year" and each.required]
    for some in chosen:
        for year in YEARS:
            yield {"year": year} | {name: VALUES[name] for name in (*required, *some)}


def answer(graph: Store, query: Query, values: dict[str, str]) -> tuple[list[str], list[list[str | int]]]:
    found = ask(graph, query, values)
    assert isinstance(found, Rows)
    return found.cells()


@FORMS
def test_both_forms_answer_alike(examples: Store, archive: Store, name: str) -> None:
    query, rows = catalog()[name], 0
    # One that is not word for word that of the program has no second form.
    itself = replace(query, text=query.text + "\n# mine")
    for graph in (examples, archive):
        for values in draws(query):
            assert fitting(query, bindings(query, values, graph), graph).text == in_graphs()[name]
            assert answer(graph, query, values) == answer(graph, itself, values)
            rows += len(answer(graph, query, values)[1])
    assert rows


@FORMS
def test_both_forms_select_and_sort_alike(name: str) -> None:
    for pattern in (r"^SELECT DISTINCT .*$", r"^ORDER BY .*$"):
        [itself] = re.findall(pattern, catalog()[name].text, re.MULTILINE)
        assert re.findall(pattern, in_graphs()[name], re.MULTILINE) == [itself]


@FORMS
def test_each_form_is_standard_sparql(name: str) -> None:
    text = in_graphs()[name]
    assert translateQuery(parseQuery(text)).algebra is not None
    declared = re.findall(r"^PREFIX (\S+):", text, re.MULTILINE)
    body = text.rpartition("PREFIX")[2].partition("\n")[2]
    assert all(f"{prefix}:" in body for prefix in declared)
    assert declared == sorted(declared)
    assert max(map(len, text.splitlines())) <= 120


def moved(quads: Iterable[Quad], to: Callable[[NamedNode], NamedNode | DefaultGraph]) -> Store:
    graph = Store()
    graph.bulk_extend(
        Quad(quad.subject, quad.predicate, quad.object, to(quad.graph_name))
        for quad in quads
        if isinstance(quad.graph_name, NamedNode)
    )
    return graph


@pytest.mark.parametrize(
    "to",
    [
        lambda name: DefaultGraph() if "/document/" in name.value else name,
        lambda _: NamedNode("https://a.example/all"),
        lambda name: NamedNode(name.value.replace("#graph", "#mine")),
        lambda name: NamedNode(re.sub("document/.*", "document/one#graph", name.value)),
    ],
    ids=["no graphs", "one graph", "graphs of other names", "one graph with the name of a document's"],
)
def test_other_layouts_are_asked_as_they_are(
    archive: Store, to: Callable[[NamedNode], NamedNode | DefaultGraph]
) -> None:
    graph, query = moved(archive, to), catalog()["hubs"]
    assert fitting(query, bindings(query, {"year": "2014"}, graph), graph) is query
    assert answer(graph, query, {"year": "2014"}) == answer(archive, query, {"year": "2014"})


def test_a_report_beside_the_graphs_is_not_passed_over(archive: Store) -> None:
    graph, query = moved(archive, lambda name: name), catalog()["reports-read"]
    [document] = {quad.graph_name for quad in archive if "2015/GTM" in quad.graph_name.value}
    graph.bulk_extend(
        Quad(quad.subject, quad.predicate, quad.object)
        for quad in archive.quads_for_pattern(None, None, None, document)
    )
    graph.remove_graph(document)
    for year, fits in (("2015", False), ("2014", True)):
        bound = bindings(query, {"year": year}, graph)
        assert (fitting(query, bound, graph) is not query) == fits
        assert answer(graph, query, {"year": year}) == answer(archive, query, {"year": year})


def test_without_a_year_all_is_asked_as_it_is(archive: Store) -> None:
    query = catalog()["exploitation-by-victims"]
    assert fitting(query, bindings(query, {"victims": "girls"}, archive), archive) is query


def test_a_text_from_a_form_is_known(archive: Store) -> None:
    query = catalog()["hubs"]
    sent = replace(query, text=query.text.replace("\n", "\r\n"), name="")
    bound = bindings(sent, {"year": "2014"}, archive)
    assert fitting(sent, bound, archive).text == in_graphs()["hubs"]
