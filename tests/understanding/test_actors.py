"""Officials who are tried, and officials who try."""

from __future__ import annotations

import pytest

from tests.understanding.extraction import measures


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # tried
        ("Courts convicted three police officers of trafficking.", "official-complicity/done"),
        ("Prosecutors investigated two officials for complicity.", "official-complicity/done"),
        ("Two immigration officers were convicted of trafficking.", "official-complicity/done"),
        ("The government did not convict any complicit officials.", "official-complicity/not-done"),
        ("No officials were prosecuted for complicity.", "official-complicity/not-done"),
        # trying
        ("Officials have prosecuted traffickers.", "prosecution/done"),
        ("Traffickers were investigated by the police.", "investigation/done"),
        # no measure at all
        ("Officials are complicit in trafficking.", ""),
        ("Corrupt officials take bribes.", ""),
    ],
)
def test_who_is_tried(text: str, wanted: str) -> None:
    assert measures("MEX", text) == set(wanted.split())
