"""Punctuation that a PDF reader took for letters."""

from __future__ import annotations

import pytest

from tipgraph.reading.normalize import normalize, repair_punctuation


@pytest.mark.parametrize(
    ("misread", "repaired"),
    [
        ("from Asia\u0160mainly Laos\u0160to Oman", "from Asia—mainly Laos—to Oman"),
        ("in Oman \u0160 and in Laos", "in Oman — and in Laos"),
        ("as \ufb01dancers\ufb02\u0160and maids", "as “dancers”—and maids"),
        ("2007\u01522008", "2007–2008"),
        (
            "the victim\u2122s rights and the victims\u2122 rights",
            "the victim’s rights and the victims’ rights",
        ),
        ("\u0141 Train judges.\n\u0141 Open shelters.", "• Train judges.\n• Open shelters."),
    ],
)
def test_punctuation_is_repaired_character_by_character(misread: str, repaired: str) -> None:
    assert repair_punctuation(misread) == repaired
    assert normalize(misread) == repaired


@pytest.mark.parametrize(
    "text",
    [
        "She lives in \u0160abac, he in NI\u0160.",
        "\u0152uvre and \u0152dipus",
        "Brand\u2122 tools",
        "\u0141\u00f3d and \u0141om\u017ca",
        "\ufb01ve o\ufb03ces",
    ],
)
def test_letters_stay_letters(text: str) -> None:
    assert repair_punctuation(text) == text
