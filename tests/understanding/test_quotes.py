"""Quotes: short enough, inside their span, cut at blanks, around what they prove."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tipgraph.understanding.mention import Mention
from tipgraph.understanding.sentences import LIMIT, Span, quote

words = st.lists(st.text("abcdé", min_size=1, max_size=12), min_size=1, max_size=120)


def test_a_short_span_is_quoted_whole_without_its_frayed_ends() -> None:
    text = ", girls are forced to beg; "
    assert [text[s:e] for s, e in quote(text, Span(0, len(text)))] == ["girls are forced to beg"]


def test_a_long_span_without_mentions_gives_its_beginning() -> None:
    text = "word " * 100
    (span,) = quote(text, Span(0, len(text)))
    assert span.start == 0
    assert LIMIT - 10 < span.end <= LIMIT


def test_far_mentions_are_quoted_apart() -> None:
    text = "boys " + "x " * 300 + "girls"
    mentions = [Mention(0, 4, "", "", ""), Mention(len(text) - 5, len(text), "", "", "")]
    first, last = quote(text, Span(0, len(text)), mentions)
    assert text[first.start : first.end].startswith("boys")
    assert text[last.start : last.end].endswith("girls")


@given(words, st.data())
def test_every_quote(parts: list[str], data: st.DataObject) -> None:
    text = " ".join(parts)
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    starts = [sum(len(part) + 1 for part in parts[:at]) for at in range(len(parts))]
    chosen = data.draw(st.sets(st.integers(0, len(parts) - 1), max_size=4))
    mentions = [Mention(starts[at], starts[at] + len(parts[at]), "", "", "") for at in sorted(chosen)]
    inside = [m for m in mentions if span.start <= m.start and m.end <= span.end]
    quotes = list(quote(text, span, mentions))
    assert quotes
    for start, end in quotes:
        assert end - start <= LIMIT
        assert span.start <= start <= end <= span.end
        assert start == end or start == span.start or not text[start - 1].isalnum()
        assert start == end or end == span.end or not text[end : end + 1].isalnum()
    for mention in inside:
        assert any(start <= mention.start and mention.end <= end for start, end in quotes)
