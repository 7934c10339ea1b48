"""Queries on statements: victims, exploitation and sector of a row are stated of each other."""

from __future__ import annotations

import pytest
from pyoxigraph import Store

from tests.analysis.queries.running import cells
from tests.archive import store
from tipgraph import Extractor
from tipgraph.model.documents import Document, Narrative, Report

MEN = "Lao men are subjected to forced labor in fishing in Thailand."
WOMEN = "Lao women may be exploited in sex trafficking in Thailand."
TEXT = f"{MEN} {WOMEN}"


@pytest.fixture(scope="module")
def graph() -> Store:
    """Return the graph of two sentences on one route."""
    document = Document("lao", Report("tip", "2014", "LAO"), Narrative.digest(TEXT))
    return store([Extractor.load().read(Narrative(document, TEXT))])


def test_each_sentence_is_a_statement(graph: Store) -> None:
    report = "report/tip/2014/LAO"
    assert cells(graph, "route-statements", {"origin": "LAO", "destination": "THA"}) == [
        ["2014", "LAO", "trafficking", "asserted", "men", "forced-labor", "fishing", "",
         MEN.rstrip("."), "", report, 0],
        ["2014", "LAO", "trafficking", "possible", "women", "sex-trafficking", "", "",
         WOMEN.rstrip("."), "", report, len(MEN) + 1],
    ]  # fmt: skip


@pytest.mark.parametrize("year", [{}, {"year": "2014"}], ids=["itself", "by graph"])
def test_groups_of_victims_have_their_own_exploitation(graph: Store, year: dict[str, str]) -> None:
    assert cells(graph, "exploitation-by-victims", year) == [
        ["men", "Men", "forced-labor", "Forced labor", 1],
        ["women", "Women", "sex-trafficking", "Sex trafficking", 1],
    ]


@pytest.mark.parametrize("year", [{}, {"year": "2014"}], ids=["itself", "by graph"])
def test_a_sector_has_its_own_victims(graph: Store, year: dict[str, str]) -> None:
    assert cells(graph, "victims-in-sector", {"sector": "fishing", **year}) == [
        ["men", "LAO", "Laos", "THA", "Thailand", 1, "2014", "2014"]
    ]


def test_a_sector_has_its_own_exploitation(graph: Store) -> None:
    of = {"sector": "fishing"}
    assert cells(graph, "exploitation-in-sector", of) == [["THA", "Thailand", 1, 1]]
    assert cells(graph, "exploitation-in-sector", of | {"exploitation": "sex-trafficking"}) == []


def test_a_route_with_an_asserted_statement_is_not_only_possible(graph: Store) -> None:
    assert cells(graph, "possible-routes", {"country": "LAO"}) == []
    assert cells(graph, "routes-out", {"origin": "LAO"}) == [
        ["THA", "Thailand", "trafficking", 1, 1, "2014", "2014"]
    ]


def test_statements_of_one_route_have_their_own_words(graph: Store) -> None:
    found = cells(graph, "claims", {"country": "LAO", "year": "2014"})
    assert [row[4:] for row in found if row[2:4] == ["route", "LAO/THA"]] == [
        ["asserted", MEN.rstrip(".")], ["possible", WOMEN.rstrip(".")]
    ]  # fmt: skip


def test_copies_that_read_differently_are_rows_of_their_own() -> None:
    copies = []
    for identifier, sentence in (("a", MEN), ("b", MEN.replace("men", "boys"))):
        document = Document(identifier, Report("tip", "2014", "LAO"), Narrative.digest(sentence))
        extraction = Extractor.load().read(Narrative(document, sentence))
        copies.append(extraction)
    found = cells(store(copies), "route-statements", {"origin": "LAO", "destination": "THA"})
    assert [row[4] for row in found] == ["boys", "men"]
