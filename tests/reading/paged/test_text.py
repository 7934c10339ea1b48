"""Texts of yearly reports: each narrative under its country, none lost, none twice."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.reading.paged.text_layout import LAYOUTS, NAMES, Layout, bodies, yearly_report
from tests.reading.support import error_of, write
from tipgraph.model.documents import Narrative
from tipgraph.reading import Defaults, read
from tipgraph.reading.defaults import NO_DEFAULTS
from tipgraph.reading.identify import country_code
from tipgraph.reading.plaintext import read_pages

LETTERS = re.compile(r"[^\W_]+")


def narratives(text: str, defaults: Defaults = NO_DEFAULTS) -> list[Narrative]:
    return [each for each in read_pages(text, "tip.txt", "tip", defaults) if isinstance(each, Narrative)]


def words(text: str) -> Counter[str]:
    return Counter(LETTERS.findall(text.replace("-\n", "")))


@pytest.mark.parametrize("side_by_side", [False, True], ids=["in order", "side by side"])
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: str(layout.year))
def test_each_narrative_of_a_yearly_report_is_under_its_country(layout: Layout, side_by_side: bool) -> None:
    text = yearly_report(layout, side_by_side=side_by_side)
    found = narratives(text)
    assert [each.document.report.country for each in found] == [country_code(name) for name in NAMES]
    assert {each.document.report.edition for each in found} == {str(layout.year)}
    for at, narrative in enumerate(found):
        body, heading = words(" ".join(bodies(layout, at))), words(narrative.document.title or "")
        heading.update(words(" ".join(layout.sections)))
        kept = words(narrative.text)
        assert (body & kept).total() >= 0.98 * body.total()
        assert (kept - heading - body).total() <= 0.02 * kept.total()


def test_the_page_of_each_narrative_is_kept() -> None:
    text = yearly_report(LAYOUTS[1], side_by_side=True)
    first = next(
        each for each in read_pages(text, "tip.txt", "tip", Defaults()) if isinstance(each, Narrative)
    )
    assert first.document.identifier == "tip-afg"
    assert first.document.pages[0].label == "40"


def test_a_report_without_form_feeds_is_split_too(tmp_path: Path) -> None:
    text = yearly_report(LAYOUTS[2], side_by_side=False).replace("\f", "\n")
    path = write(tmp_path / "tip-2019.txt", text)
    countries = [each.document.report.country for each in read([path]) if isinstance(each, Narrative)]
    assert countries == [country_code(name) for name in NAMES]


def test_a_text_of_one_country_that_lists_tiers_is_one_narrative(tmp_path: Path) -> None:
    listed = "\n".join(f"{name.upper()} (Tier 2)" for name in NAMES[:4])
    text = f"CHAD (Tier 2)\n\nTraffickers force boys to herd cattle in Chad.\n\n{listed}\n"
    path = write(tmp_path / "chad-2012.txt", text)
    (one,) = read([path])
    assert isinstance(one, Narrative)
    assert one.document.report.country == "TCD"


def test_sections_of_two_countries_without_tiers_are_refused(tmp_path: Path) -> None:
    prose = "Traffickers force boys from the villages of the north to herd cattle and to beg. " * 4
    path = write(tmp_path / "two-2012.txt", f"Albania\n{prose}\n\nAlgeria\n{prose}")
    error = error_of(path)
    assert "several countries: Albania, Algeria" in str(error)
    assert "give --country" in error.remedy


def test_a_heading_with_an_unknown_name_ends_the_narrative_before_it() -> None:
    prose = "Traffickers force boys from the villages of the north to herd cattle and to beg in towns.\n" * 4
    text = "\n".join(f"{name} (TIER 2)\n\n{prose}" for name in ("ALBANIA", "RURITANIA", "ALGERIA"))
    found = list(read_pages(text, "tip.txt", "tip", Defaults(year=2012)))
    assert [each.document.report.country for each in found if isinstance(each, Narrative)] == ["ALB", "DZA"]
    assert any("'RURITANIA (TIER 2)' has no known country" in str(each) for each in found)
