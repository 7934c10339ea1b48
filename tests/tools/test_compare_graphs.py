"""Comparing two graphs except for renamed terms."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from tests.paths import ROOT
from tests.understanding.tables import CASES
from tools.compare_graphs import RENAMED, Renaming, main

TG = "https://w3id.org/tipgraph/ontology#"
OWL = "http://www.w3.org/2002/07/owl#"
CLAIM = "<urn:claim>"
SAME = "0 are only in"


def graph(path: Path, *lines: str) -> str:
    path.write_text("".join(f"{line} .\n" for line in lines), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        # the same
        (f'{CLAIM} <urn:p> "a" <urn:g>', f'{CLAIM} <urn:p> "a" <urn:g>', 0),
        # a renamed class, and a renamed property
        (f"{CLAIM} <urn:p> <{TG}Neighborhood>", f"{CLAIM} <urn:p> <{TG}NeighboringCountries>", 0),
        (f'{CLAIM} <{TG}sourcesLeftOut> "0"', f'{CLAIM} <{TG}sourcesExcluded> "0"', 0),
        # a renamed rule, which is a name only as the value of tg:rule
        (f'{CLAIM} <{TG}rule> "measure.plain"', f'{CLAIM} <{TG}rule> "operator.none"', 0),
        (f'{CLAIM} <urn:p> "measure.plain"', f'{CLAIM} <urn:p> "operator.none"', 1),
        # the old name in the new graph
        (f'{CLAIM} <{TG}rule> "measure.plain"', f'{CLAIM} <{TG}rule> "measure.plain"', 1),
        # versions and runs
        (f'{CLAIM} <{OWL}versionInfo> "0.1.0"', f'{CLAIM} <{OWL}versionInfo> "0.2.0"', 0),
        (
            '<urn:run> <urn:p> "1" <https://w3id.org/tipgraph/graph/runs>',
            '<urn:run> <urn:p> "2" <https://w3id.org/tipgraph/graph/runs>',
            0,
        ),
        # another value, datatype, language or graph
        (f'{CLAIM} <urn:p> "a"', f'{CLAIM} <urn:p> "b"', 1),
        (f'{CLAIM} <urn:p> "1"', f'{CLAIM} <urn:p> "1"^^<urn:number>', 1),
        (f'{CLAIM} <urn:p> "a"@en', f'{CLAIM} <urn:p> "a"@fr', 1),
        (f'{CLAIM} <urn:p> "a" <urn:g>', f'{CLAIM} <urn:p> "a" <urn:h>', 1),
    ],
)
def test_a_pair_of_graphs(old: str, new: str, code: int, tmp_path: Path) -> None:
    assert main([graph(tmp_path / "old.nq", old), graph(tmp_path / "new.nq", new)]) == code


def test_differences_are_printed_up_to_the_limit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = graph(tmp_path / "old.nq", '<urn:a> <urn:p> "1"', '<urn:a> <urn:p> "2"', '<urn:b> <urn:p> "0"')
    new = graph(tmp_path / "new.nq", '<urn:b> <urn:p> "0"', '<urn:c> <urn:p> "3"')
    assert main([old, new, "--limit", "1"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        '- <urn:a> <urn:p> "1" .',
        '+ <urn:c> <urn:p> "3" .',
        f"1 statements are the same, 2 are only in {old}, 1 only in {new}",
    ]


def test_a_store_and_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = Store(tmp_path / "store")
    store.load(path=ROOT / "examples/graph.trig", format=RdfFormat.TRIG)
    del store
    assert main([str(tmp_path / "store"), str(ROOT / "examples/graph.trig")]) == 0
    assert SAME in capsys.readouterr().out


def test_a_table_of_your_own(tmp_path: Path) -> None:
    table = tmp_path / "renamed.csv"
    table.write_text("kind,old,new\niri,urn:p,urn:q\n", encoding="utf-8")
    old = graph(tmp_path / "old.nq", '<urn:a> <urn:p> "1"')
    new = graph(tmp_path / "new.nq", '<urn:a> <urn:q> "1"')
    assert (main([old, new]), main([old, new, "--renamed", str(table)])) == (1, 0)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("graph.nq", "no quad", "error: "),
        ("graph.docx", "", "unknown format: use .nq"),
        ("missing.nq", None, "No such file"),
    ],
)
def test_what_cannot_be_read(
    name: str, text: str | None, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if text is not None:
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert main([str(tmp_path / name), graph(tmp_path / "new.nq")]) == 2
    assert message in capsys.readouterr().err


def test_an_unknown_kind_in_the_table(tmp_path: Path) -> None:
    table = tmp_path / "renamed.csv"
    table.write_text("kind,old,new\nclass,a,b\n", encoding="utf-8")
    with pytest.raises(ValueError, match="unknown kind 'class': use iri or rule"):
        Renaming.load(table)


def test_old_names_are_gone_and_new_ones_exist() -> None:
    renaming = Renaming.load()
    ontology = (ROOT / "ontology/tipgraph.ttl").read_text(encoding="utf-8")
    rules = (CASES / "rules.txt").read_text(encoding="utf-8")
    for old, new in renaming.iris.items():
        assert f"tg:{old.removeprefix(TG)} a " not in ontology
        assert f"tg:{new.removeprefix(TG)} a " in ontology
    for old, new in renaming.rules.items():
        assert f"## {old}\n" not in rules
        assert f"## {new}\n" in rules


def test_the_changelog_lists_every_renamed_term() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    renaming = Renaming.load(RENAMED)
    names = {f"tg:{old.removeprefix(TG)}": f"tg:{new.removeprefix(TG)}" for old, new in renaming.iris.items()}
    for old, new in (names | renaming.rules).items():
        assert f"| `{old}` | `{new}` |" in changelog
