from __future__ import annotations

import pytest

from tipgraph.reading.detection import Format, detect_format

DOCUMENT = b'{"id": "a", "text": "Ghana"}'


@pytest.mark.parametrize(
    ("head", "suffix", "expected"),
    [
        (b"", ".pdf", Format.EMPTY),
        (b"\xef\xbb\xbf \r\n", ".txt", Format.EMPTY),
        (b"\r\n%PDF-1.7", ".txt", Format.PDF),
        (b"<!DOCTYPE html>", ".txt", Format.HTML),
        (b'<?xml version="1.0"?>\n<HTML>', "", Format.HTML),
        (b"<!-- saved from url=(0020)http://example.org/ -->", "", Format.HTML),
        ("<html>".encode("utf-16"), "", Format.HTML),
        (b"<Ghana>", ".html", Format.TEXT),
        (DOCUMENT, ".json", Format.JSON_LINES),
        (DOCUMENT + b"\n" + DOCUMENT, ".txt", Format.JSON_LINES),
        (b"{\n" + DOCUMENT[1:], ".json", Format.JSON),
        (b"[" + DOCUMENT + b"]", "", Format.JSON),
        (b"[1, 2]", ".jsonl", Format.JSON_LINES),
        (b'{"id": "a\x00', ".jsonl", Format.JSON_LINES),
        (b'{"id": "a\x00', ".json", Format.BINARY),
        (b"\x89PNG\r\n", ".txt", Format.BINARY),
        (b"Ghana (Tier 2)", ".html", Format.TEXT),
        (b"[Ghana]", ".json", Format.TEXT),
    ],
)
def test_the_first_bytes_decide_the_format(head: bytes, suffix: str, expected: Format) -> None:
    assert detect_format(head, suffix) is expected
