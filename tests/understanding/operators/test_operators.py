"""Each operator alone, and operators in pairs: the status of one measure in one sentence."""

from __future__ import annotations

import pytest

from tests.understanding.support import measures, reader
from tipgraph.understanding.operators.factuality import Kind, Status

DONE, INSUFFICIENT, NOT_DONE, PLANNED = "done", "insufficient", "not-done", "planned"
RECOMMENDED = "recommended"


@pytest.mark.parametrize(
    ("sentence", "measure", "status"),
    [
        ("The government opened a shelter.", "victim-services", DONE),
        ("The government did not open a shelter.", "victim-services", NOT_DONE),
        ("The government opened no shelters.", "victim-services", NOT_DONE),
        ("There were no shelters.", "victim-services", NOT_DONE),
        ("No official opened a shelter.", "victim-services", NOT_DONE),
        ("The government opened few shelters.", "victim-services", INSUFFICIENT),
        ("The government plans to open a shelter.", "victim-services", PLANNED),
        ("The government will open a shelter.", "victim-services", PLANNED),
        ("The government should open a shelter.", "victim-services", RECOMMENDED),
        ("The government lacked shelters.", "victim-services", NOT_DONE),
        ("There was a lack of shelters.", "victim-services", NOT_DONE),
        ("The government closed the shelter.", "victim-services", NOT_DONE),
        ("Shelters were inadequate.", "victim-services", INSUFFICIENT),
        ("Shelters were not adequate.", "victim-services", INSUFFICIENT),
        ("Shelters were nonexistent.", "victim-services", NOT_DONE),
        ("Shelters were virtually nonexistent.", "victim-services", INSUFFICIENT),
        ("Shelters were not available.", "victim-services", NOT_DONE),
        ("Courts convicted three traffickers.", "conviction", DONE),
        ("Courts did not convict any traffickers.", "conviction", NOT_DONE),
        ("Courts convicted no traffickers.", "conviction", NOT_DONE),
        ("Courts convicted few traffickers.", "conviction", INSUFFICIENT),
        ("Courts rarely convicted traffickers.", "conviction", INSUFFICIENT),
        ("Courts failed to convict traffickers.", "conviction", NOT_DONE),
        ("Courts did not fail to convict traffickers.", "conviction", DONE),
        ("Courts continued to convict traffickers.", "conviction", DONE),
        ("No traffickers were convicted.", "conviction", NOT_DONE),
        ("Traffickers were never convicted.", "conviction", NOT_DONE),
        ("Convictions decreased.", "conviction", INSUFFICIENT),
        ("Convictions increased.", "conviction", DONE),
        ("Corruption hampered prosecutions.", "prosecution", INSUFFICIENT),
        ("Corruption hampered efforts to prosecute traffickers.", "prosecution", INSUFFICIENT),
        ("The failure to prosecute traffickers worried judges.", "prosecution", NOT_DONE),
        ("The ministry made efforts to prosecute traffickers.", "prosecution", DONE),
        ("The ministry made limited efforts to prosecute traffickers.", "prosecution", INSUFFICIENT),
        ("The ministry made no efforts to prosecute traffickers.", "prosecution", NOT_DONE),
        ("The ministry made inadequate efforts to prosecute traffickers.", "prosecution", INSUFFICIENT),
        ("The ministry did not make adequate efforts to prosecute traffickers.", "prosecution", INSUFFICIENT),
        ("The ministry did not adequately prosecute traffickers.", "prosecution", INSUFFICIENT),
        ("Officers were unable to identify victims.", "victim-identification", NOT_DONE),
        ("Officers left without identifying victims.", "victim-identification", NOT_DONE),
        ("Officers did not report identifying victims.", "victim-identification", NOT_DONE),
        ("Officers identified victims.", "victim-identification", DONE),
        ("Officers identified a small number of victims.", "victim-identification", INSUFFICIENT),
        ("The government trained police.", "training", DONE),
        ("The government did not train police.", "training", NOT_DONE),
        ("A lack of training hindered police.", "training", INSUFFICIENT),
        ("The government was drafting a law on trafficking.", "legislation", PLANNED),
        ("The law is forthcoming.", "legislation", PLANNED),
        ("The law is pending.", "legislation", PLANNED),
        ("The government did not open nor fund shelters.", "victim-services", NOT_DONE),
        ("The government hesitated to open shelters.", "victim-services", NOT_DONE),
        ("The government halted training for judges.", "training", NOT_DONE),
        ("The government has to train judges.", "training", DONE),
        ("Men were neither prosecuted nor convicted.", "conviction", NOT_DONE),
        ("The government has yet to train judges.", "training", NOT_DONE),
        ("The plan has yet to be adopted.", "action-plan", PLANNED),
        ("The government drafted a law on trafficking.", "legislation", PLANNED),
        ("The government drafted and enacted a law on trafficking.", "legislation", DONE),
        ("Parliament approved the draft law on trafficking.", "legislation", DONE),
        ("The government is to open a shelter.", "victim-services", PLANNED),
        ("Open a shelter.", "victim-services", RECOMMENDED),
        ("Do not close the shelter.", "victim-services", RECOMMENDED),
        ("Courts convicted only two traffickers.", "conviction", INSUFFICIENT),
        ("Courts convicted two traffickers, down from nine.", "conviction", INSUFFICIENT),
        ("Courts convicted almost no traffickers.", "conviction", INSUFFICIENT),
        ("Courts did not convict all traffickers.", "conviction", INSUFFICIENT),
        ("Courts often failed to convict traffickers.", "conviction", INSUFFICIENT),
        ("Courts were reluctant to convict traffickers.", "conviction", INSUFFICIENT),
        ("Courts struggled to convict traffickers.", "conviction", INSUFFICIENT),
        ("Investigations are pending.", "investigation", DONE),
        ("Prosecutions continued to decline.", "prosecution", INSUFFICIENT),
        ("Services appeared to remain inadequate.", "victim-services", INSUFFICIENT),
        ("The shelter had no staff.", "victim-services", INSUFFICIENT),
        ("Training stopped.", "training", NOT_DONE),
        ("The shelter did not house men.", "victim-services", INSUFFICIENT),
        ("The shelter did not operate.", "victim-services", NOT_DONE),
        ("Few victims received shelter.", "victim-services", INSUFFICIENT),
        ("Prosecutors made no progress in prosecutions.", "prosecution", INSUFFICIENT),
        ("Officials were kept by old rules from opening shelters.", "victim-services", NOT_DONE),
        ("Strikes kept the task force from meeting.", "coordination-body", INSUFFICIENT),
        ("The ministry kept the shelters.", "victim-services", DONE),
        ("High costs stood in the way of training.", "training", INSUFFICIENT),
        ("Shelters stood in need of repair.", "victim-services", INSUFFICIENT),
        ("The law remains to be passed.", "legislation", PLANNED),
        ("The law remains in force.", "legislation", DONE),
        ("The hotline exists on paper only.", "hotline", INSUFFICIENT),
        ("The shelters do not suffice.", "victim-services", INSUFFICIENT),
        ("Guidelines for identification were missing.", "victim-identification", NOT_DONE),
        ("Funding was lacking.", "funding", INSUFFICIENT),
        ("Investigations were held back by red tape.", "investigation", INSUFFICIENT),
        ("The mayor scaled back training.", "training", INSUFFICIENT),
        ("Courts convicted just nine traffickers.", "conviction", INSUFFICIENT),
        ("Courts had just convicted nine traffickers.", "conviction", DONE),
        ("Nor did inspectors screen migrants.", "victim-identification", NOT_DONE),
        ("It has neither trained nor paid officers.", "training", NOT_DONE),
        ("The office is in the process of setting up a hotline.", "hotline", PLANNED),
        ("Officials should better assist victims.", "victim-services", RECOMMENDED),
        ("A draft national law has lain idle.", "legislation", PLANNED),
        ("The share of cases investigated stayed low.", "investigation", INSUFFICIENT),
        ("Courts convicted two traffickers, compared with nine.", "conviction", DONE),
        ("Courts convicted nine traffickers, compared with two.", "conviction", DONE),
        ("Courts convicted two men, whereas in 2012 they had convicted nine.", "conviction", DONE),
        ("Courts convicted two traffickers, whereas police had freed nine girls.", "conviction", DONE),
        ("The law prescribes no penalties.", "legislation", INSUFFICIENT),
        ("The bill was debated.", "legislation", PLANNED),
        ("The bill passed.", "legislation", DONE),
        ("Inspectors took no action against corruption among officers.", "official-complicity", NOT_DONE),
        ("Courts lacked the political will to convict traffickers.", "conviction", INSUFFICIENT),
        ("Slavery is a crime under the penal code.", "legislation", DONE),
        ("Not all victims received care.", "victim-services", INSUFFICIENT),
        ("Not one victim received care.", "victim-services", NOT_DONE),
        # pairs
        ("The government does not plan to open a shelter.", "victim-services", NOT_DONE),
        ("The government plans to open few shelters.", "victim-services", PLANNED),
        ("The government abandoned plans to open a shelter.", "victim-services", NOT_DONE),
        ("The government did not close the shelter.", "victim-services", DONE),
        ("Courts did not convict enough traffickers.", "conviction", INSUFFICIENT),
        ("Courts will not convict traffickers.", "conviction", NOT_DONE),
        ("Courts did not often convict traffickers.", "conviction", INSUFFICIENT),
        ("Courts convicted traffickers but did not prosecute officials.", "conviction", DONE),
        ("Courts did not convict traffickers, nor did they fund shelters.", "funding", NOT_DONE),
        ("Officers did not identify victims or open shelters.", "victim-services", NOT_DONE),
        ("Officers did not identify victims but opened shelters.", "victim-services", DONE),
    ],
)  # fmt: skip
def test_status(sentence: str, measure: str, status: str) -> None:
    assert [found for found in measures(sentence) if found[0] == measure] == [(measure, status)]


