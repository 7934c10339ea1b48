"""``tipgraph query``."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.cli.support import run
from tipgraph.cli import main


def test_query(graph: Path) -> None:
    shown = run("query", "routes-via", graph, "-p", "origin=Guatemala", "-f", "csv")
    assert shown.stdout == (
        "via,viaName,destination,destinationName,reports,firstYear,lastYear\nBLZ,Belize,MEX,Mexico,1,2014,2014\n"
    )
    table = run("query", "routes-via", graph, "-p", "origin=GTM").stdout
    assert "Through which places do victims from a place pass?" in table
    assert "Belize" in table


def test_query_that_finds_nothing_says_so(graph: Path) -> None:
    shown = run("query", "routes-via", graph, "-p", "origin=USA")
    assert shown.exit_code == 0
    assert "No results" in shown.stderr


def test_query_notes_ambiguous_places_and_missing_reports(graph: Path) -> None:
    shown = run("query", "measures-of", graph, "-p", "country=Guatemala", "-p", "year=1999", "-f", "csv")
    assert shown.stderr == "Note: no report on Guatemala in 1999; years read: 2014, 2015\n"
    assert "no report read" in shown.stdout
    assert "Note: Congo taken as" in run("query", "routes-out", graph, "-p", "origin=Congo").stderr


def test_query_list() -> None:
    shown = run("query", "--list")
    assert shown.exit_code == 0
    assert "routes-out: Where are people from a place trafficked to?" in shown.stdout
    assert "    exploitation (exploitation, default forced-labor): how they are exploited" in shown.stdout


def test_query_constructs_turtle(graph: Path) -> None:
    shown = run("query", "extract", graph, "-p", "country=CUB", "-p", "year=2014")
    assert shown.stdout.startswith("@prefix")


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("routes-outt",), "did you mean routes-out"),
        (("routes-out", "-p", "origin"), "write name=value"),
        (("routes-out", "-p", "origin=Guatamala"), "did you mean Guatemala"),
        (("SELECT * { SERVICE <http://a.example/> { ?s ?p ?o } }",), "calls another server"),
    ],
)
def test_questions_that_cannot_be_asked(graph: Path, args: tuple[str, ...], message: str) -> None:
    shown = run("query", args[0], graph, *args[1:])
    assert shown.exit_code == 2
    assert message in shown.stderr
    assert "Traceback" not in shown.stderr


def test_query_names_are_completed() -> None:
    env = {"_TIPGRAPH_COMPLETE": "bash_complete", "COMP_WORDS": "tipgraph query routes-o", "COMP_CWORD": "2"}
    assert "routes-out" in CliRunner().invoke(main, [], env=env, prog_name="tipgraph").stdout
