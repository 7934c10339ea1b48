from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tipgraph.errors import InputError
from tipgraph.reading.normalize import decode, is_binary, normalize

TRICKY = st.text(
    alphabet=st.sampled_from(list("ab \n\r\t.\u00a0\u00ad\u200b\u2028\ufeff\u2011’“â€™Ã©é\u0301ﬁ\x85\x00´"))
)


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("a\u00a0b\u2009c\u3000d\te", "a b c d e"),
        ("traf\u00adfick\u200bing\ufeff", "trafficking"),
        ("traf\u00ad\nficking", "trafficking"),
        ("  one  \n  two  ", "one\ntwo"),
        ("one\n\n\n\n\ntwo", "one\n\ntwo"),
        ("victimsâ€™ rights in CÃ´te dâ€™Ivoire", "victims’ rights in Côte d’Ivoire"),
        ("“Tier 2” – not ‘Tier 3’ — yet", "“Tier 2” – not ‘Tier 3’ — yet"),
        ("non\u2011governmental 2010\u20122011 \u2015 x", "non-governmental 2010–2011 — x"),
        ("Cote d´Ivoire, victim`s", "Cote d’Ivoire, victim’s"),
        ("Sa\u0303o Tome\u0301", "São Tomé"),
        ("tra\ufb03ckers \ufb01nd", "traffickers find"),
        ("year\x85 \x93Tier\x94", "year… “Tier”"),
        ("a\x00b\x07c", "abc"),
        ("lone \ud800 half", "lone \ufffd half"),
        ("\ud83d\ude00", "\U0001f600"),
        ("", ""),
    ],
)
def test_each_variant_has_one_form(given_text: str, expected: str) -> None:
    assert normalize(given_text) == expected


@given(st.one_of(st.text(), TRICKY))
@example("\u00ad\n a")
@example("a\u00ad\u200b\nb")
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalize(text)
    assert normalize(once) == once


@given(st.one_of(st.text(), TRICKY))
def test_the_check_for_normal_text_agrees_with_the_rules(text: str) -> None:
    assert normalize(f"{text} x") == normalize(f"{text} x\u200b")


@given(st.one_of(st.text(), TRICKY))
def test_a_normal_text_is_composed_trimmed_and_without_controls(text: str) -> None:
    once = normalize(text)
    assert once == once.strip() == unicodedata.normalize("NFC", once)
    assert "\n\n\n" not in once
    assert "  " not in once
    assert not any(unicodedata.category(character) in ("Cc", "Cs") for character in once if character != "\n")
    once.encode("utf-8")


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz ABC.,;:'\"-()\n0123456789"))
def test_plain_words_stay_unchanged_and_in_order(text: str) -> None:
    assert normalize(text).split() == text.split()


TEXT = "Côte d’Ivoire – “Tier 2”"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encodings_of_the_publishers_are_detected(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), "a.txt") == TEXT


def test_a_declared_encoding_is_used_if_the_bytes_are_not_utf_8() -> None:
    assert decode("Łódź".encode("iso-8859-2"), "a.html", "iso-8859-2") == "Łódź"
    assert decode(TEXT.encode("cp1252"), "a.html", "iso-8859-1") == TEXT
    assert decode(TEXT.encode("cp1252"), "a.html", "no-such-encoding") == TEXT
    assert decode(TEXT.encode(), "a.html", "iso-8859-1") == TEXT


def test_utf_16_cut_within_a_character_is_an_error() -> None:
    with pytest.raises(InputError, match=r"a\.txt: the file is cut off"):
        decode(TEXT.encode("utf-16")[:-1], "a.txt")


@pytest.mark.parametrize(
    ("data", "kind"),
    [(b"\x89PNG\r\n\x1a\n", "a picture"), (b"PK\x03\x04", "a zip archive"), (b"ab\x00cd", "binary data")],
)
def test_binary_data_is_an_error_that_says_its_kind(data: bytes, kind: str) -> None:
    assert is_binary(data)
    with pytest.raises(InputError, match=f"a.bin: the file is {kind}"):
        decode(data, "a.bin")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=50))
def test_utf_8_is_decoded_unchanged(text: str) -> None:
    assert decode(text.encode("utf-8"), "a.txt").removeprefix("\ufeff") == text.removeprefix("\ufeff")
