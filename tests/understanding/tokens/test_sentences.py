"""Sentences and the segments between semicolons."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tipgraph.understanding.tokens.sentences import Span, segments, sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Courts convicted a trafficker.| The judge fined him.",
        "It began in 2013.|The government agreed.",
        "The U.S. Department of Labor helped.| Others did not.",
        "Dr. Alvarez testified.| So did Mr. Ruiz.",
        "It paid $1.5 million to shelters.| They reopened.",
        "Law No. 12 of 2004 forbids it.| Sec. 4 sets penalties.",
        "Why so few?| Nobody says.",
        "He said: “It is slavery.”| She agreed.",
        "Places such as Chad, Mali, etc. are named.",
        "One block\n\n|Another block",
        "Steps:\n|• Fund shelters\n|• Train judges",
        "Steps:\n|- Fund shelters\n|- Train judges",
        "• Inspect farms.| The government convicted two men.",
        "1. Inspect farms.| The government convicted two men.",
        "A line that\nwraps is one sentence.",
        "Boys beg; girls clean; nobody is paid.",
        "Eight were tried (two in absentia).| Four were freed.",
        "St. Kitts and Nevis has no shelter.",
        "Boys beg. |(They live there. |They sleep little.)| Girls clean.",
        "Men were sent to the U. A. E. , Oman, and the U. S. for work.| They fled.",
        "Boys were sent to the U.K.| Girls were sent to the P. R. C.| Smaller numbers stayed.",
        "The U.S. Embassy, the U.S. Victims of Crime Office, the U.N. Women's Fund and J. Young paid.",
    ],
)
def test_where_sentences_end(text: str) -> None:
    wanted = [part.strip() for part in text.split("|")]
    assert cut(text.replace("|", "")) == wanted


@pytest.mark.parametrize("text", ["", " ", "\n\n \n", "\t"])
def test_blank_texts_have_none(text: str) -> None:
    assert sentences(text) == []


pieces = st.sampled_from(
    [
        "Boys beg.",
        "in 2013.The",
        "U.S.",
        "\n\n",
        "\n• ",
        "\n- ",
        ";",
        " ",
        "é.",
        "?!",
        "No. 5",
        "“Why?”",
        "A",
        "…",
    ]
)
texts = st.text(max_size=120) | st.lists(pieces, max_size=20).map("".join)


@given(texts)
def test_spans_are_in_order_and_keep_every_character_but_blanks(text: str) -> None:
    spans = sentences(text)
    end = 0
    for span in spans:
        assert end <= span.start < span.end <= len(text)
        assert text[end : span.start].strip() == ""
        end = span.end
    assert text[end:].strip() == ""


@given(texts)
def test_spans_have_no_blanks_at_their_ends(text: str) -> None:
    assert all(text[s:e] == text[s:e].strip() for s, e in sentences(text))


@given(st.text("ab;. ", max_size=40))
def test_segments_are_what_lies_between_semicolons(text: str) -> None:
    found = [text[start:end] for start, end in segments(text, Span(0, len(text)))]
    assert found == [part for part in text.split(";") if part.strip()]


def test_segments_keep_to_their_sentence() -> None:
    assert list(segments("a;b;c;d", Span(2, 5))) == [Span(2, 3), Span(4, 5)]
