"""The search: words, facets with counts, and sentences with the words that match."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.analysis.test_reprints import ORIGINALS, REPRINT
from tests.archive import EXTRACTIONS
from tipgraph.analysis.database import write_tables
from tipgraph.analysis.search import FACETS, search, sentences
from tipgraph.errors import UsageError


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("search") / "tip.db"
    write_tables(EXTRACTIONS, target)
    return target


def quotes(path: Path, words: str, **chosen: str) -> set[str]:
    return {hit.words for hit in search(path, words, chosen).hits}


@pytest.mark.parametrize(
    ("words", "chosen", "found"),
    [
        ("bars Mexico", {}, {"Girls are exploited in bars in Mexico, some taken through Belize"}),
        ("BÁRS", {}, {"Girls are exploited in bars in Mexico, some taken through Belize"}),
        ("bar", {}, set()),
        ('"BARS in mexico"', {}, {"Girls are exploited in bars in Mexico, some taken through Belize"}),
        ('"in exploited" bars', {}, set()),
        ("bar*", {}, {"Girls are exploited in bars in Mexico, some taken through Belize"}),
        ('exploited "OR" hotline', {}, set()),
        ("", {"code": "measure/hotline", "status": "recommended"}, {"open a hotline"}),
        ("", {"code": "measure/hotline", "status": "done"}, {"A hotline exists"}),
        ("", {"code": "measure/hotline", "status": "not-done"}, set()),
        ("fruit", {"year": "2015", "code": "sector/agriculture"}, {"Men pick fruit in Canada under force"}),
        ("fruit", {"country": "MEX"}, set()),
        ("country", {"kind": "role", "country": "GTM", "year": "2015"}, {"source country"}),
    ],
)
def test_words_and_facets(path: Path, words: str, chosen: dict[str, str], found: set[str]) -> None:
    assert quotes(path, words, **chosen) == found


def test_words_that_match_are_marked(path: Path) -> None:
    [hit] = search(path, "girl* belize").hits
    assert [text for text, matches in hit.parts if matches] == ["Girls", "Belize"]
    assert hit.parts[0] == ("Girls", True)


def test_a_hit_has_the_claims_that_rest_on_it(path: Path) -> None:
    [hit] = search(path, "bars").hits
    assert [said.kind for said in hit.claims] == ["exploitation", "route", "sector", "victim-group"]
    route = hit.claims[1]
    assert route.description.startswith("GTM → MEX via BLZ")
    assert route.codes == ("exploitation/sex-trafficking", "sector/hospitality", "victim-group/girls")
    assert route.claim.startswith(hit.evidence.partition("/evidence/")[0])


@pytest.mark.parametrize("facet", FACETS)
def test_the_count_of_a_value_is_the_number_of_sentences_with_it(path: Path, facet: str) -> None:
    values = search(path).facets[facet]
    assert values
    for value in values:
        assert search(path, "", {facet: value.value}).total == value.count


def test_values_have_names(path: Path) -> None:
    facets = search(path).facets
    assert {(each.value, each.label) for each in facets["country"]} >= {("GTM", "Guatemala")}
    assert {(each.value, each.label) for each in facets["code"]} >= {("sector/agriculture", "Agriculture")}


def test_one_claim_has_all_chosen_facets(path: Path) -> None:
    assert search(path, "bars", {"kind": "sector", "code": "sector/hospitality"}).total == 1
    assert search(path, "bars", {"kind": "sector", "code": "victim-group/girls"}).total == 0


def test_pages_of_hits_are_all_sentences_once(path: Path) -> None:
    everything = search(path, limit=1000)
    assert everything.total == len(everything.hits)
    pages = [
        hit for start in range(0, everything.total, 7) for hit in search(path, limit=7, offset=start).hits
    ]
    assert pages == list(everything.hits) == list(sentences(path))
    years = [hit.year for hit in pages]
    assert years == sorted(years, reverse=True)


def test_reprints_are_not_searched(tmp_path: Path) -> None:
    write_tables([*ORIGINALS, REPRINT], tmp_path / "tip.db")
    found = {hit.report for hit in search(tmp_path / "tip.db", limit=1000).hits}
    assert len(found) == len({each.document.report for each in ORIGINALS})


def test_an_unknown_facet_is_refused(path: Path) -> None:
    with pytest.raises(UsageError, match="country"):
        search(path, "", {"countri": "GTM"})
