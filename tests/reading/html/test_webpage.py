from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading.support import PAGES, read_all, read_one, under, write
from tipgraph.errors import InputError
from tipgraph.model.documents import Narrative, Report


@pytest.mark.parametrize(
    ("name", "report", "first", "last", "kinds"),
    [
        (
            "state-2014-kenya.html",
            Report("tip", "2014", "KEN"),
            "KENYA: Tier 2 Watch List",
            "its hotline took 300 calls.",
            ["profile", "tier", "recommendations", "prosecution", "protection", "prevention"],
        ),
        (
            "state-2021-nepal.html",
            Report("tip", "2021", "NPL"),
            "NEPAL (Tier 2)",
            "building sites in Malaysia and the Gulf.",
            ["tier", "recommendations", "prosecution", "protection", "prevention", "profile"],
        ),
        (
            "refworld-2009-senegal.html",
            Report("tip", "2009", "SEN"),
            "SENEGAL (Tier 2)",
            "told parents of the danger.",
            ["profile", "tier", "recommendations", "prosecution", "protection", "prevention"],
        ),
        (
            "refworld-2017-gabon.html",
            Report("tip", "2017", "GAB"),
            "GABON: TIER 2 WATCH LIST",
            "families that house them in Libreville.",
            ["tier", "recommendations", "protection", "profile"],
        ),
        (
            "ecoi-2018-chile.html",
            Report("tip", "2018", "CHL"),
            "CHILE: Tier 1",
            "in kitchens in Chile.",
            ["tier", "recommendations", "prosecution", "prevention", "profile"],
        ),
        (
            "blog-2016-albania.html",
            Report("tip", "2016", "ALB"),
            "Albania is a source country",
            "for the rent of the rooms.",
            ["profile"],
        ),
    ],
)
def test_the_narrative_of_each_site_is_found(
    name: str, report: Report, first: str, last: str, kinds: list[str]
) -> None:
    narrative = read_one(PAGES / name)
    assert narrative.document.report == report
    assert narrative.text.startswith(first)
    assert narrative.text.endswith(last)
    assert [kind for kind, _ in under(narrative)] == kinds


def test_the_metadata_of_a_page_is_kept() -> None:
    kenya = read_one(PAGES / "state-2014-kenya.html").document
    assert kenya.url == "https://2009-2017.state.gov/j/tip/rls/tiprpt/countries/2014/000002.htm"
    assert kenya.title == "2014 Trafficking in Persons Report"
    assert kenya.issued == "2014-06-20"
    senegal = read_one(PAGES / "refworld-2009-senegal.html").document
    assert senegal.url == "https://www.refworld.org/docid/0000000000.html"
    assert senegal.issued == "2009-06-16"


def test_recommendations_at_the_start_of_a_paragraph_end_with_it() -> None:
    sections = dict(under(read_one(PAGES / "state-2014-kenya.html")))
    assert sections["recommendations"] == (
        "Fund the council; prosecute officials who take bribes; teach inspectors to find victims on farms."
    )


def test_a_page_of_several_countries_is_split_at_its_headings() -> None:
    outcomes = read_all(PAGES / "state-2008-a-c.html")
    narratives = [outcome for outcome in outcomes if isinstance(outcome, Narrative)]
    assert len(narratives) == len(outcomes) == 3
    assert [narrative.document.report for narrative in narratives] == [
        Report("tip", "2008", code) for code in ("ALB", "BFA", "CHL")
    ]
    assert [narrative.document.identifier for narrative in narratives] == [
        "state-2008-a-c-alb",
        "state-2008-a-c-bfa",
        "state-2008-a-c-chl",
    ]
    assert "Tirana’s" in narratives[0].text  # the page is in Windows-1252 but declares ISO 8859-1
    assert narratives[1].text.startswith("BURKINA FASO (Tier 2)\n\nBurkina Faso is")
    assert narratives[2].text.endswith("three centres that take in girls.")


def test_each_country_without_a_year_is_an_error(tmp_path: Path) -> None:
    page = (PAGES / "state-2008-a-c.html").read_bytes().replace(b"2008", b"").replace(b"saved from", b"")
    outcomes = read_all(write(tmp_path / "a-c.html", page))
    assert [type(outcome) for outcome in outcomes] == [InputError] * 3
