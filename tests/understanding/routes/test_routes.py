"""Routes by structure: what one predicate says, and what holds from one clause to the next."""

from __future__ import annotations

import pytest

from tests.understanding.support import route_statements, stated


def test_a_statement_keeps_its_verb_and_its_hedge() -> None:
    text = "Girls from Mali may be sold in Togo."
    (statement,) = route_statements(text, "TGO")
    assert statement.at == text.index("sold")
    assert [text[start:end] for start, end in statement.hedges] == ["may"]
    assert statement.context is None


def test_a_statement_knows_where_an_earlier_sentence_names_the_people() -> None:
    text = "Girls from Mali are taken to Togo. They are sold there."
    *_, last = route_statements(text, "TGO")
    assert last.context is not None
    assert text[slice(*last.context)] == "Girls from Mali are taken to Togo"


def test_each_predicate_is_a_statement() -> None:
    text = (
        "Lao men are forced to fish in Thailand. Lao women may be exploited in sex trafficking in Thailand."
    )
    first, second = route_statements(text, "THA")
    assert (first.victims, first.certainty, first.exploitation) == (("men",), "asserted", ("forced-labor",))
    assert (second.victims, second.certainty, second.exploitation) == (
        ("women",),
        "possible",
        ("sex-trafficking",),
    )
    assert text[second.start : second.end] == text[text.index("Lao women") : -1]


# Each row: the report country, a text, and the statements that it makes, or "-".
STATEMENTS = """
# one story of some people
MLI Women from Mali go to Oman. These women are sold.
= MLI>OMN victims=women kind=trafficking | MLI>OMN kind=trafficking
MLI Malian women who transit Niger en route to Libya are sold.
= MLI>LBY via=NER | MLI>LBY via=NER victims=women
MLI Boys from Mali are taken to Chad. They are forced to beg.
= MLI>TCD victims=boys | MLI>TCD exploitation=forced-begging
BOL Girls are sold in Peru and women in Chile.
= BOL>PER victims=girls | BOL>CHL victims=women
VNM Thai women in Japan and Lao men in Malaysia are exploited.
= THA>JPN victims=women | LAO>MYS victims=men
TGO Women from Mali, as well as those from Chad, are sold in Togo.
= MLI>TGO victims=women | TCD>TGO victims=women
# what stands in brackets or between dashes
TGO Girls from Asia (mainly from Laos) are sold in Togo.
= asia>TGO victims=girls | LAO>TGO victims=girls
TGO Girls from Asia—particularly Laos—are sold in Togo.
= asia>TGO victims=girls | LAO>TGO victims=girls
# lists of one type
TGO Girls from Mali and boys are exploited in Togo.
= MLI>TGO victims=girls
# who acts, and where
TCD Employers in Oman exploit women from Chad.
= -
CHL Peruvian gangs exploit women from Bolivia.
= BOL>CHL victims=women
TCD Women from Chad are exploited by employers in Oman.
= TCD>OMN victims=women
# where people go on to, and what comes after something
LBY Women from Mali are taken to Libya and then to Italy.
= MLI>LBY victims=women | MLI>ITA via=LBY
CHE Victims come from Mali, followed by Chad.
= MLI>CHE kind=trafficking | TCD>CHE kind=trafficking
EGY Eritreans living in Sudan are sold in Egypt.
= ERI>SDN kind=migration | ERI>EGY via=SDN
# who is meant
TGO A girl from Mali said that she was sold in Togo.
= MLI>TGO victims=girls
TGO Men were charged with forcing girls from Mali into prostitution in Togo.
= MLI>TGO victims=girls exploitation=sex-trafficking
TGO Reporters met women from Mali, Chad, and Niger who were sold in Togo.
= MLI>TGO victims=women | TCD>TGO victims=women | NER>TGO victims=women
# nothing happens
MLI No women from Chad were exploited in Mali.
= -
MLI Women from Chad were not exploited in Mali.
= -
PER Tourists from Spain travel to Peru for child sex tourism.
= -
"""


def _statements() -> list[tuple[str, str, list[str]]]:
    lines = [line for line in STATEMENTS.strip().splitlines() if not line.startswith("#")]
    rows = []
    for line, below in zip(lines[::2], lines[1::2], strict=True):
        country, _, text = line.partition(" ")
        rows.append((country, text, below.removeprefix("= ").split(" | ")))
    return [(country, text, [row for row in wanted if row != "-"]) for country, text, wanted in rows]


@pytest.mark.parametrize(("country", "text", "wanted"), _statements())
def test_statements(country: str, text: str, wanted: list[str]) -> None:
    assert [row.split()[0] for row in stated(text, country, ())] == [row.split()[0] for row in wanted]
    for row in wanted:
        assert row in stated(text, country, [row])
