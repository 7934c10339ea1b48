"""The two forms of a query: both give the same results, and each is used for the graphs that it fits."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import product

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad, QuerySolutions, Store
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery

from tests.archive import store
from tests.drafts import Unfounded, count, draft, measure, route, says
from tests.paths import GRAPH
from tipgraph.analysis.queries import Query, catalog
from tipgraph.analysis.queries.query import Bindings, bindings, by_graph_forms
from tipgraph.analysis.queries.results import choose_form, prefixes
from tipgraph.model.claims import Extraction
from tipgraph.model.iris import BASE
from tipgraph.rdf.reference import VOCABULARIES
from tipgraph.rdf.store import open_graph
from tipgraph.rdf.terms import term

COUNTRIES = ("GTM", "MEX", "CUB")
VALUES: dict[str, tuple[str | None, ...]] = {
    "country": (None, "GTM"),
    "destination": (None, "MEX"),
    "measure": ("conviction",),
    "sector": ("agriculture",),
    "victims": (None, "girls"),
    "year": ("2004", "2013", "2014", "2019"),
}

FORMS = pytest.mark.parametrize("name", by_graph_forms())


def claims(chance: random.Random) -> Iterator[Unfounded]:
    """Yield claims of few kinds, so that reports agree, differ and contradict themselves."""
    for type_, status in product(("conviction", "training"), ("done", "insufficient", "not-done", "planned")):
        if chance.random() < 0.2:
            yield measure(type_, status)
    for type_ in ("conviction", "training"):
        if chance.random() < 0.5:
            yield measure(type_, "recommended")
    for number, period in product((0, 3), (None, 2011, 2012, 2013, 2014)):
        if chance.random() < 0.1:
            yield count("conviction", number, period=period)
    for origin, destination in product(COUNTRIES, (*COUNTRIES, "europe")):
        if origin != destination and chance.random() < 0.4:
            yield route(
                origin, destination, certainty=chance.choice(("asserted", "possible", "doubtful")),
                route_kind=chance.choice(("trafficking", "trafficking", "migration")),
                victims=tuple(sorted(chance.sample(("boys", "girls"), chance.randint(0, 2)))),
                exploitation=chance.choice(((), ("forced-labor",), ("sex-trafficking",))),
                sectors=chance.choice(((), ("agriculture",))),
            )  # fmt: skip


def extractions(seed: int) -> Iterator[Extraction]:
    """Yield extractions of two publications, some with sections, copies or no claims."""
    chance = random.Random(seed)
    for country, year, publication, copy in product(
        COUNTRIES, ("2013", "2014"), ("tip", "factbook"), ("a", "b")
    ):
        if chance.random() < 0.6:
            said = claims(chance) if chance.random() < 0.8 else ()
            saying = says(f"[{country} said {chance.random()}].", *said)
            section = chance.choice((None, None, "current-situation"))
            yield draft(
                country, year, saying, publication=publication, identifier=copy + country, section=section
            )[1]


def certain(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield quads with a certainty of the user's own among the concepts."""
    yield from quads
    scheme = NamedNode(f"{BASE}scheme/certainty")
    doubtful = NamedNode(f"{BASE}concept/certainty/doubtful")
    yield Quad(doubtful, term("skos:inScheme"), scheme, VOCABULARIES)


def draws(query: Query) -> Iterator[dict[str, str]]:
    """Yield values for a query's parameters, with and without the optional ones."""
    names = [each.name for each in query.parameters if each.name in VALUES]
    for values in product(*(VALUES[name] for name in names)):
        yield {name: value for name, value in zip(names, values, strict=True) if value is not None}


def rows(graph: Store, text: str, bound: Bindings) -> list[dict[str, object]]:
    found = graph.query(
        text, base_iri=BASE, prefixes=prefixes(), use_default_graph_as_union=True, substitutions=bound
    )
    assert isinstance(found, QuerySolutions)
    names = [variable.value for variable in found.variables]
    return [{name: solution[name] for name in names} for solution in found]


def compared(graph: Store, name: str) -> int:
    """Run both forms of a query with many values, and return how many rows were the same."""
    query, number = catalog()[name], 0
    for values in draws(query):
        bound = bindings(query, values, graph)
        assert choose_form(query, bound, graph) == by_graph_forms()[name]
        expected = rows(graph, query.text, bound)
        assert rows(graph, by_graph_forms()[name], bound) == expected, values
        number += len(expected)
    return number


@FORMS
def test_both_forms_answer_alike_on_the_examples(name: str) -> None:
    assert compared(open_graph(GRAPH), name) or name == "corroborated-routes"


@FORMS
def test_both_forms_answer_alike_on_a_small_archive(archive: Store, name: str) -> None:
    assert compared(archive, name)


@pytest.mark.parametrize(
    "seed", [*range(4), *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(4, 12))]
)
def test_both_forms_answer_alike_on_any_archive(seed: int) -> None:
    graph = Store()
    graph.bulk_extend(certain(store(extractions(seed), ("a text",) * 30 if seed % 2 else (None,) * 30)))
    assert sum(compared(graph, name) for name in by_graph_forms()) > 0


