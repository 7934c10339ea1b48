"""Results of queries, and how they are written."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Store, Triple

from tests.analysis.queries.running import cells, written
from tipgraph.analysis.queries import Format
from tipgraph.analysis.queries.results import short
from tipgraph.errors import UsageError


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


def test_a_constructed_graph_is_sorted(archive: Store) -> None:
    places = [NamedNode(f"https://example.org/{code}") for code in "FCAEDB"]
    values = " ".join(map(str, places))
    query = f"CONSTRUCT {{ ?s a tg:Country }} WHERE {{ VALUES ?s {{ {values} {values} }} }}"
    lines = written(archive, query, {}, Format.TURTLE).splitlines()
    assert [line.split()[0] for line in lines if "tg:Country" in line] == sorted(map(str, places))


@pytest.mark.parametrize(
    ("query", "form"),
    [("SELECT * { ?s ?p ?o }", Format.TURTLE), ("ASK { ?s ?p ?o }", Format.TURTLE),
     ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", Format.CSV)],
)  # fmt: skip
def test_formats_that_do_not_fit(archive: Store, query: str, form: Format) -> None:
    with pytest.raises(UsageError, match="use --format"):
        written(archive, query, {}, form)


def test_prefixes_need_no_declaration(archive: Store) -> None:
    found = cells(archive, "SELECT DISTINCT ?what { ?claim tg:status status:planned ; tg:measure ?what }", {})
    assert found == [["action-plan"]]


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
