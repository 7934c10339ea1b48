"""Decodes bytes to text: UTF-8, UTF-16 with a byte order mark, and Windows-1252 as browsers read it."""

from __future__ import annotations

import codecs
import re

import ftfy.bad_codecs

from tipgraph.errors import InputError

__all__ = ["decode", "is_binary", "kind_of_binary"]

ftfy.bad_codecs.ok()  # registers sloppy-windows-1252, which maps every byte to a character

_FALLBACK = "sloppy-windows-1252"
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_LATIN = {"iso8859-1", "cp1252", "ascii"}
_CONTROL_CHARACTERS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MAGIC = {
    b"PK\x03\x04": "a zip archive or an office document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"7z\xbc\xaf": "an archive",
}


def is_binary(head: bytes) -> bool:
    """Return whether a source is not text, given its first bytes.

    >>> is_binary(b"Tier 2\\n"), is_binary("Tier".encode("utf-16")), is_binary(b"\\x00\\x01\\x02")
    (False, False, True)
    """
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return False
    controls = len(_CONTROL_CHARACTERS.findall(head))
    return b"\0" in head or controls * 50 > len(head) or any(map(head.startswith, _MAGIC))


def kind_of_binary(head: bytes) -> str:
    """Return what kind of binary data a source is, for messages."""
    return next((kind for magic, kind in _MAGIC.items() if head.startswith(magic)), "binary data")


def decode(data: bytes, source: str, declared: str | None = None) -> str:
    """Decode ``data`` by its byte order mark, as UTF-8, as ``declared``, or else as Windows-1252.

    Raises InputError for binary data.

    >>> decode(b"caf\\xe9 \\x93Tier 2\\x94", "a.txt")
    'café “Tier 2”'
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data, encoding, source)
    if is_binary(data[:4096]) or b"\0" in data:
        raise InputError(
            source, f"the file is {kind_of_binary(data)}, not text", remedy="export it as text or PDF"
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        return data.decode(_declared(declared), "replace")
    except (LookupError, ValueError):  # a codec of Python that does not decode text
        return data.decode(_FALLBACK)


def _decode_marked(data: bytes, encoding: str, source: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-8-sig":
            return data.decode(_FALLBACK).removeprefix("ï»¿")
        raise InputError(
            source, "the file is cut off: its last UTF-16 character is incomplete", remedy="download it again"
        ) from error


def _declared(name: str | None) -> str:
    try:
        codec = codecs.lookup(name or _FALLBACK).name
    except LookupError:
        return _FALLBACK
    return _FALLBACK if codec in _LATIN or codec.startswith(("utf", "sloppy")) else codec
