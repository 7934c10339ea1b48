"""The reader of web pages: state.gov old and new, Refworld, ecoi.net and other sites.

Pages that a browser saved in one file are MHTML, or web archives of Safari. Interstitial pages, such as
logins and bot checks, are served instead of a report and refused.
"""

from __future__ import annotations

import plistlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from email import message_from_bytes
from email.message import Message
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tipgraph.errors import InputError
from tipgraph.model.documents import Outcome
from tipgraph.reading.assemble import Metadata, SourceText, build_extracts, signs
from tipgraph.reading.defaults import Defaults, Limits
from tipgraph.reading.factbook import FACTBOOK, read_factbook_page
from tipgraph.reading.html import Line, lines_of, main_content, parse_page, refuse_deep_nesting
from tipgraph.reading.identify import country_heading, date_in
from tipgraph.reading.normalize import decode, normalize
from tipgraph.reading.sources import Source, WebSource
from tipgraph.reading.stream import Stream
from tipgraph.reading.titles import from_address, from_titles, split_titles

__all__ = [
    "countries_of",
    "read_html",
    "read_mhtml",
    "read_page",
    "read_webarchive",
]

_SHORT = 2500
"""The longest text of an interstitial page, in characters."""
_EMPTY = 120
"""The least number of characters of a page with a narrative."""
_KINDS = (
    ("a login page", r"\b(?:log ?in|sign ?in|password|create an account|subscribers? only)\b"),
    (
        "a cookie or consent page",
        r"\b(?:enable|accept|allow|use of) (?:all )?cookies\b|\bcookie (?:consent|settings)\b",
    ),
    (
        "a check for robots",
        r"captcha|are you (?:a )?(?:human|robot)|verify (?:that )?you are human|checking your browser"
        r"|enable javascript|just a moment|unusual traffic",
    ),
    (
        "an error page",
        r"\b(?:40[0134]|410|429|50[0234])\b.{0,40}(?:error|not found|forbidden|denied|unavailable|gateway)"
        r"|page (?:was |could |can ?)?not (?:be )?found|access denied|request blocked|file not found"
        r"|no longer available|service unavailable|temporarily unavailable",
    ),
)
_OPEN_AGAIN = "open it in a browser until the report is displayed, then save it again"


def _refuse_interstitial(
    page: LexborHTMLParser, titles: Sequence[str], lines: Sequence[Line], source: str
) -> None:
    """Raise InputError if a page is an interstitial page or has no running text."""
    text = "\n".join(line.text for line in lines)
    if len(text) < _SHORT and (kind := _kind(page, titles, text)):
        raise InputError(source, f"the page is {kind}, not the report", remedy=_OPEN_AGAIN)
    if len(text) < _EMPTY:
        raise InputError(source, "the page has no running text", remedy=_OPEN_AGAIN)


def _kind(page: LexborHTMLParser, titles: Sequence[str], text: str) -> str | None:
    if page.css_first("input[type=password]") is not None:
        return _KINDS[0][0]
    everything = "\n".join(
        (*titles, text, page.body.text(separator=" ") if page.body and len(text) < _EMPTY else "")
    )
    if re.search(r"traffick", text, re.IGNORECASE) and len(text) > 2 * _EMPTY:
        return None  # a short narrative may mention passports and passwords
    return next((kind for kind, words in _KINDS if re.search(words, everything, re.IGNORECASE)), None)


_LONGEST_HEADING = 120
_ENOUGH = 150
"""The least number of characters below a country's heading; an entry of an index or a caption has fewer."""


def read_html(stream: Stream, source: Source, defaults: Defaults, limits: Limits) -> Iterator[Outcome]:
    """Read a page as one narrative, or as one per country if it has headings of several countries.

    Raises InputError for an interstitial page such as a login, a page without running text, and a page
    whose elements are nested too deeply.
    """
    url = source.name if isinstance(source, WebSource) else None
    return read_page(stream.read(limits.document), source, defaults, limits, url=url)


def read_page(
    data: bytes,
    source: Source,
    defaults: Defaults,
    limits: Limits,
    *,
    encoding: str | None = None,
    url: str | None = None,
) -> Iterator[Outcome]:
    """Read the bytes of a page as `read_html` does.

    ``encoding`` and ``url`` are what the file around the page states.
    """
    html = decode(data, source.name, encoding or _declared_encoding(data))
    with refuse_deep_nesting(source.name):
        page = parse_page(html, limits.depth)
        lines = _lines(main_content(page))
    head = _page_head(page, html, url)
    _refuse_interstitial(page, head.titles, lines, source.name)
    if head.metadata.publication == FACTBOOK:
        with refuse_deep_nesting(source.name):
            lines = _lines(page.body)  # the date is above and outside of the entries
        yield from read_factbook_page(lines, head.metadata, source, defaults)
        return
    preface, countries = countries_of(lines)
    if len(countries) > 1:
        yield from _year_page(preface, countries, head.metadata, source, defaults)
    else:
        yield from _narratives(lines, head.metadata, source.identifier, source, defaults)


def _lines(node: LexborNode | None) -> list[Line]:
    lines = [] if node is None else lines_of(node)
    return [Line(text, line.marked) for line in lines if (text := normalize(line.text))]


