"""Recognises what a source holds by its beginning; the name only settles what that leaves open."""

from __future__ import annotations

import codecs
import json
import re
from enum import Enum

from tipgraph.reading.encoding import is_binary

__all__ = ["Format", "detect_format"]

_TAGS = re.compile(
    rb"<(?:!--|(?:!doctype\s+html|html|head|body|title|meta|div|article|section|table|p|h[1-6])\b)",
    re.IGNORECASE,
)
_XML = re.compile(rb"<\?xml[^>]*>\s*", re.IGNORECASE)
_LINES = (".jsonl", ".ndjson")


class Format(Enum):
    """The forms that documents come in."""

    EMPTY = "empty"
    BINARY = "binary"
    PDF = "pdf"
    HTML = "html"
    JSON_LINES = "jsonl"
    JSON = "json"
    TEXT = "text"


def detect_format(head: bytes, suffix: str = "") -> Format:
    """Return the form of a source by its first bytes; ``suffix`` tells JSON Lines from JSON when in doubt.

    >>> detect_format(b"%PDF-1.7"), detect_format(b"<!DOCTYPE html>"), detect_format(b"Ghana (Tier 2)")
    (<Format.PDF: 'pdf'>, <Format.HTML: 'html'>, <Format.TEXT: 'text'>)
    """
    if not head.strip(codecs.BOM_UTF8 + b" \t\r\n\f"):
        return Format.EMPTY
    if b"%PDF-" in head[:1024]:
        return Format.PDF
    plain = _start(head)
    if plain.startswith(b"{") and (suffix in _LINES or _is_line_of_json(plain)):
        return Format.JSON_LINES  # one damaged line leaves the others readable
    if is_binary(head):
        return Format.BINARY
    if plain.startswith(b"<") and _TAGS.search(plain[:2048]):
        return Format.HTML
    if suffix in _LINES:
        return Format.JSON_LINES
    return Format.JSON if re.match(rb"[{\[]\s*[\"{\]}]", plain) else Format.TEXT


def _start(head: bytes) -> bytes:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head.decode("utf-16", "ignore").encode()
    return _XML.sub(b"", head.removeprefix(codecs.BOM_UTF8).lstrip(), count=1)


def _is_line_of_json(head: bytes) -> bool:
    """Whether the first line is an object of its own: a document, or a Factbook country on one line."""
    line, ended, _ = head.partition(b"\n")
    if not line.startswith(b"{") or not (ended or len(head) < 1 << 16):
        return False
    try:
        return isinstance(json.loads(line), dict)
    except ValueError:
        return False
