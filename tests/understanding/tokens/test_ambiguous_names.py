"""Names that several places share."""

from __future__ import annotations

import pytest

from tests.understanding.analysis import analysis


def _places(text: str, country: str) -> list[str]:
    """Return the places that a text names, in order."""
    segments = analysis(text, country).segments
    return [m.code for segment in segments for m in segment.mentions if m.kind in ("place", "demonym")]


@pytest.mark.parametrize(
    ("country", "text", "meant"),
    [
        # the report country
        ("COD", "Congolese women are exploited.", "COD"),
        ("COG", "Congolese women are exploited.", "COG"),
        ("PRK", "Korean women are exploited.", "PRK"),
        ("DMA", "Dominican women are exploited.", "DMA"),
        ("CAF", "Central African girls are exploited.", "CAF"),
        ("GIN", "Guinean girls are exploited.", "GIN"),
        # named in full elsewhere
        ("AGO", "Congolese women are exploited; they come from the Republic of the Congo.", "COG"),
        ("BRB", "Dominican women are exploited; they come from Dominica.", "DMA"),
        # a neighbour
        ("HTI", "Dominican women are exploited.", "DOM"),
        # the usual one
        ("JPN", "Korean women are exploited.", "KOR"),
        ("FRA", "Congolese women are exploited.", "COD"),
        ("ESP", "Dominican women are exploited.", "DOM"),
        # a region before a country
        ("CMR", "Central African girls are exploited.", "central-africa"),
        ("CAF", "Girls from Central African countries are exploited.", "central-africa"),
    ],
)
def test_who_is_meant(country: str, text: str, meant: str) -> None:
    assert _places(text, country)[0] == meant


@pytest.mark.parametrize(
    ("country", "text", "ambiguous"),
    [
        ("FRA", "Women from Congo are exploited in France.", ("Congo",)),
        ("GBR", "Girls from Punjab and from Kashmir are exploited.", ("Kashmir", "Punjab")),
        ("PAK", "Girls from Punjab are exploited.", ()),
        ("FRA", "Women from Congo are exploited; most come from Brazzaville.", ()),
        ("FRA", "Congolese women are exploited.", ()),
    ],
)
def test_a_name_that_nothing_settles_is_left_out_and_told(
    country: str, text: str, ambiguous: tuple[str, ...]
) -> None:
    settled = analysis(text, country)
    assert settled.ambiguous == ambiguous
    places = {m.code for segment in settled.segments for m in segment.mentions if m.kind == "place"}
    assert not places & {"COD", "IND"}


def test_names_that_only_look_alike() -> None:
    text = "Nigerien girls, Nigerian boys, and Guineans are exploited."
    assert _places(text, "MLI")[:2] == ["NER", "NGA"]
