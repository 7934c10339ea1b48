"""Reading takes linear time: twice the text, at most some three times the steps.

Steps are calls of functions, which a profile counts; elapsed time is not asserted.
"""

from __future__ import annotations

import random
import sys
from types import FrameType
from typing import Any

import pytest

from tests.understanding.structure.support import reader
from tipgraph.understanding.sentences import Span
from tipgraph.understanding.structure.codes import codes
from tipgraph.understanding.structure.counts import Counter
from tipgraph.understanding.structure.routes import read_statements
from tipgraph.understanding.structure.words import CLOSED_CLASS_TAGS, english

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
    "Thai women in Mali and men ", "girls are sold in Togo and ", "women, most of them ", "(mainly Mali) ",
]  # fmt: skip
ALLOWED = 3.0
"""Steps of a text of twice the length: two would be linear to the step."""


def steps(text: str) -> int:
    """Count the calls that reading a text as one segment makes."""
    made = 0

    def count(frame: FrameType, event: str, arg: Any) -> None:  # noqa: ARG001 - the profiler's signature
        nonlocal made
        made += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        reading = reader().read_segment(text, Span(0, len(text))).reading
        read_statements([reading], "THA", reader().work)
        list(codes(reading, reader().work))
        Counter(reading, reader().labels).counts()
    finally:
        sys.setprofile(before)
    return made


@pytest.mark.parametrize("words", REPEATED)
def test_repeated_words(words: str) -> None:
    steps(words * 20)
    once = steps(words * (1500 // len(words)))
    assert steps(words * (3000 // len(words))) <= ALLOWED * once


def test_random_pairs() -> None:
    lexicon = [*sorted(english().verbs), *sorted(CLOSED_CLASS_TAGS) * 20, *sorted(english().adjectives)]
    lexicon += [",", "(", ")", "'s"] * 40 + ["12", "2012", "$12", "nine", "victims", "convicted"] * 20
    chosen = random.Random(15)
    for _ in range(40):
        words = f"{chosen.choice(lexicon)} {chosen.choice(lexicon)} "
        once = steps(words * (1000 // len(words)))
        assert steps(words * (2000 // len(words))) <= ALLOWED * once, words
