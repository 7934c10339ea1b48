"""Whole PDFs, from bytes to narratives."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from tests.reading.paged.fixtures import (
    COLUMNS,
    FIRST_NUMBER,
    NAMES,
    WIDTH,
    Heading,
    Paragraph,
    Report,
    Table,
    furniture,
    heading,
    locked,
    paragraphs,
    prose,
    report,
    scanned,
    whole_report,
)
from tipgraph.errors import InputError
from tipgraph.model.documents import Narrative, Outcome, PageStart
from tipgraph.reading import Defaults, Skipped, read
from tipgraph.reading.defaults import NO_DEFAULTS
from tipgraph.reading.normalize import normalize
from tipgraph.reading.paged.pdf import read_pdf

IN_2012 = Defaults(year=2012)


def outcomes(pdf: Report | bytes, defaults: Defaults = NO_DEFAULTS, source: str = "tip.pdf") -> list[Outcome]:
    return list(read_pdf(pdf if isinstance(pdf, bytes) else pdf.bytes(), source, "tip", defaults))


def narratives(pdf: Report | bytes, defaults: Defaults = IN_2012) -> list[Narrative]:
    return [outcome for outcome in outcomes(pdf, defaults) if isinstance(outcome, Narrative)]


def only(pdf: Report | bytes, defaults: Defaults = IN_2012) -> Narrative:
    (narrative,) = outcomes(pdf, defaults)
    assert isinstance(narrative, Narrative), narrative
    return narrative


def error_of(pdf: Report | bytes, defaults: Defaults = NO_DEFAULTS) -> InputError:
    (outcome,) = outcomes(pdf, defaults)
    assert isinstance(outcome, InputError), outcome
    assert outcome.remedy
    assert str(outcome).startswith("tip.pdf")
    return outcome


def countries(found: Sequence[Narrative]) -> list[str]:
    return [narrative.document.report.country for narrative in found]


@pytest.mark.parametrize("columns", [COLUMNS, COLUMNS[:1]])
@pytest.mark.parametrize("stagger", [0.0, 5.0])
def test_a_report_is_split_and_its_paragraphs_are_restored(columns: Sequence[float], stagger: float) -> None:
    pdf, texts = whole_report(columns=columns, stagger=stagger)
    found = narratives(pdf)
    assert [narrative.text for narrative in found] == texts
    assert countries(found) == ["ALB", "TCD", "CIV", "GTM"]


def test_a_narrative_knows_its_report_and_heading() -> None:
    pdf, _ = whole_report()
    document = narratives(pdf, Defaults())[2].document
    assert (document.report.publication, document.report.edition) == ("tip", "2012")
    assert document.identifier == "tip-civ"
    assert document.title == "CÔTE D’IVOIRE (Tier 2)"
    assert document.source == "tip.pdf, page 170"


def test_the_printed_page_is_kept_for_every_word() -> None:
    pdf, _ = whole_report()
    long = narratives(pdf)[2]
    labels = [start.label for start in long.document.pages]
    assert labels == ["170", "171", "172", "173"]
    for start in long.document.pages[1:]:
        assert long.text[start.start - 1].isspace() or long.text[start.start - 1].isalpha()
        assert long.document.page_of(start.start) == start.label


def test_a_page_can_begin_within_a_word() -> None:
    pdf = Report(columns=COLUMNS[:1])
    pdf.add(Heading(heading("Chad")), Paragraph(prose("Chad", 3)), Paragraph("Officials counted the traf-"))
    pdf.page().add(Paragraph("ficking cases of the year.", indent=0.0))
    narrative = only(pdf)
    assert narrative.text.endswith("Officials counted the trafficking cases of the year.")
    second = narrative.document.pages[1]
    assert narrative.text[second.start :] == "ficking cases of the year."


def test_pages_without_printed_numbers_are_counted() -> None:
    pdf = Report().page().add(Heading(heading("Chad"), 13), Paragraph(prose("Chad", 4)))
    (narrative,) = narratives(pdf)
    assert narrative.document.pages == (PageStart(0, "2"),)


def test_running_heads_and_page_numbers_are_removed() -> None:
    pdf, _ = whole_report()
    for narrative in narratives(pdf):
        assert "TRAFFICKING IN PERSONS" not in narrative.text
        assert "17" not in {line.strip() for line in narrative.text.splitlines()}
        assert narrative.text.count(narrative.document.title or "?") == 1


def test_running_heads_with_the_tier_do_not_begin_a_country() -> None:
    albania, chad = paragraphs("Albania", 70), paragraphs("Chad", 30)
    turn: list[int] = []

    def heads(page: int, _running: str) -> Iterable[tuple[float, float, str]]:
        # As in a dictionary, the head names the last country of its page.
        yield (COLUMNS[0], 762, heading("Albania" if page < turn[0] else "Chad"))

    pdf = Report(heads).add(Heading(heading("Albania"), 13), *map(Paragraph, albania))
    turn.append(pdf.pages - 1)
    pdf.add(Heading(heading("Chad"), 13), *map(Paragraph, chad))
    assert pdf.pages > turn[0] + 1
    assert [narrative.text for narrative in narratives(pdf)] == [
        "\n\n".join([heading("Albania"), *albania]),
        "\n\n".join([heading("Chad"), *chad]),
    ]


def test_rotated_tabs_are_removed() -> None:
    pdf, texts = whole_report(tab="ALBANIA TO CHAD")
    assert [narrative.text for narrative in narratives(pdf)] == texts


def test_rotated_pages_are_read_as_displayed() -> None:
    pdf, texts = whole_report(turned=True)
    assert [narrative.text for narrative in narratives(pdf)] == texts


def test_text_beyond_the_crop_box_is_removed() -> None:
    def slug(page: int, running: str) -> Iterable[tuple[float, float, str]]:
        yield from furniture(page, running)
        yield (60, 8, f"tip-report-final-{page}.indd printed with care {'x' * page}")

    pdf = Report(slug, running="ALBANIA", crop=(20, 24, WIDTH - 20, 780))
    body = paragraphs("Albania", 60)
    pdf.add(Heading(heading("Albania"), 13), *map(Paragraph, body))
    assert only(pdf).text == "\n\n".join([heading("Albania"), *body])


@pytest.mark.parametrize("centred", [False, True])
def test_headings_across_both_columns_split_the_countries(centred: bool) -> None:
    pdf, texts = report(), []
    for name in NAMES[:2]:
        body = paragraphs(name, 6)
        pdf.add(Heading(heading(name), 15, across=True, centred=centred)).balance(*map(Paragraph, body))
        texts.append("\n\n".join([heading(name), *body]))
    assert pdf.pages == 1
    assert [narrative.text for narrative in narratives(pdf)] == texts


@pytest.mark.parametrize(
    ("lines", "country"),
    [
        (["GUATEMALA: TIER 2"], "GTM"),
        (["GUATEMALA: Tier 2 Watch List"], "GTM"),
        (["GUATEMALA – TIER 2"], "GTM"),
        (["GUATEMALA", "Tier 2"], "GTM"),
        (["GUATEMALA", "(TIER 2 WATCH LIST)"], "GTM"),
        (["SAINT VINCENT AND", "THE GRENADINES", "Tier 2"], "VCT"),
        (["PAPUA NEW", "GUINEA (Tier 3)"], "PNG"),
        (["GUATEMALA (Tier 2", "Watch List)"], "GTM"),
        (["Guatemala (Tier 1)"], "GTM"),
        (["CURAÇAO (Tier 1)"], "CUW"),
        (["YEMEN: Special Case"], "YEM"),
    ],
)
def test_all_forms_of_headings_are_found(lines: list[str], country: str) -> None:
    pdf = report().add(Heading(heading("Albania"), 13), Paragraph(prose("Albania", 6)))
    first, *others = lines
    pdf.add(Heading(first, 13), *(Heading(line, 13, room=0.0) for line in others))
    pdf.add(Paragraph(prose("It", 6)))
    found = narratives(pdf)
    assert countries(found) == ["ALB", country]
    assert (
        "".join(found[1].text.split("\n\n")[: len(lines)])
        .replace(" ", "")
        .startswith("".join(lines).replace(" ", ""))
    )


def test_front_and_back_matter_are_skipped() -> None:
    pdf = Report(lambda page, running: furniture(page, running) if page > 2 else ())
    pdf.add(Heading("TRAFFICKING IN PERSONS REPORT", 20, across=True), Heading("JUNE 2012", 14, across=True))
    pdf.page().add(Heading("TABLE OF CONTENTS", 16, across=True))
    for at, name in enumerate(NAMES):
        pdf.add(Heading(f"{name.upper()} (Tier 2) {'.' * 20} {FIRST_NUMBER + at}"), Heading(name.upper()))
    pdf.page().add(Heading("TIER PLACEMENTS", 16, across=True))
    pdf.add(*(Heading(heading(name)) for name in NAMES), Heading("THE VICTIMS’ STORIES", 16))
    pdf.add(*map(Paragraph, paragraphs("the world", 6)))
    pdf.page()
    for name in NAMES:
        pdf.add(Heading(heading(name), 13), *map(Paragraph, paragraphs(name, 12)))
    pdf.page().add(Heading("APPENDIX", 13, across=True), *map(Paragraph, paragraphs("the world", 4)))
    before, *found, after = outcomes(pdf)
    assert isinstance(before, Skipped)
    assert str(before) == ("tip.pdf, pages 1 to 3 of the file: text before the first narrative")
    assert isinstance(after, Skipped)
    assert f"page {pdf.pages} of the file" in str(after)
    texts = ["\n\n".join([heading(name), *paragraphs(name, 12)]) for name in NAMES]
    assert [narrative.text for narrative in found if isinstance(narrative, Narrative)] == texts


def test_a_part_in_larger_type_ends_the_last_narrative() -> None:
    pdf = Report().add(Heading(heading("Chad"), 13), *map(Paragraph, paragraphs("Chad", 5)))
    pdf.page().add(Heading("Heroes of the Year", 20, across=True), Paragraph(prose("the world", 5)))
    narrative, after = outcomes(pdf, IN_2012)
    assert isinstance(narrative, Narrative)
    assert "the world" not in narrative.text
    assert "page 2 of the file: text after the last narrative" in str(after)


def test_a_heading_with_an_unknown_country_is_an_error_and_ends_the_narrative_before_it() -> None:
    pdf = Report()
    for name in ("Chad", "Ruritania", "Guatemala"):
        pdf.add(Heading(heading(name), 13), *map(Paragraph, paragraphs(name, 3)))
    chad, error, guatemala = outcomes(pdf, IN_2012)
    assert isinstance(chad, Narrative)
    assert "Ruritania" not in chad.text
    assert isinstance(guatemala, Narrative)
    assert isinstance(error, InputError)
    assert "'RURITANIA (Tier 2)' has no known country" in error.cause


def test_two_names_of_one_country_give_two_narratives() -> None:
    pdf = Report()
    for name in ("Burma", "Myanmar"):
        pdf.add(Heading(heading(name), 13), *map(Paragraph, paragraphs(name, 3)))
    assert countries(narratives(pdf)) == ["MMR", "MMR"]


def test_a_line_on_the_tier_within_a_narrative_does_not_end_it() -> None:
    pdf = Report().add(Heading(heading("Chad"), 13), *map(Paragraph, paragraphs("Chad", 3)))
    pdf.add(Heading("PLACEMENT: TIER 2"), Paragraph(prose("Chad", 3)))
    assert only(pdf).text.endswith(prose("Chad", 3))


def test_sections_of_a_narrative_are_found() -> None:
    pdf = Report().add(Heading(heading("Chad"), 13), Paragraph(prose("Chad", 3)))
    for title in ("PROSECUTION", "Protection"):
        pdf.add(Heading(title), Paragraph(prose("Chad", 2)))
    sections = only(pdf).document.sections
    assert [section.kind for section in sections] == ["profile", "prosecution", "protection"]


def test_a_table_follows_the_paragraph_that_it_interrupts() -> None:
    table = Table([("Year", "2010", "2011", "2012"), ("Convictions", "3", "4", "12")])
    pdf = Report().add(Heading(heading("Chad"), 13), Paragraph(prose("Chad", 3)))
    pdf.add(Paragraph("Courts convicted twelve traffickers of forced labor, most of them"), table)
    pdf.add(Paragraph("owners of workshops.", indent=0.0, room=8), Paragraph(prose("Chad", 2)))
    parts = only(pdf).text.split("\n\n")
    assert parts[2:4] == [
        "Courts convicted twelve traffickers of forced labor, most of them owners of workshops.",
        "Year | 2010 | 2011 | 2012\nConvictions | 3 | 4 | 12",
    ]


def test_text_is_normalised_without_ligatures() -> None:
    pdf, _ = whole_report(ligatures=True)
    for narrative in narratives(pdf):
        assert "ﬁ" not in narrative.text
        assert "officials".title() in narrative.text
        assert normalize(narrative.text) == narrative.text


def test_a_short_pdf_without_a_heading_is_one_narrative() -> None:
    body = paragraphs("Guatemala", 5)
    pdf = Report(title="2019 Trafficking in Persons Report: Guatemala").add(*map(Paragraph, body))
    narrative = only(pdf, Defaults())
    report_ = narrative.document.report
    assert (report_.country, report_.edition) == ("GTM", "2019")
    assert narrative.text == "\n\n".join(body)


def test_country_and_year_of_one_narrative_are_found_on_its_first_page() -> None:
    pdf = Report().add(Heading("Trafficking in Persons Report 2008 - Guatemala", 12, across=True))
    pdf.add(*map(Paragraph, paragraphs("Guatemala", 5)))
    report_ = only(pdf, Defaults()).document.report
    assert (report_.country, report_.edition) == ("GTM", "2008")


def test_defaults_give_missing_metadata() -> None:
    pdf = Report().add(*map(Paragraph, paragraphs("the country", 5)))
    report_ = only(pdf, Defaults(country="GTM", year=2011, publication="mine")).document.report
    assert (report_.country, report_.edition, report_.publication) == ("GTM", "2011", "mine")


@pytest.mark.parametrize(
    ("defaults", "remedy"), [(Defaults(year=2012), "--country"), (Defaults(country="GTM"), "--year")]
)
def test_a_missing_country_or_year_is_an_error(defaults: Defaults, remedy: str) -> None:
    pdf = Report().add(*map(Paragraph, paragraphs("the country", 5)))
    assert remedy in error_of(pdf, defaults).remedy


def test_a_report_without_a_year_gives_one_error() -> None:
    pdf = Report()
    for name in NAMES:
        pdf.add(Heading(heading(name), 13), Paragraph(prose(name, 5)))
    assert "--year" in error_of(pdf).remedy


def test_a_long_report_without_headings_is_an_error() -> None:
    pdf = Report(furniture)
    for _ in range(41):
        pdf.page().add(*map(Paragraph, paragraphs("the world", 2)))
    assert "no heading with a country" in error_of(pdf).cause


def test_a_scan_is_an_error_that_recommends_ocr() -> None:
    assert "OCR" in error_of(scanned()).remedy


def test_pages_without_text_are_named() -> None:
    pdf = Report().add(Heading(heading("Chad"), 13), *map(Paragraph, paragraphs("Chad", 5))).page().page()
    narrative, skipped = outcomes(pdf, Defaults(year=2012))
    assert isinstance(narrative, Narrative)
    assert isinstance(skipped, Skipped)
    assert "page 2, 3 of the file" in skipped.reason


def test_a_protected_pdf_is_an_error() -> None:
    pdf, _ = whole_report()
    assert "password" in error_of(locked(pdf)).cause


def test_a_truncated_pdf_is_an_error() -> None:
    data = whole_report()[0].bytes()
    assert "cut off" in error_of(data[: len(data) // 2]).cause


@pytest.mark.parametrize(
    "data",
    [b"", b" \n", b"%PDF-1.4\n%%EOF\n", b"%PDF-1.4\n" + bytes(200) + b"%%EOF"],
    ids=["empty", "white space", "no objects", "null bytes"],
)
def test_an_empty_or_damaged_pdf_is_an_error(data: bytes) -> None:
    assert error_of(data).cause


def test_narratives_are_read_one_at_a_time() -> None:
    pdf, texts = whole_report()
    stream = read_pdf(pdf.bytes(), "tip.pdf", "tip", Defaults(year=2012))
    first = next(stream)
    assert isinstance(first, Narrative)
    assert first.text == texts[0]
    stream.close()  # type: ignore[attr-defined]  # a generator, which the iterator's type does not say


def test_a_page_number_alone_is_furniture_on_a_single_page() -> None:
    pdf = Report(lambda page, _: [(300.0, 40.0, str(212 + page))])
    pdf.add(Heading(heading("Chad"), 13), Paragraph(prose("Chad", 6)))
    narrative = only(pdf)
    assert narrative.document.pages == (PageStart(0, "212"),)
    assert "212" not in narrative.text


def test_a_sentence_that_repeats_at_the_top_of_pages_is_kept() -> None:
    pdf = report().add(Heading(heading("Chad"), 13), Paragraph(prose("Chad", 5)))
    line = "The report says the same of each year."
    for _ in range(4):
        pdf.page().add(Paragraph(line), Paragraph(prose("Chad", 3)))
    assert only(pdf).text.count(line) == 4


def test_pdfs_are_read_from_folders(tmp_path: Path) -> None:
    pdf, texts = whole_report()
    (tmp_path / "tip-2012.pdf").write_bytes(pdf.bytes())
    found = [outcome for outcome in read([tmp_path]) if isinstance(outcome, Narrative)]
    assert [narrative.text for narrative in found] == texts
    identifiers = [narrative.document.identifier for narrative in found]
    assert identifiers == ["tip-2012-alb", "tip-2012-tcd", "tip-2012-civ", "tip-2012-gtm"]


URL = "https://www.state.gov/reports/2012-trafficking-in-persons-report/chad/"
TITLE = "Chad - United States Department of State"
PRINTED: dict[str, list[tuple[float, float, str]]] = {
    "Chrome": [(24, 775, "6/15/23, 3:04 PM"), (220, 775, TITLE), (24, 14, URL), (570, 14, "{page}/{pages}")],
    "Firefox": [
        (24, 775, TITLE),
        (300, 775, URL),
        (24, 14, "{page} of {pages}"),
        (500, 14, "15/06/2023, 15:04"),
    ],
}


@pytest.mark.parametrize("count", [3, 40])
@pytest.mark.parametrize("browser", PRINTED)
def test_what_a_browser_prints_around_a_page_is_removed_and_its_address_is_a_sign(
    browser: str, count: int
) -> None:
    pages = 1 if count == 3 else 3

    def printed(page: int, _: str) -> Iterable[tuple[float, float, str]]:
        for x, y, text in PRINTED[browser]:
            yield x, y, text.format(page=page + 1, pages=pages)

    body = paragraphs("Chad", count)
    pdf = Report(printed, columns=COLUMNS[:1], title=TITLE)
    pdf.add(Heading("Chad", 13), *map(Paragraph, body))
    assert pdf.pages == pages
    found = only(pdf, Defaults())
    assert found.text == "\n\n".join(["Chad", *body])
    document = found.document
    assert (document.report.publication, document.report.edition, document.report.country) == (
        *("tip", "2012", "TCD"),
    )
    assert (document.url, document.identification.doubts) == (URL, [])


def test_of_a_human_rights_report_only_some_sections_are_read_with_their_pages() -> None:
    def numbers(page: int, _: str) -> Iterable[tuple[float, float, str]]:
        yield (300, 40, str(FIRST_NUMBER + page))

    title = "2012 Country Reports on Human Rights Practices: Chad"
    pdf = Report(numbers, title=title, columns=COLUMNS[:1])
    for section in ("d. Arbitrary Arrest or Detention", "b. Prohibition of Forced or Compulsory Labor"):
        pdf.add(Heading(section, 10), *map(Paragraph, paragraphs("Chad", 20)))
    one, skipped = outcomes(pdf)
    assert isinstance(one, Narrative)
    assert isinstance(skipped, Skipped)
    assert one.text == "\n\n".join(paragraphs("Chad", 20))
    assert one.document.identifier == "tip-forced-labor"
    pages = one.document.pages
    assert pages[0].start == 0
    assert pages[0].label != str(FIRST_NUMBER)
    assert one.text[pages[1].start :].split()[0] in " ".join(paragraphs("Chad", 20)).split()
