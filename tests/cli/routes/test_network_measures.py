"""The commands that measure: ``summary``, ``hubs``, ``communities``, ``profile``, ``compare``."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.support import run
from tests.paths import GRAPH

COMMANDS: list[tuple[object, ...]] = [
    ("summary",),
    ("hubs",),
    ("communities",),
    ("profile", "Guatemala"),
    ("compare", 2014, 2015),
    ("corroborated",),
    ("paths", "Honduras", "Mexico"),
    ("between", "Guatemala", "Mexico"),
]
every = pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])


def refuse(constant: str) -> None:
    raise AssertionError(f"{constant} is no JSON")


def rows(*args: object) -> list[dict[str, Any]]:
    """Run a command, and parse its output as strict JSON."""
    shown = run("routes", *args, "--format", "json")
    assert shown.exit_code == 0, shown.output
    found = json.loads(shown.stdout, parse_constant=refuse)
    assert isinstance(found, list)
    return found


@every
def test_all_forms_say_the_same(command: tuple[object, ...], graph: Path) -> None:
    found = rows(command[0], graph, *command[1:])
    assert found
    table = list(
        csv.DictReader(io.StringIO(run("routes", command[0], graph, *command[1:], "--format", "csv").stdout))
    )
    assert len(table) == len(found)
    assert list(table[0]) == list(found[0])
    assert run("routes", command[0], graph, *command[1:]).stdout


@every
def test_nothing_passes_and_nothing_breaks(command: tuple[object, ...], graph: Path) -> None:
    shown = run(
        "routes", command[0], graph, *command[1:], "--victims", "organ-trade-victims", "--format", "json"
    )
    assert shown.exit_code == 2  # there is no such group
    shown = run(
        "routes",
        command[0],
        graph,
        *command[1:],
        "--sector",
        "mining",
        "--victims",
        "refugees",
        "--format",
        "json",
    )
    assert shown.exit_code == 0, shown.output
    json.loads(shown.stdout, parse_constant=refuse)
    assert "No route matches the filters." in shown.stderr


@every
def test_regions_in_every_way(command: tuple[object, ...], graph: Path) -> None:
    for regions in ("keep", "roll-up", "spread", "drop"):
        shown = run("routes", command[0], graph, *command[1:], "--regions", regions, "--format", "csv")
        assert shown.exit_code == 0, shown.output


def test_summary() -> None:
    found = {row["figure"]: row["value"] for row in rows("summary", GRAPH)}
    assert found["routes"] == 109
    assert found["routes by report"] == 174
    assert found["routes with transit by report"] == 39
    assert found["possible routes by report"] == 6
    assert found["first year"] == 2004
    assert found["transit"][0] == "KEN"
    assert sum(name.startswith("bridge ") for name in found) == found["bridges"]
    assert sum(name.startswith("cut vertex ") for name in found) == found["cut vertices"]
    assert len(found["strong component 1"]) == found["largest strong component"]
    shown = run("routes", "summary", GRAPH).stdout
    assert "cut vertex 1" not in shown
    assert "2004" in shown
    assert "2,004" not in shown
    assert "Thailand" in shown


def test_summary_with_intervals() -> None:
    found = {row["figure"]: row for row in rows("summary", GRAPH, "--intervals")}
    assert list(found["routes by report"]) == ["part", "figure", "value", "low", "high", "meaning"]
    routes, pairs = found["routes by report"], found["pairs"]
    assert 0 < routes["low"] < routes["value"] < routes["high"]
    assert (pairs["low"], pairs["high"]) == (None, None)


def test_routes_of_precise_rules() -> None:
    every, precise, none = (
        {row["figure"]: row["value"] for row in rows("summary", GRAPH, *options)}["routes"]
        for options in ((), ("--min-precision", "0.97"), ("--min-precision", "1"))
    )
    assert every > precise > none == 0


def test_the_figures_of_the_graph_decide_which_rules_are_precise(tmp_path: Path) -> None:
    stated = "<x:rule> skos:notation 'route.exploit' ; <https://w3id.org/tipgraph/ontology#precision> 0.1 ."
    prefix = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    graph = tmp_path / "graph.trig"
    graph.write_text(f"{GRAPH.read_text()}\n{prefix}{stated}\n")
    found = {row["figure"]: row["value"] for row in rows("summary", graph, "--min-precision", "0.5")}
    assert found["routes"] == 0


def test_summary_of_little_has_nulls(tmp_path: Path) -> None:
    empty = tmp_path / "empty.nq"
    empty.write_text("<x:a> <x:b> <x:c> .\n")
    found = {row["figure"]: row["value"] for row in rows("summary", empty) if row["part"] == "the network"}
    assert found["reciprocity"] is None
    assert found["modularity"] is None


def test_regions_count_only_where_asked() -> None:
    without = {row["place"] for row in rows("hubs", GRAPH)}
    counted = {row["place"] for row in rows("hubs", GRAPH, "--with-regions")}
    assert "middle-east" in counted - without
    assert {row["place"] for row in rows("hubs", GRAPH, "--regions", "roll-up")} >= {"southeast-asia"}


def test_hubs_by_a_measure() -> None:
    found = rows("hubs", GRAPH, "--by", "transit", "--top", 3)
    assert [(row["rank"], row["place"], row["value"]) for row in found] == [
        (1, "KEN", 3), (2, "LBY", 2), (2, "MEX", 2)
    ]  # fmt: skip
    assert len(run("routes", "hubs", GRAPH).stdout.splitlines()) < len(rows("hubs", GRAPH))
    assert run("routes", "hubs", GRAPH, "--by", "fame").exit_code == 2


def test_ties_that_are_cut_off_are_noted() -> None:
    cut = run("routes", "hubs", GRAPH, "--by", "transit", "--top", 2).stderr
    assert "and 3 more with the same value as the last" in cut
    assert "more with" not in run("routes", "hubs", GRAPH, "--by", "transit", "--top", 5).stderr


@pytest.mark.parametrize(
    ("command", "note"),
    [
        (("summary", GRAPH), "cores: and 4 more with the same value as the last"),
        (("compare", GRAPH, 2012, 2019, "--by", "cores"), "cores: and 1 more with"),
        (("profile", GRAPH, "Thailand", "--top", 2), "from: and 1 more with"),
    ],
    ids=["summary", "compare", "profile"],
)
def test_every_command_notes_ties_that_are_cut_off(command: tuple[object, ...], note: str) -> None:
    assert note in run("routes", *command).stderr


def test_measures_of_chains_have_a_caution() -> None:
    for measure in ("betweenness", "pagerank"):
        shown = run("routes", "hubs", GRAPH, "--by", measure).stderr
        assert "perhaps nobody traveled" in " ".join(shown.split())


def test_communities_say_how_sure_they_are() -> None:
    shown = run("routes", "communities", GRAPH, "--seeds", 3)
    assert "stability: 1.000" in shown.stderr
    assert "Thailand" in shown.stdout
    assert "not defined" in run("routes", "communities", GRAPH, "--seeds", 1).stderr
    again = run("routes", "communities", GRAPH, "--format", "csv").stdout
    assert again == run("routes", "communities", GRAPH, "--format", "csv").stdout


def test_profile() -> None:
    found = rows("profile", GRAPH, "THA")
    functions = {row["code"]: (row["reports"], row["claims"]) for row in found if row["part"] == "function"}
    assert functions == {"source": (3, 19), "transit": (2, 7), "destination": (3, 20)}
    assert {row["code"] for row in found if row["part"] == "role"} == {
        "source", "transit", "destination", "internal"
    }  # fmt: skip
    (way,) = [row for row in found if row["code"] == "CHN MYS"]
    assert way["name"] == "China → Malaysia"
    assert "reports on it: 3" in run("routes", "profile", GRAPH, "THA").stderr


def test_profile_of_some_years() -> None:
    found = rows("profile", GRAPH, "THA", "--from", 2019)
    assert {year for row in found for year in row["years"]} == {2019}


def test_profile_of_a_certainty_is_of_roles_too() -> None:
    every = rows("profile", GRAPH, "THA")
    sure, possible = (rows("profile", GRAPH, "THA", "--certainty", each) for each in ("asserted", "possible"))
    assert any(row["part"] == "role" for row in every)
    assert all(row["reports"] == row["asserting"] for row in sure if row["part"] == "role")
    assert not any(row["asserting"] for row in possible)


def test_compare() -> None:
    found = rows("compare", GRAPH, 2012, 2019, "--by", "in-strength")
    figures = {row["code"]: row for row in found if row["part"] == "the network"}
    assert [figures["routes by report"][when] for when in ("before", "after")] == [65, 55]
    (malaysia,) = [row for row in found if row["code"] == "MYS"]
    assert (malaysia["rank_before"], malaysia["moved"]) == (
        1,
        malaysia["rank_before"] - malaysia["rank_after"],
    )
    assert {row["part"] for row in found} == {"the network", "in-strength"}


def test_compare_of_the_same_countries(graph: Path) -> None:
    whole, same = (
        {row["code"]: row["before"] for row in rows("compare", graph, 2014, 2015, *options)}
        for options in ((), ("--same-countries",))
    )
    assert whole["reporting countries"] == 3
    assert same["reporting countries"] == 1


def test_compare_with_a_year_without_reports() -> None:
    shown = run("routes", "compare", GRAPH, 2012, 2013)
    assert shown.exit_code == 2
    assert "there is no report of 2013: years with reports are 2004, 2012, 2019" in shown.stderr
