"""Whom a government works with abroad."""

from __future__ import annotations

import pytest

from tipgraph.understanding.lexicon import Lexicon
from tipgraph.understanding.refinement import with_partners


@pytest.mark.parametrize(
    ("text", "partnership"),
    [
        ("Police cooperated with Italy on two cases.", "cooperated with Italy"),
        ("They worked with the Thai police.", "worked with the Thai"),
        (
            "They shared information with authorities in Italy.",
            "shared information with authorities in Italy",
        ),
        ("They collaborated closely with Italy.", "collaborated closely with Italy"),
        ("They worked with Thai victims.", ""),
        ("They cooperated in Italy.", ""),
        ("They worked with Thai and Lao police.", "worked with Thai"),
        ("They cooperated with each other, and men left for Italy.", ""),
        ("They cooperated with Mexico.", ""),
    ],
)
def test_partners_are_other_countries(text: str, partnership: str, lexicon: Lexicon) -> None:
    known = lexicon.mentions(text)
    made = [m for m in with_partners(known, "MEX") if m not in known]
    assert [text[m.start : m.end] for m in made] == ([partnership] if partnership else [])
    assert {m.code for m in made} <= {"international-cooperation"}
