from __future__ import annotations

import pytest

from tests.understanding.support import measures


@pytest.mark.parametrize(
    ("sentence", "measure"),
    [
        ("Under the law, courts fined men.", "legislation"),
        ("The threat of prosecution worried men.", "prosecution"),
        ("Officials may shelter victims.", "victim-services"),
        ("The law allows courts to convict traffickers.", "conviction"),
        ("Observers urged the government to prosecute traffickers.", "prosecution"),
        ("The ministry did not report the number of convictions.", "conviction"),
        ("The ministry held training on victim identification.", "victim-identification"),
        ("Officials asked whether courts convicted traffickers.", "conviction"),
        ("The law prescribes penalties.", "sentencing"),
        ("Victims were identified in Spain.", "victim-identification"),
        ("Officers referred victims to a shelter.", "victim-services"),
        ("Corruption is widespread.", "official-complicity"),
        ("Officials reported how courts convicted men.", "conviction"),
        ("Officers acted through the national task force.", "coordination-body"),
        ("The ministry met with the national task force.", "coordination-body"),
        ("The government funded the national action plan.", "action-plan"),
        ("Compared with convictions, raids were rare.", "conviction"),
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
        ("Officials were urged to prosecute traffickers.", "prosecution"),
        ("The ministry added staff to the national task force.", "coordination-body"),
    ],
)
def test_what_is_said(sentence: str, measure: str) -> None:
    assert measure in {found for found, _ in measures(sentence)}


def test_investigating_officials_is_action_on_complicity() -> None:
    assert {found for found, _ in measures("Officers investigated corrupt officials.")} == {
        "official-complicity"
    }


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        (
            "Courts convicted traffickers and officials.",
            {("conviction", "done"), ("official-complicity", "done")},
        ),
        (
            "Courts convicted men, including officials.",
            {("conviction", "done"), ("official-complicity", "done")},
        ),
        ("Courts convicted officials.", {("official-complicity", "done")}),
        ("Courts convicted girls.", {("non-penalization", "not-done")}),
        ("Despite its law on trafficking, police left.", {("legislation", "done")}),
        ("Despite training, police left.", set()),
        ("Officials collaborated with foreign donors.", {("international-cooperation", "done")}),
    ],
)  # fmt: skip
def test_which_measures_a_sentence_states(sentence: str, wanted: set[tuple[str, str]]) -> None:
    assert measures(sentence) == wanted
