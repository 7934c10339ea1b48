"""Files of corrections: what is read, and what is said of wrong lines."""

from __future__ import annotations

import io
import json
from decimal import Decimal
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from filelock import FileLock
from hypothesis import given
from hypothesis import strategies as st

from tests.corrections.making import correct
from tests.paths import ROOT
from tipgraph.corrections import Correction, append, read, read_corrections, to_csv, to_json
from tipgraph.corrections.correction import COLUMNS
from tipgraph.corrections.rows import parse
from tipgraph.errors import InputError, UnreadableError, UnwritableError
from tipgraph.model.vocabulary import load

ROW = {
    "document": "kenya",
    "quote": "in Qatar",
    "kind": "route",
    "fields": {"origin": "KEN", "destination": "QAT"},
    "verdict": "reject",
}


_NAMES = ("origin", "destination", "via", "code", "count", "period", "waiver", "tier", "certainty")


def lines(path: Path, *rows: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def found(path: Path) -> list[Correction | InputError]:
    return list(read(path, load()))


def test_a_line_of_json(tmp_path: Path) -> None:
    path = lines(
        tmp_path / "c.jsonl",
        {**ROW, "start": 4, "end": 12, "by": "https://orcid.org/0000-0002-1825-0097", "at": "2026-11-27"},
    )
    [correction] = found(path)
    assert isinstance(correction, Correction)
    assert (correction.start, correction.by) == (4, "0000-0002-1825-0097")
    assert correction.fields == {"origin": "KEN", "destination": "QAT"}


def test_values_are_as_claims_hold_them(tmp_path: Path) -> None:
    count = {"type": "conviction", "count": 12.5, "unit": "persons", "period": 2019}
    route = {**ROW["fields"], "victims": ["women", "girls"], "via": "MEX|BLZ"}  # type: ignore[dict-item]
    path = lines(
        tmp_path / "c.jsonl",
        {**ROW, "kind": "count", "fields": count, "verdict": "add"},
        {**ROW, "fields": route},
        {**ROW, "kind": "tier", "fields": {"waiver": True, "tier": None}},
        {**ROW, "fields": {"origin": "neighboring-countries"}},
    )
    numbers, codes, tier, neighbors = (each.fields for each in found(path) if isinstance(each, Correction))
    assert numbers["count"] == Decimal("12.5")
    assert numbers["period"] == 2019
    assert (codes["victims"], codes["via"]) == (("girls", "women"), ("BLZ", "MEX"))
    assert tier == {"waiver": True}
    assert neighbors == {"origin": "neighboring-countries"}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"verdict": "rejct"}, "unknown verdict 'rejct': did you mean reject"),
        ({"verdit": "reject"}, "unknown key 'verdit': did you mean verdict"),
        ({"kind": None}, "no kind"),
        ({"quote": ""}, "no quote"),
        ({"quote": "x" * 1001}, "the quote has 1,001 characters"),
        ({"document": 7}, "document is 7"),
        ({"fields": {"origin": "KENYA"}}, "unknown origin 'KENYA'"),
        ({"fields": {"orgin": "KEN"}}, "a route has no field 'orgin': did you mean origin"),
        ({"fields": ["KEN"]}, "fields is"),
        ({"fields": {"victims": 3}}, "victims is 3"),
        ({"fields": {"victims": [["men"]]}}, "unknown victims"),
        ({"fields": {"origin": {"KEN": 1}}}, "unknown origin"),
        ({"kind": "count", "fields": {"count": "many"}}, "count is 'many'"),
        ({"kind": "count", "fields": {"count": float("inf")}}, "count is"),
        ({"kind": "count", "fields": {"count": "1e999999999"}}, "count is"),
        ({"kind": "count", "fields": {"count": -5}}, "count is -5"),
        ({"kind": "count", "fields": {"count": 10**13}}, "count is"),
        ({"kind": "tier", "fields": {"consecutive_years": 0}}, "consecutive_years is 0"),
        ({"kind": "count", "fields": {"period": "last"}}, "period is 'last'"),
        ({"kind": "count", "fields": {"period": "9" * 5000}}, "period is"),
        ({"kind": "measure", "fields": {"period": "18"}}, "period is '18': write a year from 1900"),
        ({"kind": "tier", "fields": {"waiver": "perhaps"}}, "waiver is 'perhaps'"),
        ({"start": 4, "end": 5}, "do not fit the length"),
        ({"start": -4}, "start is -4"),
        ({"sha256": "abc"}, "sha256 is 'abc'"),
        ({"by": "Kim Doe"}, "by is 'Kim Doe': write an ORCID, a handle"),
        ({"by": "kim@example.org"}, "by is 'kim@example.org'"),
        ({"by": ".."}, "by is '..'"),
        ({"at": "yesterday"}, "at is 'yesterday'"),
        ({"verdict": "replace"}, "replace without new fields"),
        ({"new": {"origin": "UGA"}}, "reject with new fields"),
        ({"verdict": "add", "fields": {"origin": "KEN"}}, "a route to add without destination"),
        ({"verdict": "add", "kind": "tier", "fields": {}}, "a tier to add without its fields"),
    ],
)
def test_a_wrong_line_is_named_and_the_others_count(
    tmp_path: Path, change: dict[str, Any], message: str
) -> None:
    path = lines(tmp_path / "c.jsonl", ROW, {**ROW, **change}, ROW)
    first, error, last = found(path)
    assert first == last
    assert isinstance(error, InputError)
    assert str(error).startswith(f"{path}, line 2: ")
    assert message in str(error)
    assert error.remedy


