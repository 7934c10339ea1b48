"""Parts of a file of JSON Lines, read one by one, give what the file gives."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.narratives import COUNTRIES, line, write_lines
from tipgraph.errors import InputError
from tipgraph.reading.defaults import NO_DEFAULTS, Limits
from tipgraph.reading.inputs import outcomes, outcomes_in_span, spans
from tipgraph.reading.sources import Source
from tipgraph.reading.stream import Stream

LIMIT = 20
CONTENTS = st.lists(st.sampled_from([b"\n", b"ab\n", b"a" * LIMIT + b"\n", b"b" * 3 * LIMIT + b"\n", b"\r"]))


class Unseekable(io.BytesIO):
    def seekable(self) -> bool:
        return False

    def seek(self, *_: object) -> int:
        raise io.UnsupportedOperation("seek")


def opened(content: bytes, form: str) -> Stream:
    if form == "packed":
        return Stream(io.BytesIO(gzip.compress(content)), "x")
    return Stream(Unseekable(content) if form == "unseekable" else io.BytesIO(content), "x")


@pytest.mark.parametrize("form", ["plain", "packed", "unseekable"])
@given(contents=CONTENTS, size=st.integers(1, 100))
def test_lines_of_all_spans_are_all_lines(form: str, contents: list[bytes], size: int) -> None:
    content = b"".join(contents)
    found = list(opened(content, form).spans(size))
    together = [each for span in found for each in opened(content, form).lines(LIMIT, span)]
    assert together == list(opened(content, form).lines(LIMIT))
    assert all(span.end - span.start >= size for span in found)


def read(source: Source, size: int) -> list[str]:
    found = [each for span in spans(source, size) for each in outcomes_in_span(source, span)]
    return [str(each) if isinstance(each, InputError) else repr(each) for each in found]


@pytest.mark.parametrize("packed", [False, True])
def test_outcomes_of_all_spans_are_those_of_the_source(tmp_path: Path, packed: bool) -> None:
    path = write_lines(tmp_path / "a.jsonl", [line(country, 2001) for country in COUNTRIES])
    content = path.read_bytes() + b'\n{"id": "cut\n' + path.read_bytes()
    path.write_bytes(gzip.compress(content) if packed else content)
    source = Source("a.jsonl", path)
    assert len(spans(source, 1_000)) == 6
    whole = [str(each) if isinstance(each, InputError) else repr(each) for each in outcomes(source)]
    assert read(source, 1_000) == whole
    assert any("a.jsonl:7: the line is no JSON" in each for each in whole)


def test_damage_is_met_where_it_is(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", [line("AGO", 2001, f"{n}") for n in range(3_000)])
    content = gzip.compress(path.read_bytes())
    path.write_bytes(content[: len(content) // 2])
    source = Source("a.jsonl", path)
    whole = [str(each) if isinstance(each, InputError) else repr(each) for each in outcomes(source)]
    assert len(spans(source, 100_000)) > 2
    assert read(source, 100_000) == whole
    assert "the gzip file is cut short" in whole[-1]


@pytest.mark.parametrize(
    "content",
    [b"", b"%PDF-1.7", b"Ghana (Tier 2)", '{"id": "x"}\n{"id": "y"}\n'.encode("utf-16")],
    ids=["empty", "PDF", "text", "UTF-16"],
)
def test_other_sources_have_no_spans(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.jsonl").write_bytes(content)
    suffix = "x.jsonl" if content.startswith(b"\xff") else "x.bin"
    (tmp_path / suffix).write_bytes(content)
    assert spans(Source("x", tmp_path / suffix), 1) == []


def test_what_cannot_be_opened_has_no_spans(tmp_path: Path) -> None:
    assert spans(Source("x", tmp_path / "missing"), 1) == []


def test_a_line_that_is_too_long_is_told_by_its_number(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", [line("AGO", 2001), {"id": "x" * 5_000}, line("AGO", 2002)])
    source, limits = Source("a.jsonl", path), Limits(line=2_000)
    found = [
        str(each)
        for span in spans(source, 100)
        for each in outcomes_in_span(source, span, NO_DEFAULTS, limits)
        if isinstance(each, InputError)
    ]
    assert found == ["a.jsonl:2: the line is longer than 2,000 bytes: give each document a line of its own"]
