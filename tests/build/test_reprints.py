"""Reprints: which documents repeat an earlier edition, in builds of all kinds."""

from __future__ import annotations

import os
import random
from decimal import Decimal
from pathlib import Path

import pytest

from tests.build.incremental import OLD, again, at_once, state
from tests.narratives import write_lines
from tipgraph.build import build_graph
from tipgraph.build.extractions import ExtractionWithText, collect, read
from tipgraph.build.reprints import Passages, passages, reprints
from tipgraph.model.documents import Repetition, Report
from tipgraph.rdf.restore import extractions
from tipgraph.rdf.store import open_graph

pytestmark = pytest.mark.usefixtures("small_reference")

TEXT = (
    "Guatemala is a source country for girls subjected to sex trafficking; boys are made to beg in the "
    "streets of the capital. The government convicted four traffickers, and it trained police officers; it "
    "did not open a shelter for victims, and a draft law that would punish buyers waits in the congress."
)
CHANGED = TEXT.replace("trained police officers", "trained judges")
NEW = (
    "Men from Guatemala are forced to work on farms in Mexico. Police opened nine cases; one judge convicted."
)
OLDER = "https://w3id.org/tipgraph/report/factbook/"


def texts(*editions: tuple[str, str], country: str = "GTM", publication: str = "factbook") -> list[Passages]:
    return [
        Passages(f"{publication}/{edition}/{country}", Report(publication, edition, country), passages(text))
        for edition, text in editions
    ]


def found(documents: list[Passages]) -> dict[str, tuple[str, str]]:
    return {
        iri.split("/")[1]: (each.report.removeprefix(OLDER), str(each.share))
        for iri, each in reprints(documents).items()
    }


def test_a_reprint_names_the_earliest_edition_with_its_words_and_the_share() -> None:
    documents = texts(("2014", TEXT), ("2015", TEXT.upper()), ("2016", CHANGED), ("2017", NEW))
    assert found(documents) == {"2015": ("2014/GTM", "1"), "2016": ("2014/GTM", "0.92")}


def test_the_order_of_the_documents_makes_no_difference() -> None:
    documents = texts(("2014", TEXT), ("2015", TEXT), ("2016", CHANGED), ("2017", NEW), ("2018", CHANGED))
    expected = reprints(documents)
    for seed in range(5):
        assert reprints(random.Random(seed).sample(documents, len(documents))) == expected


def test_only_earlier_editions_of_the_same_publication_and_country_are_repeated() -> None:
    one = texts(("2014", TEXT))
    assert found(one + texts(("2014", TEXT), country="HND")) == {}
    assert found(one + texts(("2015", TEXT), country="HND")) == {}
    assert found(one + texts(("2015", TEXT), publication="tip")) == {}
    copy = [Passages("factbook/copy/GTM", Report("factbook", "2014", "GTM"), passages(TEXT))]
    assert found(one + copy) == {}


def test_a_text_that_changes_a_little_every_year_becomes_an_original_again() -> None:
    def text(year: int) -> str:
        return "; ".join(
            f"group {number} is {'new' if number < year else 'old'} here" for number in range(20)
        )

    drifting = texts(*((str(2000 + year), text(year)) for year in range(5)))
    assert found(drifting) == {
        "2001": ("2000/GTM", "0.95"),
        "2002": ("2000/GTM", "0.9"),
        "2004": ("2003/GTM", "0.95"),
    }


def test_texts_without_words_repeat_nothing() -> None:
    assert found(texts(("2014", ""), ("2015", "…"))) == {}


def edition(folder: Path, year: int, text: str) -> Path:
    entry = {"id": f"g-{year}", "country": "GTM", "year": year, "publication": "factbook", "text": text}
    path = write_lines(folder / f"{year}.jsonl", [entry])
    os.utime(path, (OLD, OLD))
    return path


def repeated(graph: Path) -> dict[int, Repetition | None]:
    documents = (each.document for each in extractions(open_graph(graph)))
    return {document.report.year: document.repeats for document in documents}


SAME = Repetition(OLDER + "2014/GTM", Decimal(1))


@pytest.mark.parametrize("name", ["graph.trig", "graph.ttl", "graph.jsonld", "graph.nq.gz", "store"])
def test_graphs_of_all_kinds_say_what_is_repeated(tmp_path: Path, name: str) -> None:
    for year in (2014, 2015):
        edition(tmp_path / "in", year, TEXT)
    build_graph([tmp_path / "in"], tmp_path / name)
    assert repeated(tmp_path / name) == {2014: None, 2015: SAME}


def test_files_are_the_same_whatever_the_number_of_jobs(tmp_path: Path) -> None:
    for year in (2014, 2015, 2016):
        edition(tmp_path / "in", year, TEXT if year < 2016 else CHANGED)
    for jobs in (1, 2):
        build_graph([tmp_path / "in"], tmp_path / f"{jobs}.trig", jobs=jobs)
    assert (tmp_path / "1.trig").read_bytes() == (tmp_path / "2.trig").read_bytes()


def test_a_store_keeps_up_with_editions_that_come_change_and_go(tmp_path: Path) -> None:
    folder, store = tmp_path / "in", tmp_path / "store"
    edition(folder, 2015, TEXT)
    edition(folder, 2016, TEXT)
    again(folder, store)
    assert repeated(store) == {2015: None, 2016: Repetition(OLDER + "2015/GTM", Decimal(1))}
    edition(folder, 2014, TEXT)  # an earlier edition comes last
    again(folder, store)
    assert repeated(store) == {2014: None, 2015: SAME, 2016: SAME}
    edition(folder, 2016, NEW)
    again(folder, store)
    assert repeated(store) == {2014: None, 2015: SAME, 2016: None}
    (folder / "2014.jsonl").unlink()
    again(folder, store)
    assert repeated(store) == {2015: None, 2016: None}
    assert state(store) == at_once(folder, tmp_path)


def test_extractions_of_reports_and_of_their_graph_agree(tmp_path: Path) -> None:
    for year in (2014, 2015):
        edition(tmp_path / "in", year, TEXT)
    build_graph([tmp_path / "in"], tmp_path / "graph.trig")
    for source in (tmp_path / "in", tmp_path / "graph.trig"):
        items = [each for each in read([str(source)]) if isinstance(each, ExtractionWithText)]
        assert [each.extraction.document.repeats for each in collect(items)] == [None, SAME]
