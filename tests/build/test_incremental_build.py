"""Builds into an existing store: only changes are processed, and the result equals a new build."""

from __future__ import annotations

import os
import random
from collections.abc import Iterable
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from tests.build.incremental import OLD, again, at_once, change, report, state, times
from tests.narratives import COUNTRIES, line, write_lines
from tests.paths import ROOT
from tipgraph.build import NothingReadError, StoreChange, build_graph
from tipgraph.build.ledger import Ledger
from tipgraph.build.store_update import StoreUpdate
from tipgraph.errors import InputError, UnwritableError
from tipgraph.rdf.formats import LEDGER_NAME
from tipgraph.rdf.provenance import RUNS
from tipgraph.rdf.store import data_graphs, open_graph
from tipgraph.rdf.terms import term
from tipgraph.reading.defaults import Defaults
from tipgraph.util.processes import parallel_map

pytestmark = pytest.mark.usefixtures("small_reference")


def test_a_build_without_changes_does_not_touch_the_store(
    folder: Path, store: Path, understood: list[str], opened: list[str]
) -> None:
    before = state(store)
    files = times(store)
    first, second = again(folder, store), again(folder, store)
    assert (understood, opened) == ([], [])
    assert change(first) == change(second) == (5, 0, 0, 0)
    assert state(store) == before
    assert {
        path.name: path.stat().st_mtime_ns for path in store.iterdir() if path.name != LEDGER_NAME
    } == files
    assert [path.name for path in store.parent.iterdir() if path.name.startswith(".")] == []


def test_the_summary_covers_the_whole_graph(folder: Path, store: Path, tmp_path: Path) -> None:
    (folder / "empty.txt").touch()
    (folder / "style.css").write_text("p {}")
    write_lines(folder / "dull.jsonl", [{**line("GTM", 2009), "text": "The weather is mild."}])
    again(folder, store)
    report(folder, "HTI", 2004, "Some boys are exploited in mines.")
    renewed, whole = again(folder, store), again(folder, tmp_path / "at-once")
    assert whole.change == StoreChange(0, 6, 0, 0)
    assert change(renewed) == (5, 1, 1, 0)
    for name in (
        "reports",
        "documents",
        "claims",
        "quads",
        "sentences_without_claims",
        "documents_without_claims",
        "skipped",
        "problems",
    ):
        assert getattr(renewed, name) == getattr(whole, name)
    assert [str(error) for error in renewed.excluded] == [str(error) for error in whole.excluded]


def test_a_changed_report_replaces_its_graph(
    folder: Path, store: Path, tmp_path: Path, understood: list[str], opened: list[str]
) -> None:
    report(folder, "HTI", 2004, "Some boys are exploited in mines.")
    assert change(again(folder, store)) == (4, 1, 1, 0)
    assert understood == ["HTI-2004"]
    assert opened == ["HTI-2004.jsonl"]
    assert state(store) == at_once(folder, tmp_path)


def test_only_the_changed_document_of_a_file_is_processed(tmp_path: Path, understood: list[str]) -> None:
    lines = [line(country, 2004) for country in COUNTRIES]
    source, store = write_lines(tmp_path / "in" / "all.jsonl", lines), tmp_path / "store"
    build_graph([source], store, validate=False)
    understood.clear()
    lines[2]["text"] = f"{lines[2]['text']} Some boys are exploited in mines."
    write_lines(source, lines)
    assert change(build_graph([source], store, validate=False)) == (4, 1, 1, 0)
    assert understood == [lines[2]["id"]]
    assert state(store) == at_once(source, tmp_path)


def test_a_removed_source_leaves_nothing(folder: Path, store: Path, tmp_path: Path) -> None:
    (folder / "HTI-2004.jsonl").unlink()
    assert change(again(folder, store)) == (4, 0, 0, 1)
    assert state(store) == at_once(folder, tmp_path)
    assert not [quad for quad in open_graph(store) if "HTI-2004" in str(quad)]


def test_a_new_source_is_added(folder: Path, store: Path, tmp_path: Path, understood: list[str]) -> None:
    report(folder, "GTM", 2005)
    assert change(again(folder, store)) == (5, 1, 0, 0)
    assert understood == ["GTM-2005"]
    assert state(store) == at_once(folder, tmp_path)


def test_a_moved_source_is_read_but_not_processed(folder: Path, store: Path, understood: list[str]) -> None:
    before = state(store)
    (folder / "HTI-2004.jsonl").rename(folder / "elsewhere.jsonl")
    assert change(again(folder, store)) == (5, 0, 0, 0)
    assert understood == []
    assert state(store) == before


