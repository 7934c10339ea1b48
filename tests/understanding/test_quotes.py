"""Quotes: short enough, inside their span, cut at blanks, around what they prove."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tipgraph.understanding.tokens.sentences import LIMIT, Span, fitted

words = st.lists(st.text("abcdé", min_size=1, max_size=12), min_size=1, max_size=120)


def test_a_short_span_is_quoted_whole_without_its_frayed_ends() -> None:
    text = ", girls are forced to beg; "
    whole = Span(0, len(text))
    assert text[slice(*fitted(text, whole, whole))] == "girls are forced to beg"


def test_a_span_that_is_too_long_gives_its_beginning() -> None:
    text = "word " * 100
    whole = Span(0, len(text))
    span = fitted(text, whole, whole)
    assert span.start == 0
    assert LIMIT - 10 < span.end <= LIMIT


def test_a_long_span_is_cut_around_the_words_that_it_is_quoted_for() -> None:
    text = "boys " + "x " * 300 + "girls"
    at = Span(len(text) - 5, len(text))
    assert text[slice(*fitted(text, Span(0, len(text)), at))].endswith("x girls")


@given(words, st.data())
def test_every_quote(parts: list[str], data: st.DataObject) -> None:
    text = " ".join(parts)
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    starts = [sum(len(part) + 1 for part in parts[:at]) for at in range(len(parts))]
    chosen = data.draw(st.integers(0, len(parts) - 1))
    at = Span(starts[chosen], starts[chosen] + len(parts[chosen]))
    if not span.start <= at.start < at.end <= span.end:
        at = span
    start, end = fitted(text, span, at)
    assert end - start <= LIMIT
    assert span.start <= start <= end <= span.end
    assert start == end or start == span.start or not text[start - 1].isalnum()
    assert start == end or end == span.end or not text[end : end + 1].isalnum()
    assert at == span or start <= at.start < at.end <= end