@pytest.mark.parametrize(
    ("kinds", "value"),
    [
        ((), DONE),
        ((Kind.NEGATION, Kind.NEGATION), DONE),
        ((Kind.SHORTFALL, Kind.NEGATION), INSUFFICIENT),
        ((Kind.NEGATION, Kind.SHORTFALL), NOT_DONE),
        ((Kind.PLAN, Kind.NEGATION), NOT_DONE),
        ((Kind.SHORTFALL, Kind.PLAN), PLANNED),
        ((Kind.NEGATION, Kind.PLAN), NOT_DONE),
        ((Kind.PLAN, Kind.SHORTFALL), PLANNED),
        ((Kind.NEGATION, Kind.REQUEST), RECOMMENDED),
    ],
)
def test_operators_in_the_order_in_which_they_apply(kinds: tuple[Kind, ...], value: str) -> None:
    status = Status()
    for token, kind in enumerate(kinds):
        status.apply(kind, token)
    assert status.value == value
    assert [operator.kind for operator in status.operators] == list(kinds)


def test_operators_keep_their_words() -> None:
    (segment,) = reader().read("Courts failed to convict any traffickers.")
    (statement,) = segment.statements
    words = [segment.reading.tree.tokens[operator.token].word for operator in statement.operators]
    assert words == ["failed"]


def test_recommendations() -> None:
    (segment,) = reader().read("Prosecute traffickers.", section="recommendations")
    assert {statement.status for statement in segment.statements} == {RECOMMENDED}
