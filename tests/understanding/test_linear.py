"""Reading takes linear time: twice the text, at most some three times the steps.

Steps are calls of functions, which a profile counts; elapsed time is not asserted.
"""

from __future__ import annotations

import random
import sys
from types import FrameType
from typing import Any

import pytest

from tests.understanding.extraction import shared_extractor
from tipgraph.model.documents import Document, Narrative, Report
from tipgraph.understanding.tokens.words import CLOSED_CLASS_TAGS, english

REPEATED = [
    "No, convict ", "nor ratified, ", "may adult ", "trafficked ", "convicted 12 of 13 ", "adult, ",
    "to convict ", "may ", "not ", "often ", "who ", "of men ", "and men ", "that ", "them ", "( ",
    "convict, ", "men, ", "identified who ", "conviction of ", "investigation, ", "is not ", "to ",
    "not not to ", "training by ", "drafted, ", "men and NGOs drafted ", "convict men including officials, ",
    "it has yet to ", "despite law ", "laws that were ", "women from Mali and ",
    "12 ", "12, ", "convicted 12 (nine in 2011) ", "compared with nine ", "prosecuted and convicted 12, ",
    "12 in 2012 and ", "from 12 to 13 ", "the number of the 12 ", "of 12 ", "Of the 12, nine ",
    "12 victims who identified ", "respectively 12 in 2012, ", "12 sex and ", "12 suspects arrested and ",
    "Thai, ", "women sold in Mali who ",
    "care for victims, ", "cooperation with NGOs ", "assisting ", "suspended terms ", "Aboriginal ",
    "hostess ", "Thai ", "potential victims ", "San Pedro ", "possibly Mali ",
    "Thai women in Mali and men ", "girls are sold in Togo and ", "women, most of them ", "(mainly Mali) ",
    "misled nine ",
]  # fmt: skip
ALLOWED = 3.0
"""Steps of a text of twice the length: two would be linear to the step."""


def steps(text: str) -> int:
    """Count the calls that understanding a text makes."""
    narrative = Narrative(Document("x", Report("tip", "2015", "THA"), ""), text)
    extractor = shared_extractor()
    made = 0

    def count(frame: FrameType, event: str, arg: Any) -> None:  # noqa: ARG001 - the profiler's signature
        nonlocal made
        made += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        extractor.read(narrative)
    finally:
        sys.setprofile(before)
    return made


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(words, marks=pytest.mark.slow if number % 3 else [])
        for number, words in enumerate(REPEATED)
    ],
)
def test_repeated_words(words: str) -> None:
    steps(words * 20)
    once = steps(words * (1500 // len(words)))
    assert steps(words * (3000 // len(words))) <= ALLOWED * once


@pytest.mark.slow
def test_random_pairs() -> None:
    lexicon = [*sorted(english().verbs), *sorted(CLOSED_CLASS_TAGS) * 20, *sorted(english().adjectives)]
    lexicon += [",", "(", ")", "'s"] * 40 + ["12", "2012", "$12", "nine", "victims", "convicted"] * 20
    chosen = random.Random(15)
    for _ in range(40):
        words = f"{chosen.choice(lexicon)} {chosen.choice(lexicon)} "
        once = steps(words * (1000 // len(words)))
        assert steps(words * (2000 // len(words))) <= ALLOWED * once, words


@pytest.mark.slow
def test_random_labels() -> None:
    chosen = random.Random(17)
    labels = sorted(shared_extractor().reader.lexicon.forms)
    for _ in range(30):
        words = (
            f"{chosen.choice(labels)}{chosen.choice((' ', ', ', ' of ', ' who '))}{chosen.choice(labels)} "
        )
        for repeated in (words, words.title()):
            once = steps(repeated * (1000 // len(words) + 1))
            assert steps(repeated * 2 * (1000 // len(words) + 1)) <= ALLOWED * once, repeated


def test_a_narrative_without_a_full_stop() -> None:
    words = "women from Mali and men from Togo are forced to beg in Chad and police arrested 12 men who "
    once = steps(words * 100)
    assert steps(words * 200) <= ALLOWED * once
