"""Surface forms of labels."""

from __future__ import annotations

import pytest

from tipgraph.understanding.tokens.inflect import noun_forms, spellings, verb_forms


@pytest.mark.parametrize(
    ("singular", "plural"),
    [
        ("victim", "victims"),
        ("brick kiln", "brick kilns"),
        ("bakery", "bakeries"),
        ("boy", "boys"),
        ("church", "churches"),
        ("witness", "witnesses"),
        ("box", "boxes"),
        ("task force", "task forces"),
        ("house", "houses"),
        ("quarry", "quarries"),
        ("toll-free line", "toll-free lines"),
    ],
)
def test_nouns_come_in_both_numbers(singular: str, plural: str) -> None:
    assert noun_forms(singular) == (singular, plural)


@pytest.mark.parametrize("phrase", ["women", "street children", "people", "services", "LGBTQI+", "fishermen"])
def test_what_is_a_plural_already_stays_alone(phrase: str) -> None:
    assert noun_forms(phrase) == (phrase,)


@pytest.mark.parametrize(
    ("phrase", "forms"),
    [
        ("investigate", "investigate investigates investigated investigating"),
        ("try", "try tries tried trying"),
        ("flee", "flee flees fled fleeing"),
        ("traffic", "traffic traffics trafficked trafficking"),
        ("pass", "pass passes passed passing"),
        ("enjoy", "enjoy enjoys enjoyed enjoying"),
        ("go", "go goes went gone going"),
        ("take", "take takes took taken taking"),
        ("reach", "reach reaches reached reaching"),
    ],
)
def test_verbs_come_in_all_forms(phrase: str, forms: str) -> None:
    assert {form for form, _ in verb_forms(phrase)} == set(forms.split())


def test_both_stems_of_a_verb_that_may_double_its_consonant() -> None:
    assert {form for form, _ in verb_forms("commit")} >= {"committed", "committing"}
    assert {form for form, _ in verb_forms("recruit")} >= {"recruited", "recruiting"}
    assert {form for form, _ in verb_forms("refer")} >= {"referred", "referring"}


def test_only_the_first_word_of_a_phrase_is_inflected() -> None:
    assert dict(verb_forms("carry out raids"))["carried out raids"] == "past"


@pytest.mark.parametrize(
    ("american", "british"),
    [
        ("forced labor", "forced labour"),
        ("neighboring country", "neighbouring country"),
        ("massage parlor", "massage parlour"),
        ("program", "programme"),
        ("organized crime", "organised crime"),
        ("criminalized", "criminalised"),
        ("penalizing", "penalising"),
    ],
)
def test_american_words_match_in_british_spelling(american: str, british: str) -> None:
    assert spellings(american) == (american, british)


def test_every_mixture_of_spellings() -> None:
    assert set(spellings("labor program center")) == {
        f"{labor} {program} {center}"
        for labor in ("labor", "labour")
        for program in ("program", "programme")
        for center in ("center", "centre")
    }
