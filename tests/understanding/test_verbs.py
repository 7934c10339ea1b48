"""Unknown verbs after a conjunction."""

from __future__ import annotations

import pytest

from tipgraph.understanding.lexicon import Lexicon
from tipgraph.understanding.refinement import with_verbs


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Police stopped and questioned the men.", "questioned"),
        ("They met but quarreled with us.", "quarreled"),
        ("They met and openly quarreled with us.", "quarreled"),
        ("They met and red flags rose.", ""),
        ("They were tired and hated.", ""),
    ],
)
def test_past_tenses_by_form(text: str, verb: str, lexicon: Lexicon) -> None:
    found = with_verbs(lexicon.mentions(text), text)
    assert [text[m.start : m.end] for m in found if m.kind == "verb"] == verb.split()


def test_words_that_are_known_stay_as_they_are(lexicon: Lexicon) -> None:
    text = "Courts tried and convicted the traffickers."
    known = lexicon.mentions(text)
    assert with_verbs(known, text) == known