def test_a_touched_source_is_compared_by_content(folder: Path, store: Path, opened: list[str]) -> None:
    os.utime(folder / "HTI-2004.jsonl", (OLD + 9, OLD + 9))
    again(folder, store)
    assert opened == []


def test_size_and_time_or_checksums(folder: Path, store: Path) -> None:
    path = folder / "HTI-2004.jsonl"
    path.write_text(path.read_text().replace("Girls", "Women"))
    os.utime(path, (OLD, OLD))
    assert change(again(folder, store)) == (5, 0, 0, 0)
    assert change(again(folder, store, checksums=True)) == (4, 1, 1, 0)


def test_a_recent_modification_time_is_not_trusted(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "in" / "a.jsonl", [line("HTI", 2004)])
    build_graph([path], tmp_path / "store", validate=False)
    status = path.stat()
    path.write_text(path.read_text().replace("Girls", "Women"))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert change(build_graph([path], tmp_path / "store", validate=False)) == (0, 1, 1, 0)


def test_another_year_moves_the_graph_of_the_same_text(tmp_path: Path) -> None:
    path, store = tmp_path / "narrative.txt", tmp_path / "store"
    path.write_text(str(line("GTM", 2002)["text"]))
    for year in (2002, 2003):
        build_graph([path], store, defaults=Defaults(country="GTM", year=year), validate=False)
        assert [graph.value.split("/")[-3] for graph in data_graphs(open_graph(store))] == [str(year)]


SAFFRON = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://w3id.org/tipgraph/concept/sector/saffron-picking> a skos:Concept ;
    skos:inScheme <https://w3id.org/tipgraph/scheme/sector> ;
    skos:notation "saffron-picking" ;
    skos:prefLabel "Saffron picking"@en ;
    skos:definition "Picking saffron."@en .
