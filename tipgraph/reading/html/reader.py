"""The reader of saved web pages: state.gov old and new, Refworld, ecoi.net and other sites."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from selectolax.lexbor import LexborHTMLParser

from tipgraph.errors import InputError
from tipgraph.reading.assemble import Metadata, build_extracts
from tipgraph.reading.defaults import Defaults, Limits
from tipgraph.reading.encoding import decode
from tipgraph.reading.html.content import main_content
from tipgraph.reading.html.factbook import read_factbook_page
from tipgraph.reading.html.head import declared_encoding, page_head
from tipgraph.reading.html.interstitials import refuse_interstitial
from tipgraph.reading.html.lines import Line, lines_of, parse_page, refuse_deep_nesting
from tipgraph.reading.identify import country_heading
from tipgraph.reading.json.factbook import FACTBOOK
from tipgraph.reading.normalize import normalize
from tipgraph.reading.outcome import Outcome
from tipgraph.reading.signs import signs
from tipgraph.reading.sources import Source, WebSource
from tipgraph.reading.stream import Stream
from tipgraph.reading.titles import split_titles

__all__ = ["countries_of", "read_html", "read_page"]

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
    html = decode(data, source.name, encoding or declared_encoding(data))
    with refuse_deep_nesting(source.name):
        page = parse_page(html, limits.depth)
        lines = _lines(page)
    head = page_head(page, html, url)
    refuse_interstitial(page, head.titles, lines, source.name)
    if head.metadata.publication == FACTBOOK:
        yield from read_factbook_page(lines, head.metadata, source, defaults)
        return
    preface, countries = countries_of(lines)
    if len(countries) > 1:
        yield from _year_page(preface, countries, head.metadata, source, defaults)
    else:
        yield from _narratives(lines, head.metadata, source.identifier, source, defaults)


def _lines(page: LexborHTMLParser) -> list[Line]:
    node = main_content(page)
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
        body, identifier, metadata, defaults, source.name, hints=source.hints, headings=marked
    )


def _text(lines: Sequence[Line]) -> str:
    return "\n\n".join(line.text for line in lines)
