"""What commands say of graphs and stores of tipgraph 0.1, and how a build brings a store up to date."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store

from tests.cli.support import run
from tests.narratives import line, write_lines
from tipgraph.build import build_graph
from tipgraph.model.claims import MODEL
from tipgraph.rdf.formats import LEDGER_NAME

OLDER = Path(__file__).parents[1] / "rdf" / "older.trig"
READERS = (
    ("facts", "GRAPH"),
    ("panel", "GRAPH"),
    ("show", "GRAPH"),
    ("query", "claims", "GRAPH"),
    ("query", "routes-out", "GRAPH", "-p", "origin=LAO"),
    ("routes", "summary", "GRAPH"),
    ("routes", "between", "GRAPH", "LAO", "THA"),
    ("publish", "GRAPH", "-o", "SITE"),
    ("serve", "GRAPH", "--port", "0"),
)
"""Commands that read claims."""
REASON = "built by tipgraph 0.1, with an older model of claims"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a report and its store of 0.1: claims and ledger have no number of a model."""
    folder = tmp_path_factory.mktemp("older")
    build_graph([write_lines(folder / "in.jsonl", [line("GTM", 2014)])], folder / "store", validate=False)
    store = Store(str(folder / "store"))
    for graph in list(store.named_graphs()):
        if isinstance(graph, NamedNode) and graph.value.endswith(("#graph", "/runs")):
            store.remove_graph(graph)
    store.load(path=str(OLDER), format=RdfFormat.TRIG)
    store.flush()
    with closing(sqlite3.connect(folder / "store" / LEDGER_NAME)) as ledger:
        ledger.execute("DELETE FROM fact WHERE name = 'model'")
        ledger.commit()
    return folder


@pytest.fixture
def store(made: Path, tmp_path: Path) -> Path:
    """Return a copy of the store, which a test may build again."""
    return shutil.copytree(made / "store", tmp_path / "store")


@pytest.mark.parametrize("command", READERS, ids=" ".join)
@pytest.mark.parametrize("form", ["file", "store"])
def test_commands_that_read_claims_refuse_it(
    command: tuple[str, ...], form: str, made: Path, tmp_path: Path
) -> None:
    graph = OLDER if form == "file" else made / "store"
    given = {"GRAPH": graph, "SITE": tmp_path / "site"}
    done = run(*(given.get(each, each) for each in command))
    assert done.exit_code == 2
    assert f"{graph} was {REASON}: build it again from its sources: tipgraph build SOURCE... -o {graph}" in (
        done.stderr
    )
    assert not (tmp_path / "site").exists()


def test_a_query_of_the_user_is_answered_with_a_warning() -> None:
    done = run("query", "SELECT ?polarity { ?claim tg:polarity ?polarity }", OLDER, "-f", "csv")
    assert (done.exit_code, done.stdout.count("denied")) == (0, 1)
    assert REASON in done.stderr


def test_the_status_of_a_file_says_so() -> None:
    done = run("status", OLDER)
    assert (done.exit_code, f"out of date\t{REASON}\n" in done.stdout) == (0, True)


def test_a_build_brings_a_store_up_to_date(made: Path, store: Path) -> None:
    said = json.loads(run("status", store, "--format", "json").stdout)["stale"]
    assert "the model of claims has changed" in said
    again = run("build", made / "in.jsonl", "-o", store)
    assert (again.exit_code, "the model of claims has changed" in again.stderr) == (0, True), again.output
    assert json.loads(run("status", store, "--format", "json").stdout)["stale"] == []
    assert run("facts", store).exit_code == 0


def test_the_description_of_a_run_states_the_number(made: Path, store: Path) -> None:
    build_graph([made / "in.jsonl"], store, validate=False)
    stated = run("query", "SELECT ?number { ?run tg:model ?number }", store, "-f", "csv").stdout
    assert stated.split() == ["number", MODEL]