"""


def test_a_changed_label_rebuilds_everything(
    folder: Path, store: Path, tmp_path: Path, understood: list[str]
) -> None:
    own = tmp_path / "own.ttl"
    own.write_text(SAFFRON)
    said: list[str] = []
    again(folder, store, vocabulary=[own], notify=said.append)
    own.write_text(SAFFRON.replace("Saffron", "Crocus"))
    found = again(folder, store, vocabulary=[own], notify=said.append)
    assert change(found) == (0, 5, 0, 0)
    assert said == [
        "Everything is processed again: --vocabulary was not given in the last build and is own.ttl now",
        "Everything is processed again: the ontology or a vocabulary has changed",
    ]
    assert len(understood) == 10
    assert state(store) == at_once(folder, tmp_path, vocabulary=[own])
    assert "Saffron picking" not in " ".join(state(store))


def test_the_reason_names_the_vocabularies(folder: Path, store: Path) -> None:
    said: list[str] = []
    words = ROOT / "examples/vocabulary/shipbreaking.ttl"
    for vocabulary in ([words], []):
        again(folder, store, vocabulary=vocabulary, notify=said.append)
    assert [message.partition(": ")[2] for message in said] == [
        "--vocabulary was not given in the last build and is shipbreaking.ttl now",
        "--vocabulary was shipbreaking.ttl in the last build and is not given now",
    ]


@pytest.mark.parametrize(
    ("part", "reason"), [("rules", "the program's rules have changed"), ("shapes", "the shapes have changed")]
)
def test_changed_code_and_shapes_rebuild_everything(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str, reason: str
) -> None:
    build_graph([folder], tmp_path / "store")
    monkeypatch.setattr(f"tipgraph.build.fingerprint.{part}_digest", lambda: "other")
    found = build_graph([folder], tmp_path / "store").change
    assert found == StoreChange(0, 5, 0, 0, (reason,))


def test_documents_that_were_not_validated_are_processed_again(folder: Path, store: Path) -> None:
    validated = build_graph([folder], store)
    assert validated.change
    assert validated.change.rebuild_reasons == ("not all documents were validated",)
    unvalidated = again(folder, store)
    assert (unvalidated.problems, change(unvalidated)) == (None, (5, 0, 0, 0))
    assert change(build_graph([folder], store)) == (5, 0, 0, 0)
    report(folder, "GTM", 2005)
    again(folder, store)
    assert change(build_graph([folder], store)) == (0, 6, 0, 0)


def test_texts_are_added_and_removed(folder: Path, store: Path, tmp_path: Path) -> None:
    bare = state(store)
    again(folder, store, with_texts=True)
    assert state(store) == at_once(folder, tmp_path, with_texts=True)
    report(folder, "HTI", 2004, "Some boys are exploited in mines.")
    assert change(again(folder, store, with_texts=True)) == (4, 1, 1, 0)
    assert state(store) == at_once(folder, tmp_path, with_texts=True)
    report(folder, "HTI", 2004)
    again(folder, store)
    assert state(store) == bare


def test_rebuild(folder: Path, store: Path) -> None:
    before = state(store)
    assert again(folder, store, rebuild=True).change == StoreChange(0, 5, 0, 0, ("a rebuild was requested",))
    assert state(store) == before


@pytest.mark.parametrize("damage", [Path.unlink, lambda path: path.write_text("no database")])
def test_a_store_without_a_ledger_is_rebuilt(folder: Path, store: Path, damage: object) -> None:
    damage(store / LEDGER_NAME)  # type: ignore[operator]  # one of the two above
    found = again(folder, store).change
    assert found == StoreChange(0, 5, 0, 0, ("the store has no ledger of its sources",))
    assert change(again(folder, store)) == (5, 0, 0, 0)


def test_a_copy_replaces_a_removed_original(folder: Path, store: Path) -> None:
    first = (folder / "HTI-2004.jsonl").read_text()
    copy = folder / "later.jsonl"
    copy.write_text(first)
    before = state(store)
    assert len(again(folder, store).skipped) == 1
    assert len(again(folder, store).skipped) == 1
    (folder / "HTI-2004.jsonl").unlink()
    found = again(folder, store)
    assert (change(found), found.skipped, state(store)) == ((5, 0, 0, 0), (), before)


def test_a_conflicting_text_replaces_a_removed_one(folder: Path, store: Path, tmp_path: Path) -> None:
    other = report(tmp_path / "other", "HTI", 2004, "Some boys are exploited in mines.")
    os.link(other, folder / "later.jsonl")
    for _ in range(2):
        found = again(folder, store)
        (error,) = found.excluded
        assert "was read before" in str(error)
        assert "exploited in mines" in str(error)
        assert change(found) == (5, 0, 0, 0)
    (folder / "HTI-2004.jsonl").unlink()
    assert change(again(folder, store)) == (4, 1, 1, 0)
    assert state(store) == at_once(folder, tmp_path)


def test_failures_leave_the_store(folder: Path, store: Path, tmp_path: Path) -> None:
    before = state(store)
    report(folder, "HTI", 2004, "Some boys are exploited in mines.")
    (folder / "ZZZ.txt").touch()
    with pytest.raises(InputError, match="is empty"):
        again(folder, store, strict=True)
    with pytest.raises(NothingReadError):
        build_graph([tmp_path / "missing"], store, validate=False)
    assert state(store) == before
    (folder / "ZZZ.txt").unlink()
    again(folder, store)
    assert state(store) == at_once(folder, tmp_path)
    assert [path.name for path in store.parent.iterdir() if path.name.startswith(".")] == []


def test_a_second_build_into_a_store_is_refused(folder: Path, tmp_path: Path) -> None:
    def meanwhile(*_: object) -> None:
        with pytest.raises(UnwritableError, match="is being built by another process"):
            again(folder, tmp_path / "store")

    again(folder, tmp_path / "store", progress=meanwhile)
    assert change(again(folder, tmp_path / "store")) == (5, 0, 0, 0)


def test_open_readers_keep_their_state(folder: Path, store: Path) -> None:
    before = state(store)
    reader = open_graph(store)
    for year in range(2010, 2016):
        report(folder, "GTM", year)
        again(folder, store)
    assert sorted(str(quad) for quad in reader if quad.graph_name != RUNS) == before
    assert len(data_graphs(open_graph(store))) == 11


@pytest.fixture
def compacted(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether each build from now on has RocksDB merge the store's tables.

    How many tables there are afterwards depends on when its threads work.
    """
    compact, found = StoreUpdate._compact, list[bool]()

    def watched(self: StoreUpdate, store: Store) -> None:
        found.append(False)

        def optimize() -> None:
            store.optimize()
            found[-1] = True

        compact(self, cast("Store", SimpleNamespace(optimize=optimize)))

    monkeypatch.setattr(StoreUpdate, "_compact", watched)
    return found


def test_compaction_after_a_quarter_has_changed(folder: Path, store: Path, compacted: list[bool]) -> None:
    report(folder, "AGO", 2005)
    again(folder, store)  # one of six
    (folder / "AGO-2005.jsonl").unlink()
    again(folder, store)  # and another
    assert compacted == [False, True]


def test_a_first_build_is_compacted(folder: Path, tmp_path: Path, compacted: list[bool]) -> None:
    again(folder, tmp_path / "first")
    assert compacted == [True]


