"""The words for measures: each measure stands once, with its words in order."""

from __future__ import annotations

import re
from collections import Counter
from itertools import product

import pytest

from tipgraph.util.resources import folder

_BLOCK = re.compile(r"^:(\S+) skos:hiddenLabel(.*?) \.$", re.MULTILINE | re.DOTALL)
BLOCKS = _BLOCK.findall((folder("ontology") / "lexicon" / "measures.ttl").read_text(encoding="utf-8"))
CASES = [pytest.param(re.findall(r'"(.*?)"@en', block), id=measure) for measure, block in BLOCKS]


def test_each_measure_stands_once() -> None:
    measures = [measure for measure, _ in BLOCKS]
    assert len(measures) == len(set(measures)) > 20


@pytest.mark.parametrize("labels", CASES)
def test_labels_are_in_order(labels: list[str]) -> None:
    assert labels == sorted(labels, key=lambda label: (label.lower().removeprefix("to "), label))


@pytest.mark.parametrize("labels", CASES)
def test_no_label_says_again_what_others_say(labels: list[str]) -> None:
    """A label stands for all choices of its words: "to hold/call … to account" for "to hold … to account"."""
    choices = {label: set(product(*(word.split("/") for word in label.split(" ")))) for label in labels}
    times = Counter(choice for each in choices.values() for choice in each)
    needless = [label for label in labels if all(times[choice] > 1 for choice in choices[label])]
    assert needless == []
