"""The analysis that all extractors share."""

from __future__ import annotations

from tests.understanding.analysis import analysis
from tipgraph.understanding.narrative_analysis import Analysis
from tipgraph.understanding.sentences import LIMIT

TEXT = "Nepali girls are exploited in India; boys beg. The government trained judges but opened no shelter."


def test_segments_clauses_and_sentences() -> None:
    found = analysis(TEXT)
    assert [TEXT[slice(*segment.span)].strip() for segment in found.segments] == [
        "Nepali girls are exploited in India",
        "boys beg.",
        "The government trained judges but opened no shelter.",
    ]
    assert len({segment.sentence for segment in found.segments}) == 2
    assert found.clauses == [clause for segment in found.segments for clause in segment.clauses]
    assert all(s.sentence.start <= s.span.start <= s.span.end <= s.sentence.end for s in found.segments)


def test_mentions_of_a_segment_are_in_order() -> None:
    for segment in analysis(TEXT).segments:
        assert segment.mentions == sorted(segment.mentions, key=lambda mention: mention.start)
        assert all(segment.span.start <= m.start < segment.span.end for m in segment.mentions)


def test_what_is_asked_once_is_kept() -> None:
    asked: list[Analysis] = []

    def count(found: Analysis) -> int:
        asked.append(found)
        return len(found.clauses)

    found = analysis(TEXT)
    assert found.once(count) == found.once(count) == len(found.clauses)
    assert asked == [found]


def test_evidence_is_the_whole_clause_where_it_is_short_enough() -> None:
    found = analysis(TEXT)
    (piece,) = found.evidence(found.clauses[1])
    assert (piece.quote, TEXT[piece.start : piece.end]) == ("boys beg.", "boys beg.")


def test_evidence_of_a_long_clause_is_cut_around_what_it_proves() -> None:
    text = "Girls, " + "who were not very happy with it at all, " * 10 + "are exploited in bars."
    found = analysis(text)
    clause = found.clauses[-1]
    pieces = found.evidence(clause, at=clause.of("sector"))
    assert all(len(piece.quote) <= LIMIT for piece in pieces)
    assert any("bars" in piece.quote for piece in pieces)


def test_an_empty_text() -> None:
    found = analysis("")
    assert (found.segments, found.clauses, found.country) == ([], [], "MEX")
