"""Regions that share the last word of a name."""

from __future__ import annotations

import pytest

from tipgraph.understanding.tokens.lexicon import Lexicon


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("South and Southeast Asia", "south-asia southeast-asia"),
        ("East and South Asian women", "east-asia south-asia"),
        ("South, Southeast, and Central Asia", "south-asia southeast-asia central-asia"),
        ("West or Central Africa", "west-africa central-africa"),
        ("Eastern and Western Europe", "eastern-europe western-europe"),
        ("Central and South America", "central-america south-america"),
        ("Southeast Asia", "southeast-asia"),
        ("the north and Southeast Asia", "southeast-asia"),
        ("South Sudan and Southeast Asia", "SSD southeast-asia"),
        ("South Africa and West Africa", "ZAF west-africa"),
        ("South Korea and East Asia", "KOR east-asia"),
    ],
)
def test_every_region_named_in_part(lexicon: Lexicon, text: str, wanted: str) -> None:
    found = [m.code for m in lexicon.mentions(text) if m.kind in ("place", "demonym")]
    assert list(dict.fromkeys(found)) == wanted.split()


def test_offsets_are_those_of_the_part(lexicon: Lexicon) -> None:
    text = "women from South and Southeast Asia"
    found = [text[m.start : m.end] for m in lexicon.mentions(text) if m.kind == "place"]
    assert found == ["South", "Southeast Asia"]
