"""Documents of inputs that are no longer given are removed only on request."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.narratives import line, write_lines
from tipgraph.build import Summary, build_graph
from tipgraph.errors import UsageError
from tipgraph.rdf.formats import LEDGER_NAME
from tipgraph.rdf.store import open_graph
from tipgraph.rdf.writers import convert

pytestmark = pytest.mark.usefixtures("small_reference")

YEARS = (2004, 2005)


@pytest.fixture
def folders(tmp_path: Path) -> list[Path]:
    """Two folders of reports, one a year, of which a store has been built."""
    for year in YEARS:
        for country in ("GTM", "HTI"):
            write_lines(tmp_path / str(year) / f"{country}-{year}.jsonl", [line(country, year)])
    made = [tmp_path / str(year) for year in YEARS]
    again(made)
    return made


def again(inputs: list[Path], **options: bool) -> Summary:
    return build_graph(inputs, store(inputs), validate=False, **options)  # type: ignore[arg-type]  # as build has them


def store(inputs: list[Path]) -> Path:
    return inputs[0].parent / "store"


def state(inputs: list[Path]) -> list[str]:
    return sorted(map(str, open_graph(store(inputs))))


def removed(summary: Summary) -> int:
    assert summary.change
    return summary.change.removed


def refused(inputs: list[Path], *words: str, **options: bool) -> None:
    before = state(inputs)
    with pytest.raises(UsageError) as error:
        again(inputs, **options)
    assert all(word in str(error.value) for word in (*words, "--prune"))
    assert state(inputs) == before


def test_missing_argument(folders: list[Path]) -> None:
    refused(folders[1:], "2 documents", f"{folders[0]} (2)")
    assert removed(again(folders[1:], prune=True)) == 2
    assert not any("GTM-2004" in str(quad) for quad in open_graph(store(folders)))


def test_missing_folder(folders: list[Path]) -> None:
    folders[0].rename(folders[0].with_name("aside"))
    refused(folders, f"{folders[0]} (2)")


def test_empty_folder(folders: list[Path]) -> None:
    for file in folders[0].iterdir():
        file.unlink()
    refused(folders, f"{folders[0]} (2)")


def test_a_removed_file_of_a_given_folder_is_removed(folders: list[Path]) -> None:
    (folders[0] / "GTM-2004.jsonl").unlink()
    assert removed(again(folders)) == 1


def test_removed_lines_of_a_file_are_removed(folders: list[Path]) -> None:
    write_lines(folders[0] / "HTI-2004.jsonl", [line("HTI", 2004, "another")])
    assert removed(again(folders)) == 1


def test_moved_files_stay(folders: list[Path]) -> None:
    before = len(list(open_graph(store(folders)).named_graphs()))
    folders[0].rename(folders[1] / "earlier")
    assert removed(again(folders[1:])) == 0
    assert len(list(open_graph(store(folders)).named_graphs())) == before


def test_paths_are_normalised(folders: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    (folders[0] / "GTM-2004.jsonl").unlink()
    monkeypatch.chdir(folders[0])
    done = build_graph([".", "../2005/../2005"], "../store", validate=False)
    assert removed(done) == 1


def test_a_rebuild_is_refused_too(folders: list[Path]) -> None:
    refused(folders[1:], f"{folders[0]} (2)", rebuild=True)
    refused(folders[1:], f"{folders[0]} (2)", with_texts=True)


def test_a_refused_build_can_be_resumed(folders: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    write_lines(folders[1] / "MEX-2005.jsonl", [line("MEX", 2005)])
    monkeypatch.setattr("tipgraph.build.store_update.BATCH", 1)
    refused(folders[1:], f"{folders[0]} (2)")
    found = again(folders).change
    assert found
    assert (found.unchanged, found.processed, found.removed) == (5, 0, 0)


def test_a_store_without_a_ledger_keeps_other_graphs(folders: list[Path]) -> None:
    (store(folders) / LEDGER_NAME).unlink()
    refused(folders[1:], "2 graphs that come from no input", "2004")
    assert removed(again(folders)) == 0


def test_a_store_of_merged_documents_is_kept(folders: list[Path]) -> None:
    build_graph(folders, folders[0].parent / "graph.ttl", validate=False)
    convert(folders[0].parent / "graph.ttl", store(folders))
    refused(folders, "the default graph (1)")
