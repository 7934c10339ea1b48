"""All spans of a stream together have the lines of the stream."""

from __future__ import annotations

import gzip
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tipgraph.reading.stream import Stream

LIMIT = 20
CONTENTS = st.lists(st.sampled_from([b"\n", b"ab\n", b"a" * LIMIT + b"\n", b"b" * 3 * LIMIT + b"\n", b"\r"]))


class Unseekable(io.BytesIO):
    def seekable(self) -> bool:
        return False

    def seek(self, *_: object) -> int:
        raise io.UnsupportedOperation("seek")


def opened(content: bytes, form: str) -> Stream:
    if form == "gzip":
        return Stream(io.BytesIO(gzip.compress(content)), "x")
    return Stream(Unseekable(content) if form == "unseekable" else io.BytesIO(content), "x")


@pytest.mark.parametrize("form", ["plain", "gzip", "unseekable"])
@given(contents=CONTENTS, size=st.integers(1, 100))
def test_all_spans_together_have_all_lines(form: str, contents: list[bytes], size: int) -> None:
    content = b"".join(contents)
    found = list(opened(content, form).spans(size))
    together = [each for span in found for each in opened(content, form).lines(LIMIT, span)]
    assert together == list(opened(content, form).lines(LIMIT))
    assert all(span.end - span.start >= size for span in found)
