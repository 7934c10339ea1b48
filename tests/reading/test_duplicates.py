"""Where two texts differ."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tipgraph.reading.duplicates import BlockChecksums

WORDS = "The government investigated twelve cases and prosecuted nine suspects, of whom five were convicted."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (WORDS.replace("five", "four"), 'on it says "suspects, of whom four were convicted."'),
        (f"{WORDS} It stopped.", '"convicted. It stopped."'),
        (WORDS[:64], "it ends after 64 characters, where the other continues"),
        ("x" * 70, f'from character 1 on it says "{"x" * 64} …"'),
    ],
)
def test_the_first_difference_is_reported(text: str, said: str) -> None:
    assert said in BlockChecksums(WORDS).first_difference(text)


@given(st.text(max_size=200), st.text(min_size=1, max_size=200), st.characters(), st.characters())
def test_a_changed_character_is_shown(before: str, after: str, old: str, new: str) -> None:
    if old == new or not new.strip() or len(new.split()) != 1:
        return
    said = BlockChecksums(before + old + after).first_difference(before + new + after)
    assert new in said
