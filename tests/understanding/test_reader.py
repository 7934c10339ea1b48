"""The analysis that all extractors share."""

from __future__ import annotations

from tests.understanding.analysis import analysis
from tipgraph.model.claims import Evidence
from tipgraph.model.documents import Section
from tipgraph.understanding.tokens.sentences import Span

TEXT = "Nepali girls are exploited in India; boys beg. The government trained judges but opened no shelter."


def test_segments_and_sentences() -> None:
    found = analysis(TEXT)
    assert [TEXT[slice(*segment.span)].strip() for segment in found.segments] == [
        "Nepali girls are exploited in India",
        "boys beg.",
        "The government trained judges but opened no shelter.",
    ]
    assert len({segment.sentence for segment in found.segments}) == 2
    assert all(s.sentence.start <= s.span.start <= s.span.end <= s.sentence.end for s in found.segments)


def test_mentions_of_a_segment_are_in_order() -> None:
    for segment in analysis(TEXT).segments:
        assert segment.mentions == sorted(segment.mentions, key=lambda mention: mention.start)
        assert all(segment.span.start <= m.start < segment.span.end for m in segment.mentions)
        assert segment.kinds == {mention.kind for mention in segment.mentions}


def test_segments_know_their_section() -> None:
    text = "Train judges. Courts convicted a man."
    found = analysis(text, sections=(Section("recommendations", "Recommendations", 0, 13),))
    assert [segment.section for segment in found.segments] == ["recommendations", None]
    assert [segment.is_described for segment in found.segments] == [False, True]


def test_a_segment_is_parsed_once() -> None:
    found = analysis(TEXT)
    assert found.reading(found.segments[0]) is found.reading(found.segments[0])


def test_evidence_is_the_words_without_punctuation_at_their_ends() -> None:
    found = analysis(TEXT)
    piece = found.evidence(found.segments[1].span)
    assert (piece.quote, TEXT[piece.start : piece.end]) == ("boys beg.", "boys beg.")


def test_the_evidence_of_a_statement_is_that_of_what_it_holds() -> None:
    found = analysis(TEXT)
    clause = Evidence.of(TEXT, 0, TEXT.index(";"))
    found.share([clause])
    girls = Span(TEXT.index("girls"), TEXT.index(" are"))
    assert found.evidence(girls, girls) is clause
    assert found.evidence(girls).quote == "girls"


def test_an_empty_text() -> None:
    found = analysis("")
    assert (found.segments, found.country) == ([], "MEX")
