"""Where clauses begin: each bar is a cut."""

from __future__ import annotations

import pytest

from tests.understanding.analysis import analysis, clauses
from tests.understanding.extraction import narrative, shared_extractor
from tipgraph.model.documents import Section
from tipgraph.understanding.narrative_analysis import analyze

CUT = """
# a second predicate of the same subject
The government trained judges |but did not convict traffickers.
The government passed a law|, opened a shelter, |and trained judges.
The government did not pass a law |or launch a campaign.
The law prohibits forced labor |and prescribes penalties of ten years.
Authorities identified ten victims |and referred them to shelters.
The government continued to fund shelters|, providing counseling and medical care.
# a separate subject
Women are forced into prostitution, |and men are subjected to forced labor.
While women are exploited in bars|, men are exploited on farms.
Although courts convicted traffickers|, sentences were weak.
The police identified victims, |but prosecutors did not charge anyone.
There were fewer trials |and no convictions.
# a relative clause that goes on telling
Women migrate to Kuwait|, where they are forced to work as maids.
# lists, and what hangs on a noun
Traffickers force women into prostitution and girls into domestic servitude.
Men, women, and children from Chad, Mali, and Niger are exploited in agriculture, mining, and homes.
The government investigated cases in Lima, Cusco, and Tacna.
Women and girls from Nepal are trafficked to India and the Middle East.
Women who migrate to Spain are forced into prostitution.
Girls are exploited in prostitution and forced labor.
Girls work in bars, including as dancers, and in homes.
Traffickers recruit and transport boys.
"""


@pytest.mark.parametrize("marked", [line for line in CUT.splitlines() if line and not line.startswith("#")])
def test_cuts(marked: str) -> None:
    assert "|".join(clauses(marked.replace("|", ""))) == marked


@pytest.mark.parametrize("marked", [line for line in CUT.splitlines() if line and not line.startswith("#")])
def test_no_character_is_lost_between_clauses(marked: str) -> None:
    text = marked.replace("|", "")
    assert "".join(clauses(text)) == text


def test_semicolons_part_segments() -> None:
    assert clauses("It maintained a hotline; it funded no NGOs.") == [
        "It maintained a hotline",
        " it funded no NGOs.",
    ]


@pytest.mark.parametrize(
    ("text", "shared"),
    [
        ("The government trained judges but did not convict traffickers.", [False, True]),
        ("Women are forced into prostitution, and men are subjected to forced labor.", [False, False]),
    ],
)
def test_who_shares_its_subject(text: str, shared: list[bool]) -> None:
    assert [clause.shared for clause in analysis(text).clauses] == shared


def test_openers_and_neighbours() -> None:
    first, second = analysis("The government trained judges but did not convict traffickers.").clauses
    assert (first.opener, second.opener) == ("", "but")
    assert (first.previous, second.previous) == (None, first)


def test_what_a_clause_mentions() -> None:
    (clause,) = analysis("Nepali women and girls are forced into prostitution in bars.").clauses
    assert clause.codes("victim-group") == ("women", "girls")
    assert clause.has("exploitation")
    assert not clause.has("measure", "tier")
    assert [mention.code for mention in clause.of("sector")] == ["hospitality"]
    assert clause.verbs[0].code == "are"


def test_clauses_know_their_section() -> None:
    text = "Train judges. Courts convicted a man."
    section = Section("recommendations", "Recommendations", 0, 13)
    extractor = shared_extractor()
    found = analyze(narrative("MEX", text, sections=(section,)), extractor.lexicon, extractor.reader)
    assert [clause.section for clause in found.clauses] == ["recommendations", None]
