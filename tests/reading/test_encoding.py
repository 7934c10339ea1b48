from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tipgraph.errors import InputError
from tipgraph.reading.encoding import decode, is_binary

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
