"""The commands that print quotes: ``paths``, ``between`` and ``corroborated``; names of places."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.routes.test_network_measures import rows
from tests.cli.support import run
from tests.paths import GRAPH
from tipgraph.analysis.routes import Quote, Report, Route, Support
from tipgraph.cli.routes.paths import _SHORT, claim_row, quote_texts
from tipgraph.cli.routes.request import place_code
from tipgraph.errors import UsageError


def test_paths_quote_every_leg() -> None:
    shown = run("routes", "paths", GRAPH, "China", "Malaysia").stdout
    assert "1. China → Thailand → Malaysia\n   one report states it\n" in shown
    assert "Thailand 2004, migration:\n       “Chinese women transit Thailand en route to Malaysia”" in shown
    assert "Thailand → Malaysia\n     Thailand 2004, migration: as above\n" in shown
    assert shown.count("en route to Malaysia") == 1
    assert "No report states" not in shown
    assert "more claims (--format csv or json lists all)" in shown


def test_paths_have_a_basis() -> None:
    found = rows("paths", GRAPH, "MDA", "ITA", "--top", 2)
    bases = {row["corridor"]: row["basis"] for row in found}
    assert bases == {1: "one report states it", 2: "no single report connects these legs"}
    assert all(row["words"] and row["year"] and row["report"] for row in found)
    legs = {(row["corridor"], row["leg"]) for row in found}
    assert legs == {(1, 1), (1, 2), (2, 1), (2, 2), (2, 3)}


def test_combined_corridors_have_a_heading_and_breaks() -> None:
    shown = " ".join(run("routes", "paths", GRAPH, "MDA", "ITA", "--top", 2).stdout.split())
    before, warning, after = shown.partition("No report states the following corridors.")
    assert warning
    assert "one report states it" in before
    assert "//" not in before
    assert re.search(r"2\. Moldova → [^.]*// [^.]*Italy no single report", after)
    assert "perhaps nobody traveled them." in after


def test_longer_chains_have_to_be_asked_for() -> None:
    assert len(rows("paths", GRAPH, "MDA", "ITA", "--top", 9, "--longest", 1)) < len(
        rows("paths", GRAPH, "MDA", "ITA", "--top", 9)
    )


def test_no_path() -> None:
    shown = run("routes", "paths", GRAPH, "Malaysia", "China")
    assert shown.exit_code == 0
    assert shown.stdout == ""
    assert "No corridor of at most 4 legs: Malaysia → China." in shown.stderr


def test_between_lists_every_claim_with_its_quotes() -> None:
    found = rows("between", GRAPH, "THA", "MYS")
    assert [row["year"] for row in found] == sorted(row["year"] for row in found)
    assert {row["origin"] for row in found} == {"THA", "CHN", "BGD", "PRK", "VNM"}
    assert all(row["words"] for row in found)
    shown = run("routes", "between", GRAPH, "Malaysia", "Thailand").stdout
    assert shown.count("→") == len(found)
    assert "China → Malaysia, through Thailand\n" in shown


def test_between_places_without_claims() -> None:
    shown = run("routes", "between", GRAPH, "Fiji", "Malta")
    assert "No claims about routes between Fiji and Malta." in shown.stderr


def test_a_possible_route_is_not_shown_as_sure(graph: Path) -> None:
    assert "Guatemala 2014, possible:" in run("routes", "between", graph, "GTM", "USA").stdout


def test_migration_is_not_shown_as_trafficking() -> None:
    assert "Moldova 2004, migration:" in run("routes", "between", GRAPH, "Ukraine", "Romania").stdout


def test_inferred_claims_are_marked(graph: Path) -> None:
    shown = run("routes", "between", graph, "CUB", "BHR", "--regions", "spread").stdout
    assert "possible, inferred from a region:" in shown


def test_corroborated(graph: Path) -> None:
    found = {(row["origin"], row["destination"]): row for row in rows("corroborated", graph)}
    both = found["GTM", "MEX"]
    assert (both["support"], both["on_origin"], both["on_destination"]) == ("both-ends", 2, 1)
    assert found["CUB", "gulf-states"]["support"] == "region"
    assert found["CUB", "MEX"]["support"] == "other-end-silent"
    shown = run("routes", "corroborated", GRAPH)
    assert "--format csv lists all" in shown.stderr


def test_corroborated_fits_into_a_narrow_terminal(graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    shown = run("routes", "corroborated", graph, "--top", 3).stdout
    assert max(map(len, shown.splitlines())) <= 80
    assert re.search(r"Guatemala +│ Mexico +│ both +│ 2 \+ 1 \+ 0 │ 2014–2015", shown)
    assert len(rows("corroborated", graph, "--top", 3)) == 3


def test_tables_have_a_word_for_every_support() -> None:
    assert set(_SHORT) == set(Support)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("THA", "THA"), ("tha", "THA"), ("Thailand", "THA"), ("thailand", "THA"), ("europe", "europe"),
        ("GTM/neighbors", "GTM/neighbors"), ("Guatemala/neighbors", "GTM/neighbors"),
    ],
)  # fmt: skip
def test_names_of_places(written: str, code: str) -> None:
    assert place_code(written) == code


@pytest.mark.parametrize("written", ["Tailand", "", "THA/neighbours"])
def test_an_unknown_place_gets_a_suggestion(written: str) -> None:
    with pytest.raises(UsageError, match="there is no such place"):
        place_code(written)


def test_a_misspelt_filter_gets_a_suggestion() -> None:
    shown = run("routes", "summary", GRAPH, "--sector", "minning")
    assert shown.exit_code == 2
    assert "did you mean" in shown.stderr


def test_quotes_that_differ_in_typography_appear_once() -> None:
    quotes = [Quote("d", 0, 18, "the victims’ debts"), Quote("copy", 0, 18, "the victims' debts")]
    claim = Route("c", Report("r", "THA", 2004), "CHN", "MYS")
    assert quote_texts(quotes) == ("the victims’ debts",)
    assert "the victims’ debts" in claim_row(claim, quotes)