def countries_of(lines: Sequence[Line]) -> tuple[Sequence[Line], list[tuple[str, list[Line]]]]:
    """Return the lines above the first country, and each country's code and lines from its heading on.

    A heading is a country's name with a tier, or a name alone that is marked as a heading or in capitals.
    Entries of an index are not headings, as no text follows them.
    """
    starts = [(at, code) for at, line in enumerate(lines) if (code := _heading(line))]
    ends = [*(at for at, _ in starts), len(lines)][1:]
    parts: dict[str, list[Line]] = {}
    first = len(lines)
    for (at, code), end in zip(starts, ends, strict=True):
        part = lines[at:end]
        if sum(len(line.text) for line in part[1:]) >= _ENOUGH:
            parts.setdefault(code, []).extend(part)
            first = min(first, at)
    return lines[:first], list(parts.items())


def _heading(line: Line) -> str | None:
    heading = country_heading(line.text)
    if heading is None or not (heading.with_tier or line.marked or line.text.isupper()):
        return None
    return heading.country


def _year_page(
    preface: Sequence[Line],
    countries: Sequence[tuple[str, list[Line]]],
    page: Metadata,
    source: Source,
    defaults: Defaults,
) -> Iterator[Outcome]:
    _, above = split_titles(_text(preface))
    year = Metadata(
        edition=above.edition, signs=tuple(sign for sign in above.signs if sign.subject == "year")
    )
    for country, lines in countries:
        found = page.filled(year).of_country(country, lines[0].text)
        try:
            yield from _narratives(lines, found, f"{source.identifier}-{country.lower()}", source, defaults)
        except InputError as error:
            yield error


def _narratives(
    lines: Sequence[Line], page: Metadata, identifier: str, source: Source, defaults: Defaults
) -> Iterator[Outcome]:
    body, inside = split_titles(_text(lines))
    heading = country_heading(body.partition("\n")[0])
    country = heading.country if heading else None
    sign = signs("heading", body.partition("\n")[0], country=country)
    stated = Metadata(country, issued=inside.issued, signs=sign)
    metadata = stated.filled(page, inside)
    marked = {line.text for line in lines if line.marked and len(line.text) <= _LONGEST_HEADING}
    yield from build_extracts(
        SourceText(body, identifier, metadata, source.name, source.hints, marked), defaults
    )


def _text(lines: Sequence[Line]) -> str:
    return "\n\n".join(line.text for line in lines)


_SAVE_AGAIN = "save the page again, or save it as HTML"


def read_mhtml(stream: Stream, source: Source, defaults: Defaults, limits: Limits) -> Iterator[Outcome]:
    """Read the page in an MHTML file. Raises InputError if it has none, and as `read_page` does."""
    message = message_from_bytes(stream.read(limits.document))
    address = _header(message, "Snapshot-Content-Location")
    parts = [part for part in message.walk() if part.get_content_type() in _PAGES]
    page = next((part for part in parts if _header(part, "Content-Location") == address), None)
    page = page or next(iter(parts), None)
    data = page.get_payload(decode=True) if page is not None else None
    if page is None or not isinstance(data, bytes) or not data.strip():
        raise InputError(source.name, "the MHTML file has no page", remedy=_SAVE_AGAIN)
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
        raise InputError(source.name, "the web archive is damaged", remedy=_SAVE_AGAIN) from error
    main = archive.get("WebMainResource") if isinstance(archive, Mapping) else None
    data = main.get("WebResourceData") if isinstance(main, Mapping) else None
    if not isinstance(main, Mapping) or not isinstance(data, bytes):
        raise InputError(source.name, "the property list has no page", remedy="give the page itself")
    encoding, url = (_string(main, name) for name in ("WebResourceTextEncodingName", "WebResourceURL"))
    return read_page(data, source, defaults, limits, encoding=encoding, url=url)


def _string(values: Mapping[Any, Any], name: str) -> str | None:
    value = values.get(name)
    return value if isinstance(value, str) else None


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
class _PageHead:
    """A page's titles, the most reliable first, and the metadata in its head."""

    titles: tuple[str, ...]
    metadata: Metadata


def _declared_encoding(data: bytes) -> str | None:
    """Return the encoding that a page declares in its head, or None.

    >>> _declared_encoding(b'<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">')
    'iso-8859-1'
    """
    declared = _CHARSET.search(data[:_HEAD])
    return declared[1].decode("ascii") if declared else None


def _page_head(page: LexborHTMLParser, html: str, url: str | None = None) -> _PageHead:
    """Return the titles and the metadata of a page. Its titles have priority over its URL.

    ``url`` is the URL that the page was saved from, if its file states it.
    """
    titles = tuple(dict.fromkeys(normalize(title) for title in _values(page, _TITLES)))
    url = url or next(_addresses(page, html), None)
    url = _ARCHIVED.sub("", url) if url else None
    found = from_titles(titles)
    head = replace(
        found.filled(from_address(url)) if url else found,
        issued=next(filter(None, (date_in(date[:10]) for date in _values(page, _DATES))), None),
    )
    return _PageHead(titles, head)


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
