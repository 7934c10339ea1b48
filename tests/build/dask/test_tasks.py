"""The tasks of a worker, without a cluster."""

from __future__ import annotations

from pathlib import Path
from threading import Lock

import pytest

from tests.build.dask.web import served
from tests.narratives import line, write_lines
from tipgraph.build.dask.folder import Folder
from tipgraph.build.dask.listing import Batch, list_sources, make_batches
from tipgraph.build.dask.run import BatchTask, VocabularyFiles
from tipgraph.build.pipeline import Pipeline
from tipgraph.errors import InputError
from tipgraph.model.documents import Narrative
from tipgraph.rdf.formats import STORE
from tipgraph.reading import Defaults
from tipgraph.reading.inputs import spans


class Failing:
    """Breaks off the first answers."""

    def __init__(self, times: int) -> None:
        self._left = times
        self._lock = Lock()
        self.asked = 0

    def __call__(self, path: str, port: int) -> None:
        assert path
        assert port
        with self._lock:
            self.asked += 1
            if self._left:
                self._left -= 1
                raise ConnectionResetError


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tenacity.nap.time.sleep", lambda _: None)


@pytest.fixture
def task(tmp_path: Path) -> BatchTask:
    return BatchTask(Pipeline(STORE), VocabularyFiles(), (), Defaults(), Folder(tmp_path / "parts"))


def batch(address: str) -> Batch:
    (found,) = make_batches(list_sources([address]), spans)
    return found


@pytest.mark.usefixtures("impatient")
def test_a_lost_connection_is_retried(tmp_path: Path, task: BatchTask) -> None:
    write_lines(tmp_path / "in.jsonl", [line("AGO", 2003)])
    failing = Failing(3)
    with served(tmp_path, failing) as address:
        found = task.read(batch(f"{address}in.jsonl"))
    assert [type(each) for each in found] == [Narrative]
    assert failing.asked > 3


@pytest.mark.usefixtures("impatient")
def test_a_server_that_stays_away_is_an_error(tmp_path: Path, task: BatchTask) -> None:
    write_lines(tmp_path / "in.jsonl", [line("AGO", 2003)])
    with served(tmp_path, Failing(1_000)) as address:
        (error,) = task.read(batch(f"{address}in.jsonl"))
    assert isinstance(error, InputError)
    assert f"{address}in.jsonl: " in str(error)
    assert "ServerDisconnected" in str(error) or "Connection reset" in str(error)


def test_vocabularies_with_the_same_file_name(tmp_path: Path) -> None:
    files = [tmp_path / name / "own.ttl" for name in "ab"]
    for file in files:
        file.parent.mkdir()
        file.write_text(f"# {file.parent.name}")
    (tmp_path / "there").mkdir()
    written = VocabularyFiles.read(files).write(tmp_path / "there")
    assert [path.read_text() for path in written] == ["# a", "# b"]
