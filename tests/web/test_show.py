"""Narratives with their evidence marked."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from rich.console import Console
from selectolax.lexbor import LexborHTMLParser

from tests import strategies
from tests.archive import EXTRACTIONS, NARRATIVES
from tests.drafts import draft, exploitation, measure, role, route, says, tier, victims
from tipgraph.build.extractions import ExtractionWithText
from tipgraph.errors import UsageError
from tipgraph.model.claims import Evidence, Extraction
from tipgraph.model.documents import Narrative, Section
from tipgraph.model.iris import document_iri
from tipgraph.web.show import Choice, page, terminal, the_one
from tipgraph.web.view import View, view

NARRATIVE, READING = draft(
    "GTM",
    "2014",
    says("[Girls & <b>boys</b>] are [sold to Mexico].",
         route("GTM", "MEX", victims=("girls",)), victims("girls")),
    says("It is on [Tier 2].", tier("2", 2014)),
    says("It [\"did\" nothing].", measure("hotline", "not-done", operators=("nothing",)),
         role("source", certainty="possible")),
    identifier="a <i>name</i>",
)  # fmt: skip


def plain(shown: View) -> str:
    file = io.StringIO()
    Console(file=file, width=200, color_system=None).print(terminal(shown))
    return file.getvalue()


def parsed(shown: View) -> LexborHTMLParser:
    return LexborHTMLParser(page(shown))


def overlapping() -> tuple[str, Extraction]:
    text = "Boys and girls are sold to Mexico."
    extraction = replace(
        READING,
        claims=(
            victims("girls")((Evidence.of(text, 0, 14),)),
            exploitation("slavery")((Evidence.of(text, 9, 23),)),
            route("GTM", "MEX")((Evidence.of(text, 15, 33),)),
        ),
    )
    return text, extraction


def test_overlapping_evidence_is_cut_where_it_changes() -> None:
    text, extraction = overlapping()
    [passage] = view(extraction, text).passages
    assert [(piece.text, [card.number for card in piece.cards]) for piece in passage.pieces] == [
        ("Boys and ", ["V1"]),
        ("girls", ["X1", "V1"]),
        (" ", ["X1"]),
        ("are sold", ["R1", "X1"]),
        (" to Mexico", ["R1"]),
        (".", []),
    ]
    assert [[card.number for card in piece.ends] for piece in passage.pieces] == [
        [],
        ["V1"],
        [],
        ["X1"],
        ["R1"],
        [],
    ]


def test_cards_say_in_labels_what_codes_mean() -> None:
    cards = {card.number: card for card in view(READING, NARRATIVE.text).cards}
    assert cards["R1"].what == "Guatemala → Mexico: Girls"
    assert cards["T1"].what == "Tier 2, 2014"
    assert cards["M1"].what == "Hotline: Not done"
    assert (cards["M1"].reason, cards["C1"].reason) == ("because of “nothing”", "possible")
    assert list(cards) == ["R1", "M1", "T1", "C1", "V1"]


PEOPLE = "Many girls leave Guatemala."
STATEMENTS, TWO_ROUTES = draft(
    "GTM",
    "2014",
    says(f"[{PEOPLE}]", victims("girls")),
    says("[They may be sold to Mexico].", route(
        "GTM", "MEX", certainty="possible", operators=("may",),
        context=(Evidence(0, len(PEOPLE), PEOPLE),),
    )),
    says("[Men are sold to Belize].", route("GTM", "BLZ", victims=("men",), via=("HND",))),
    says("[Boys beg in Mexico].", route("GTM", "MEX", victims=("boys",))),
)  # fmt: skip


def test_claims_on_one_route_stand_together_in_the_order_of_the_text() -> None:
    (kind, topics), *_ = view(TWO_ROUTES, STATEMENTS.text).groups
    assert kind == "route"
    assert [(topic, [(card.number, card.details) for card in cards]) for topic, cards in topics] == [
        ("Guatemala → Mexico", [("R1", "Trafficking"), ("R2", "Trafficking: Boys")]),
        ("Guatemala → Belize", [("R3", "Trafficking: Men, via Honduras")]),
    ]
    tree = parsed(view(TWO_ROUTES, STATEMENTS.text))
    assert [node.text() for node in tree.css("aside h3")] == ["Guatemala → Mexico", "Guatemala → Belize"]


def test_a_quote_that_was_just_shown_is_not_repeated() -> None:
    narrative, extraction = draft(
        "GTM",
        "2014",
        says("[They are sold to Mexico and Belize].", route("GTM", "MEX"), route("GTM", "BLZ")),
    )
    tree = parsed(view(extraction, narrative.text))
    words = [node.text() for node in tree.css("a.words")]
    assert words == ["“They are sold to Mexico and Belize”", "same quote"]


@pytest.mark.parametrize("text", [STATEMENTS.text, None])
def test_context_is_marked_apart_from_evidence(text: str | None) -> None:
    without_groups = replace(TWO_ROUTES, claims=tuple(c for c in TWO_ROUTES.claims if c.kind == "route"))
    shown = view(without_groups, text)
    pieces = [piece for passage in shown.passages for piece in passage.pieces]
    assert [[card.number for card in piece.named] for piece in pieces if piece.text == PEOPLE] == [["R1"]]
    assert all(not piece.cards for piece in pieces if piece.text == PEOPLE)
    tree = parsed(shown)
    assert [node.text() for node in tree.css(".context")] == [PEOPLE]
    assert [node.text() for node in tree.css("a.named")] == ["named here: R1", f"named here: “{PEOPLE}”"]
    assert tree.css_first("#R1-context") is not None
    assert f"{PEOPLE} (people of R1 named here)" in plain(shown)


def test_a_run_can_be_evidence_and_context() -> None:
    tree = parsed(view(TWO_ROUTES, STATEMENTS.text))
    first = tree.css_first("article mark")
    assert first is not None
    assert [node.attributes["id"] for node in first.css(".start")] == ["R1-context", "V1-1"]
    assert not tree.css(".context")


def test_operators_are_the_reason_of_a_claim() -> None:
    tree = parsed(view(TWO_ROUTES, STATEMENTS.text))
    assert [node.text() for node in tree.css(".remark")] == ["possible because of “may”"]


def test_headings_are_told() -> None:
    text = "Profile\nGirls are sold.\nProtection\nNothing."
    sections = (Section("profile", "Profile", 8, 23), Section("protection", "Protection", 35, 43))
    extraction = Extraction(replace(READING.document, sections=sections), ())
    shown = view(extraction, text)
    assert [(p.pieces[0].text, p.heading) for p in shown.passages] == [
        ("Profile", True), ("Girls are sold.", False), ("Protection", True), ("Nothing.", False),
    ]  # fmt: skip
    assert [node.text() for node in parsed(shown).css("article h2")] == ["Profile", "Protection"]


@given(strategies.narratives(), strategies.extractions())
def test_nothing_of_the_text_is_lost(narrative: Narrative, extraction: Extraction) -> None:
    shown = view(extraction, narrative.text)
    pieces = "".join(piece.text for passage in shown.passages for piece in passage.pieces)
    assert "".join(pieces.split()) == "".join(narrative.text.split())


def test_the_page_shows_the_text_as_it_is() -> None:
    page_text = parsed(view(READING, NARRATIVE.text))
    for number in page_text.css(".number"):
        number.decompose()
    assert [node.text().split() for node in page_text.css("article")] == [NARRATIVE.text.split()]
    assert not page_text.css("article b, header i"), "the text is escaped"


def test_the_page_stands_alone() -> None:
    text = page(view(READING, NARRATIVE.text))
    assert "<script" not in text
    assert "http" not in text.replace("http-equiv", "")
    assert "url(" not in text
    assert "default-src 'none'" in text


@pytest.mark.parametrize("text", [NARRATIVE.text, None])
def test_every_link_leads_somewhere(text: str | None) -> None:
    tree = parsed(view(READING, text))
    names = [node.attributes["id"] for node in tree.css("[id]")]
    assert len(names) == len(set(names))
    links = {str(node.attributes["href"])[1:] for node in tree.css("a")}
    assert links <= set(names)
    assert {"R1", "R1-1", "R1-2", "V1-1"} <= links


def test_marks_name_their_claims() -> None:
    text, extraction = overlapping()
    marks = {
        node.text(): str(node.attributes["class"]) for node in parsed(view(extraction, text)).css("mark")
    }
    assert marks["girls"] == "exploitation on-X1 on-V1"
    assert marks["are sold"] == "route on-R1 on-X1"


def test_without_a_text_the_quotes_are_shown() -> None:
    shown = view(READING)
    assert not shown.complete
    first, second = ("".join(piece.text for piece in passage.pieces) for passage in shown.passages[:2])
    assert (first, second) == ("Girls & <b>boys</b>", "sold to Mexico")
    assert "no text of this document" in page(shown)
    assert "no text of this document" in plain(shown)
    assert "no text of this document" not in page(view(READING, NARRATIVE.text))


def test_the_terminal_shows_text_numbers_and_claims() -> None:
    shown = plain(view(READING, NARRATIVE.text))
    assert "Guatemala, Trafficking in Persons Report 2014" in shown
    assert "Girls & <b>boys</b> R1 V1 are sold to Mexico R1 V1." in shown
    assert "Guatemala → Mexico: Girls" in shown
    assert "route/hand" in shown
    assert "because of “nothing”" in shown


def test_a_document_without_claims() -> None:
    shown = view(Extraction(READING.document, ()), "Nothing is said.")
    assert "No claims." in page(shown)
    assert "Nothing is said." in plain(shown)


@pytest.mark.parametrize(
    "wanted",
    [None, "GTM/2015", "Guatemala/2015", "gtm/tip/2015", "tip-2015-gtm", "tip/2015/GTM/tip-2015-gtm"],
)
def test_choosing(wanted: str | None) -> None:
    extractions = EXTRACTIONS if wanted else EXTRACTIONS[2:3]
    assert chosen(wanted, extractions).extraction == EXTRACTIONS[2]


def test_identifiers_that_differ_by_case() -> None:
    made = [draft("KEN", "2012", identifier=name)[1] for name in ("Abc", "aBC", "abd")]
    assert [chosen(name, made).extraction for name in ("Abc", "aBC")] == made[:2]
    with pytest.raises(UsageError, match="2 documents match"):
        chosen("ABC", made)


def chosen(wanted: str | None, extractions: Iterable[Extraction] = EXTRACTIONS) -> ExtractionWithText:
    choice = Choice(wanted)
    return the_one([ExtractionWithText(r) for r in extractions if choice(document_iri(r.document))], choice)


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        (
            "GTM/2014",
            "2 documents match: name one:\n  a-copy        21 claims\n  tip-2014-gtm  21 claims",
        ),
        (
            None,
            "5 documents match: name one:\n  CUB/2014      5 claims\n  a-copy        21 claims\n"
            "  tip-2014-gtm  21 claims\n  GTM/2015      15 claims\n  MEX/2014      8 claims",
        ),
        ("Haiti", "no report 'Haiti', and none on Haiti (HTI) at all: there are reports on CUB, GTM, MEX"),
        ("GTM/2016", "those on Guatemala are of 2014, 2015: name one:\n  a-copy\n  tip-2014-gtm\n  GTM/2015"),
        ("Guatamala", "no report 'Guatamala': did you mean Guatemala, "),
        ("ti/2014", "no report 'ti/2014': did you mean tip"),
        ("1850", "no report '1850': name one:\n  CUB/2014\n"),
    ],
)
def test_choices_that_are_none(wanted: str | None, message: str) -> None:
    with pytest.raises(UsageError, match=re.escape(message)):
        chosen(wanted)


def test_short_names_tell_documents_apart_and_long_lists_end() -> None:
    made = [
        draft(country, edition, publication="factbook", section=section, identifier=f"{country}-{number}")[1]
        for country in ("AGO", "BDI", "CAF", "TCD", "COD", "COG", "DJI")
        for number, (edition, section) in enumerate(
            [
                ("2015-11-05", "profile"),
                ("2023-01-05", "tier"),
                ("2023-02-02", "tier"),
                ("2023-02-02", "note"),
            ]
        )
    ]
    with pytest.raises(UsageError, match="28 documents match") as caught:
        chosen(None, made)
    lines = str(caught.value).splitlines()
    assert [line.split()[0] for line in lines[1:5]] == [
        "AGO/2015",
        "AGO/2023-01-05/tier",
        "AGO/2023/note",
        "AGO/2023-02-02/tier",
    ]
    assert len({line.index("0 claims") for line in lines[1:-1]}) == 1, "aligned"
    assert (len(lines), lines[-1]) == (22, "  and 8 more")
    for line in lines[1:-1]:
        assert chosen(line.split()[0], made)


def test_nothing_to_choose_from() -> None:
    with pytest.raises(UsageError, match="the input has no reports"):
        chosen("GTM", [])


def test_all_of_the_archive_can_be_shown() -> None:
    for narrative, extraction in zip(NARRATIVES, EXTRACTIONS, strict=True):
        assert len(parsed(view(extraction, narrative.text)).css(".claim")) == len(extraction.claims)
