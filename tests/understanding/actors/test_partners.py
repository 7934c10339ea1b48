"""Deeds done together with civil society, international organizations and other states."""

from __future__ import annotations

import pytest

from tests.understanding.support import measures

NGO, INTERNATIONAL = ("ngo-cooperation", "done"), ("international-cooperation", "done")


@pytest.mark.parametrize(
    ("sentence", "cooperation"),
    [
        ("Officials trained judges together with UNICEF.", INTERNATIONAL),
        ("Officials trained judges in cooperation with NGOs.", NGO),
        ("Officials trained judges with help from a foreign government.", INTERNATIONAL),
        ("Police cooperated with authorities in Spain.", INTERNATIONAL),
        ("Police worked closely with NGOs.", NGO),
        ("Officials did not work with NGOs.", ("ngo-cooperation", "not-done")),
        ("NGOs trained judges in coordination with the ministry.", ("training", "done")),
    ],
)
def test_who_helps(sentence: str, cooperation: tuple[str, str]) -> None:
    assert cooperation in measures(sentence, "MEX")


@pytest.mark.parametrize(
    "sentence",
    [
        "Traffickers worked with police officers.",
        "Officials worked with the ministry.",
        "NGOs worked with UNICEF.",
    ],
)
def test_whose_partners_are_others(sentence: str) -> None:
    assert not {NGO, INTERNATIONAL} & set(measures(sentence, "MEX"))
