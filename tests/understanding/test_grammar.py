"""Closed classes of words."""

from __future__ import annotations

import pytest

from tipgraph.understanding.grammar import CLOSED_CLASS, LOCATION_PREPOSITIONS, ORDINALS, TRANSIT_PREPOSITIONS
from tipgraph.understanding.lexicon import Lexicon


def test_places_are_governed_by_prepositions() -> None:
    assert CLOSED_CLASS["prep"] >= LOCATION_PREPOSITIONS | TRANSIT_PREPOSITIONS
    assert not LOCATION_PREPOSITIONS & TRANSIT_PREPOSITIONS


@pytest.mark.parametrize("kind", sorted(CLOSED_CLASS))
def test_every_function_word_is_matched(lexicon: Lexicon, kind: str) -> None:
    for word in CLOSED_CLASS[kind]:
        assert (kind, word) in {(m.kind, m.code) for m in lexicon.mentions(f"x {word} x")}


def test_words_are_in_lower_case() -> None:
    assert all(word == word.lower() for found in CLOSED_CLASS.values() for word in found)


def test_ordinals_count_up() -> None:
    assert [ORDINALS[word] for word in ("first", "second", "third", "twelfth")] == [1, 2, 3, 12]
    assert len(set(ORDINALS.values())) == len(ORDINALS)
