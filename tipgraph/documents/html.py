"""Pages as saved from a browser: state.gov of all ages, Refworld, ecoi.net, and others by their text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from selectolax.lexbor import LexborHTMLParser

from tipgraph.documents import identify
from tipgraph.documents.assemble import Found, narrative_of
from tipgraph.documents.defaults import Defaults, Limits
from tipgraph.documents.encoding import decode
from tipgraph.documents.fragments import Line, lines_of
from tipgraph.documents.layouts import clutter, content
from tipgraph.documents.normalize import normalize
from tipgraph.documents.outcome import Outcome
from tipgraph.documents.plaintext import understand
from tipgraph.documents.sources import Source
from tipgraph.documents.stream import Stream
from tipgraph.documents.walls import refuse_wall
from tipgraph.documents.yearpages import countries_of
from tipgraph.errors import InputError

__all__ = ["read_html"]

_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->", re.IGNORECASE)
_ADDRESSES = (
    ("link[rel=canonical]", "href"),
    ('meta[property="og:url"]', "content"),
    ("base[href]", "href"),
)
_TITLES = (
    ('meta[property="og:title"]', "content"),
    ("h1", None),
    ("title", None),
    ('meta[name="title"]', "content"),
)
_DATES = (
    ('meta[property="article:published_time"]', "content"),
    ("meta[name='DC.date'], meta[name='dcterms.date'], meta[name='date']", "content"),
    ("time[datetime]", "datetime"),
)


@dataclass(frozen=True, slots=True)
class _Page:
    """What a page says outside of its text."""

    titles: tuple[str, ...]
    url: str | None
    date: str | None


def read_html(stream: Stream, source: Source, defaults: Defaults, limits: Limits) -> Iterator[Outcome]:
    """Read a page as one narrative, or as one for each country where its headings show several.

    Raises InputError for a login wall, an error page and a page without running text.
    """
    data = stream.read(limits.document)
    declared = _CHARSET.search(data[:4096])
    html = decode(data, source.name, declared[1].decode("ascii") if declared else None)
    parser = LexborHTMLParser(html)
    try:
        lines = _lines(parser)
    except RecursionError as error:
        raise InputError(
            source.name, "its elements are nested too deep", remedy="save the page again from a browser"
        ) from error
    page = _page(parser, html)
    refuse_wall(parser, page.titles, lines, source.name)
    yield from _narratives(lines, page, source, defaults)


def _lines(parser: LexborHTMLParser) -> list[Line]:
    node = content(parser)
    lines = [] if node is None else lines_of(node, clutter(node))
    return [Line(text, line.marked) for line in lines if (text := normalize(line.text))]


def _page(parser: LexborHTMLParser, html: str) -> _Page:
    saved = _SAVED_FROM.search(html[:4096])
    return _Page(
        titles=tuple(dict.fromkeys(normalize(title) for title in _values(parser, _TITLES))),
        url=saved[1] if saved else next((url for url in _values(parser, _ADDRESSES) if "//" in url), None),
        date=next(
            (date for value in _values(parser, _DATES) if (date := identify.date_in(value[:10]))), None
        ),
    )


def _values(parser: LexborHTMLParser, places: tuple[tuple[str, str | None], ...]) -> Iterator[str]:
    for selector, attribute in places:
        for node in parser.css(selector):
            value = node.attributes.get(attribute) if attribute else node.text()
            if value and value.strip():
                yield value.strip()


def _narratives(lines: list[Line], page: _Page, source: Source, defaults: Defaults) -> Iterator[Outcome]:
    found = _from_page(page)
    countries = countries_of(lines)
    if len(countries) > 1:
        for country, part in countries:
            identifier = f"{source.identifier}-{country.lower()}"
            one = replace(found, country=country)
            yield _narrative(part, identifier, one, source, defaults)
        return
    yield _narrative(lines, source.identifier, found, source, defaults, hints=source.hints)


def _narrative(
    lines: list[Line],
    identifier: str,
    found: Found,
    source: Source,
    defaults: Defaults,
    hints: tuple[str, ...] = (),
) -> Outcome:
    body, inside = understand(_text(lines))
    whole = Found(
        country=found.country or inside.country,
        edition=found.edition or inside.edition,
        publication=found.publication or inside.publication,
        title=found.title or inside.title,
        url=found.url or inside.url,
        issued=inside.issued or found.issued,
    )
    headings = {line.text for line in lines if line.marked and len(line.text) < 120}
    return narrative_of(
        body, identifier, whole, defaults, source.name, hints=hints or source.hints, headings=headings
    )


def _text(lines: list[Line]) -> str:
    return "\n\n".join(line.text for line in lines)


def _from_page(page: _Page) -> Found:
    """What titles and the address say; each is asked in turn, the address last."""
    countries = (code for title in page.titles if (code := identify.country_in(title)))
    years = (year for title in page.titles if (year := identify.year_in(title)))
    year = next(years, None) or (identify.year_in_address(page.url) if page.url else None)
    return Found(
        country=next(countries, None),
        edition=str(year) if year else None,
        publication=identify.publication_in(" ".join((*page.titles, page.url or ""))),
        title=next((title for title in page.titles if identify.publication_in(title)), None)
        or next(iter(page.titles), None),
        url=page.url,
        issued=page.date,
    )
