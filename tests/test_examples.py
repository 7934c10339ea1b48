"""The examples: the committed graph is up to date, and the annotations quote the texts."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pypdfium2  # type: ignore[import-untyped]  # it ships no types
import pytest
from pyoxigraph import Quad, RdfFormat, parse

from examples.make_pdf import PDF, TEXT, pdf
from tests.paths import ROOT
from tipgraph.build import build_graph
from tipgraph.model.documents import Narrative
from tipgraph.reading import read

REPORTS = ROOT / "examples" / "reports"
GRAPH = ROOT / "examples" / "graph.trig"
GOLD = ROOT / "tests" / "gold" / "narratives.jsonl"


@pytest.fixture(scope="module")
def narratives() -> dict[str, Narrative]:
    found = list(read([REPORTS]))
    assert all(isinstance(outcome, Narrative) for outcome in found), found
    return {each.document.identifier: each for each in found if isinstance(each, Narrative)}


@pytest.fixture(scope="module")
def gold() -> list[dict[str, Any]]:
    return [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]


def quads(path: Path) -> set[Quad]:
    # No node is blank, so that equal sets are isomorphic graphs.
    return set(parse(path=path, format=RdfFormat.TRIG))


def test_the_graph_is_what_the_reports_give(tmp_path: Path) -> None:
    summary = build_graph([REPORTS], tmp_path / "graph.trig")
    assert summary.complete
    different = quads(tmp_path / "graph.trig") ^ quads(GRAPH)
    assert sorted(map(str, different))[:5] == [], "run: python -m tools.regenerate"


def test_six_countries_have_a_report_in_each_of_three_years(narratives: dict[str, Narrative]) -> None:
    reports = [each.document.report for each in narratives.values() if each.document.report.section is None]
    assert {report.publication for report in reports} == {"tip"}
    assert Counter(report.edition for report in reports) == {"2004": 6, "2012": 6, "2019": 6}
    assert len({report.country for report in reports}) == 6


def test_every_report_of_later_years_has_its_sections(narratives: dict[str, Narrative]) -> None:
    later = [
        each.document for each in narratives.values() if each.document.report.edition in ("2012", "2019")
    ]
    for document in later:
        kinds = Counter(section.kind for section in document.sections)
        named = ["profile", "tier", "recommendations", "prosecution", "protection", "prevention"]
        assert kinds == Counter(named), document.identifier


def pages(content: bytes) -> list[str]:
    with pypdfium2.PdfDocument(content) as document:
        return [page.get_textpage().get_text_range() for page in document]


def test_the_pdf_is_set_from_its_text() -> None:
    made = pdf(TEXT.read_text(encoding="utf-8"))
    assert made == pdf(TEXT.read_text(encoding="utf-8"))
    # Other versions of the program that sets it may pack the same pages in other bytes.
    assert pages(made) == pages(PDF.read_bytes()), "run: python -m tools.regenerate"


def test_the_gold_standard_has_three_texts_of_each_year(
    gold: list[dict[str, Any]], narratives: dict[str, Narrative]
) -> None:
    years = Counter(narratives[row["id"]].document.report.edition for row in gold)
    assert years == {"2004": 3, "2012": 3, "2019": 3}


def test_every_annotation_rests_on_words_of_its_text(
    gold: list[dict[str, Any]], narratives: dict[str, Narrative]
) -> None:
    for row in gold:
        lists = ("roles", "routes", "victims", "exploitation", "sectors", "measures", "counts")
        for item in [row["tier"], *(item for name in lists for item in row[name])]:
            assert item["quote"], item
            assert item["quote"] in narratives[row["id"]].text, (row["id"], item)
