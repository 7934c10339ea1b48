"""The generator of the places: the committed files are what the tables make."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, RdfFormat, parse

from tipgraph.util.resources import folder
from tools.places import __main__ as command
from tools.places.ambiguity import ambiguous
from tools.places.settlements import parts
from tools.places.spelling import key, plain, plurals, variants
from tools.places.tables import rows
from tools.places.turtle import PREFIXES, block, english, header, place

_CLEAR = {"others": "", "word": ""}


@pytest.mark.parametrize("name", ["places.ttl", "settlements.ttl"])
def test_a_committed_file_is_what_the_tables_make(name: str) -> None:
    assert (folder("ontology") / name).read_text(encoding="utf-8") == command.documents()[name]


def test_check_finds_nothing_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["places", "--check"])
    assert command.main() == 0


def test_check_names_a_stale_file_and_leaves_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "ONTOLOGY", tmp_path)
    monkeypatch.setattr("sys.argv", ["places", "--check"])
    (tmp_path / "places.ttl").write_text("# edited by hand\n", encoding="utf-8")
    assert command.main() == 1
    assert "places.ttl is stale" in capsys.readouterr().err
    assert (tmp_path / "places.ttl").read_text(encoding="utf-8") == "# edited by hand\n"


def test_writing_makes_both_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(command, "ONTOLOGY", tmp_path)
    monkeypatch.setattr("sys.argv", ["places"])
    assert command.main() == 0
    assert {path.name for path in tmp_path.iterdir()} == {"places.ttl", "settlements.ttl"}


@pytest.mark.parametrize(
    ("table", "column"),
    [("countries", "iso3"), ("country-names", "iso3"), ("regions", "code"), ("historic-countries", "code")],
)
def test_a_table_is_sorted_or_at_least_names_each_once(table: str, column: str) -> None:
    codes = [row[column] for row in rows(table)]
    assert len(codes) == len(set(codes))


def test_every_part_kept_by_hand_is_there() -> None:
    made = {(part.country, part.labels.preferred) for part in parts()}
    assert {(row["country"], row["label"]) for row in rows("parts")} <= made


def test_an_exclusion_says_why() -> None:
    assert [row["name"] for row in rows("excluded") if not row["reason"]] == []


@pytest.mark.parametrize(
    "name", ["Northern", "Central Region", "Capital District", "Ufa", "Sector 3", "Niger"]
)
def test_a_vague_or_taken_name_is_ambiguous(name: str) -> None:
    assert ambiguous(name, _CLEAR)


@pytest.mark.parametrize("name", ["Northumberland", "Port Harcourt", "Westfjords", "South Kivu"])
def test_a_name_that_says_more_than_a_direction_is_clear(name: str) -> None:
    assert not ambiguous(name, _CLEAR)


@pytest.mark.parametrize("row", [{"others": "ESP", "word": ""}, {"others": "", "word": "word"}])
def test_a_namesake_or_a_word_makes_ambiguous(row: dict[str, str]) -> None:
    assert ambiguous("Lubango", row)


@given(st.lists(st.text(min_size=1)))
def test_variants_are_new_and_differ(names: list[str]) -> None:
    keys = [key(name) for name in variants(names)]
    assert len(keys) == len(set(keys))
    assert not {key(name) for name in names} & set(keys)


@given(st.text())
def test_plain_is_stable(name: str) -> None:
    assert plain(plain(name)) == plain(name)


def test_plurals_keep_their_order() -> None:
    assert plurals(["Burkinabé", "Ivoirian(s)"]) == ("Burkinabé", "Ivoirian", "Ivoirians", "Burkinabe")


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_any_label_survives_turtle(label: str) -> None:
    turtle = header("", PREFIXES) + block(
        place("AGO"), ["tg:Country"], [("skos:prefLabel", [english(label)])]
    )
    objects = [quad.object for quad in parse(input=turtle, format=RdfFormat.TURTLE)]
    assert objects[1:] == [Literal(label, language="en")]


def test_long_statements_fit_the_page() -> None:
    labels = [english(f"name {number}") for number in range(40)]
    lines = block(place("AGO"), ["tg:Country"], [("skos:altLabel", labels)]).splitlines()
    assert max(map(len, lines)) <= 110
