from __future__ import annotations

import pytest

from tipgraph.reading.paged.paragraphs import Usage


def usage(*lines: str) -> Usage:
    found = Usage()
    found.add(lines)
    return found


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        ("the traf-", "ficking of women", "the trafficking of women"),
        ("an anti-", "trafficking unit", "an anti-trafficking unit"),
        ("a non-", "governmental group", "a non-governmental group"),
        ("the state-of-the-", "art shelter", "the state-of-the-art shelter"),
        ("a Europe-", "Africa summit", "a Europe-Africa summit"),
        ("an HIV-", "positive victim", "an HIV-positive victim"),
        ("in 2010-", "2012 courts", "in 2010-2012 courts"),
        ("a U.S.-", "funded shelter", "a U.S.-funded shelter"),
        ("government-", "run shelters", "government-run shelters"),
        ("PROS-", "ECUTION", "PROSECUTION"),
        ("pre-", "and post-trial help", "pre- and post-trial help"),
        ("forced labor —", "in farming", "forced labor — in farming"),
        ("forced labor—", "in farming", "forced labor—in farming"),
        ("and/", "or", "and/or"),
        ("two words", "are two", "two words are two"),
        ("he said -", "and left", "he said - and left"),
    ],
)
def test_without_evidence_a_closed_rule_decides(above: str, below: str, joined: str) -> None:
    assert usage().join(above, below) == joined


def test_a_word_that_occurs_unbroken_is_joined() -> None:
    assert usage("our anticlimax came").join("an anti-", "climax of sorts") == "an anticlimax of sorts"


def test_a_word_that_occurs_with_its_hyphen_keeps_it() -> None:
    assert usage("a task-force met").join("the task-", "force met") == "the task-force met"


def test_two_words_that_both_occur_alone_keep_the_hyphen() -> None:
    assert usage("a victim who is centered").join("a victim-", "centered way") == "a victim-centered way"


def test_an_ending_that_is_also_a_word_is_joined() -> None:
    assert usage("a citizen took ship").join("their citizen-", "ship status") == "their citizenship status"


def test_halves_of_broken_words_are_not_evidence() -> None:
    found = usage("the depart-", "ment did develop", "more develop-", "ment")
    assert found.join("more develop-", "ment aid") == "more development aid"


def test_evidence_applies_to_parts_of_words_with_several_hyphens() -> None:
    found = usage("of governmental groups")
    assert found.join("non-gov-", "ernmental aid") == "non-governmental aid"
