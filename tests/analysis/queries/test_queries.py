"""Questions: their headers, their parameters, and their answers on a small archive."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, Triple, Variable, parse
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery

from tests.analysis.queries.answers import ANSWERS
from tests.archive import EXTRACTIONS, store
from tests.drafts import draft, says, tier
from tipgraph.analysis.queries import Format, catalog, find, named, notes, run_query
from tipgraph.analysis.queries import parse as parse_query
from tipgraph.analysis.queries.parameters import bindings
from tipgraph.analysis.queries.results import Graph, Rows, short
from tipgraph.errors import UnreadableError, UsageError
from tipgraph.model.vocabulary import load

ELSEWHERE = {"measures-of", "measure-everywhere", "extract"}
"""Questions with tests of their own."""


@pytest.fixture(scope="module")
def archive() -> Store:
    return store()


def rows(graph: Store, name: str, values: dict[str, str]) -> list[list[Any]]:
    answer = run_query(graph, name, values)
    assert isinstance(answer, Rows)
    columns, found = answer.cells()
    assert all(len(row) == len(columns) for row in found)
    return found


@pytest.mark.parametrize(("name", "values", "expected"), ANSWERS, ids=lambda value: str(value)[:40])
def test_answers(archive: Store, name: str, values: dict[str, str], expected: list[list[Any]]) -> None:
    assert rows(archive, name, values) == expected


def test_every_question_is_tested() -> None:
    assert {name for name, _, _ in ANSWERS} | ELSEWHERE == catalog().keys()


@pytest.mark.parametrize(
    ("measure", "verdict", "statuses"),
    [
        ("conviction", "not done", "not-done"),
        ("legislation", "mixed", "done not-done"),
        ("victim-services", "insufficient", "insufficient"),
        ("action-plan", "planned", "planned recommended"),
        ("hotline", "only recommended", "recommended"),
        ("sentencing", "not mentioned", ""),
    ],
)
def test_verdicts_on_measures(archive: Store, measure: str, verdict: str, statuses: str) -> None:
    found = rows(archive, "measures-of", {"country": "GTM", "year": "2014"})
    assert len(found) == len(load()["measure"])
    assert [row[3:] for row in found if row[1] == measure] == [[verdict, statuses]]


def test_measures_come_with_their_category(archive: Store) -> None:
    found = {row[1]: row[0] for row in rows(archive, "measures-of", {"country": "GTM", "year": "2014"})}
    assert set(found.values()) == load()["measure-category"].keys()
    assert found["hotline"] == "prevention"


def test_no_report_is_not_silence(archive: Store) -> None:
    verdicts = {row[3] for row in rows(archive, "measures-of", {"country": "GTM", "year": "2016"})}
    assert verdicts == {"no report read"}


def test_a_measure_in_every_country(archive: Store) -> None:
    found = {
        row[0]: row[2] for row in rows(archive, "measure-everywhere", {"measure": "hotline", "year": "2014"})
    }
    expected = {"GTM": "only recommended", "CUB": "done", "MEX": "not mentioned", "USA": "no report read"}
    assert {code: found[code] for code in expected} == expected
    assert len(found) > 240


def test_extract_is_all_of_the_report(archive: Store) -> None:
    answer = run_query(archive, "extract", {"country": "GTM", "year": "2015"})
    assert isinstance(answer, Graph)
    [graph] = {quad.graph_name for quad in archive if "2015/GTM" in quad.graph_name.value}
    assert set(answer.triples) == {quad.triple for quad in archive.quads_for_pattern(None, None, None, graph)}
    file = io.StringIO()
    answer.write(file, Format.TURTLE)
    assert {quad.triple for quad in parse(file.getvalue(), format=RdfFormat.TURTLE)} == set(answer.triples)
    assert file.getvalue() == written(archive, "extract", {"country": "GTM", "year": "2015"}, Format.TURTLE)


@pytest.mark.parametrize(("name", "values", "expected"), ANSWERS, ids=lambda value: str(value)[:40])
def test_answers_of_one_merged_graph(name: str, values: dict[str, str], expected: list[list[Any]]) -> None:
    """A Turtle file has no named graphs, and may hold the vocabularies, which are then there twice."""
    merged = store()
    merged.bulk_extend(Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in store())
    for graph in list(merged.named_graphs()):
        if "document" in graph.value:
            merged.remove_graph(graph)
    assert rows(merged, name, values) == expected


def written(graph: Store, query: str, values: dict[str, str], form: Format) -> str:
    file = io.StringIO()
    run_query(graph, query, values).write(file, form)
    return file.getvalue()


def test_csv_is_for_people(archive: Store) -> None:
    assert written(archive, "sectors-of", {"country": "MEX"}, Format.CSV) == (
        "sector,sectorName,reports,firstYear,lastYear\nagriculture,Agriculture,1,2014,2014\n"
    )


def test_json_and_tsv_have_whole_terms(archive: Store) -> None:
    found = json.loads(written(archive, "sectors-of", {"country": "MEX"}, Format.JSON))
    [binding] = found["results"]["bindings"]
    assert binding["sector"]["value"] == "https://w3id.org/tipgraph/concept/sector/agriculture"
    assert binding["country"]["value"] == "https://w3id.org/tipgraph/place/MEX"
    lines = written(archive, "sectors-of", {"country": "MEX"}, Format.TSV).splitlines()
    assert lines[0].split("\t")[:2] == ["?country", "?sector"]
    assert "<https://w3id.org/tipgraph/concept/sector/agriculture>" in lines[1]


def test_ask_gives_a_word(archive: Store) -> None:
    assert written(archive, "ASK { ?claim tg:sector sector:mining }", {}, Format.TABLE) == "false\n"
    assert json.loads(written(archive, "ASK { ?c tg:sector sector:agriculture }", {}, Format.JSON))["boolean"]


@pytest.mark.parametrize(
    ("query", "form"),
    [("SELECT * { ?s ?p ?o }", Format.TURTLE), ("ASK { ?s ?p ?o }", Format.TURTLE),
     ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", Format.CSV)],
)  # fmt: skip
def test_formats_that_do_not_fit(archive: Store, query: str, form: Format) -> None:
    with pytest.raises(UsageError, match="use --format"):
        written(archive, query, {}, form)


def test_prefixes_need_no_declaration(archive: Store) -> None:
    found = rows(archive, "SELECT DISTINCT ?what { ?claim tg:status status:planned ; tg:measure ?what }", {})
    assert found == [["action-plan"]]


@pytest.mark.parametrize(
    ("value", "code"),
    [("GTM", "GTM"), ("gtm", "GTM"), ("Guatemala", "GTM"), ("guatemala", "GTM"), (" GTM ", "GTM"),
     ("https://w3id.org/tipgraph/place/GTM", "GTM"), ("United States", "USA"),
     ("Gulf states", "gulf-states")],
)  # fmt: skip
def test_places_as_people_write_them(archive: Store, value: str, code: str) -> None:
    found = bindings(named("routes-out"), {"origin": value}, archive)
    assert found == {Variable("origin"): NamedNode(f"https://w3id.org/tipgraph/place/{code}")}


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("Congo", ["Congo taken as Democratic Republic of the Congo (COD); COG is Republic of the Congo"]),
        ("korea", ["korea taken as South Korea (KOR); PRK is North Korea"]),
        (
            "Guinea",
            [
                "Guinea taken as Guinea (GIN); GNB is Guinea-Bissau, GNQ is Equatorial Guinea, "
                "PNG is Papua New Guinea"
            ],
        ),
        ("Guinea-Bissau", []),
        ("Georgia", []),
        ("COD", []),
        ("Gulf states", []),
        ("https://w3id.org/tipgraph/place/COD", []),
    ],
)
def test_a_name_that_places_share_is_told(archive: Store, value: str, said: list[str]) -> None:
    assert list(notes(named("routes-out"), {"origin": value}, archive)) == said


@pytest.mark.parametrize(
    ("country", "year", "said"),
    [
        ("Guatemala", "1999", ["no report on Guatemala in 1999; years read: 2014, 2015"]),
        ("HTI", "2014", ["no report on Haiti in 2014, nor of any other year"]),
        ("GTM", "2014", []),
    ],
)
def test_a_year_without_report_is_told(archive: Store, country: str, year: str, said: list[str]) -> None:
    assert list(notes(named("measures-of"), {"country": country, "year": year}, archive)) == said


@pytest.mark.parametrize(
    ("name", "values", "said"),
    [
        ("sectors-of", {"country": "GTM"}, []),
        ("sectors-of", {"country": "HTI"}, ["no report on Haiti of any year"]),
        ("hubs", {"year": "2014"}, []),
        ("hubs", {"year": "1980"}, ["no report of 1980"]),
        (
            "changes",
            {"country": "GTM", "from": "2013", "to": "2014"},
            ["no report on Guatemala in 2013; years read: 2014, 2015"],
        ),
        ("recommendations-not-acted-on", {"year": "2015"}, []),
    ],
)
def test_silence_is_not_taken_for_an_answer(
    archive: Store, name: str, values: dict[str, str], said: list[str]
) -> None:
    assert list(notes(named(name), values, archive)) == said


def test_a_row_for_each_report_and_tier() -> None:
    extraction = draft(
        "GTM", "2014",
        says("It [does not fully comply], stays on [Tier 2], and [is making efforts].", tier("2", 2014)),
    )[1]  # fmt: skip
    other = draft("GTM", "2014", says("It [was on the Watch List].", tier("2WL", 2013)), identifier="b")[1]
    assert rows(store([extraction, other]), "tiers", {"country": "GTM"}) == [
        ["2013", "2WL", "", "", "", "was on the Watch List", "report/tip/2014/GTM"],
        ["2014", "2", "", "", "", "Tier 2", "report/tip/2014/GTM"],
    ]


@pytest.mark.parametrize("value", ["mining", "Mining", "MINING"])
def test_concepts_as_people_write_them(archive: Store, value: str) -> None:
    [found] = bindings(named("victims-in-sector"), {"sector": value}, archive).values()
    assert found == NamedNode("https://w3id.org/tipgraph/concept/sector/mining")


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
    assert rows_of(archive, query, {"word": '"} DROP ALL {"'}) == [[]]


def rows_of(graph: Store, query: Any, values: dict[str, str]) -> list[list[Any]]:
    answer = run_query(graph, query, values)
    assert isinstance(answer, Rows)
    return answer.cells()[1]


@pytest.mark.parametrize(
    ("name", "values", "message"),
    [
        ("routes-out", {}, "needs origin: where the people are from: add --param origin="),
        ("routes-out", {"orign": "GTM"}, "no parameter 'orign': did you mean origin?"),
        ("routes-out", {"origin": "Guatemalla"}, "no such place: did you mean Guatemala"),
        ("victims-in-sector", {"sector": "minning"}, "no such sector: did you mean mining, tanning"),
        ("victims-in-sector", {"sector": "xyzzy"}, "no such sector: codes are agriculture"),
        ("routes-out", {"origin": "https://w3id.org/tipgraph/place/X X"}, "is no IRI"),
        ("routes-out", {"origin": "https://w3id.org/tipgraph/place/GTMM"}, "no such place"),
        ("routes-out", {"origin": "https://w3id.org/tipgraph/concept/sector/mining"}, "no such place"),
        ("routes-out", {"origin": "http://example.org/GTM"}, "no such place"),
        ("routes-out", {"origin": "caf\udce9"}, "is no Unicode"),
        ("routes-out", {"origin": "GTM", "year": "soon"}, "year=soon is not a year: give four digits"),
        ("routes-out", {"origin": "GTM", "year": "20014"}, "is not a year"),
        ("routes-outt", {}, "no query 'routes-outt': did you mean routes-out"),
        ("nothing-like-it", {}, "see tipgraph query --list"),
        ("none.rq", {}, "no such file"),
        ("SELECT ?s { ?s ?p }", {}, "cannot be read"),
        ("DROP ALL # now", {}, "only reading queries (SELECT, ASK, CONSTRUCT, DESCRIBE) are run"),
        ("PREFIX a: <http://a/> # x\nDELETE WHERE { ?s ?p ?o }", {}, "only reading queries"),
        ("SELECT * { ?s tgg:sector ?o }", {}, "unknown prefix tgg: (did you mean tg"),
        ("SELECT * { ?s xyzzy:a tg:b, 'a:b' }", {}, "unknown prefix xyzzy: (declare it with PREFIX)"),
        (
            "#+ title: none\nSELECT * { ?s xyzzy:a tg:b }",
            {},
            "unknown prefix xyzzy: (declare it with PREFIX)",
        ),
        ("PREFIX a: <http://a/> SELECT * { ?s a:b 'x:y', <z:z> _:c }", {}, "at line 1, column "),
        ("SELECT * {\n ?s ?p }", {}, "cannot be read at line 2, column 9: correct it there"),
        ("SELECT ?s { ?s a ?c }", {"c": "GTM"}, "declare it in the query"),
        ("#+ param c: place, required -- it\nSELECT ?s { ?s a ?c }", {"c": "GTM"}, "in the SELECT clause"),
        ("#+ param c: fruit, required -- it\nSELECT ?c { ?s a ?c }", {"c": "pear"}, "no concepts of fruit"),
    ],
)
def test_requests_that_cannot_be_carried_out(
    archive: Store, name: str, values: dict[str, str], message: str
) -> None:
    with pytest.raises(UsageError, match=re.escape(message)):
        run_query(archive, name, values)


CALLS = [
    "SELECT * { SERVICE <https://a.example/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o FILTER EXISTS { service silent ?x { ?s ?p ?o } } }",
    "SELECT * { { SELECT ?s { ?s ?p ?o MINUS { SERVICE <https://a.example/> { ?s ?p ?o } } } } }",
    "ASK { SERV\\u0049CE <https://a.example/> { ?s ?p ?o } }",
    "SELECT * { SERVICE <https://a.example/> { ?s ?p ?o } LATERAL { ?s ?p ?o } }",
]


@pytest.mark.parametrize("query", CALLS)
def test_no_other_server_is_called(archive: Store, query: str) -> None:
    with pytest.raises(UsageError, match="calls another server"):
        run_query(archive, query)


def test_the_word_service_is_no_call(archive: Store) -> None:
    query = 'SELECT ?s { ?s oa:exact ?q # a service\n FILTER(CONTAINS(?q, "domestic service")) }'
    assert rows_of(archive, query, {}) == []


def test_files_with_queries(tmp_path: Path, archive: Store) -> None:
    path = tmp_path / "mine.rq"
    path.write_text(
        "#+ title: Mine\n#+ param country: place, required -- it\nSELECT ?country { ?r tg:country ?country }"
    )
    assert find(str(path)).title == "Mine"
    assert rows_of(archive, str(path), {"country": "CUB"}) == [[]]
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UnreadableError, match="UTF-8"):
        find(str(path))


@pytest.mark.parametrize("line", ["#+ tilte: a", "#+ param a: place -- b", "#+ nothing", "#+ title:"])
def test_damaged_headers(line: str) -> None:
    with pytest.raises(UnreadableError, match="cannot be read"):
        parse_query(line + "\nSELECT * {}")


@pytest.mark.parametrize("query", catalog().values(), ids=catalog().keys())
def test_each_question_explains_itself(query: Any) -> None:
    assert query.title.endswith("?")
    assert query.description.endswith(".")
    known = {"place", "year", "integer", "string", *load()}
    assert {parameter.type for parameter in query.parameters} <= known
    assert all(f"?{parameter.name}" in query.text for parameter in query.parameters)
    assert max(map(len, query.text.splitlines())) <= 120


@pytest.mark.parametrize("query", catalog().values(), ids=catalog().keys())
def test_each_question_is_standard_sparql(query: Any) -> None:
    """With its prefixes declared, so that it runs elsewhere, and with all of them used."""
    assert translateQuery(parseQuery(query.text)).algebra is not None
    declared = re.findall(r"^PREFIX (\S+):", query.text, re.MULTILINE)
    body = query.text.rpartition("PREFIX")[2]
    assert all(f"{prefix}:" in body.partition("\n")[2] for prefix in declared)
    assert declared == sorted(declared)


@pytest.mark.parametrize(
    ("term", "text"),
    [
        (None, ""),
        (Literal(3), 3),
        (Literal("a"), "a"),
        (NamedNode("https://w3id.org/tipgraph/place/GTM"), "GTM"),
        (NamedNode("https://w3id.org/tipgraph/place/GTM/neighbors"), "GTM/neighbors"),
        (NamedNode("https://w3id.org/tipgraph/ontology#Claim"), "tg:Claim"),
        (NamedNode("https://example.org/a"), "https://example.org/a"),
        (Triple(NamedNode("a:b"), NamedNode("a:b"), Literal("c")), '<a:b> <a:b> "c"'),
    ],
)
def test_short_terms(term: Any, text: str | int) -> None:
    assert short(term) == text


def test_the_archive_is_what_it_says() -> None:
    assert len(EXTRACTIONS) == 5
    assert len({extraction.document.report for extraction in EXTRACTIONS}) == 4
