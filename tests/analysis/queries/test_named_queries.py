"""The named queries of ``queries/``: their headers, results on an archive, and promises of descriptions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from pyoxigraph import RdfFormat, Store, parse
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery

from tests.analysis.queries.answers import ANSWERS
from tests.analysis.queries.promises import PROMISES, VERDICTS, report
from tests.analysis.queries.running import cells, written
from tests.archive import EXTRACTIONS, store
from tests.drafts import measure, role
from tipgraph.analysis.queries import Format, Graph, Query, catalog, results, run_query
from tipgraph.analysis.queries.query import by_graph_forms
from tipgraph.model.claims import Extraction
from tipgraph.model.vocabulary import load
from tipgraph.rdf.emit import quads

TESTED_BELOW = {"measures-of", "measure-everywhere", "extract"}
QUERIES = pytest.mark.parametrize("query", catalog().values(), ids=catalog().keys())
ON_THE_ARCHIVE = pytest.mark.parametrize(
    ("name", "values", "expected"), ANSWERS, ids=[f"{name} {values}" for name, values, _ in ANSWERS]
)


@ON_THE_ARCHIVE
def test_results(archive: Store, name: str, values: dict[str, str], expected: list[list[object]]) -> None:
    assert cells(archive, name, values) == expected


@ON_THE_ARCHIVE
def test_results_of_a_graph_without_named_graphs(
    merged_archive: Store, name: str, values: dict[str, str], expected: list[list[object]]
) -> None:
    assert cells(merged_archive, name, values) == expected


def test_every_query_is_tested() -> None:
    assert {name for name, _, _ in ANSWERS} | TESTED_BELOW == catalog().keys()
    assert {name for name, *_ in PROMISES} | TESTED_BELOW == catalog().keys()


@pytest.fixture(scope="module")
def vocabularies() -> Store:
    """Return a graph without reports."""
    return store([])


@contextmanager
def holding(graph: Store, reports: list[Extraction]) -> Iterator[Store]:
    """Add reports to a graph, and remove them again."""
    added = [quad for each in reports for quad in quads(each)]
    graph.extend(added)
    try:
        yield graph
    finally:
        for quad in added:
            graph.remove(quad)


FORMS = ["itself", "by graph"]
ROWS = [(form, *row) for row in PROMISES for form in FORMS if form == "itself" or row[0] in by_graph_forms()]


def use_form(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run queries in one of their forms."""
    forms = by_graph_forms() if form == "by graph" else {}
    monkeypatch.setattr(results, "choose_form", lambda query, *_: forms.get(query.name, query.text))


@pytest.mark.parametrize(
    ("form", "name", "promise", "reports", "values", "expected"),
    ROWS,
    ids=[f"{name} ({form}): {promise}" for form, name, promise, *_ in ROWS],
)
def test_promises(
    vocabularies: Store,
    monkeypatch: pytest.MonkeyPatch,
    form: str,
    name: str,
    promise: str,
    reports: list[Extraction],
    values: dict[str, str],
    expected: list[list[object]],
) -> None:
    use_form(form, monkeypatch)
    with holding(vocabularies, reports) as graph:
        assert cells(graph, name, values) == expected, promise


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("statuses", "verdict"), VERDICTS, ids=[f"{row[1]}: {row[0]}" for row in VERDICTS])
def test_verdicts(
    vocabularies: Store,
    monkeypatch: pytest.MonkeyPatch,
    form: str,
    statuses: list[str] | None,
    verdict: str,
) -> None:
    use_form(form, monkeypatch)
    claims = [measure("hotline", status) for status in statuses or ()]
    reports = [] if statuses is None else [report("GTM", 2014, role("source"), *claims)]
    with holding(vocabularies, reports) as graph:
        everywhere = cells(graph, "measure-everywhere", {"measure": "hotline", "year": "2014"})
        of_country = cells(graph, "measures-of", {"country": "GTM", "year": "2014"})
    assert [row[2] for row in everywhere if row[0] == "GTM"] == [verdict]
    assert {row[2] for row in everywhere if row[0] != "GTM"} == {"no report read"}
    assert len(everywhere) > 240
    assert [row[3:] for row in of_country if row[1] == "hotline"] == [[verdict, "|".join(statuses or ())]]
    assert len(of_country) == len(load()["measure"])


def test_measures_come_with_their_category(archive: Store) -> None:
    found = {row[1]: row[0] for row in cells(archive, "measures-of", {"country": "GTM", "year": "2014"})}
    assert set(found.values()) == load()["measure-category"].keys()
    assert found["hotline"] == "prevention"


def test_extract_is_all_of_the_report(archive: Store) -> None:
    answer = run_query(archive, "extract", {"country": "GTM", "year": "2015"})
    assert isinstance(answer, Graph)
    [graph] = {quad.graph_name for quad in archive if "2015/GTM" in quad.graph_name.value}
    assert set(answer.triples) == {quad.triple for quad in archive.quads_for_pattern(None, None, None, graph)}
    turtle = written(archive, "extract", {"country": "GTM", "year": "2015"}, Format.TURTLE)
    assert {quad.triple for quad in parse(turtle, format=RdfFormat.TURTLE)} == set(answer.triples)
    assert turtle == written(archive, "extract", {"country": "GTM", "year": "2015"}, Format.TURTLE)


@QUERIES
def test_headers(query: Query) -> None:
    assert query.title.endswith("?")
    assert query.description.endswith(".")
    known = {"place", "year", "integer", "string", *load()}
    assert {parameter.type for parameter in query.parameters} <= known
    assert all(f"?{parameter.name}" in query.text for parameter in query.parameters)
    assert max(map(len, query.text.splitlines())) <= 120


@QUERIES
def test_queries_are_standard_sparql(query: Query) -> None:
    """They run elsewhere: every prefix is declared, and used."""
    assert translateQuery(parseQuery(query.text)).algebra is not None
    declared = re.findall(r"^PREFIX (\S+):", query.text, re.MULTILINE)
    body = query.text.rpartition("PREFIX")[2]
    assert all(f"{prefix}:" in body.partition("\n")[2] for prefix in declared)
    assert declared == sorted(declared)


def test_the_archive() -> None:
    assert len(EXTRACTIONS) == 5
    assert len({extraction.document.report for extraction in EXTRACTIONS}) == 4