def test_a_build_that_fails_at_its_end_leaves_all_files(
    folder: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report(folder, "HTI", 2004, "Some boys are exploited in mines.")
    again(folder, store)
    before = {path.name: path.stat().st_mtime_ns for path in store.iterdir()}
    report(folder, "HTI", 2004, "Some girls are exploited in brothels.")

    def fail(*_: object) -> None:
        raise RuntimeError("at the end")

    monkeypatch.setattr(StoreUpdate, "finish", fail)
    with pytest.raises(RuntimeError):
        again(folder, store)
    assert {path.name: path.stat().st_mtime_ns for path in store.iterdir()} == before


def test_statements_of_another_program_are_copied(folder: Path, store: Path) -> None:
    other = next(quad for quad in open_graph(store) if quad.graph_name != RUNS)
    added = Quad(
        other.subject,
        NamedNode("https://example.org/note"),
        Literal("mine"),
        NamedNode("https://example.org/g"),
    )
    writer = Store(str(store))
    writer.add(added)
    del writer
    report(folder, "HTI", 2004, "Some boys are exploited in mines.")
    assert change(again(folder, store)) == (4, 1, 1, 0)
    assert added in open_graph(store)


def test_each_graph_was_generated_by_one_run(folder: Path, store: Path) -> None:
    report(folder, "HTI", 2004, "Some boys are exploited in mines.")
    (folder / "MEX-2004.jsonl").unlink()
    report(folder, "GTM", 2005)
    again(folder, store)
    found = open_graph(store)
    generated = [quad.object for quad in found.quads_for_pattern(None, term("prov:generated"), None, RUNS)]
    assert sorted(map(str, generated)) == [str(graph) for graph in data_graphs(found)]
    runs = list(found.quads_for_pattern(None, term("rdf:type"), term("prov:Activity"), RUNS))
    assert len(runs) == 2


def test_the_ledger_is_in_no_graph(store: Path) -> None:
    assert LEDGER_NAME not in " ".join(state(store))
    assert {str(name) for name in open_graph(store).named_graphs()} == {
        str(name) for name in Store.read_only(str(store)).named_graphs()
    }


def steps(chance: random.Random, folder: Path) -> Iterable[None]:
    """Change a folder at random."""
    for _ in range(4):
        for _ in range(chance.randint(1, 3)):
            country, year = chance.choice(list(COUNTRIES)), chance.randint(2004, 2007)
            path = folder / f"{country}-{year}.jsonl"
            if path.exists() and chance.random() < 0.4 and len(list(folder.iterdir())) > 1:
                path.unlink()
            else:
                more = chance.choice(
                    ["", "Some boys are exploited in mines.", "Women are exploited in bars."]
                )
                report(folder, country, year, more, time=OLD + chance.randint(0, 99))
        yield


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (1, 2))])
def test_a_store_updated_in_steps_equals_one_built_at_once(
    folder: Path, store: Path, tmp_path: Path, seed: int
) -> None:
    for number, _ in enumerate(steps(random.Random(seed), folder)):
        renewed = again(folder, store, jobs=1)
        whole = again(folder, tmp_path / f"at-once-{number}")
        assert state(store) == state(tmp_path / f"at-once-{number}")
        assert (renewed.documents, renewed.claims, renewed.quads) == (
            whole.documents,
            whole.claims,
            whole.quads,
        )


def test_documents_in_progress_are_processed_again(folder: Path, store: Path, tmp_path: Path) -> None:
    """A document that the ledger marks as in progress may be stored in part."""
    place = tmp_path / ".store.begun.part"
    place.mkdir()
    Store.read_only(str(store)).backup(str(place / "store"))
    ledger = Ledger.find(store)
    assert ledger
    generation = ledger.facts()["generation"]
    begun = ledger.copy(place / "store" / LEDGER_NAME)
    half = begun.documents()[0]
    begun.set_facts(base=generation)
    begun.start({half: "unknown"})
    begun.close()
    whole = state(store)
    graph = NamedNode(half + "#graph")
    opened = Store(str(place / "store"))
    for quad in list(opened.quads_for_pattern(None, None, None, graph))[::2]:
        opened.remove(quad)
    opened.flush()
    del opened
    assert change(again(folder, store)) == (4, 1, 0, 0)
    assert state(store) == whole


def test_no_items_start_no_worker() -> None:
    def make() -> object:
        raise AssertionError("is not called")

    assert list(parallel_map(make, [], 2)) == []  # type: ignore[arg-type]  # never called
