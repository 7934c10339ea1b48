from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading.support import KENYA, read_one, write
from tipgraph.model.documents import Report
from tipgraph.reading import Defaults

REFWORLD = f"""\
Last Updated: Monday, 01 June 2015, 09:12 GMT

2009 Trafficking in Persons Report - Kenya

Publisher United States Department of State
Author Office to Monitor and Combat Trafficking in Persons
Publication Date 16 June 2009
Cite as United States Department of State, 2009 Trafficking in Persons Report - Kenya, 16 June 2009, \
available at: https://www.refworld.org/docid/0000.html [accessed 3 June 2015]
DisclaimerThis is not a UNHCR publication. UNHCR answers for none of it.

{KENYA}

Search Refworld
by keyword
and / or country"""


def test_refworlds_header_and_footer_are_removed(tmp_path: Path) -> None:
    narrative = read_one(write(tmp_path / "some-file.txt", REFWORLD))
    document = narrative.document
    assert narrative.text == KENYA
    assert document.report == Report("tip", "2009", "KEN")
    assert document.identifier == "some-file"
    assert document.issued == "2009-06-16"
    assert document.title == "2009 Trafficking in Persons Report - Kenya"
    assert document.url == "https://www.refworld.org/docid/0000.html"


@pytest.mark.parametrize(
    "title",
    [
        "2014 Trafficking in Persons Report: Kenya",
        "Trafficking in Persons Report 2014\nCountry Narratives\nKenya",
        "Office to Monitor and Combat Trafficking\n2014 Trafficking in Persons Report\nJune 20, 2014",
        "Kenya 2014",
    ],
)
def test_titles_give_metadata_and_are_removed(tmp_path: Path, title: str) -> None:
    narrative = read_one(write(tmp_path / "a.txt", f"{title}\n\n{KENYA}"))
    assert narrative.document.report == Report("tip", "2014", "KEN")
    assert narrative.text == KENYA


def test_titles_are_removed_without_a_tier_line_too(tmp_path: Path) -> None:
    body = KENYA.partition("\n\n")[2]
    narrative = read_one(
        write(tmp_path / "a.txt", f"2014 Trafficking in Persons Report\nKenya 2014\n\n{body}")
    )
    assert narrative.document.report == Report("tip", "2014", "KEN")
    assert narrative.text == body


def test_the_opening_sentence_gives_a_missing_country(tmp_path: Path) -> None:
    path = write(tmp_path / "x.txt", "Burkina Faso is a source country for victims of trafficking.")
    assert read_one(path, Defaults(year=2010)).document.report.country == "BFA"
    path = write(tmp_path / "y.txt", "The Government of Chile does not fight trafficking.")
    assert read_one(path, Defaults(year=2010)).document.report.country == "CHL"
