"""Corrections are found by their words, also in a text that has changed."""

from __future__ import annotations

from typing import Any

import pytest

from tests.corrections.making import QATAR, TEXT, correct, words
from tipgraph.corrections.correction import Unanchored, anchor, anchor_in_evidence
from tipgraph.model.documents import Narrative

SHA256 = Narrative.digest(TEXT)
LATER = TEXT.index("Kenyan women are at risk")


def found(text: str = TEXT, **values: Any) -> object:
    return anchor(correct("accept", **values), text, Narrative.digest(text))


def test_words_that_occur_once_need_no_offsets() -> None:
    assert found() == (0, len(QATAR))


def test_offsets_tell_which_of_several_places_is_meant() -> None:
    assert found(quote="Kenyan women", start=LATER, end=LATER + 12, sha256=SHA256) == (LATER, LATER + 12)
    assert found(quote="Kenyan women", start=LATER, end=LATER + 12) == (LATER, LATER + 12)


@pytest.mark.parametrize("context", [{"suffix": " are at risk"}, {"prefix": "work in Oman. "}])
def test_context_tells_which_of_several_places_is_meant(context: dict[str, str]) -> None:
    assert found(quote="Kenyan women", **context) == (LATER, LATER + 12)


def test_words_move_with_an_edited_text() -> None:
    edited = f"In 2020, this was said. {TEXT}"
    assert found(edited, start=0, end=len(QATAR), sha256=SHA256) == (24, 24 + len(QATAR))


def test_offsets_of_another_text_do_not_count() -> None:
    edited = TEXT.replace("Kenyan men work in Oman. ", "Kenyan women suffer. ")
    start = edited.index("Kenyan women suffer")
    lost = found(edited, quote="Kenyan women", start=start, end=start + 12, sha256=SHA256)
    assert isinstance(lost, Unanchored)
    assert "3 times" in lost


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"quote": "Kenyan women"}, "2 times"),
        ({"quote": "Ugandan women"}, "not in the text"),
        ({"quote": "Kenyan women", "prefix": "Then "}, "not between"),
    ],
)
def test_the_reason_why_words_are_not_found(values: dict[str, str], reason: str) -> None:
    lost = found(**values)
    assert isinstance(lost, Unanchored)
    assert reason in lost


def test_a_graph_without_texts_has_the_words_of_its_evidence() -> None:
    pieces = [*words(QATAR), *words("Tier 2")]
    assert anchor_in_evidence(correct("accept"), pieces, SHA256) == (0, len(QATAR))
    exact = correct("accept", quote="Kenyan men", start=46, end=56, sha256=SHA256)
    assert anchor_in_evidence(exact, pieces, SHA256) == (46, 56)
    assert anchor_in_evidence(correct("accept", quote="in Qatar"), pieces, SHA256) == (27, 35)
    lost = anchor_in_evidence(correct("accept", quote="Kenyan men"), pieces, SHA256)
    assert isinstance(lost, Unanchored)
    assert "--with-texts" in lost
