"""Publications are recognised, and only some sections of a report on other things are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading.support import error_of, read_one, write
from tipgraph.model.documents import Narrative
from tipgraph.reading import read
from tipgraph.reading.assemble import as_row
from tipgraph.reading.publications import publication_code, publication_in

HUMAN_RIGHTS = "country-reports-on-human-rights-practices"
PROSE = "The law prohibits forced labor, but police convicted no employer of the brick kilns in the north."


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("2018 Trafficking in Persons Report", "tip"),
        ("https://2009-2017.state.gov/j/tip/rls/tiprpt/2014/226727.htm", "tip"),
        ("The World Factbook", "factbook"),
        ("2020 Country Reports on Human Rights Practices: Ghana", HUMAN_RIGHTS),
        ("https://www.state.gov/reports/2020-country-reports-on-human-rights-practices/ghana/", HUMAN_RIGHTS),
        ("2016 Findings on the Worst Forms of Child Labor", "findings-on-the-worst-forms-of-child-labor"),
        ("Global Report on Trafficking in Persons 2020", "global-report-on-trafficking-in-persons"),
        ("Report concerning the implementation of the Council of Europe Convention on Action against"
         " Trafficking in Human Beings by Malta", "greta"),
        ("Progress made in the fight against trafficking in human beings", "eu-progress-report"),
        ("https://publications.iom.int/books/x", "iom"),
        ("A history of weather", None),
    ],
)  # fmt: skip
def test_titles_and_addresses_name_publications(title: str, code: str | None) -> None:
    assert publication_in(title) == code


def test_publications_are_given_by_name_or_code() -> None:
    assert publication_code("factbook") == "factbook"
    assert publication_code("World Factbook") == "factbook"
    assert publication_code("Walk Free Index") == "walk-free-index"


@pytest.mark.parametrize(
    ("name", "text", "publication"),
    [
        ("kenya-2014.txt", "Notes from Kenya\n\nTraffickers force boys to beg in Kenya.", "other"),
        ("kenya-2014.txt", "Notes from Kenya\n\nKENYA (Tier 2)\n\nTraffickers force boys to beg.", "tip"),
        ("kenya-2014.txt", "Traffickers force boys to beg in Kenya.", "tip"),
        ("tip-2014-kenya.txt", "Notes from Kenya\n\nTraffickers force boys to beg in Kenya.", "tip"),
    ],
)
def test_a_title_that_names_no_publication_is_not_taken_for_the_yearly_report(
    tmp_path: Path, name: str, text: str, publication: str
) -> None:
    narrative = read_one(write(tmp_path / name, text))
    assert narrative.document.report.publication == publication
    is_assumed = as_row(narrative)["doubts"] == ["nothing names its publication: it is taken for tip"]
    assert is_assumed == (name.startswith("kenya") and text.startswith("Traffickers"))


def human_rights_report(*sections: str) -> str:
    body = "".join(f"<h3>{heading}</h3><p>{PROSE}</p>" for heading in sections)
    title = "2020 Country Reports on Human Rights Practices: Ghana"
    return f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{body}</article></body>"


def test_of_a_human_rights_report_three_sections_are_read(tmp_path: Path) -> None:
    page = human_rights_report(
        "Section 1. Respect for the Integrity of the Person",
        "d. Arbitrary Arrest or Detention",
        "Section 6. Discrimination, Societal Abuses, and Trafficking in Persons",
        "Trafficking in Persons",
        "Acts of Violence, Criminalization, and Other Abuses Based on Sexual Orientation, Gender Identity or"
        " Expression, or Sex Characteristics",
        "Section 7. Worker Rights",
        "b. Prohibition of Forced or Compulsory Labor",
        "c. Prohibition of Child Labor and Minimum Age for Employment",
        "e. Acceptable Conditions of Work",
    )
    *found, skipped = read([write(tmp_path / "ghana.html", page)])
    reports = [each.document.report for each in found if isinstance(each, Narrative)]
    assert [report.section for report in reports] == ["trafficking", "forced-labor", "child-labor"]
    assert {(report.publication, report.edition, report.country) for report in reports} == {
        (HUMAN_RIGHTS, "2020", "GHA")
    }
    texts = [each.text for each in found if isinstance(each, Narrative)]
    assert texts == [PROSE, PROSE, PROSE]
    assert str(skipped).endswith("ghana.html: 5 sections on other subjects")


def test_a_human_rights_report_without_these_sections_is_an_error(tmp_path: Path) -> None:
    page = human_rights_report("Section 1. Integrity", "d. Arbitrary Arrest or Detention")
    error = error_of(write(tmp_path / "ghana.html", page))
    assert "no section on forced labor, child labor or trafficking" in str(error)
