"""The commands that quote: ``paths``, ``between``, and ``corroborated``; places as people write them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.asking import run
from tests.cli.routes.test_measuring import rows
from tests.paths import GRAPH
from tipgraph.analysis.routes import Quote, Report, Route, Support
from tipgraph.cli.routes.corroborated import _WORDS
from tipgraph.cli.routes.options import place
from tipgraph.cli.routes.output import cells, words
from tipgraph.errors import UsageError


def test_paths_quote_every_leg() -> None:
    shown = run("routes", "paths", GRAPH, "China", "Malaysia").stdout
    assert "1. China → Thailand → Malaysia\n   one report states it\n" in shown
    assert "Thailand 2004:\n       “Chinese women transit Thailand en route to Malaysia.”" in shown
    assert "Thailand → Malaysia\n     Thailand 2004: as above\n" in shown
    assert shown.count("en route to Malaysia") == 1
    assert "Not told" not in shown
    assert "more claims (--format csv or json gives all)" in shown


def test_paths_say_what_is_stitched() -> None:
    found = rows("paths", GRAPH, "MDA", "ITA", "--top", 2)
    bases = {row["corridor"]: row["basis"] for row in found}
    assert bases == {1: "one report states it", 2: "no single report connects these legs"}
    assert all(row["words"] and row["year"] and row["report"] for row in found)
    legs = {(row["corridor"], row["leg"]) for row in found}
    assert legs == {(1, 1), (1, 2), (2, 1), (2, 2), (2, 3)}


def test_what_is_stitched_stands_under_a_warning_with_breaks() -> None:
    shown = " ".join(run("routes", "paths", GRAPH, "MDA", "ITA", "--top", 2).stdout.split())
    before, warning, after = shown.partition("Not told by any report:")
    assert warning
    assert "one report states it" in before
    assert "//" not in before
    assert re.search(r"2\. Moldova → [^.]*// [^.]*Italy no single report", after)
    assert "Nobody need have travelled so." in after


def test_longer_chains_have_to_be_asked_for() -> None:
    assert len(rows("paths", GRAPH, "MDA", "ITA", "--top", 9, "--longest", 1)) < len(
        rows("paths", GRAPH, "MDA", "ITA", "--top", 9)
    )


def test_no_path_is_said_so() -> None:
    shown = run("routes", "paths", GRAPH, "Malaysia", "China")
    assert shown.exit_code == 0
    assert shown.stdout == ""
    assert "No chain of at most 4 documented legs leads Malaysia → China." in shown.stderr


def test_between_lists_every_claim_with_its_words() -> None:
    found = rows("between", GRAPH, "THA", "MYS")
    assert [row["year"] for row in found] == sorted(row["year"] for row in found)
    assert {row["origin"] for row in found} == {"THA", "CHN", "BGD", "PRK", "VNM"}
    assert all(row["words"] for row in found)
    shown = run("routes", "between", GRAPH, "Malaysia", "Thailand").stdout
    assert shown.count("→") == len(found)
    assert "China → Malaysia, through Thailand\n" in shown


def test_between_places_of_which_nothing_is_said() -> None:
    shown = run("routes", "between", GRAPH, "Fiji", "Malta")
    assert "No claim is on Fiji and Malta." in shown.stderr


def test_a_possible_route_is_not_shown_as_sure(graph: Path) -> None:
    assert "Guatemala 2014, possible:" in run("routes", "between", graph, "GTM", "USA").stdout


def test_migration_is_not_shown_as_trafficking() -> None:
    assert "Moldova 2004, migration:" in run("routes", "between", GRAPH, "Ukraine", "Romania").stdout


def test_what_is_inferred_of_a_region_says_so(graph: Path) -> None:
    shown = run("routes", "between", graph, "CUB", "BHR", "--regions", "spread").stdout
    assert "possible, inferred from a region:" in shown


def test_corroborated(graph: Path) -> None:
    found = {(row["origin"], row["destination"]): row for row in rows("corroborated", graph)}
    both = found["GTM", "MEX"]
    assert (both["support"], both["on_origin"], both["on_destination"]) == ("both-ends", 2, 1)
    assert found["CUB", "gulf-states"]["support"] == "region"
    assert found["CUB", "MEX"]["support"] == "other-end-silent"
    shown = run("routes", "corroborated", GRAPH)
    assert "--format csv gives all" in shown.stderr


def test_corroborated_fits_into_a_narrow_terminal(graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    shown = run("routes", "corroborated", graph, "--top", 3).stdout
    assert max(map(len, shown.splitlines())) <= 80
    assert re.search(r"Guatemala +│ Mexico +│ both +│ 2 \+ 1 \+ 0 │ 2014–2015", shown)
    assert len(rows("corroborated", graph, "--top", 3)) == 3


def test_corroborated_has_a_word_for_every_support() -> None:
    assert set(_WORDS) == set(Support)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("THA", "THA"), ("tha", "THA"), ("Thailand", "THA"), ("thailand", "THA"), ("europe", "europe"),
        ("GTM/neighbors", "GTM/neighbors"), ("Guatemala/neighbors", "GTM/neighbors"),
    ],
)  # fmt: skip
def test_places_as_people_write_them(written: str, code: str) -> None:
    assert place(written) == code


@pytest.mark.parametrize("written", ["Tailand", "", "THA/neighbours"])
def test_what_is_no_place_gets_a_hint(written: str) -> None:
    with pytest.raises(UsageError, match="there is no such place"):
        place(written)


def test_a_misspelt_filter_gets_a_hint() -> None:
    shown = run("routes", "summary", GRAPH, "--sector", "minning")
    assert shown.exit_code == 2
    assert "did you mean" in shown.stderr


def test_the_same_words_in_another_typography_are_told_once() -> None:
    quotes = [Quote("d", 0, 18, "the victims’ debts"), Quote("copy", 0, 18, "the victims' debts")]
    claim = Route("c", Report("r", "THA", 2004), "CHN", "MYS")
    assert words(quotes) == ("the victims’ debts",)
    assert "the victims’ debts" in cells(claim, quotes)
