from __future__ import annotations

import pytest

from tests.understanding.structure.support import measures


@pytest.mark.parametrize(
    ("sentence", "measure"),
    [
        ("Under the law, courts fined men.", "legislation"),
        ("The threat of prosecution worried men.", "prosecution"),
        ("Victims may receive shelter.", "victim-services"),
        ("The law allows courts to convict traffickers.", "conviction"),
        ("Observers urged the government to prosecute traffickers.", "prosecution"),
        ("The ministry did not report the number of convictions.", "conviction"),
        ("The ministry held training on victim identification.", "victim-identification"),
        ("Officials asked whether courts convicted traffickers.", "conviction"),
        ("The law prescribes penalties.", "sentencing"),
        ("Victims were identified in Spain.", "victim-identification"),
        ("Officers referred victims to a shelter.", "victim-services"),
        ("Corruption is widespread.", "official-complicity"),
        ("The government did not ratify the law during the investigation.", "investigation"),
    ],
)
def test_what_is_only_named(sentence: str, measure: str) -> None:
    assert measure not in {found for found, _ in measures(sentence)}


@pytest.mark.parametrize(
    ("sentence", "measure"),
    [
        ("The government enacted a law against trafficking.", "legislation"),
        ("Courts prosecuted traffickers.", "prosecution"),
        ("Victims received shelter.", "victim-services"),
        ("Officers investigated complicit officials.", "official-complicity"),
        ("The ministry held training for judges.", "training"),
        ("The raid resulted in convictions.", "conviction"),
        ("Penalties were not sufficient.", "sentencing"),
        ("Courts issued sentences.", "sentencing"),
        ("The government ratified the Palermo Protocol.", "international-cooperation"),
        ("Courts imposed sentences.", "sentencing"),
    ],
)
def test_what_is_said(sentence: str, measure: str) -> None:
    assert measure in {found for found, _ in measures(sentence)}


def test_investigating_officials_is_action_on_complicity() -> None:
    assert {found for found, _ in measures("Officers investigated corrupt officials.")} == {
        "official-complicity"
    }