_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=12)
    | st.sampled_from(("KEN", "route")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(_NAMES), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(COLUMNS), _VALUES))
def test_any_row_is_a_correction_or_an_error(change: dict[str, Any]) -> None:
    try:
        correction = parse({**ROW, **change}, "line 1", load())
    except InputError:
        return
    assert parse(json.loads(to_json(correction)), "line 1", load()) == correction


@pytest.mark.parametrize("line", ["{", "[]", '{"a": 1}}', "7", "null", "[" * 100_000])
def test_a_line_that_is_no_object(tmp_path: Path, line: str) -> None:
    path = tmp_path / "c.jsonl"
    path.write_text(f"{line}\n\n{json.dumps(ROW)}\n{line}\n{json.dumps(ROW)}")
    first, one, second, other = found(path)
    assert one == other
    assert "line 1" in str(first)
    assert "line 4" in str(second)


def test_the_corrections_of_the_examples_are_read() -> None:
    corrections, errors = read_corrections([ROOT / "examples/corrections.jsonl"])
    assert ({each.verdict for each in corrections.items}, errors) == (
        {"accept", "reject", "replace", "add"},
        (),
    )


CSV = "\r\n".join(
    (
        '\ufeff"document";"quote";"kind";"fields";"verdict";"new";"by";"at";"reason"',
        '"kenya";"in ""Qatar"";\nOman";"route";"origin=KEN; destination=QAT";'
        '"replace";"victims=girls|women";"kim";"2026-11-27";"\'=no"',
        '"kenya";"in Qatar";"route";"origin=KENYA";"reject";;;;',
        ";;;;;;;;",
        '"kenya";"in Qatar";"route";"{""origin"": ""KEN""}";"accept";;;;',
        "",
    )
)


def test_a_csv_as_libreoffice_writes_it(tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    path.write_bytes(CSV.encode())
    first, error, last = found(path)
    assert isinstance(first, Correction)
    assert first.quote == 'in "Qatar";\nOman'
    assert first.fields == {"origin": "KEN", "destination": "QAT"}
    assert first.new == {"victims": ("girls", "women")}
    assert first.reason == "=no"
    assert str(error).startswith(f"{path}, line 4: unknown origin 'KENYA'")
    assert isinstance(last, Correction)
    assert last.fields == {"origin": "KEN"}


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("kenya,in Qatar,route,origin,reject", "fields is 'origin'"),
        ("kenya,in Qatar,route,,reject,more", "6 cells for 5 columns"),
        ('kenya,in Qatar,route,,"reject" now', "not CSV"),
        ('kenya,"in Qatar,route,,reject', "not CSV"),
    ],
)
def test_a_wrong_row(tmp_path: Path, row: str, message: str) -> None:
    path = tmp_path / "c.csv"
    good = "kenya,in Qatar,route,,reject"
    path.write_text(f"document,quote,kind,fields,verdict\n{good}\n{row}\n")
    first, error = found(path)
    assert isinstance(first, Correction)
    assert str(error).startswith(f"{path}, line 3: ")
    assert message in str(error)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"document,qoute\n", "line 1: unknown column 'qoute': did you mean quote"),
        (b"document,quote\nk\xe9nya,x\n", "not UTF-8"),
        (b"document,quote\nkenya,x\n", "no column 'verdict'"),
        (None, "No such file"),
    ],
)
def test_a_file_that_cannot_be_read(tmp_path: Path, content: bytes | None, message: str) -> None:
    path = tmp_path / "c.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UnreadableError, match=message):
        found(path)


