"""Scores against a gold standard."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.drafts import count, draft, exploitation, measure, role, route, says, sector, tier, victims
from tests.paths import SHARED
from tipgraph.analysis.facts import Fact, facts
from tipgraph.errors import UnreadableError
from tipgraph.evaluation import (
    MEASURES,
    Gold,
    changes,
    evaluate,
    is_facts,
    is_selected,
    mistakes,
    read_facts,
    read_gold,
    rule_scores,
    score,
)
from tipgraph.evaluation.mistakes import Context

NARRATIVE, READING = draft(
    "AGO",
    "2014",
    says("[Angola is a source country].", role("source")),
    says("[Boys and girls herd in Namibia].", route(
        "AGO", "NAM", victims=("boys", "girls"), sectors=("herding",), via=("ZMB",)
    ), sector("herding"), victims("boys"), victims("girls")),
    says("It stays on [Tier 2].", tier("2", 2014, change="remained", waiver=True)),
    says("[Courts convicted nobody].", measure("conviction", "not-done")),
    says("[They tried 12 people].", count("prosecution", 12, period=2013), exploitation("forced-labor")),
    identifier="tip-2014-ago",
)  # fmt: skip
FACTS = list(facts(READING))

GOLD = {
    "id": "tip-2014-ago",
    "roles": [
        {"role": "source", "quote": "Angola is a source country"},
        {"role": "internal", "quote": "herd"},
    ],
    "routes": [
        {
            "origin": "AGO",
            "destination": "NAM",
            "via": [],
            "kind": "trafficking",
            "certainty": "possible",
            "victims": ["boys"],
            "exploitation": ["forced-labor"],
            "sectors": ["herding"],
            "quote": "herd in Namibia",
        }
    ],
    "victims": [{"code": "boys", "quote": "nothing alike"}],
    "exploitation": [],
    "sectors": [{"code": "herding"}],
    "tier": {"tier": "2WL", "year": 2014, "change": "remained", "waiver": None, "consecutive_years": 2},
    "measures": [{"type": "conviction", "status": "not-done", "quote": "Courts convicted nobody"}],
    "counts": [{"type": "prosecution", "count": 12, "unit": "cases", "period": 2013}],
}


def lines(path: Path, rows: list[Any]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def gold(tmp_path: Path) -> Gold:
    return read_gold(lines(tmp_path / "gold.jsonl", [GOLD]))


@pytest.mark.parametrize(
    ("measure", "gold_size", "predicted", "correct"),
    [
        ("role", 2, 1, 1),
        ("route", 1, 1, 1),
        ("route-links", 3, 3, 2),
        ("victim-group", 1, 2, 1),
        ("exploitation", 0, 1, 0),
        ("sector", 1, 1, 1),
        ("tier", 4, 4, 2),
        ("measure", 1, 1, 1),
        ("route-via", 0, 1, 0),
        ("route-kind", 1, 1, 1),
        ("route-certainty", 1, 1, 0),
        ("measure-type", 1, 1, 1),
        ("count", 1, 1, 1),
    ],
)
def test_each_measure(gold: Gold, measure: str, gold_size: int, predicted: int, correct: int) -> None:
    found = score(gold.facts, FACTS, gold.documents).measures[measure]
    assert (found.gold, found.predicted, found.correct) == (gold_size, predicted, correct)


def test_the_mean_and_the_evidence(gold: Gold) -> None:
    found = score(gold.facts, FACTS, gold.documents)
    assert found.mean_f1 == pytest.approx((2 / 3 + 1 + 2 / 3 + 2 / 3 + 0 + 1 + 0.5 + 1) / 8)
    # Right and quoted in the gold: the role, the route, the boys and the measure.
    assert (found.evidence.good, found.evidence.of) == (3, 4)


def test_facts_of_other_documents_do_not_count(gold: Gold) -> None:
    other = {"document": "tip-2014-nam", "kind": "role", "role": "transit"}
    assert score(gold.facts, [*FACTS, other], gold.documents) == score(gold.facts, FACTS, gold.documents)


def test_long_quotes_prove_nothing(gold: Gold) -> None:
    long: Fact = {
        **FACTS[0],
        "kind": "role",
        "role": "source",
        "evidence": [{"quote": "Angola is a source " * 20}],
    }
    assert score(gold.facts, [long], gold.documents).evidence.good == 0


def test_nothing_at_all() -> None:
    assert score([], [], set()).mean_f1 == 0


def test_mistakes_stand_in_their_sentences(gold: Gold) -> None:
    found = mistakes(gold.facts, FACTS, {"tip-2014-ago": NARRATIVE.text})
    shown = {(m.measure, m.verdict, *m.what): str(m.context) for m in found}
    assert shown["role", "missed", "internal"] == "Boys and girls [herd] in Namibia."
    assert shown["exploitation", "spurious", "forced-labor"] == "[They tried 12 people]."
    assert shown["tier", "spurious", "tier", "2"] == "It stays on [Tier 2]."
    assert shown["victim-group", "spurious", "girls"] == "[Boys and girls herd in Namibia]."
    assert shown["tier", "missed", "tier", "2WL"] == ""
    assert len(found) == sum(
        s.gold + s.predicted - 2 * s.correct
        for s in score(gold.facts, FACTS, gold.documents).measures.values()
    )


def test_mistakes_without_texts_show_their_quotes(gold: Gold) -> None:
    found = {m.what: str(m.context) for m in mistakes(gold.facts, FACTS) if m.measure == "role"}
    assert found == {("internal",): "[herd]"}


@pytest.mark.parametrize(
    ("context", "shown"),
    [
        (Context("", "Boys", " herd."), "[Boys] herd."),
        (Context("they mine; ", "boys herd", "; girls sew"), "… [boys herd] …"),
        (Context("word " * 40, "boys", "\nherd" * 40), f"… {'word ' * 15}[boys]{' herd' * 15} …"),
        (Context("", "x" * 300, ""), f"[{'x' * 120} … {'x' * 120}]"),
        (Context("", "", ""), ""),
    ],
)
def test_mistakes_are_shown_in_a_few_words(context: Context, shown: str) -> None:
    assert context.short() == shown


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


def test_what_changed(gold: Gold) -> None:
    old = [fact for fact in FACTS if fact["kind"] != "sector"]
    old.append({**FACTS[0], "kind": "role", "role": "transit"})
    found = {(c.measure, c.what[0], c.appeared, c.correct) for c in changes(gold.facts, old, FACTS)}
    assert found == {("sector", "herding", True, True), ("role", "transit", False, False)}
    assert all(change.gain for change in changes(gold.facts, old, FACTS))
    assert not any(change.gain for change in changes(gold.facts, FACTS, old))


def test_rules(gold: Gold) -> None:
    found = {score.rule: (score.fired, score.correct) for score in rule_scores(gold.facts, FACTS)}
    assert found["victim-group/hand"] == (2, 1)
    assert found["route/hand"] == (1, 1)
    assert found["tier/hand"] == (1, 0), "a tier is right where all that it states is"
    assert found["count/hand"] == (1, 1)


@pytest.mark.parametrize(
    ("only", "skip", "wanted"),
    [
        ((), (), True),
        ({"ago"}, (), True),
        ({"mex"}, (), False),
        ((), {"ago"}, False),
        ({"2014"}, {"mex"}, True),
    ],
)
def test_choosing_passages(only: set[str], skip: set[str], wanted: bool) -> None:
    assert is_selected("tip-2014-ago", only, skip) == wanted


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


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ('{"id": "a"}\n{"id": ', "bad.jsonl:2: is not JSON"),
        ("[1]", "no JSON object"),
        ('{"country": "AGO"}', "has no id"),
        ('{"id": "a", "roles": ["source"]}', "role that is no object"),
        ('{"id": "a", "roles": [{"code": "source"}]}', "role without a role"),
    ],
)
def test_damaged_gold(tmp_path: Path, text: str, cause: str) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(text)
    with pytest.raises(UnreadableError, match=cause):
        read_gold(path)


def test_damaged_facts(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="no fact"):
        read_facts(lines(tmp_path / "bad.jsonl", [{"kind": "role"}]))
    with pytest.raises(UnreadableError, match="route without a destination"):
        read_facts(lines(tmp_path / "bad.jsonl", [{"document": "a", "kind": "route", "origin": "AGO"}]))


def test_facts_are_told_by_content(tmp_path: Path) -> None:
    assert is_facts(lines(tmp_path / "a", FACTS))
    assert not is_facts(lines(tmp_path / "b", [GOLD]))
    assert not is_facts(tmp_path / "none")


def shaken(row: dict[str, Any], chance: random.Random) -> list[Fact]:
    """Return the facts of an annotated passage, some left out, some changed."""
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