@FORMS
def test_both_forms_select_and_sort_alike(name: str) -> None:
    for pattern in (r"^SELECT DISTINCT .*$", r"^ORDER BY .*$"):
        [itself] = re.findall(pattern, catalog()[name].text, re.MULTILINE)
        assert re.findall(pattern, by_graph_forms()[name], re.MULTILINE) == [itself]


@FORMS
def test_each_form_is_standard_sparql(name: str) -> None:
    text = by_graph_forms()[name]
    assert translateQuery(parseQuery(text)).algebra is not None
    declared = re.findall(r"^PREFIX (\S+):", text, re.MULTILINE)
    body = text.rpartition("PREFIX")[2].partition("\n")[2]
    assert all(f"{prefix}:" in body for prefix in declared)
    assert declared == sorted(declared)
    assert max(map(len, text.splitlines())) <= 120


def test_each_form_has_its_question() -> None:
    assert by_graph_forms().keys() <= catalog().keys()


def form(graph: Store, name: str, **values: str) -> str:
    return choose_form(catalog()[name], bindings(catalog()[name], values, graph), graph)


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
        lambda name: DefaultGraph() if "/document/" not in name.value else name,
        lambda _: NamedNode("https://a.example/all"),
        lambda name: NamedNode(re.sub("document/.*", "document/one#graph", name.value)),
        lambda name: NamedNode(name.value.replace("2015/GTM", "2014/GTM")),
    ],
    ids=["no graphs", "concepts in none", "one graph", "one of a document's name", "two in one"],
)
def test_other_layouts_are_asked_as_they_are(
    archive: Store, to: Callable[[NamedNode], NamedNode | DefaultGraph]
) -> None:
    graph = moved(archive, to)
    if len(set(graph.named_graphs())) == len(set(archive.named_graphs())):
        graph.add(Quad(term("tg:Claim"), term("tg:report"), term("tg:Report"), next(graph.named_graphs())))
    assert form(graph, "hubs", year="2014") == catalog()["hubs"].text


def mexico(archive: Store) -> list[Quad]:
    return [quad for quad in archive if "2014/MEX" in quad.graph_name.value]


@pytest.mark.parametrize(
    "graph_name",
    [DefaultGraph(), NamedNode("https://me.example/notes"), NamedNode("https://me.example/document/x#graph")],
    ids=str,
)
@pytest.mark.parametrize("whole", [True, False], ids=["a copy of a graph", "one statement"])
def test_what_stands_elsewhere_is_not_passed_over(
    archive: Store, graph_name: NamedNode | DefaultGraph, whole: bool
) -> None:
    graph = moved(archive, lambda name: name)
    assert form(graph, "reports-read", year="2014") == by_graph_forms()["reports-read"]
    for quad in mexico(archive)[: None if whole else 1]:
        graph.add(Quad(quad.subject, quad.predicate, quad.object, graph_name))
    assert form(graph, "reports-read", year="2014") == catalog()["reports-read"].text


def test_a_graph_without_its_document_is_not_passed_over(archive: Store) -> None:
    graph = moved(archive, lambda name: name)
    [stated] = [quad for quad in mexico(archive) if quad.predicate == term("tg:report")]
    graph.remove(stated)
    assert form(graph, "hubs", year="2014") == catalog()["hubs"].text


def test_without_a_year_all_is_asked_as_it_is(archive: Store) -> None:
    assert form(archive, "exploitation-by-victims") == catalog()["exploitation-by-victims"].text
    undeclared = Query(catalog()["hubs"].text)
    assert choose_form(undeclared, {}, archive) == undeclared.text


def test_a_server_is_asked_as_it_is(archive: Store) -> None:
    class Elsewhere:
        query, quads_for_pattern, named_graphs = (
            archive.query,
            archive.quads_for_pattern,
            archive.named_graphs,
        )

    hubs = catalog()["hubs"]
    assert choose_form(hubs, bindings(hubs, {"year": "2014"}, archive), Elsewhere()) == hubs.text


@pytest.mark.parametrize(
    ("change", "is_known"),
    [
        (lambda text: text.replace("\n", "\r\n") + "\r\n", True),
        (lambda text: text + "\n# mine", False),
        (lambda text: " ".join(text.split()), False),
        (lambda text: text.replace("asserted", "possible"), False),
    ],
    ids=["from a browser's form", "with a comment", "in one line", "another question"],
)
def test_only_the_questions_themselves_have_two_forms(
    archive: Store, change: Callable[[str], str], is_known: bool
) -> None:
    hubs = catalog()["hubs"]
    sent, bound = change(hubs.text), bindings(hubs, {"year": "2014"}, archive)
    found = choose_form(Query(sent, parameters=hubs.parameters), bound, archive)
    assert found == (by_graph_forms()["hubs"] if is_known else sent)
