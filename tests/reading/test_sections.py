from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reading.support import KENYA
from tipgraph.reading.sections import is_heading, sections_of


def parts(text: str, *marked: str) -> list[tuple[str, str, str]]:
    return [(s.kind, s.heading, text[s.start : s.end]) for s in sections_of(text, marked)]


def test_a_narrative_has_its_sections() -> None:
    assert parts(KENYA) == [
        (
            "profile",
            "KENYA (Tier 2)",
            "Kenya is a source country for girls who clean houses in Qatar,"
            " where they are victims of trafficking.",
        ),
        ("tier", "", "The Government of Kenya does not fully comply with the minimum standards."),
        (
            "recommendations",
            "Recommendations for Kenya:",
            "Fund the council; convict officials who take bribes.",
        ),
        ("prosecution", "Prosecution", "Courts convicted seven traffickers."),
    ]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("PRIORITIZED RECOMMENDATIONS:", "recommendations"),
        ("RECOMMENDATIONS FOR CHILE", "recommendations"),
        ("Recommendations for the Government of Chile:", "recommendations"),
        ("Recommendations", "recommendations"),
        ("TRAFFICKING PROFILE:", "profile"),
        ("Trafficking Profile", "profile"),
        ("Scope and Magnitude", "profile"),
        ("Prosecution", "prosecution"),
        ("PROSECUTION:", "prosecution"),
        ("Prosecution Efforts", "prosecution"),
        ("Protection", "protection"),
        ("Protection of Victims", "protection"),
        ("PREVENTION", "prevention"),
        ("Partnership", "partnership"),
        ("TIER RANKING", "tier"),
        ("GOVERNMENT EFFORTS", "other"),
    ],
)
def test_headings_of_all_years_are_known_on_separate_lines(heading: str, kind: str) -> None:
    text = f"CHILE (Tier 2)\n\nIntroduction.\n\n{heading}\n\nThe text below."
    assert parts(text)[-1] == (kind, heading, "The text below.")


@pytest.mark.parametrize("mark", [".", ":", " –", " -", " —"])
def test_a_heading_may_run_in_with_its_paragraph(mark: str) -> None:
    text = (
        f"Opening words.\n\nProsecution{mark} Police arrested six people.\nProtection{mark} None was helped."
    )
    assert [(kind, body) for kind, _, body in parts(text)] == [
        ("profile", "Opening words."),
        ("prosecution", "Police arrested six people."),
        ("protection", "None was helped."),
    ]


def test_a_sentence_that_opens_with_a_headings_word_is_no_heading() -> None:
    assert parts("Prosecution of officials fell.\nProtection was weak. Prevention, too.") == [
        ("profile", "", "Prosecution of officials fell.\nProtection was weak. Prevention, too.")
    ]
    assert not is_heading("Prevention was weak")


def test_recommendations_within_a_paragraph_end_with_it() -> None:
    text = (
        "The council met twice. Recommendations for Kenya: Fund it; jail bribers.\n\nThe state paid for food."
    )
    assert parts(text) == [
        ("profile", "", "The council met twice."),
        ("recommendations", "Recommendations for Kenya:", "Fund it; jail bribers."),
        ("other", "", "The state paid for food."),
    ]


def test_listed_recommendations_end_before_a_sentence_on_the_government() -> None:
    text = "Recommendations:\n\n• Fund shelters.\n\n• Train judges.\n\nThe government trained nobody."
    assert parts(text) == [
        ("recommendations", "Recommendations:", "• Fund shelters.\n\n• Train judges."),
        ("other", "", "The government trained nobody."),
    ]


def test_an_opening_on_the_minimum_standards_is_the_tier_section() -> None:
    opening = "CHILE (Tier 1)\n\nThe Government of Chile fully meets the minimum standards."
    text = f"{opening}\n\nTrafficking Profile\n\nMen."
    assert [kind for kind, _, _ in parts(text)] == ["tier", "profile"]


def test_a_tier_below_the_countrys_name_belongs_to_the_title() -> None:
    assert parts("CHILE\n\nTier 2 Watch List\n\nChildren beg.") == [
        ("profile", "CHILE Tier 2 Watch List", "Children beg.")
    ]


def test_lines_that_a_page_marks_open_other_sections() -> None:
    text = "Opening.\n\nWhat the police say\n\nNothing."
    assert parts(text, "What the police say")[-1] == ("other", "What the police say", "Nothing.")
    assert len(parts(text)) == 1


@given(
    st.lists(st.sampled_from([*KENYA.split("\n"), "Prosecution. Six.", "TRAFFICKING PROFILE:", "", "Tier 2"]))
)
def test_sections_follow_each_other_without_overlap_and_are_trimmed(lines: list[str]) -> None:
    text = "\n".join(lines).strip()
    sections = sections_of(text)
    edges = [edge for section in sections for edge in (section.start, section.end)]
    assert edges == sorted(edges)
    assert all(text[s.start : s.end].strip() == text[s.start : s.end] != "" for s in sections)


def test_a_report_of_what_was_done_ends_recommendations_within_their_paragraph() -> None:
    text = "Recommendations for Chad:\n\n• Inspect farms. The government convicted 12 men. Train judges."
    assert parts(text) == [
        ("recommendations", "Recommendations for Chad:", "• Inspect farms."),
        ("other", "", "The government convicted 12 men. Train judges."),
    ]
    asked = "Recommendations for Chad:\n\n• Inspect farms. The government should convict more men."
    assert [kind for kind, _, _ in parts(asked)] == ["recommendations"]


@pytest.mark.parametrize(
    "asked",
    [
        "It recommends that the State:\n(a) Set up shelters;\n\n(b) Train judges.",
        "It makes recommendations to the State, including:\n\n• Setting up shelters\n• Training judges",
        "It urges the authorities to: Set up shelters; Train judges.",
    ],
)
def test_a_list_of_what_a_sentence_asks_for_is_recommended(asked: str) -> None:
    found = parts(f"Girls are sold.\n\n{asked}\n\nPolice arrested two men.")
    assert [kind for kind, _, _ in found] == ["profile", "recommendations", "other"]
    assert found[2][2] == "Police arrested two men."


@pytest.mark.parametrize(
    "told",
    [
        "The hotline received 12 requests for help: Police arrested two men.",
        "The government implemented last year's recommendations: Police arrested two men.",
        "It invited NGOs to its training: Judges learned about the law.",
    ],
)
def test_what_follows_another_colon_is_not_recommended(told: str) -> None:
    assert [kind for kind, _, _ in parts(f"Girls are sold.\n\n{told}")] == ["profile"]
