from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.narratives import line, write_lines
from tipgraph import __version__
from tipgraph.build import build_graph
from tipgraph.cli import main
from tipgraph.rdf.formats import LEDGER_NAME


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(main, ["status", *map(str, args)])


def status_of(store: Path) -> dict[str, Any]:
    done = run(store, "--format", "json")
    assert done.exit_code == 0, done.output
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("status")
    for country, year in (("GTM", 2002), ("HTI", 2002), ("HTI", 2003)):
        write_lines(folder / "in" / f"{country}-{year}.jsonl", [line(country, year)])
    build_graph([folder / "in"], folder / "store", validate=False)
    build_graph([folder / "in"], folder / "graph.trig", validate=False)
    return folder


def test_contents_of_a_store(made: Path) -> None:
    found = status_of(made / "store")
    assert (found["reports"], found["documents"]) == (3, 3)
    assert found["years"] == {"2002": 2, "2003": 1}
    assert found["claims"]["tier"] == 3
    assert (found["version"], found["stale"], found["unfinished"]) == (__version__, [], None)
    assert found["states"] == {"unchanged": 3}
    assert found["built"] == found["checked"]


def test_a_file_has_contents_but_no_sources(made: Path) -> None:
    store, file = status_of(made / "store"), status_of(made / "graph.trig")
    for name in ("reports", "documents", "claims", "years"):
        assert store[name] == file[name]
    assert file["sources"] is None
    assert "sources\tunknown" in run(made / "graph.trig").stdout


def test_a_store_without_a_ledger_has_its_last_run(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "in.jsonl", [line("GTM", 2002)])
    build_graph([source], tmp_path / "store", validate=False)
    (tmp_path / "store" / LEDGER_NAME).unlink()
    found = status_of(tmp_path / "store")
    assert (found["version"], found["sources"]) == (__version__, None)
    assert found["built"].endswith("Z")


def test_changed_missing_and_new_sources(tmp_path: Path) -> None:
    for country in ("GTM", "HTI", "MEX"):
        write_lines(tmp_path / "in" / f"{country}.jsonl", [line(country, 2002)])
    build_graph([tmp_path / "in"], tmp_path / "store", validate=False)
    (tmp_path / "in" / "GTM.jsonl").unlink()
    write_lines(tmp_path / "in" / "HTI.jsonl", [line("HTI", 2003)])
    write_lines(tmp_path / "in" / "NAM.jsonl", [line("NAM", 2003)])
    assert status_of(tmp_path / "store")["states"] == {"changed": 1, "missing": 1, "new": 1, "unchanged": 1}
    said = run(tmp_path / "store").stdout
    assert f"missing: {tmp_path / 'in' / 'GTM.jsonl'}\n" in said
    assert "MEX" not in said


def test_a_changed_vocabulary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = write_lines(tmp_path / "in.jsonl", [line("GTM", 2002)])
    build_graph([source], tmp_path / "store", validate=False)
    monkeypatch.setattr("tipgraph.build.fingerprint.vocabulary_digest", lambda _: "other")
    assert status_of(tmp_path / "store")["stale"] == ["the ontology or a vocabulary has changed"]
    assert "out of date\tthe ontology or a vocabulary has changed\n" in run(tmp_path / "store").stdout


def test_the_unfinished_build_of_a_store_that_is_not_there_yet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = write_lines(tmp_path / "in.jsonl", [line("GTM", 2002), line("HTI", 2002)])

    def fail(*_: object) -> None:
        raise RuntimeError("as if killed")

    with monkeypatch.context() as patch:
        patch.setattr("tipgraph.build.run.refuse_removals", fail)
        patch.setattr("tipgraph.build.store_update.BATCH", 1)
        with pytest.raises(RuntimeError):
            build_graph([source], tmp_path / "store", validate=False)
    found = status_of(tmp_path / "store")
    assert (found["documents"], found["unfinished"], found["sources"]) == (0, 2, None)


def test_other_things_than_graphs(tmp_path: Path) -> None:
    assert run(tmp_path).exit_code == 2
    assert run(tmp_path / "missing").exit_code == 2
