from __future__ import annotations

import pytest

from tests.understanding.structure.support import measures, misread, node
from tipgraph.understanding.structure.agents import agent


@pytest.mark.parametrize(
    ("sentence", "deed", "actor"),
    [
        ("Officers arrested men.", "arrest", "officers"),
        ("Men were arrested by police.", "arrest", "police"),
        ("Men were arrested.", "arrest", None),
        ("Officers tried to arrest men.", "arrest", "officers"),
        ("The law allows police to arrest men.", "arrest", "police"),
        ("The government relied on NGOs to house victims.", "house", "ngos"),
        ("Officers who arrested men fled.", "arrest", "officers"),
        ("Fear prevented victims from seeking care.", "seek", "victims"),
        ("The arrest by police shocked men.", "arrest", "police"),
        ("Officers began arresting men.", "arrest", "officers"),
        ("Men arrested by police fled.", "arrest", "police"),
        ("Officers made efforts to arrest men.", "arrest", "officers"),
        ("Officers arrested and charged men.", "charge", "officers"),
        ("Men received care.", "care", None),
    ],
)
def test_who_acts(sentence: str, deed: str, actor: str | None) -> None:
    found = agent(node(sentence, deed))
    assert (None if found is None else found.lemma) == actor


@pytest.mark.parametrize(
    ("sentence", "stated"),
    [
        ("The government provided shelter.", True),
        ("Authorities provided shelter.", True),
        ("NGOs provided shelter.", False),
        ("Shelter was provided by NGOs.", False),
        ("Traffickers provided shelter.", False),
        misread(
            "The government relied on NGOs to provide shelter.", False,
            reason='the label "relied on NGOs" hides the mention of NGOs',
        ),
        ("Foreign governments provided shelter.", False),
        ("Women provided shelter.", False),
        ("A foreign donor provided shelter.", False),
    ],
)  # fmt: skip
def test_only_the_government_takes_measures(sentence: str, stated: bool) -> None:
    assert ("victim-services" in {measure for measure, _ in measures(sentence)}) is stated
