"""Lists in every shape: what one item has, all items have."""

from __future__ import annotations

import pytest

from tests.understanding.support import links, listed, measures, misread, node
from tipgraph.understanding.syntax.clauses import parse

NOUNS = ("judges", "prosecutors", "inspectors", "diplomats", "teachers")
VERBS = ("identify", "interview", "house", "protect", "assist")
SIZES = (2, 3, 5)


@pytest.mark.parametrize("oxford", [True, False])
@pytest.mark.parametrize("conjunction", ["and", "or"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("frame", "role", "parent"),
    [
        ("{} convicted traffickers.", "SUBJECT", "convict"),
        ("The ministry hired {}.", "OBJECT", "hire"),
        ("The ministry spoke with {}.", "with", "speak"),
        ("The ministry convicted hundreds of {}.", "of", "hundreds"),
    ],
)
def test_nouns(frame: str, role: str, parent: str, size: int, conjunction: str, oxford: bool) -> None:
    found = links(frame.format(listed(NOUNS[:size], oxford=oxford, conjunction=conjunction)))
    assert {f"{noun} {role} {parent}" for noun in NOUNS[:size]} <= found


@pytest.mark.parametrize("oxford", [True, False])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("frame", "form"),
    [
        ("Officials tried to {} victims.", "infinitive"),
        ("Officials did not {} victims.", "finite"),
        ("Officials may {} victims.", "finite"),
    ],
)
def test_verbs_share_auxiliary_and_negation(frame: str, form: str, size: int, oxford: bool) -> None:
    nodes = {n.lemma: n for n in parse(frame.format(listed(VERBS[:size], oxford=oxford))).nodes}
    items = [nodes[verb] for verb in VERBS[:size]]
    assert {item.form for item in items} == {form}
    assert {item.negated for item in items} == {"not" in frame}
    assert {item.modal is not None for item in items} == {"may" in frame}
    assert {len(item.group) for item in items} == {size}


@pytest.mark.parametrize("size", SIZES)
def test_participles_share_the_passive(size: int) -> None:
    verbs = ("arrested", "charged", "tried", "convicted", "jailed")[:size]
    sentence = f"Three men were {listed(verbs)}."
    items = [n for n in parse(sentence).nodes if n.kind == "V"]
    assert [item.passive for item in items] == [True] * size
    assert all(item.subject is not None and item.subject.lemma == "men" for item in items)


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("Courts heard judges as well as police.", {"police OBJECT hear"}),
        ("Courts heard victims, including girls and boys.", {"boys including victims"}),
        ("Courts fined men, such as bakers and brewers.", {"brewers such as men"}),
        ("Officers and judges in towns and villages met.", {"towns in judges", "villages in judges"}),
        ("The ministry met police from Oslo and judges from Bergen.", {"police OBJECT meet"}),
        ("foreign and domestic victims left", {"victims SUBJECT leave"}),
        ("Weak, slow, and costly trials ended.", {"trials SUBJECT end"}),
        ("Courts convicted 12 men and released nine women.", {"men OBJECT convict", "women OBJECT release"}),
        misread(
            "The ministry met police from Oslo and judges from Bergen.", {"judges OBJECT meet"},
            reason="a conjunct joins the last noun, not one that is more alike",
        ),
        misread("Officers and judges in towns met.", {"towns in officers"}, reason="hangs on the last item"),
    ],
)  # fmt: skip
def test_shapes(sentence: str, wanted: set[str]) -> None:
    assert wanted <= links(sentence)


def test_an_item_of_a_list_knows_the_first_one() -> None:
    item = node("Courts heard judges and teachers.", "teachers")
    assert item.is_conjunct
    assert item.group[0].lemma == "judges"


@pytest.mark.parametrize(
    "sentence",
    [
        "Officers identified and referred victims to shelters.",
        "Officers identified, referred, and assisted victims.",
        "Officers identified, referred and assisted victims.",
    ],
)
def test_verbs_share_the_object(sentence: str) -> None:
    assert ("victim-identification", "done") in measures(sentence)


@pytest.mark.parametrize("types", [("investigations", "prosecutions"), ("prosecutions", "convictions")])
def test_nouns_share_the_determiner(types: tuple[str, str]) -> None:
    found = measures(f"There were no {types[0]} or {types[1]} of traffickers.")
    assert found == {(types[0][:-1], "not-done"), (types[1][:-1], "not-done")}
