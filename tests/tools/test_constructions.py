"""Sentences of known meaning, and how they are judged."""

from __future__ import annotations

import tomllib
from pathlib import Path

from tests.paths import ROOT
from tipgraph.understanding import Extractor
from tools.constructions import MARK, Result, claims, constructions, errors, read, score, sentences, tabled

CONTENT = tomllib.loads("""
[words]
country = [
  { code = "NPL", name = "Nepal", people = "Nepali" },
  { code = "IND", name = "India", people = "Indian" },
  { code = "KEN", name = "Kenya" },
  { code = "QAT", name = "Qatar", people = "Qatari" },
  { code = "ITA", name = "Italy", people = "Italian" },
  { code = "MEX", name = "Mexico", people = "Mexican" },
]

[[construction]]
name = "people of A are exploited in B"
text = ["{o.people} girls are exploited in {d.name}."]
slots = { o = "country", d = "country*" }
routes = ["{o.code}>{d.code}[victims=girls]"]

[[construction]]
name = "said and left undone"
text = ["Police trained judges.", "Nobody trained judges."]
measures = ["training/done"]
optional = ["training/not-done"]
""")
ROUTES, TRAINING = constructions(CONTENT)


def test_words_differ_and_have_the_fields_that_a_text_needs() -> None:
    for sentence in sentences(ROUTES, CONTENT["words"], 50):
        assert not sentence.text.startswith("Kenya")
        ends = {end for route in sentence.wanted["routes"] for end in route.partition("[")[0].split(">")}
        assert len(ends) == len(sentence.wanted["routes"]) + 1
        assert sentence.country not in ends


def test_sentences_are_the_same_each_time() -> None:
    assert list(sentences(ROUTES, CONTENT["words"], 9)) == list(sentences(ROUTES, CONTENT["words"], 9))


def test_what_is_missing_and_what_is_too_much(extractor: Extractor) -> None:
    (sentence,) = sentences(ROUTES, CONTENT["words"], 1)
    assert errors(sentence, claims(sentence, extractor)) == []
    route = next(iter(sentence.wanted["routes"])).partition("[")[0]
    other = sentence._replace(wanted={"routes": frozenset({f"{route}[victims=boys]", "KEN>USA"})})
    found = errors(other, claims(sentence, extractor))
    assert f"- {route} victims=boys" in found
    assert "- KEN>USA" in found


def test_what_is_optional_may_be_read_or_not(extractor: Extractor) -> None:
    said, left = sentences(TRAINING, CONTENT["words"], 2)
    assert errors(said, claims(said, extractor)) == []
    assert errors(left, claims(left, extractor)) == ["- training/done"]


def test_tables_are_written_between_marks() -> None:
    page = f"Before.\n\n{MARK}\n\nold\n\n<!-- next -->\nAfter.\n"
    scores = {Path("x/measures"): [Result("a", 4, []), Result("b", 4, [(None, [])] * 2)]}  # type: ignore[list-item]
    written = tabled(page, scores)
    assert "old" not in written
    assert "| b | 0.500 |\n| mean | 0.750 |\n\n<!-- next -->\nAfter.\n" in written
    assert tabled(written, scores) == written


def test_a_folder_shares_its_words(tmp_path: Path, extractor: Extractor) -> None:
    (tmp_path / "words.toml").write_text('[words]\ncountry = [{ code = "NPL", name = "Nepal" }]\n')
    (tmp_path / "all.toml").write_text(
        '[[construction]]\nname = "a"\ntext = ["{here.name} trained judges."]\n'
    )
    assert [sentence.text for _, made in read(tmp_path, 2) for sentence in made] == [
        "Nepal trained judges."
    ] * 2
    assert [result.share for result in score(tmp_path, extractor, 2)] == [0]


def test_constructions_of_the_project_have_names_of_their_own() -> None:
    for folder in (ROOT / "tests/gold/constructions").iterdir():
        names = [construction.name for construction, made in read(folder, 3) if len(made) == 3]
        assert len(names) == len(set(names)) > 20
