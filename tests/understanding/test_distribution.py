"""Which details of a frame belong to which place."""

from __future__ import annotations

import pytest

from tests.understanding.analysis import analysis
from tipgraph.understanding.distribution import Distribution, distribution
from tipgraph.understanding.frames import frames

NOTHING = Distribution(by_origin=True, victims={}, exploitation={}, sectors={})
BEGGING, SEX_TRAFFICKING = ("forced-begging",), ("sex-trafficking",)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # the kind of exploitation before each destination
        (
            "Ugandan girls are subjected to forced begging in Kenya and to sex trafficking in Oman.",
            Distribution(
                by_origin=False,
                victims={},
                exploitation={"KEN": BEGGING, "OMN": SEX_TRAFFICKING},
                sectors={"KEN": (), "OMN": ()},
            ),
        ),
        # after each destination, and only for that one
        (
            "Men are trafficked to Oman for forced labor and to Kenya for construction work.",
            Distribution(
                by_origin=False,
                victims={},
                exploitation={"OMN": ("forced-labor",), "KEN": ()},
                sectors={"OMN": (), "KEN": ("construction",)},
            ),
        ),
        # the victims of each destination
        (
            "Ugandan boys are exploited in Kenya and women in Oman.",
            Distribution(
                by_origin=False,
                victims={"KEN": ("boys",), "OMN": ("women",)},
                exploitation={},
                sectors={},
            ),
        ),
        # the kind of exploitation of each origin
        (
            "Sex trafficking victims come from Kenya, and forced labor victims from Oman.",
            Distribution(
                by_origin=True,
                victims={},
                exploitation={"KEN": SEX_TRAFFICKING, "OMN": ("forced-labor",)},
                sectors={"KEN": (), "OMN": ()},
            ),
        ),
        # the same details for all destinations, or a single destination
        (
            "Ugandan girls are subjected to forced begging and sex trafficking in Kenya and Oman.",
            NOTHING._replace(by_origin=False),
        ),
        ("Ugandan girls are subjected to forced begging in Kenya.", NOTHING),
    ],
)
def test_distribution(text: str, wanted: Distribution) -> None:
    (frame,) = frames(analysis(text, "UGA"))
    assert distribution(frame) == wanted
