"""How well the extractor agrees with annotated passages, our own and, where they are at hand, the others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.paths import ROOT, SHARED
from tests.reading.support import read_all
from tipgraph.analysis.facts import facts
from tipgraph.evaluation import Scores, evaluate
from tipgraph.model.documents import Narrative
from tipgraph.understanding import Extractor

GOLD = SHARED / "gold"


def scores(extractor: Extractor, gold: Path, sources: Path) -> Scores:
    annotated = {json.loads(line)["id"] for line in gold.read_text(encoding="utf-8").splitlines()}
    narratives = [outcome for outcome in read_all(sources) if isinstance(outcome, Narrative)]
    narratives = [each for each in narratives if each.document.identifier in annotated]
    found = [fact for narrative in narratives for fact in facts(extractor.read(narrative))]
    return evaluate(gold, found).scores


def test_our_own_narratives(extractor: Extractor) -> None:
    found = scores(extractor, ROOT / "tests" / "gold" / "narratives.jsonl", ROOT / "examples" / "reports")
    assert found.passages == 9
    assert found.mean_f1 > 0.94
    assert found.evidence.share > 0.93


def test_our_own_narratives_of_2005_to_2009(extractor: Extractor) -> None:
    gold = ROOT / "tests" / "gold"
    found = scores(extractor, gold / "era2005.jsonl", gold / "era2005")
    assert found.passages == 3
    assert found.mean_f1 > 0.9
    assert found.evidence.share > 0.93


def test_narratives_of_every_style(extractor: Extractor) -> None:
    gold = ROOT / "tests" / "gold"
    found = scores(extractor, gold / "styles.gold.jsonl", gold / "styles.texts.jsonl")
    assert found.passages == 38
    assert found.mean_f1 > 0.91
    assert found.evidence.share > 0.93


@pytest.mark.parametrize(
    ("name", "passages", "mean"),
    [
        ("genres", 80, 0.78),
        ("genres-unread", 80, 0.68),
        ("sentences", 300, 0.8),
        ("sentences-unread", 300, 0.74),
    ],
)
def test_texts_of_other_genres(extractor: Extractor, name: str, passages: int, mean: float) -> None:
    gold = ROOT / "tests" / "gold"
    found = scores(extractor, gold / f"{name}.gold.jsonl", gold / f"{name}.texts.jsonl")
    assert found.passages == passages
    assert found.mean_f1 > mean
    assert found.evidence.share > 0.9


def test_the_annotated_passages(extractor: Extractor) -> None:
    if not GOLD.is_dir():
        pytest.skip(f"no annotated passages at {GOLD}: agreement with them is not checked")
    found = scores(extractor, GOLD / "dev.jsonl", GOLD / "passages.jsonl")
    assert found.passages == 87
    assert found.mean_f1 > 0.95
    assert found.evidence.share > 0.93


def test_sections_of_human_rights_reports(extractor: Extractor) -> None:
    corpus = SHARED / "corpus" / "human-rights-dev.jsonl"
    if not corpus.exists():
        pytest.skip(f"no corpus at {corpus}: agreement on human-rights reports is not checked")
    found = scores(extractor, ROOT / "tests" / "gold" / "human-rights.gold.jsonl", corpus)
    assert found.passages == 48
    assert found.mean_f1 > 0.93
