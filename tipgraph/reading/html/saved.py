"""Pages that a browser saved in one file: MHTML of most browsers, web archives of Safari."""

from __future__ import annotations

import plistlib
from collections.abc import Iterator, Mapping
from email import message_from_bytes
from email.message import Message
from typing import Any

from tipgraph.errors import InputError
from tipgraph.reading.defaults import Defaults, Limits
from tipgraph.reading.html.reader import read_page
from tipgraph.reading.outcome import Outcome
from tipgraph.reading.sources import Source
from tipgraph.reading.stream import Stream

__all__ = ["read_mhtml", "read_webarchive"]

_REMEDY = "save the page again, or save it as HTML"


def read_mhtml(stream: Stream, source: Source, defaults: Defaults, limits: Limits) -> Iterator[Outcome]:
    """Read the page in an MHTML file. Raises InputError if it has none, and as `read_page` does."""
    message = message_from_bytes(stream.read(limits.document))
    address = _header(message, "Snapshot-Content-Location")
    parts = [part for part in message.walk() if part.get_content_type() in _PAGES]
    page = next((part for part in parts if _header(part, "Content-Location") == address), None)
    page = page or next(iter(parts), None)
    data = page.get_payload(decode=True) if page is not None else None
    if page is None or not isinstance(data, bytes) or not data.strip():
        raise InputError(source.name, "the MHTML file has no page", remedy=_REMEDY)
    url = address or _header(page, "Content-Location")
    return read_page(data, source, defaults, limits, encoding=page.get_content_charset(), url=url)


_PAGES = ("text/html", "application/xhtml+xml")


def _header(part: Message, name: str) -> str | None:
    value = str(part.get(name, "")).strip()
    return value if "//" in value else None


def read_webarchive(stream: Stream, source: Source, defaults: Defaults, limits: Limits) -> Iterator[Outcome]:
    """Read the page in a web archive. Raises InputError if it is damaged, and as `read_page` does."""
    try:
        archive = plistlib.loads(stream.read(limits.document))
    except (ValueError, OverflowError, plistlib.InvalidFileException) as error:
        raise InputError(source.name, "the web archive is damaged", remedy=_REMEDY) from error
    main = archive.get("WebMainResource") if isinstance(archive, Mapping) else None
    data = main.get("WebResourceData") if isinstance(main, Mapping) else None
    if not isinstance(main, Mapping) or not isinstance(data, bytes):
        raise InputError(source.name, "the property list has no page", remedy="give the page itself")
    encoding, url = (_string(main, name) for name in ("WebResourceTextEncodingName", "WebResourceURL"))
    return read_page(data, source, defaults, limits, encoding=encoding, url=url)


def _string(values: Mapping[Any, Any], name: str) -> str | None:
    value = values.get(name)
    return value if isinstance(value, str) else None
