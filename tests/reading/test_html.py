from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading.support import KENYA, PAGES, error_of, read_all, read_one, under, write
from tipgraph.errors import InputError
from tipgraph.model.documents import Narrative, Report
from tipgraph.reading import Defaults, Limits, Skipped
from tipgraph.reading.defaults import LIMITS


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
def test_the_narrative_of_each_site_stands_alone(
    name: str, report: Report, first: str, last: str, kinds: list[str]
) -> None:
    narrative = read_one(PAGES / name)
    assert narrative.document.report == report
    assert narrative.text.startswith(first)
    assert narrative.text.endswith(last)
    assert [kind for kind, _ in under(narrative)] == kinds


def test_what_a_page_says_of_itself_is_kept() -> None:
    kenya = read_one(PAGES / "state-2014-kenya.html").document
    assert kenya.url == "https://2009-2017.state.gov/j/tip/rls/tiprpt/countries/2014/000002.htm"
    assert kenya.title == "2014 Trafficking in Persons Report"
    assert kenya.issued == "2014-06-20"
    senegal = read_one(PAGES / "refworld-2009-senegal.html").document
    assert senegal.url == "https://www.refworld.org/docid/0000000000.html"
    assert senegal.issued == "2009-06-16"


def test_a_run_in_recommendation_ends_with_its_paragraph() -> None:
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
    assert "Tirana’s" in narratives[0].text  # the page is in Windows-1252 and calls itself ISO 8859-1
    assert narratives[1].text.startswith("BURKINA FASO (Tier 2)\n\nBurkina Faso is")
    assert narratives[2].text.endswith("three centres that take in girls.")


def test_a_country_without_a_year_keeps_no_other_from_being_told_of(tmp_path: Path) -> None:
    page = (PAGES / "state-2008-a-c.html").read_bytes().replace(b"2008", b"").replace(b"saved from", b"")
    outcomes = read_all(write(tmp_path / "a-c.html", page))
    assert [type(outcome) for outcome in outcomes] == [InputError] * 3


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("wall-login.html", "a login page"),
        ("wall-robots.html", "a page that keeps robots out"),
        ("wall-missing.html", "an error page"),
    ],
)
def test_walls_are_told_from_reports(name: str, kind: str) -> None:
    error = error_of(PAGES / name, Defaults(country="KEN", year=2014))
    assert f"is {kind}, not the report" in str(error)


def test_a_cookie_wall_is_told_from_a_report(tmp_path: Path) -> None:
    page = "<html><body><h1>Before you go on</h1><p>Accept all cookies to read this site.</p></body></html>"
    assert "a cookie or consent page" in str(error_of(write(tmp_path / "a.html", page)))


def test_a_page_without_running_text_is_an_error(tmp_path: Path) -> None:
    page = "<html><body><ul><li>Home</li><li>Kenya 2014</li></ul></body></html>"
    assert "no running text" in str(error_of(write(tmp_path / "a.html", page)))


@pytest.mark.parametrize("levels", [500, 5_000, 200_000])
@pytest.mark.parametrize("tags", ["<div>", "<b>", "<SPAN class=x>", "<div><!-- --></div><div>"])
def test_a_page_nested_too_deep_is_an_error(tmp_path: Path, tags: str, levels: int) -> None:
    page = "<html><body><p>" + tags * levels + "Traffickers lure girls to Kenya. " * 20
    assert "nested too deep" in str(error_of(write(tmp_path / "a.html", page)))


def test_a_page_nested_as_deep_as_browsers_go_is_read(tmp_path: Path) -> None:
    page = "<html><body>" + "<div>" * (LIMITS.depth - 5) + "Traffickers lure girls to Kenya. " * 20
    assert read_one(write(tmp_path / "a.html", page), Defaults(country="KEN", year=2014)).text


@pytest.mark.parametrize(("depth", "readable"), [(12, True), (11, False)])
def test_the_depth_has_a_limit_and_tags_without_an_end_do_not_count(
    tmp_path: Path, depth: int, readable: bool
) -> None:
    flat = "<p>2014 TIP Report: Kenya" + "<p>Traffickers lure girls to Kenya.<br><img src=x>" * 400
    path = write(tmp_path / "a.html", "<html><body>" + "<div>" * 8 + flat)
    (outcome,) = read_all(path, limits=Limits(depth=depth))
    assert isinstance(outcome, Narrative) == readable
    assert readable or "nested too deep" in str(outcome)


def test_what_a_browser_saved_along_with_a_page_is_passed_over(tmp_path: Path) -> None:
    write(tmp_path / "Kenya.html", (PAGES / "state-2014-kenya.html").read_bytes())
    write(tmp_path / "Kenya_files" / "menu.html", "<html><body>Menu</body></html>")
    write(tmp_path / "logo.png", b"\x89PNG\r\n\x1a\n\x00\x00")
    write(tmp_path / "page.css", "body { color: black }")
    page, folder, picture, style = read_all(tmp_path)
    assert isinstance(page, Narrative)
    assert str(folder) == f"{tmp_path / 'Kenya_files'}: holds what a browser saved along with a page"
    assert all(isinstance(outcome, Skipped) for outcome in (folder, picture, style))


def test_bold_headings_break_from_the_paragraph_they_run_in_with(tmp_path: Path) -> None:
    paragraphs = "".join(f"<p>{line}</p>" for line in KENYA.split("\n\n")[:3])
    page = (
        f"<html><title>2014 TIP Report: Kenya</title><body>{paragraphs}<p><b>Prosecution</b> Courts sat.</p>"
    )
    narrative = read_one(write(tmp_path / "a.html", page))
    assert under(narrative)[-1] == ("prosecution", "Courts sat.")


def test_headings_of_no_known_kind_open_sections_of_their_own(tmp_path: Path) -> None:
    paragraphs = "".join(f"<p>{line}</p>" for line in KENYA.split("\n\n")[:3])
    page = f"<html><title>2014 TIP Report: Kenya</title><body>{paragraphs}<h3>What went wrong</h3><p>All.</p>"
    narrative = read_one(write(tmp_path / "a.html", page))
    assert under(narrative)[-1] == ("other", "All.")
    assert narrative.document.sections[-1].heading == "What went wrong"
