"""Of a page of the World Factbook, only the entry on trafficking is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading.support import read_all, skipped_of, write
from tipgraph.model.documents import Narrative, Report

SITUATION = "Angola is a source country for children who are forced to herd cattle in Namibia"
RATING = "Tier 2 Watch List - Angola does not fully comply with the minimum standards"
DRUGS = "used as a transshipment point for drugs destined for Western Europe and other African states"
OLD = f"""<html><head><title>CIA - The World Factbook</title></head><body><div id="content">
<div>Africa :: <span>Angola</span></div><p>Page last updated on March 27, 2013</p>
<table><tr><td>Disputes - international:</td></tr>
<tr><td>Many people from the neighbouring Congo live here.</td></tr>
<tr><td>Trafficking in persons:</td></tr>
<tr><td><i>current situation:</i> {SITUATION}<br><i>tier rating:</i> {RATING}</td></tr>
<tr><td>Illicit drugs:</td></tr><tr><td>{DRUGS}</td></tr></table></div></body></html>"""
OF_2021 = f"""<html><head><title>Angola - The World Factbook</title>
<link rel="canonical" href="https://www.cia.gov/the-world-factbook/countries/angola/"></head><body><main>
<h1>Angola</h1><p>Last Updated: February 15, 2021</p><h2>Transnational Issues</h2>
<h3>Refugees and internally displaced persons</h3><p>{DRUGS.replace("drugs", "people")}</p>
<h3>Trafficking in persons</h3><p><strong>current situation:</strong> {SITUATION}</p>
<p><strong>tier rating:</strong> {RATING}</p><h3>Illicit drugs</h3><p>{DRUGS}</p></main></body></html>"""


OF_BLOCKS = f"""<html><head><title>The World Factbook</title></head><body><div id="content">
<div class="region1">Africa <strong>::</strong> <span>Angola</span></div>
<div class="lastMod">Page last updated on March 27, 2013</div><table>
<tr><td><div class="category"><a href="f">Disputes - international:</a></div></td></tr>
<tr><td><div class="category_data">Many people from Congo live here.</div></td></tr>
<tr><td><div class="category" id="field"><a href="d">Trafficking in persons:</a></div></td></tr>
<tr><td class="category"><div class="category">current situation:
<span class="category_data">{SITUATION}</span></div>
<div class="category">tier rating: <span class="category_data">{RATING}</span></div></td></tr>
<tr><td><div class="category"><a href="#">Illicit drugs:</a></div></td></tr>
<tr><td><div class="category_data">{DRUGS}</div></td></tr></table></div></body></html>"""
OF_2019 = f"""<html><head><title>Africa :: Angola — The World Factbook</title></head><body><main>
<div class="lastMod">Page last updated on September 12, 2019</div>
<h2>Transnational Issues :: Angola</h2><div class="answer">
<div class="category"><a href="f">Trafficking in persons</a>:
<a href="f">Trafficking in persons field listing</a></div><div>
<div class="category_data subfield text"><span>current situation:</span> {SITUATION}</div>
<div class="category_data subfield text"><span>tier rating:</span> {RATING}</div></div>
<div class="category"><a href="f">Illicit drugs</a>: </div>
<div><div class="category_data subfield text">{DRUGS}</div></div></div></main></body></html>"""


@pytest.mark.parametrize(
    ("page", "date"),
    [
        (OLD, "2013-03-27"),
        (OF_BLOCKS, "2013-03-27"),
        (OF_2019, "2019-09-12"),
        (OF_2021, "2021-02-15"),
    ],
    ids=["2009", "2013", "2019", "2021"],
)
def test_a_page_is_cut_to_its_entry(tmp_path: Path, page: str, date: str) -> None:
    found = [each for each in read_all(write(tmp_path / "ao.html", page)) if isinstance(each, Narrative)]
    assert [each.text for each in found] == [SITUATION, RATING]
    assert [each.document.report for each in found] == [
        Report("factbook", date, "AGO", "current-situation"),
        Report("factbook", date, "AGO", "tier-rating"),
    ]
    assert found[0].document.identifier == f"factbook-ago-current-situation-{date}"
    assert [each.document.identification.doubts for each in found] == [[], []]


def test_a_page_without_the_entry_is_skipped(tmp_path: Path) -> None:
    page = OF_2021.replace("Trafficking in persons", "Disputes")
    assert skipped_of(write(tmp_path / "ao.html", page)).reason == "no entry on trafficking in persons"
