"""The queue, the states of claims, and what is written."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.web.review.reviewing import corrections_in, kenya, session
from tipgraph.corrections import apply
from tipgraph.errors import InputError, UsageError
from tipgraph.model.claims import RouteClaim
from tipgraph.model.iris import document_iri
from tipgraph.web.review.display import Filters, Narrative, facets
from tipgraph.web.review.session import Session

ROUTE, WOMEN, BOYS, COURTS, GIRLS = range(5)


def ask(
    opened: Session, at: int = -1, direction: str = "resume", me: str = "kim", **filters: str
) -> int | None:
    return opened.look(Filters(**filters), at, direction, me).item


def test_the_queue_has_the_claims_in_the_order_of_the_text(tmp_path: Path) -> None:
    opened = session(tmp_path, kenya("2019"), kenya("2020"))
    assert [item.claim.kind for item in opened.items[:5]] == [
        "route",
        "victim-group",
        "victim-group",
        "count",
        "victim-group",
    ]
    assert [ask(opened, at, "next") for at in (-1, 3, 9)] == [0, 4, 9]
    assert [ask(opened, at, "previous") for at in (0, 9)] == [0, 8]


@pytest.mark.parametrize(
    ("filters", "numbers"),
    [
        ({"kind": "route"}, [0, 5]),
        ({"year": "2020"}, [5, 6, 7, 8, 9]),
        ({"country": "KEN", "kind": "count"}, [3, 8]),
        ({"country": "UGA"}, []),
        ({"rule": "count/hand"}, [3, 8]),
        ({"state": "disagreements"}, []),
    ],
)
def test_filters_choose_claims(tmp_path: Path, filters: dict[str, str], numbers: list[int]) -> None:
    opened = session(tmp_path, kenya("2019"), kenya("2020"))
    found = []
    at = -1
    while (number := ask(opened, at, "next", **filters)) is not None and number != at:
        found.append(number)
        at = number
    assert found == numbers
    place = opened.look(Filters(**filters), -1, "next", "kim")
    assert (place.position, place.length) == ((1, len(numbers)) if numbers else (0, 0))


def test_a_claim_that_a_report_calls_possible_is_doubtful(tmp_path: Path) -> None:
    opened = session(tmp_path)
    assert opened.items[BOYS].doubtful


def test_the_filters_have_their_values_with_numbers(tmp_path: Path) -> None:
    assert dict(facets(session(tmp_path).items))["kind"] == [("count", 1), ("route", 1), ("victim-group", 3)]


def test_a_verdict_is_written_with_words_person_and_time(tmp_path: Path) -> None:
    opened = session(tmp_path)
    opened.now = lambda: datetime(2026, 11, 28, 9, 30, tzinfo=UTC)
    opened.judge(ROUTE, "replace", {"destination": "OMN", "victims": ["women"]}, "kim", "Not Qatar")
    [correction] = corrections_in(tmp_path / "mine.jsonl")
    assert (correction.quote, correction.fields) == (
        "Kenyan women are exploited in Qatar & <Oman>",
        {"origin": "KEN", "destination": "QAT"},
    )
    assert correction.new == {"destination": "OMN"}
    assert (correction.by, correction.at, correction.reason) == (
        "kim",
        "2026-11-28T09:30:00.000+00:00",
        "Not Qatar",
    )
    assert opened.state(opened.items[ROUTE]) == "replace"
    [made] = [each for each in opened.applied(0).extraction.claims if isinstance(each, RouteClaim)]
    assert made.destination == "OMN"


def test_a_change_of_nothing_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nothing is changed"):
        session(tmp_path).judge(WOMEN, "replace", {"code": "women", "certainty": "asserted"}, "kim", "")
    assert not (tmp_path / "mine.jsonl").exists()


def test_a_route_to_its_own_origin_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="a route from KEN to itself"):
        session(tmp_path).judge(ROUTE, "replace", {"destination": "KEN"}, "kim", "")


def test_undo_brings_back_what_the_person_said_before(tmp_path: Path) -> None:
    opened = session(tmp_path)
    first = opened.judge(WOMEN, "accept", {}, "kim", "")
    second = opened.judge(WOMEN, "reject", {}, "kim", "")
    states = []
    for undo in (second, first):
        opened.write(undo, "kim")
        states.append(opened.state(opened.items[WOMEN]))
    assert states == ["accept", ""]
    assert ask(opened, state="unreviewed") == ROUTE


def test_a_person_takes_back_only_what_they_said(tmp_path: Path) -> None:
    opened = session(tmp_path)
    undo = opened.judge(WOMEN, "reject", {}, "kim", "")
    opened.judge(WOMEN, "reject", {}, "lee", "")
    opened.write(undo, "kim")
    assert opened.state(opened.items[WOMEN]) == "reject"


def test_the_queue_goes_on_behind_the_last_verdict(tmp_path: Path) -> None:
    opened = session(tmp_path)
    for number in (ROUTE, BOYS):
        opened.judge(number, "accept", {}, "kim", "")
    assert ask(session(tmp_path)) == COURTS
    for number in (COURTS, GIRLS):
        opened.judge(number, "accept", {}, "kim", "")
    assert ask(session(tmp_path)) == WOMEN


def test_what_others_write_to_the_file_is_seen(tmp_path: Path) -> None:
    one, other = session(tmp_path), session(tmp_path)
    one.judge(ROUTE, "accept", {}, "kim", "")
    assert ask(other, state="unreviewed") == WOMEN
    other.judge(WOMEN, "reject", {}, "lee", "")
    one.judge(BOYS, "accept", {}, "kim", "")
    assert one.look(Filters(), 0, "here", "kim").reviewed == 3
    assert [each.by for each in corrections_in(tmp_path / "mine.jsonl")] == ["kim", "lee", "kim"]


def test_people_with_their_own_files_disagree(tmp_path: Path) -> None:
    (tmp_path / "lee").mkdir()
    session(tmp_path / "lee").judge(WOMEN, "reject", {}, "lee", "")
    opened = session(tmp_path, others=[tmp_path / "lee" / "mine.jsonl"])
    assert ask(opened, state="unreviewed-by-me") == ROUTE
    assert ask(opened, at=0, direction="next", state="unreviewed-by-me") == WOMEN
    opened.judge(WOMEN, "accept", {}, "kim", "")
    assert ask(opened, state="disagreements") == WOMEN
    [_, judged] = opened.in_sentence(0, 0)
    assert judged.disputed
    assert {vote.by for vote in judged.votes} == {"kim", "lee"}
    assert len(corrections_in(tmp_path / "lee" / "mine.jsonl")) == 1


def test_a_csv_is_not_written_to(tmp_path: Path) -> None:
    (tmp_path / "kim.csv").write_text("verdict\n")
    with pytest.raises(UsageError, match=r"--corrections .*kim\.jsonl --corrections .*kim\.csv"):
        Session((kenya(),), type(session(tmp_path).record)((tmp_path / "kim.csv",), (), "newest"))


def test_a_missed_claim_is_added_by_its_words_and_taken_back(tmp_path: Path) -> None:
    opened = session(tmp_path)
    text = opened.sources[0].text or ""
    start = text.index("Women are at risk")
    undo = opened.add(0, (start, start + 5), "victim-group", {"code": "women", "via": []}, "kim", "")
    [added] = opened.added(0, "kim")
    assert (added.card.what, added.removal["verdict"], added.sentence) == ("Women", "withdraw", 3)
    [for_lee] = opened.added(0, "lee")
    assert for_lee.removal["verdict"] == "reject"
    opened.write(undo, "kim")
    assert list(opened.added(0, "kim")) == []
    source = opened.sources[0]
    corrected = apply(source.extraction, text, corrections_in(tmp_path / "mine.jsonl")).extraction
    assert corrected.claims == source.extraction.claims


def test_a_passage_is_completely_read_once_its_claims_are_reviewed(tmp_path: Path) -> None:
    opened = session(tmp_path)
    for number in (ROUTE, WOMEN, BOYS, COURTS):
        opened.judge(number, "accept", {}, "kim", "")
    with pytest.raises(UsageError, match="1 claim of this passage is not reviewed"):
        opened.mark(0, 0, "complete", "kim")
    opened.judge(GIRLS, "reject", {}, "kim", "")
    undo = opened.mark(0, 0, "complete", "kim")
    assert opened.complete(0) == [0]
    opened.write(undo, "kim")
    assert opened.complete(0) == []


def test_a_mark_holds_where_its_words_are(tmp_path: Path) -> None:
    opened = session(tmp_path)
    for number in range(5):
        opened.judge(number, "accept", {}, "kim", "")
    opened.mark(0, 0, "complete", "kim")
    row = json.loads((tmp_path / "mine.jsonl").read_text().splitlines()[-1])
    other = {**row, "quote": "Another text.", "start": 0, "end": 13, "sha256": "0" * 64}
    found = []
    for written in (other, row):
        (tmp_path / "mine.jsonl").write_text(json.dumps(written) + "\n")
        later = session(tmp_path)
        later.refresh()
        found.append(later.complete(0))
    assert found == [[], [0]]


def test_a_claim_that_people_made_by_a_change_is_taken_back(tmp_path: Path) -> None:
    opened = session(tmp_path)
    text = opened.sources[0].text or ""
    start = text.index("Courts")
    opened.write(
        {
            "document": document_iri(opened.sources[0].extraction.document), "quote": "Courts",
            "start": start, "end": start + 6, "kind": "route", "verdict": "replace",
            "fields": {"origin": "KEN", "destination": "QAT"}, "new": {"destination": "OMN"},
        },
        "kim",
    )  # fmt: skip
    [added] = opened.added(0, "kim")
    opened.write(added.removal, "kim")
    assert list(opened.added(0, "kim")) == []


def test_a_document_that_is_not_open_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="not open here"):
        session(tmp_path).write({"document": "another", "quote": "a", "verdict": "complete"}, "kim")


def test_a_graph_without_texts_shows_quotes_and_takes_verdicts(tmp_path: Path) -> None:
    source = kenya()
    opened = session(tmp_path, type(source)(source.extraction))
    assert [each.runs[0].text for each in opened.narrative(0).passages][:2] == [
        "Kenyan women are exploited in Qatar & <Oman>",
        "Boys may have to beg",
    ]
    opened.judge(BOYS, "reject", {}, "kim", "")
    assert opened.state(opened.items[BOYS]) == "reject"
    with pytest.raises(UsageError, match="--with-texts"):
        opened.add(0, (0, 3), "role", {"role": "source"}, "kim", "")


def test_the_text_is_cut_where_sentences_and_claims_begin_and_end(tmp_path: Path) -> None:
    opened = session(tmp_path)
    narrative: Narrative = opened.narrative(0)
    [passage] = narrative.passages
    assert "".join(run.text for run in passage.runs) == opened.sources[0].text
    assert [(run.sentence, run.items) for run in passage.runs if run.items] == [
        (0, (ROUTE, WOMEN)),
        (1, (BOYS,)),
        (2, (COURTS,)),
        (3, (GIRLS,)),
    ]


def test_a_line_that_is_wrong_is_named_and_the_others_count(tmp_path: Path) -> None:
    opened = session(tmp_path)
    opened.judge(ROUTE, "accept", {}, "kim", "")
    with (tmp_path / "mine.jsonl").open("a") as file:
        file.write(json.dumps({"verdict": "accept"}) + "\n")
    later = session(tmp_path)
    assert ask(later) == WOMEN
    [error] = later.record.errors
    assert "line 2" in str(error)


def test_each_sentence_is_in_its_passage(tmp_path: Path) -> None:
    narrative = session(tmp_path).narrative(0)
    starts = [passage.start for passage in narrative.passages]
    assert starts == [narrative.passage_of(narrative.sentence_of(start)) for start in starts]
