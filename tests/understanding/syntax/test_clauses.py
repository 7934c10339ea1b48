from __future__ import annotations

import pytest

from tests.understanding.support import links, node
from tipgraph.understanding.render import draw
from tipgraph.understanding.syntax.clauses import parse


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        # arguments
        ("Courts convicted three men.", {"courts SUBJECT convict", "men OBJECT convict"}),
        ("Courts are unwilling.", {"courts SUBJECT be", "unwilling PREDICATE be"}),
        ("The law remains a draft.", {"draft PREDICATE remain"}),
        ("Courts in Oslo convicted men.", {"oslo in courts", "courts SUBJECT convict"}),
        ("Victims gained access to shelters.", {"shelters to access", "access OBJECT gain"}),
        ("Officers took victims to a shelter.", {"shelter to take"}),
        ("Officers took victims to shelters.", {"shelters to take"}),
        ("In Oslo, courts convicted men.", {"oslo in convict"}),
        ("Convictions fell, a decrease from nine.", {"decrease COMPARISON fall"}),
        # relative clauses
        ("A law that bans abuse passed.", {"ban RELATIVE law", "law SUBJECT pass"}),
        ("Men who worked for police fled.", {"work RELATIVE men", "men SUBJECT flee"}),
        ("Officers met men whose employers fled.", {"men OBJECT meet"}),
        ("Officers met men, two of whom fled.", {"flee RELATIVE men", "two SUBJECT flee"}),
        ("A decree which, if adopted, would forbid abuse stalled.", {"forbid RELATIVE decree"}),
        ("A decree that, if adopted, would forbid abuse stalled.", {"forbid RELATIVE decree"}),
        # participles and gerunds
        ("Victims identified by police were sent home.", {"identify PARTICIPLE victims"}),
        ("Victims identified by police left.", {"victims SUBJECT leave"}),
        ("Officers met men accused of abuse.", {"accuse PARTICIPLE men"}),
        ("Officers met men accused of abuse.", {"abuse of accuse"}),
        ("Officers met officials investigating abuse.", {"investigate PARTICIPLE officials"}),
        ("Officers began convicting men.", {"convict GERUND begin", "men OBJECT convict"}),
        ("Officers left without arresting anyone.", {"arrest without leave"}),
        ("Courts convicted men, sentencing two.", {"sentence ADJUNCT convict"}),
        ("Officers met women by training judges.", {"train by meet", "judges OBJECT train"}),
        # infinitives
        ("Officers tried to arrest men.", {"arrest INFINITIVE try"}),
        ("Officers made efforts to arrest men.", {"arrest INFINITIVE efforts"}),
        ("Efforts were made to arrest men.", {"arrest INFINITIVE efforts"}),
        ("The ability of inspectors to visit homes grew.", {"visit INFINITIVE ability"}),
        ("Officers were unable to arrest men.", {"arrest INFINITIVE unable"}),
        ("To protect victims, police left.", {"protect ADVERBIAL leave"}),
        ("The law allows police to arrest men.", {"arrest INFINITIVE allow"}),
        # that, with and without the word
        ("Officials said that officers fled.", {"flee THAT say", "officers SUBJECT flee"}),
        ("Officials said officers arrested men.", {"arrest THAT say", "officers SUBJECT arrest"}),
        ("The fear that police would flee grew.", {"flee THAT fear"}),
        # subordinate clauses before and behind
        ("Courts acted because police fled.", {"flee ADVERBIAL:because act"}),
        ("Although police fled, courts acted.", {"courts SUBJECT act"}),
        ("Courts acted after police raided brothels.", {"raid ADVERBIAL:after act"}),
        ("Courts acted after the raid.", {"raid after act"}),
    ],
)  # fmt: skip
def test_what_depends_on_what(sentence: str, wanted: set[str]) -> None:
    assert wanted <= links(sentence)


@pytest.mark.parametrize(
    ("sentence", "verb", "subject"),
    [
        ("Officers arrested men and charged women.", "charge", "officers"),
        ("Officers arrested men but did not charge them.", "charge", "officers"),
        ("Officers arrested men, but courts convicted nobody.", "convict", "courts"),
        ("Officers arrested men and courts convicted them.", "convict", "courts"),
        ("Officers who met men fled and hid.", "hide", "officers"),
        ("The government did not fund shelters, nor did it train police.", "train", "it"),
        ("Police, who met men, are ready.", "be", "police"),
        ("Police, who met men, fled.", "flee", "police"),
        ("Police, who met men in May, fled.", "flee", "police"),
        ("In May, police fled.", "flee", "police"),
    ],
)
def test_subjects(sentence: str, verb: str, subject: str) -> None:
    found = node(sentence, verb).subject
    assert found is not None
    assert found.lemma == subject


@pytest.mark.parametrize(
    ("sentence", "verb", "negated", "passive"),
    [
        ("Officers did not arrest men.", "arrest", True, False),
        ("Officers arrested men.", "arrest", False, False),
        ("Men were arrested.", "arrest", False, True),
        ("Men were not arrested.", "arrest", True, True),
        ("Men have never been arrested.", "arrest", True, True),
        ("Officers cannot arrest men.", "arrest", True, False),
        ("Officers didn't arrest men.", "arrest", True, False),
        ("Officers did not arrest or charge men.", "charge", True, False),
        ("Men were not arrested or charged.", "charge", True, True),
        ("Officers did not arrest men but charged women.", "charge", False, False),
        ("Officers arrested men but did not charge women.", "charge", True, False),
        ("Officers did not flee, nor did they arrest men.", "arrest", True, False),
        ("Men being held fled.", "hold", False, True),
    ],
)
def test_verb_groups(sentence: str, verb: str, negated: bool, passive: bool) -> None:
    found = node(sentence, verb)
    assert (found.negated, found.passive) == (negated, passive)


def test_brackets_are_read_by_themselves() -> None:
    found = links("Courts (nine in Oslo) convicted men.")
    assert {"nine BRACKETS courts", "courts SUBJECT convict", "men OBJECT convict"} <= found


def test_brackets_that_go_on_are_read() -> None:
    assert "oslo in convict" in links("Courts convicted men (mainly in Oslo).")


def test_a_stop_ends_all_clauses() -> None:
    assert "men SUBJECT flee" in links("Officers said: men fled.")


@pytest.mark.parametrize(
    "text", ["", ".", "and", "of", "that", "( (", "to", "not", "who", "'s", ", , ,", ", not"]
)
def test_scraps(text: str) -> None:
    assert parse(text).tokens is not None


def test_a_drawing() -> None:
    assert draw(parse("Men were not arrested or charged.")).splitlines() == [
        "ROOT were not arrested (finite, passive, negated)",
        "  SUBJECT men",
        "ROOT charged (finite, passive, negated, with arrest, subject men)",
    ]
