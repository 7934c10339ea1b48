"""The metadata of a web page outside of its text: titles, URL and date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from selectolax.lexbor import LexborHTMLParser

from tipgraph.reading import identify
from tipgraph.reading.assemble import Metadata
from tipgraph.reading.normalize import normalize
from tipgraph.reading.titles import from_address, from_titles

__all__ = ["declared_encoding", "page_head"]

_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->", re.IGNORECASE)
_WAYBACK = re.compile(r"(?:__wm\.wombat\(|\bwbCurrentUrl\s*=)\s*[\"']([^\"']+)[\"']")
"""The original URL in a copy of the Wayback Machine: since 2018, and before."""
_ARCHIVED = re.compile(r"^(?:https?:)?//web\.archive\.org/web/\d{4,14}[a-z_]*/")
"""What the Wayback Machine puts before a URL."""
_HEAD = 4096
_ADDRESSES = (("link[rel=canonical]", "href"), ('meta[property="og:url"]', "content"), ("base", "href"))
_TITLES = (
    ('meta[property="og:title"]', "content"),
    ("h1", ""),
    ("title", ""),
    ("meta[name=title]", "content"),
)
_DATES = (
    ('meta[property="article:published_time"]', "content"),
    ('meta[name="DC.date"], meta[name="dcterms.date"], meta[name=date]', "content"),
    ("time[datetime]", "datetime"),
)


@dataclass(frozen=True, slots=True)
class PageHead:
    """A page's titles, the most reliable first, and the metadata in its head."""

    titles: tuple[str, ...]
    metadata: Metadata


def declared_encoding(data: bytes) -> str | None:
    """Return the encoding that a page declares in its head, or None.

    >>> declared_encoding(b'<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">')
    'iso-8859-1'
    """
    declared = _CHARSET.search(data[:_HEAD])
    return declared[1].decode("ascii") if declared else None


def page_head(page: LexborHTMLParser, html: str, url: str | None = None) -> PageHead:
    """Return the titles and the metadata of a page. Its titles have priority over its URL.

    ``url`` is the URL that the page was saved from, if its file states it.
    """
    titles = tuple(dict.fromkeys(normalize(title) for title in _values(page, _TITLES)))
    url = url or next(_addresses(page, html), None)
    url = _ARCHIVED.sub("", url) if url else None
    found = from_titles(titles)
    head = replace(
        found.filled(from_address(url)) if url else found,
        issued=next(filter(None, (identify.date_in(date[:10]) for date in _values(page, _DATES))), None),
    )
    return PageHead(titles, head)


def _addresses(page: LexborHTMLParser, html: str) -> Iterator[str]:
    for found in (_SAVED_FROM.search(html[:_HEAD]), _WAYBACK.search(html)):
        if found:
            yield found[1]
    yield from (url for url in _values(page, _ADDRESSES) if "//" in url)


def _values(page: LexborHTMLParser, places: tuple[tuple[str, str], ...]) -> Iterator[str]:
    """Yield the values of elements by selector: an attribute, or the text if no attribute is named."""
    for selector, attribute in places:
        for node in page.css(selector):
            value = node.attributes.get(attribute) if attribute else node.text()
            if value and value.strip():
                yield value.strip()
