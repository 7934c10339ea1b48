"""Whole evaluations."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.evaluation.passage import FACTS, GOLD, lines
from tests.paths import SHARED
from tipgraph.analysis.facts import Fact
from tipgraph.evaluation import (
    MEASURES,
    Gold,
    changes,
    evaluate,
    read_facts,
)


def test_what_is_not_annotated_is_not_judged(tmp_path: Path) -> None:
    silent = {key: value for key, value in GOLD.items() if key != "counts"} | {"id": "tip-2014-nam"}
    both = lines(tmp_path / "gold.jsonl", [GOLD, silent])
    made = [*FACTS, *({**fact, "document": "tip-2014-nam"} for fact in FACTS)]
    found = evaluate(both, made, against=lines(tmp_path / "old.jsonl", FACTS))
    fired = {rule.kind: (rule.fired, rule.correct) for rule in found.rules}
    assert fired["count"] == (1, 1), "only where counts are annotated"
    assert fired["role"] == (2, 2)
    assert not [m for m in found.mistakes if m.measure == "count"]
    assert not [c for c in found.changes or () if c.measure == "count"]
    assert found.scores.measures["count"].predicted == 2, "as the scorer of the gold has it"
    assert found.unannotated == frozenset()
    alone = evaluate(lines(tmp_path / "silent.jsonl", [silent]), made)
    assert alone.unannotated == {"count"}
    [count_row] = [row for row in next(iter(alone.tables())).rows if row[0] == "count *"]
    assert count_row == ("count *", 0, 1, 0, "not annotated", "", "")


@pytest.mark.parametrize(
    ("entry", "measure", "of_gold", "predicted"),
    [
        (["measure", "conviction", "not-done"], "measure", 0, 0),
        (["measure", "conviction", "not-done"], "measure-type", 0, 0),
        (["route", "AGO", "NAM"], "route-links", 0, 0),
        (["route-links", "AGO", "NAM", "victims", "boys"], "route-links", 2, 2),
        (["count", "prosecution", 12], "count", 0, 0),
        (["count", "prosecution"], "count", 0, 0),
        (["victims", "boys"], "victim-group", 0, 1),
        (["sectors", "mining"], "sector", 1, 1),
    ],
)
def test_optional_annotations_count_neither_way(
    tmp_path: Path, entry: list[object], measure: str, of_gold: int, predicted: int
) -> None:
    gold = lines(tmp_path / "gold.jsonl", [{**GOLD, "optional": [entry]}])
    for facts in (FACTS, []):
        score = evaluate(gold, facts, texts={str(GOLD["id"]): ""}).scores.measures[measure]
        assert (score.gold, score.predicted) == (of_gold, predicted if facts else 0)


def test_a_passage_can_name_the_annotated_kinds(tmp_path: Path) -> None:
    gold = lines(tmp_path / "gold.jsonl", [{**GOLD, "kinds": ["role"], "routes": []}])
    found = evaluate(gold, FACTS)
    assert found.scores.measures["route"].predicted == 0
    assert found.scores.measures["role"].correct == 1
    assert found.scores.mean_f1 == found.scores.measures["role"].f1
    assert {mistake.measure for mistake in found.mistakes} == {"role"}


def test_what_changed(gold: Gold) -> None:
    old = [fact for fact in FACTS if fact["kind"] != "sector"]
    old.append({**FACTS[0], "kind": "role", "role": "transit"})
    found = {(c.measure, c.what[0], c.appeared, c.correct) for c in changes(gold.facts, old, FACTS)}
    assert found == {("sector", "herding", True, True), ("role", "transit", False, False)}
    assert all(change.gain for change in changes(gold.facts, old, FACTS))
    assert not any(change.gain for change in changes(gold.facts, FACTS, old))


def test_the_whole_as_json(tmp_path: Path) -> None:
    gold = lines(tmp_path / "gold.jsonl", [GOLD])
    old = lines(tmp_path / "old.jsonl", FACTS[1:])
    found = evaluate(gold, FACTS, against=old).as_json()
    assert json.loads(json.dumps(found)) == found
    assert {
        *MEASURES,
        "mean_f1",
        "evidence",
        "passages",
        "errors",
        "rules",
        "missing",
        "not_annotated",
        "changes",
    } == found.keys()
    assert "changes" not in evaluate(gold, FACTS).as_json()


def test_tables_are_rectangular(tmp_path: Path) -> None:
    gold = lines(tmp_path / "gold.jsonl", [GOLD])
    found = evaluate(gold, FACTS, against=lines(tmp_path / "old.jsonl", FACTS[1:]))
    tables = list(found.tables(errors=True, rules=True))
    assert len(tables) == 4
    assert all(len(row) == len(part.columns) for part in tables for row in part.rows)


def shaken(row: dict[str, Any], chance: random.Random) -> list[Fact]:
    """Return the facts of an annotated passage, some missing, some changed."""
    lists = {
        "roles": "role", "routes": "route", "victims": "victim-group", "exploitation": "exploitation",
        "sectors": "sector", "measures": "measure",
    }  # fmt: skip
    found = [
        {**item, "kind": kind, "route_kind": item.get("kind")}
        for name, kind in lists.items()
        for item in row[name]
    ]
    if row["tier"]:
        found.append({**row["tier"], "kind": "tier", "tier_year": row["tier"].get("year")})
    kept: list[Fact] = [fact for fact in found if chance.random() < 0.8]
    for fact in kept:
        fact["document"] = row["id"]
        fact["evidence"] = [{"quote": fact.pop("quote", "")[chance.randrange(30) :], "start": 0, "end": 0}]
        if chance.random() < 0.2:
            key = chance.choice(
                [k for k, v in fact.items() if isinstance(v, str) and k not in ("kind", "document")]
            )
            fact[key] = "something-else"
    return kept


@pytest.mark.skipif(not SHARED.is_dir(), reason="the gold passages (../shared/gold) are not here")
@pytest.mark.parametrize("flags", [[], ["--only", "ago,mne,zmb"], ["--skip", "ago,mne,zmb"]])
def test_agreement_with_the_scorer_of_the_gold(tmp_path: Path, flags: list[str]) -> None:
    path = SHARED / "gold" / "dev.jsonl"
    chance = random.Random(7)
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    found = lines(tmp_path / "facts.jsonl", [fact for row in rows for fact in shaken(row, chance)])
    command = [sys.executable, str(SHARED / "gold" / "score.py"), str(path), str(found)]
    theirs = json.loads(subprocess.run([*command, "--json", *flags], capture_output=True, check=True).stdout)
    only, skip = (set(flags[1].split(",")) if flag in flags else () for flag in ("--only", "--skip"))
    ours = evaluate(path, read_facts(found), only=only, skip=skip).as_json()
    assert {key: ours[key] for key in theirs} == theirs
    shown = subprocess.run([*command, *flags], capture_output=True, check=True, text=True).stdout
    evidence = ours["evidence"]
    assert f"evidence: {evidence['share']:.3f} of {evidence['of']} right facts" in shown
    assert 0.3 < ours["mean_f1"] < 0.9
