"""Frames: who is moved or exploited, over one or more clauses."""

from __future__ import annotations

import pytest

from tests.understanding.analysis import analysis
from tipgraph.understanding.frames import Frame, frames
from tipgraph.understanding.place_arguments import PlaceArgument


def only(text: str, country: str = "MEX") -> Frame:
    (frame,) = frames(analysis(text, country))
    return frame


def places(arguments: list[PlaceArgument]) -> list[str]:
    return [argument.place for argument in arguments]


def test_one_clause_with_everything() -> None:
    frame = only("Malian boys are forced to beg in Senegal.")
    assert (places(frame.origins), places(frame.locations)) == (["MLI"], ["SEN"])
    assert [mention.code for mention in frame.groups] == ["boys"]
    assert frame.exploitation() == ("forced-begging",)
    assert (frame.exploitative, frame.hedged, frame.foreign, frame.at_home) == (True, False, False, False)


def test_a_relative_clause_goes_on_with_the_same_people() -> None:
    frame = only("Nepali women migrate to Kuwait, where they are forced to work as maids.")
    assert len(frame.clauses) == 2
    assert (places(frame.origins), places(frame.locations)) == (["NPL"], ["KWT"])
    assert "domestic-servitude" in frame.exploitation()
    assert frame.codes("sector") == ("domestic-work",)


def test_people_of_their_own_begin_a_frame() -> None:
    text = "Thai women are forced into prostitution in Japan, and Lao men are forced to fish in Thailand."
    first, second = frames(analysis(text))
    assert (places(first.origins), places(first.locations)) == (["THA"], ["JPN"])
    assert (places(second.origins), places(second.locations)) == (["LAO"], ["THA"])


@pytest.mark.parametrize(
    ("text", "origins", "locations"),
    [
        ("Serbian gangs exploit Moldovan women in Bosnia and Herzegovina.", ["MDA"], ["BIH"]),
        ("Gangs in Russia recruit women from Kyrgyzstan.", ["KGZ"], []),
        ("Employers in Qatar exploit workers from Nepal.", ["NPL"], []),
    ],
)
def test_those_who_exploit_are_no_origin(text: str, origins: list[str], locations: list[str]) -> None:
    frame = only(text)
    assert places(frame.origins) == origins
    assert places(frame.locations) == locations


def test_places_passed_through_are_apart() -> None:
    frame = only("Somali girls are trafficked through Djibouti to Yemen.")
    assert (places(frame.transit), places(frame.locations)) == (["DJI"], ["YEM"])


def test_a_hedge_weakens_the_frame() -> None:
    assert only("Malian boys may be forced to beg in Senegal.").hedged


def test_movement_alone_is_no_exploitation() -> None:
    frame = only("Ethiopians travel to Yemen.")
    assert (frame.moving, frame.exploitative) == (True, False)
