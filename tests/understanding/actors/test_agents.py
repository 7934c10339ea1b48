from __future__ import annotations

import pytest

from tests.understanding.support import measures
from tipgraph.understanding.actors.agents import agent
from tipgraph.understanding.syntax.clauses import parse
from tipgraph.understanding.syntax.mentions import Reading


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
        ("The support from police shocked men.", "support", "police"),
    ],
)
def test_who_acts(sentence: str, deed: str, actor: str | None) -> None:
    reading = Reading(parse(sentence), ())
    found = agent(reading, next(node for node in reading.tree.nodes if node.lemma == deed))
    assert (None if found is None else found.lemma) == actor


@pytest.mark.parametrize(
    ("sentence", "stated"),
    [
        ("The government provided shelter.", True),
        ("Authorities provided shelter.", True),
        ("NGOs provided shelter.", False),
        ("Shelter was provided by NGOs.", False),
        ("Traffickers provided shelter.", False),
        ("The government relied on NGOs to provide shelter.", False),
        ("The government and NGOs provided shelter.", True),
        ("NGOs and traffickers provided shelter.", False),
        ("Men had access to shelter.", True),
        ("The government of Spain provided shelter.", False),
        ("The government of Moldova provided shelter.", True),
        ("Foreign governments provided shelter.", False),
        ("Women provided shelter.", False),
        ("A foreign donor provided shelter.", False),
    ],
)  # fmt: skip
def test_only_the_government_takes_measures(sentence: str, stated: bool) -> None:
    assert ("victim-services" in {measure for measure, _ in measures(sentence, country="MDA")}) is stated
