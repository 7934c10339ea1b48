"""A distributed and loaded graph equals that of one process, also if a worker is killed."""

from __future__ import annotations

import json
import os
import signal
from dataclasses import replace
from pathlib import Path
from threading import Lock

import psutil
import pytest
from distributed import Client
from fsspec import filesystem

from tests.build.dask.graphs import archive, whole
from tests.build.dask.web import served
from tests.narratives import COUNTRIES, line, write_lines
from tests.paths import REPORTS
from tests.rdf.remote.servers import oxigraph
from tipgraph.build import NothingReadError, build_graph
from tipgraph.build.dask import distribute, load
from tipgraph.build.dask.cluster import local_cluster
from tipgraph.errors import InputError, TipgraphError, UnreadableError, UnwritableError, UsageError
from tipgraph.rdf.provenance import RUNS
from tipgraph.rdf.store import open_graph
from tipgraph.rdf.writers import convert
from tipgraph.reading import Defaults

SMALL = 2_000
"""Bytes a part, so that few documents are many parts."""

VOCABULARY = REPORTS.parent / "vocabulary" / "shipbreaking.ttl"


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory, dask: Client) -> Path:
    """Return a distributed graph with a user's vocabulary."""
    folder = tmp_path_factory.mktemp("words")
    distribute([source(folder)], folder / "parts", scheduler=dask, batch_size=SMALL, vocabulary=[VOCABULARY])
    return folder / "parts"


def source(folder: Path) -> Path:
    return write_lines(folder / "in.jsonl", [line("AGO", 2003), line("GTM", 2004)])


@pytest.mark.slow
def test_a_store_equals_that_of_a_local_build(tmp_path: Path, dask: Client) -> None:
    source, parts = archive(tmp_path / "in"), tmp_path / "parts"
    made = distribute([source], parts, scheduler=dask, batch_size=SMALL, with_texts=True)
    load(parts, tmp_path / "loaded")
    built = build_graph([source], tmp_path / "built", with_texts=True)
    assert whole(tmp_path / "loaded") == whole(tmp_path / "built")
    assert len(built.excluded) == 5
    assert repr(replace(built, change=None)) == repr(made)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "with_vocabularies"),
    [("graph.nq", True), ("graph.trig.gz", True), ("graph.ttl", False), ("graph.jsonld", False)],
)
def test_a_file_has_the_same_bytes_as_that_of_a_local_build(
    tmp_path: Path, parts: Path, name: str, with_vocabularies: bool
) -> None:
    load(parts, tmp_path / name, with_vocabularies=with_vocabularies)
    built = tmp_path / "built" / name
    build_graph([source(tmp_path)], built, vocabulary=[VOCABULARY], with_vocabularies=with_vocabularies)
    assert (tmp_path / name).read_bytes() == built.read_bytes()


@pytest.mark.slow
def test_a_server_has_the_same_statements(tmp_path: Path, parts: Path) -> None:
    with oxigraph() as server:
        load(parts, server.address)
        convert(server.address, tmp_path / "server.nq")
    load(parts, tmp_path / "loaded.nq")
    assert (tmp_path / "server.nq").read_bytes() == (tmp_path / "loaded.nq").read_bytes()


@pytest.mark.slow
def test_the_run_is_described(tmp_path: Path, parts: Path) -> None:
    load(parts, tmp_path / "loaded")
    runs = open_graph(tmp_path / "loaded").quads_for_pattern(None, None, None, RUNS)
    told = {quad.predicate.value.rpartition("#")[2]: quad.object for quad in runs}
    assert str(told["documentsRead"]).startswith('"2"')
    assert str(told["sourcesExcluded"]).startswith('"0"')
    assert str(told["generated"]).endswith("#graph>")


@pytest.mark.slow
def test_memory_is_read(tmp_path: Path, dask: Client) -> None:
    source = archive(tmp_path / "in")
    memory = filesystem("memory")
    paths = [path for path in source.rglob("*") if path.is_file()]
    files = {f"/run/{path.relative_to(source)}": path.read_bytes() for path in paths}
    memory.pipe(files)
    dask.run(memory.pipe, files)  # each process has its separate memory
    made = distribute(["memory://run"], tmp_path / "parts", scheduler=dask, batch_size=SMALL)
    memory.rm("/run", recursive=True)
    load(tmp_path / "parts", tmp_path / "loaded.nq")
    built = build_graph([source], tmp_path / "built.nq")
    assert (tmp_path / "loaded.nq").read_bytes() == (tmp_path / "built.nq").read_bytes()
    assert repr(made) == repr(built).replace(str(source), "memory:///run")


class Killing:
    """Kills the worker that requests a file for the third time, when a part of it is being read."""

    def __init__(self, workers: list[int], path: str) -> None:
        self._workers = workers
        self._path = path
        self._lock = Lock()
        self.killed: list[int] = []
        self.asked = 0

    def __call__(self, path: str, port: int) -> None:
        if path != self._path:
            return
        with self._lock:
            self.asked += 1
            if self.asked == 3:
                self.killed = [pid for pid in self._workers if port in ports(pid)]
                for pid in self.killed:
                    os.kill(pid, signal.SIGKILL)


def ports(pid: int) -> set[int]:
    return {connection.laddr.port for connection in psutil.Process(pid).net_connections("tcp")}


