"""What a text is filed as, the evidence for it, and signs that disagree."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading.support import KENYA, read_one, write
from tipgraph.model.documents import Narrative
from tipgraph.reading import Defaults, read
from tipgraph.reading.assemble import as_row

REPORT = f"2014 Trafficking in Persons Report: Kenya\n\n{KENYA}"
BODY = KENYA.partition("\n\n")[2]
PAGE = "<html><head><title>{title}</title><link rel=canonical href='{url}'></head><body><p>{body}</p></body>"
ASSUMED = "nothing names its publication: it is taken for tip"
URL = "https://www.state.gov/reports/2022-trafficking-in-persons-report/{country}/"


def page(title: str, country: str) -> str:
    return PAGE.format(title=title, url=URL.format(country=country), body=BODY * 3)


def of(path: Path, defaults: Defaults | None = None) -> tuple[dict[str, str], list[str]]:
    row = as_row(read_one(path, defaults or Defaults()))
    return row["why"], row["doubts"]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        (
            "a.txt",
            REPORT,
            {
                "country": "heading 'KENYA (Tier 2)'",
                "year": "title '2014 Trafficking in Persons Report: Kenya'",
                "publication": "title '2014 Trafficking in Persons Report: Kenya'",
            },
        ),
        (
            "2014/kenya.txt",
            BODY,
            {
                "country": "opening sentence 'Kenya is a source'",
                "year": "folder '2014'",
                "publication": "text without a title",
            },
        ),
        (
            "a.html",
            page("Kenya", "kenya"),
            {
                "country": "heading 'Kenya'",
                "year": f"address '{URL.format(country='kenya')}'",
                "publication": f"address '{URL.format(country='kenya')}'",
            },
        ),
        (
            "a.jsonl",
            '{"id": "tip-x", "country": "KEN", "year": 2014, "text": "Boys beg."}',
            {"country": "key 'country' 'KEN'", "year": "key 'year' '2014'", "publication": "id 'tip-x'"},
        ),
        (
            "a.csv",
            "Base Country;Year;Report;Text\nKenya;2014;tip;Boys beg.",
            {
                "country": "column 'Base Country' 'Kenya'",
                "year": "column 'Year' '2014'",
                "publication": "column 'Report' 'tip'",
            },
        ),
    ],
)
def test_the_evidence_names_its_place_and_words(
    tmp_path: Path, name: str, content: str, why: dict[str, str]
) -> None:
    defaults = Defaults(columns=(("country", "Base Country"),))
    doubts = [ASSUMED] if why["publication"] == "text without a title" else []
    assert of(write(tmp_path / name, content), defaults) == (why, doubts)


def test_options_are_evidence_and_no_doubt_unless_they_decide(tmp_path: Path) -> None:
    defaults = Defaults("UGA", 2015, "notes")
    assert of(write(tmp_path / "a.txt", REPORT), defaults)[1] == []
    why, doubts = of(write(tmp_path / "2014" / "b.txt", "Traffickers force boys to beg."), defaults)
    assert why == {"country": "--country", "year": "--year", "publication": "--publication"}
    assert doubts == ["the --year says 2015, but the folder '2014' says 2014"]


@pytest.mark.parametrize(
    ("name", "content", "doubts"),
    [
        (
            "uganda-2015.txt",
            REPORT,
            [
                "the heading 'KENYA (Tier 2)' says Kenya, but the file name 'uganda-2015.txt' says Uganda",
                "the title '2014 Trafficking in Persons Report: Kenya' says 2014, but the file name "
                "'uganda-2015.txt' says 2015",
            ],
        ),
        (
            "a.html",
            page("2022 Trafficking in Persons Report: Kenya", "uganda"),
            [
                "the title '2022 Trafficking in Persons Report: Kenya' says Kenya, but the address "
                f"'{URL.format(country='uganda')}' says Uganda",
            ],
        ),
        (
            "a.jsonl",
            '{"id": "a", "country": "KEN", "year": 2014, "text": "Uganda is a source country for men."}',
            [
                ASSUMED,
                "the key 'country' 'KEN' says Kenya, "
                "but the opening sentence 'Uganda is a source' says Uganda",
            ],
        ),
    ],
)
def test_signs_that_disagree_are_doubts(tmp_path: Path, name: str, content: str, doubts: list[str]) -> None:
    assert of(write(tmp_path / name, content))[1] == doubts


def test_a_date_beside_the_reports_year_is_no_doubt(tmp_path: Path) -> None:
    content = f"June 2013\n\nTrafficking in Persons Report 2014\n\n{KENYA}"
    assert of(write(tmp_path / "a.txt", content))[1] == []


def test_every_country_of_a_page_has_its_own_evidence(tmp_path: Path) -> None:
    parts = "".join(
        f"<h2>{name}</h2><p>{'Traffickers force boys to beg in the streets of the old harbour. ' * 5}</p>"
        for name in ("Kenya", "Uganda")
    )
    page = f"<html><title>2014 Trafficking in Persons Report</title><body><main>{parts}</main></body></html>"
    found = [each for each in read([write(tmp_path / "a.html", page)]) if isinstance(each, Narrative)]
    rows = [as_row(each) for each in found]
    assert [(row["country"], row["why"]["country"], row["doubts"]) for row in rows] == [
        ("KEN", "heading 'Kenya'", []),
        ("UGA", "heading 'Uganda'", []),
    ]
    assert {row["reader"] for row in rows} == {"html"}
