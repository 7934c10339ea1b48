from __future__ import annotations

import pytest

from tests.reading.support import KENYA
from tipgraph.errors import InputError
from tipgraph.model.documents import Narrative, PageStart, Report
from tipgraph.reading import Defaults
from tipgraph.reading.assemble import Metadata, SourceText, build_narrative


def test_a_narrative_has_its_report_digest_and_sections() -> None:
    pages = (PageStart(0, "12"),)
    metadata = Metadata("Kenya", "2014", "Trafficking in Persons Report")
    narrative = build_narrative(SourceText(KENYA, "k", metadata, "a.pdf", pages=pages), Defaults())
    assert narrative.document.report == Report("tip", "2014", "KEN")
    assert narrative.document.sha256 == Narrative.digest(KENYA)
    assert narrative.document.pages == pages
    assert len(narrative.document.sections) == 4


def narrative(text: str, metadata: Metadata) -> Narrative:
    return build_narrative(SourceText(text, "k", metadata, "a"), Defaults())


@pytest.mark.parametrize(
    ("section", "kinds"), [("trafficking-profile", ["profile"]), ("tier-rating", ["tier"])]
)
def test_a_text_that_is_a_section_of_an_edition_is_one_section(section: str, kinds: list[str]) -> None:
    made = narrative("text", Metadata("KEN", "2014", "factbook", section=section))
    assert [part.kind for part in made.document.sections] == kinds


@pytest.mark.parametrize("edition", ["2000", "2100", "2015-11-05"])
def test_editions_are_years_or_dates(edition: str) -> None:
    assert narrative("x", Metadata("KEN", edition)).document.report.edition == edition


@pytest.mark.parametrize("edition", ["1999", "2101", "14", "2015-11", "2015-13-01", "soon"])
def test_other_editions_are_errors(edition: str) -> None:
    with pytest.raises(InputError, match=f"'{edition}' is neither"):
        narrative("x", Metadata("KEN", edition))


def test_the_source_has_priority_over_defaults_and_these_over_the_path() -> None:
    hints = ("2001", "chile.txt")
    found = Metadata("KEN", "2014", "tip")
    assert found.completed(Defaults("NPL", 2010, "own"), hints) == found
    assert Metadata().completed(Defaults("NPL", 2010, "own"), hints) == Metadata("NPL", "2010", "own")
    assert Metadata().completed(Defaults(), hints) == Metadata("CHL", "2001")


def test_an_empty_text_is_an_error() -> None:
    with pytest.raises(InputError, match="no text"):
        narrative("", Metadata("KEN", "2014"))