@pytest.mark.slow
def test_a_worker_that_is_killed_costs_a_retry(tmp_path: Path, dask: Client) -> None:
    source = tmp_path / "in"
    for country in COUNTRIES:
        write_lines(source / f"{country}.jsonl", [line(country, year) for year in range(2001, 2007)])
    killing = Killing(list(dask.run(os.getpid).values()), "/in/HTI.jsonl")
    with served(tmp_path, killing) as address:
        made = distribute([f"{address}in/"], tmp_path / "parts", scheduler=dask, batch_size=SMALL)
    assert len(killing.killed) == 1
    assert killing.asked > 3
    load(tmp_path / "parts", tmp_path / "loaded.nq")
    built = build_graph([source], tmp_path / "built.nq")
    assert (tmp_path / "loaded.nq").read_bytes() == (tmp_path / "built.nq").read_bytes()
    assert (made.documents, made.excluded) == (30, ())
    assert made.claims == built.claims
    dask.wait_for_workers(2, timeout=120)
    assert not set(killing.killed) & set(dask.run(os.getpid).values())


@pytest.mark.slow
def test_an_earlier_graph_is_replaced_at_the_end(tmp_path: Path, dask: Client) -> None:
    parts = tmp_path / "parts"
    first, second = (write_lines(tmp_path / f"{n}.jsonl", [line("AGO", n)]) for n in (2003, 2004))
    distribute([first], parts, scheduler=dask)
    before = {path.name for path in parts.iterdir()}
    (parts / ".unfinished-0").write_text("a worker died")
    distribute([second], parts, scheduler=dask)
    after = {path.name for path in parts.iterdir()}
    assert (len(before), len(after)) == (3, 3)
    assert len(before & after) == 2, "the manifest, and the vocabularies"
    assert load(parts, tmp_path / "graph.nq").documents == 1


@pytest.mark.slow
def test_a_failure_leaves_the_earlier_graph(tmp_path: Path, dask: Client) -> None:
    parts, good = tmp_path / "parts", write_lines(tmp_path / "good.jsonl", [line("AGO", 2003)])
    distribute([good], parts, scheduler=dask)
    before = {path: path.read_bytes() for path in parts.iterdir()}
    with pytest.raises(NothingReadError) as caught:
        distribute([tmp_path / "missing.txt"], parts, scheduler=dask)
    assert "no such file" in str(caught.value.summary.excluded[0])
    bad = write_lines(tmp_path / "bad.jsonl", [{"id": "x"}])
    with pytest.raises(InputError, match=r'bad\.jsonl:1: "text" is missing'):
        distribute([good, bad], parts, scheduler=dask, strict=True)
    assert {path: path.read_bytes() for path in parts.iterdir()} == before


@pytest.mark.slow
def test_a_folder_of_other_files_is_refused(tmp_path: Path, dask: Client) -> None:
    write_lines(tmp_path / "in.jsonl", [line("AGO", 2003)])
    with pytest.raises(UnwritableError, match=r"something else .*in\.jsonl"):
        distribute([tmp_path / "in.jsonl"], tmp_path, scheduler=dask)


@pytest.mark.slow
def test_a_worker_with_another_version_is_refused(
    tmp_path: Path, dask: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tipgraph.build.fingerprint.rules_digest", lambda: "those of another version")
    with pytest.raises(TipgraphError, match=r"rules differ.*install the same versions"):
        distribute([source(tmp_path)], tmp_path / "parts", scheduler=dask)


@pytest.mark.slow
def test_a_worker_without_tipgraph_is_refused(
    tmp_path: Path, dask: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tipgraph.build.dask.cluster._PACKAGE", "no-such-package")
    with pytest.raises(TipgraphError, match="not installed on the Dask scheduler or on a worker"):
        distribute([source(tmp_path)], tmp_path / "parts", scheduler=dask)


def test_a_scheduler_without_workers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tipgraph.build.dask.cluster._TIMEOUT", 0.2)
    why = pytest.raises(UnreadableError, match="has no workers: start some with `dask worker`")
    with local_cluster(0) as cluster, Client(cluster) as client, why:
        distribute([source(tmp_path)], tmp_path / "parts", scheduler=client)


@pytest.mark.slow
def test_defaults_and_options_reach_the_workers(tmp_path: Path, dask: Client) -> None:
    (tmp_path / "in.txt").write_text("Girls are exploited in sex trafficking in Mexico.")
    defaults = Defaults(country="GTM", year=2014, publication="notes")
    made = distribute(
        [tmp_path / "in.txt"], tmp_path / "parts", scheduler=dask, defaults=defaults, validate=False
    )
    assert (made.documents, made.problems) == (1, None)
    told = json.loads((tmp_path / "parts" / "manifest.json").read_text())["options"]
    assert told == {
        "country": "GTM", "year": 2014, "publication": "notes", "columns": [], "offline": False,
        "validate": False, "with_texts": False,
    }  # fmt: skip


def test_no_scheduler(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tipgraph.build.dask.cluster._TIMEOUT", 0.2)
    with pytest.raises(UnreadableError, match=r"tcp://127\.0\.0\.1:1: no Dask scheduler answers"):
        distribute([source(tmp_path)], tmp_path / "parts", scheduler="tcp://127.0.0.1:1")


@pytest.mark.slow
def test_missing_vocabulary(tmp_path: Path, dask: Client) -> None:
    with pytest.raises(UnreadableError, match=r"own\.ttl: No such file"):
        distribute([source(tmp_path)], tmp_path / "parts", scheduler=dask, vocabulary=[tmp_path / "own.ttl"])


@pytest.mark.slow
def test_standard_input_is_refused(tmp_path: Path, dask: Client) -> None:
    with pytest.raises(UsageError, match="workers cannot read standard input"):
        distribute(["-"], tmp_path / "parts", scheduler=dask)