def test_a_row_without_a_verdict_is_still_to_be_reviewed(tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    path.write_text("document,quote,kind,verdict\nkenya,in Qatar,route,\nkenya,in Oman,route,accept\n")
    [correction] = found(path)
    assert isinstance(correction, Correction)
    assert correction.quote == "in Oman"


def test_an_empty_file_has_no_corrections(tmp_path: Path) -> None:
    (tmp_path / "c.csv").touch()
    assert found(tmp_path / "c.csv") == []


EXAMPLE = correct(
    "replace",
    new={"victims": ("girls", "women"), "certainty": "possible"},
    start=4,
    end=48,
    prefix="-",
    by="kim",
    at="2026-11-27",
    reason="=sum; of",
)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    append(tmp_path / "c.jsonl", EXAMPLE)
    out = io.StringIO(newline="")
    to_csv([EXAMPLE], out)
    (tmp_path / "c.csv").write_text(out.getvalue(), newline="")
    assert found(tmp_path / "c.jsonl") == found(tmp_path / "c.csv") == [EXAMPLE]


def test_appending_after_a_line_without_end_loses_only_that_line(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    append(path, EXAMPLE)
    path.write_bytes(path.read_bytes() + b'{"document": "ken')
    append(path, EXAMPLE)
    first, error, last = found(path)
    assert (first, last) == (EXAMPLE, EXAMPLE)
    assert isinstance(error, InputError)


def test_programs_that_add_to_one_file_take_turns(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    adding = Thread(target=append, args=(path, EXAMPLE))
    with FileLock(tmp_path / ".c.jsonl.lock"):
        adding.start()
        adding.join(0.2)
        assert not path.exists()
    adding.join()
    assert path.read_text() == to_json(EXAMPLE) + "\n"


def test_a_program_that_does_not_stop_adding_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tipgraph.corrections.files._WAIT", 0.05)
    with FileLock(tmp_path / ".c.jsonl.lock"), pytest.raises(UnwritableError, match="another program"):
        append(tmp_path / "c.jsonl", EXAMPLE)
    assert not (tmp_path / "c.jsonl").exists()


def test_a_repeated_line_counts_once(tmp_path: Path) -> None:
    path = lines(tmp_path / "c.jsonl", ROW, ROW)
    corrections, errors = read_corrections([path, path])
    assert (len(corrections.items), errors) == (1, ())
    assert json.loads(to_json(corrections.items[0])) == {**ROW, "by": "anonymous"}


def test_a_field_that_the_text_does_not_state_is_taken_away(tmp_path: Path) -> None:
    count = {**ROW, "kind": "count", "fields": {"type": "conviction"}, "verdict": "replace"}
    path = lines(tmp_path / "c.jsonl", {**count, "new": {"period": None}}, {**count, "new": {"unit": None}})
    taken, needed = found(path)
    assert isinstance(taken, Correction)
    assert taken.new == {"period": None}
    assert "replace without new fields" in str(needed)
    for name, text in (("a.jsonl", to_json(taken)), ("a.csv", csv_of(taken))):
        (tmp_path / name).write_text(text)
        assert found(tmp_path / name) == [taken]


def csv_of(correction: Correction) -> str:
    text = io.StringIO()
    to_csv([correction], text)
    return text.getvalue()


def test_a_passage_has_no_fields_and_may_be_long(tmp_path: Path) -> None:
    passage = {"document": "kenya", "quote": "word " * 900, "verdict": "complete"}
    path = lines(tmp_path / "c.jsonl", passage, {**passage, "kind": "route"}, {**passage, "kind": "rout"})
    one, other, wrong = found(path)
    assert [each.kind for each in (one, other) if isinstance(each, Correction)] == ["", "route"]
    assert "unknown kind 'rout'" in str(wrong)


def test_a_route_to_its_own_origin_is_no_claim(tmp_path: Path) -> None:
    [error] = found(lines(tmp_path / "c.jsonl", {**ROW, "verdict": "replace", "new": {"destination": "KEN"}}))
    assert "a route from KEN to itself" in str(error)
