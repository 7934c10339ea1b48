"""Notes on results: ambiguous names of places, and missing reports."""

from __future__ import annotations

import pytest
from pyoxigraph import Store

from tipgraph.analysis.queries import find, named, notes
from tipgraph.model.iris import BASE


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
        ("Georgia", ["Georgia taken as Georgia (GEO); USA-state-of-georgia is State of Georgia"]),
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


@pytest.mark.parametrize(
    ("query", "term", "hint"),
    [
        ("SELECT * { ?c tg:destinaton ?d }", "tg:destinaton", "did you mean destination"),
        ("SELECT * { ?c tg:sector sector:minning }", "sector:minning", "did you mean mining"),
        (f"SELECT * {{ ?c <{BASE}ontology#orign> ?d }}", "tg:orign", "did you mean origin"),
        ("SELECT * { ?c tg:origin place:QQQ }", "place:QQQ", "see docs/model.md"),
    ],
)
def test_a_misspelt_term_is_told(archive: Store, query: str, term: str, hint: str) -> None:
    (note,) = notes(find(query), {}, archive)
    assert note.startswith(f"{term} is nowhere in the graph; {hint}")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?c a tg:RouteClaim ; tg:origin place:GTM ; <http://example.org/x> ?y }",
        'SELECT * { ?c tg:sector ?d FILTER(STR(?d) = "tg:foo") }',
        "SELECT * { ?c tg:sector ?d FILTER(STR(?d) = 'it\\'s tg:foo') }",
        """SELECT * { ?c tg:sector ?d FILTER(STR(?d) = \'\'\'a "
        tg:foo\'\'\') }""",
        f"SELECT * {{ ?c tg:sector ?d }} # the country's tg:foo, <{BASE}ontology#foo>",
    ],
)
def test_terms_of_the_model_and_of_others_strings_and_comments_need_no_note(
    archive: Store, query: str
) -> None:
    assert list(notes(find(query), {}, archive)) == []


def test_a_term_after_strings_and_comments_is_found(archive: Store) -> None:
    query = '# it\'s\nSELECT * { ?c tg:sector \'\', "\'", """"a""" ; tg:orign ?d }'
    (note,) = notes(find(query), {}, archive)
    assert note.startswith("tg:orign is nowhere in the graph; did you mean origin")
