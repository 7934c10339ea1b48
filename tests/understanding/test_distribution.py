"""Shares: what a frame tells of one place alone."""

from __future__ import annotations

from tests.understanding.clause_support import analysis
from tipgraph.understanding.frames import Distribution, distribution, frames


def of(text: str, country: str = "UGA") -> Distribution:
    (frame,) = frames(analysis(text, country))
    return distribution(frame)


def test_words_before_each_place() -> None:
    found = of("Ugandan girls are subjected to forced begging in Kenya and to sex trafficking in Oman.")
    assert found.exploitation == {"KEN": ("forced-begging",), "OMN": ("sex-trafficking",)}
    assert not found.by_origin


def test_words_after_each_place_are_for_that_one_alone() -> None:
    found = of("Men are trafficked to Oman for forced labor and to Kenya for construction work.")
    assert found.exploitation == {"OMN": ("forced-labor",), "KEN": ()}
    assert found.sectors == {"OMN": (), "KEN": ("construction",)}


def test_people_of_each_place() -> None:
    found = of("Ugandan boys are exploited in Kenya and women in Oman.")
    assert found.victims == {"KEN": ("boys",), "OMN": ("women",)}


def test_words_with_each_origin() -> None:
    found = of("Sex trafficking victims come from Kenya, and forced labor victims from Oman.")
    assert found.by_origin
    assert found.exploitation == {"KEN": ("sex-trafficking",), "OMN": ("forced-labor",)}


def test_nothing_is_shared_out_where_words_go_with_all_places() -> None:
    for text in (
        "Ugandan girls are subjected to forced begging and sex trafficking in Kenya and Oman.",
        "Ugandan girls are subjected to forced begging in Kenya.",
    ):
        found = of(text)
        assert (found.victims, found.exploitation, found.sectors) == ({}, {}, {})
