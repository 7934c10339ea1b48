"""The flat view of claims."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest
from hypothesis import given
from pyoxigraph import Store

from tests import strategies
from tests.drafts import count, draft, exploitation, measure, role, route, says, sector, tier, victims
from tests.examples import small_extraction
from tipgraph.analysis.facts import COLUMNS, Fact, describe, facts, flat, summary, write_csv, write_jsonl
from tipgraph.model.claims import CountClaim, Evidence, Extraction
from tipgraph.model.precision import Precisions, RuleScore
from tipgraph.rdf.emit import quads
from tipgraph.rdf.restore import extractions


def rows() -> list[Fact]:
    _, extraction = draft(
        "AGO",
        "2014",
        says("[Angolan boys] may be made to [herd cattle, in Namibia].", route(
            "AGO", "NAM", victims=("boys",), sectors=("herding",), via=("ZMB", "BWA"), certainty="possible"
        ), sector("herding"), victims("boys"), exploitation("forced-labor"), role("source")),
        says("It is on [Tier 2].", tier("2", 2014, waiver=True, consecutive_years=2)),
        says("[No one was convicted].", measure("conviction", "not-done")),
        says("It spent [$1,500.50].", count("funding", "1500.50", "currency")),
        identifier="angola",
    )  # fmt: skip
    return list(facts(extraction))


def by_kind(kind: str) -> Fact:
    return next(row for row in rows() if row["kind"] == kind)


def test_a_route_in_full() -> None:
    assert by_kind("route") == {
        "document": "angola",
        "kind": "route",
        "origin": "AGO",
        "destination": "NAM",
        "via": ["BWA", "ZMB"],
        "route_kind": "trafficking",
        "victims": ["boys"],
        "exploitation": [],
        "sectors": ["herding"],
        "certainty": "possible",
        "polarity": "affirmed",
        "evidence": [
            {"quote": "Angolan boys", "start": 0, "end": 12},
            {"quote": "herd cattle, in Namibia", "start": 28, "end": 51},
        ],
        "rules": ["route/hand"],
        "operators": [],
        "reviews": [],
        "precision": None,
        "cases": None,
        "claim": "https://w3id.org/tipgraph/document/tip/2014/AGO/angola/route/AGO/NAM/0",
        "offset": 0,
        "context": [],
        "report": "https://w3id.org/tipgraph/report/tip/2014/AGO",
        "country": "AGO",
        "country_name": "Angola",
        "report_year": 2014,
        "edition": "2014",
        "section": None,
    }


@pytest.mark.parametrize(
    ("kind", "own"),
    [
        ("role", {"role": "source"}),
        ("victim-group", {"code": "boys"}),
        ("exploitation", {"code": "forced-labor"}),
        ("sector", {"code": "herding"}),
        ("measure", {"type": "conviction", "status": "not-done", "polarity": "denied"}),
        ("count", {"type": "funding", "count": 1500.5, "unit": "currency", "period": None}),
        ("tier", {"tier": "2", "tier_year": 2014, "change": None, "waiver": True, "consecutive_years": 2}),
    ],
)
def test_fields_of_each_kind(kind: str, own: Fact) -> None:
    assert by_kind(kind).items() >= own.items()


def test_a_claim_has_the_precision_of_its_best_rule() -> None:
    _, extraction = draft("AGO", "2014", says("It is a [source] country.", role("source")))
    [claim] = extraction.claims
    known = Precisions([RuleScore("role.named", "role", 80, 77), RuleScore("role.transit", "role", 9, 3)])
    made = replace(extraction, claims=(replace(claim, rules=("role.named", "role.new", "role.transit")),))
    [fact] = facts(made, precisions=known)
    assert (fact["precision"], fact["cases"]) == (0.963, 80)
    assert flat(fact).items() >= {"precision": "0.963", "cases": "80"}.items()
    [unknown] = facts(extraction, precisions=known)
    assert flat(unknown).items() >= {"precision": "", "cases": ""}.items()


def statements() -> Extraction:
    """Return two statements on one route, the second of which refers to people of an earlier clause."""
    return draft(
        "LAO",
        "2014",
        says("[Lao men are exploited in Thailand].", route("LAO", "THA", victims=("men",))),
        says("[They may be exploited in fishing there].", route(
            "LAO", "THA", sectors=("fishing",), certainty="possible", operators=("may",),
            context=(Evidence(0, 7, "Lao men"),),
        ), sector("fishing")),
        identifier="laos",
    )[1]  # fmt: skip


def test_a_statement_has_its_own_fields_words_and_context() -> None:
    first, second, _ = facts(statements())
    assert (first["victims"], first["sectors"], first["certainty"]) == (["men"], [], "asserted")
    assert (second["victims"], second["sectors"], second["certainty"]) == ([], ["fishing"], "possible")
    assert (second["operators"], second["offset"]) == (["may"], 35)
    assert second["context"] == [{"quote": "Lao men", "start": 0, "end": 7}]
    assert second["claim"] == first["claim"].removesuffix("/0") + "/35"
    assert flat(second).items() >= {
        "offset": "35", "operators": "may", "context_quotes": "Lao men", "context_starts": "0",
    }.items()  # fmt: skip
    assert summary(second)[-1] == "Lao men … They may be exploited in fishing there"


def test_merged_facts_are_one_a_route() -> None:
    merged, other = facts(statements(), merged=True)
    assert (merged["victims"], merged["sectors"], merged["certainty"]) == (["men"], ["fishing"], "asserted")
    assert [piece["start"] for piece in merged["evidence"]] == [0, 35]
    assert (merged["claim"], merged["offset"], merged["operators"]) == (None, None, ["may"])
    assert other["claim"].endswith("/sector/fishing")
    assert set(merged) == set(next(facts(statements())))


def test_whole_numbers_are_integers() -> None:
    [found] = [fact for fact in facts(small_extraction()) if fact["kind"] == CountClaim.kind]
    assert json.dumps(found["count"]) == "12"


def test_jsonl_is_one_object_a_line() -> None:
    file = io.StringIO()
    write_jsonl(rows(), file)
    assert [json.loads(line) for line in file.getvalue().splitlines()] == rows()


def test_csv_holds_every_value() -> None:
    file = io.StringIO()
    write_csv(rows(), file)
    read = list(csv.DictReader(io.StringIO(file.getvalue())))
    assert list(read[0]) == list(COLUMNS)
    assert [{key: cell for key, cell in row.items() if cell} for row in read] == [
        {key: cell for key, cell in flat(row).items() if cell} for row in rows()
    ]
    found = next(row for row in read if row["kind"] == "route")
    assert (found["via"], found["quotes"]) == ("BWA|ZMB", "Angolan boys|herd cattle, in Namibia")
    evidence = next(row for row in rows() if row["kind"] == "route")["evidence"]
    assert found["starts"] == "|".join(str(piece["start"]) for piece in evidence)
    assert (found["country_name"], found["edition"], found["section"]) == ("Angola", "2014", "")


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("role", "source"),
        ("route", "AGO → NAM via BWA, ZMB: boys, herding"),
        ("sector", "herding"),
        ("tier", "2, 2014, 2 years in a row, waiver"),
        ("measure", "conviction: not-done"),
        ("count", "funding: 1,500.5 currency"),
    ],
)
def test_describe(kind: str, text: str) -> None:
    assert describe(by_kind(kind)) == text


def test_summary_joins_the_words() -> None:
    assert summary(by_kind("route"))[-2:] == ("possible", "Angolan boys … herd cattle, in Namibia")


@given(strategies.extractions())
def test_a_graph_gives_the_same_facts(extraction: Extraction) -> None:
    store = Store()
    store.extend(quads(extraction))
    [restored] = extractions(store)
    assert sorted(map(json.dumps, facts(restored))) == sorted(map(json.dumps, facts(extraction)))
