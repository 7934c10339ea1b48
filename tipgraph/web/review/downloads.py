"""Files of the corrected claims: CSV, Excel, Turtle and the corrections themselves; and a map of routes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from io import BytesIO, StringIO
from itertools import chain

from pyoxigraph import RdfFormat, Store, Triple, serialize

from tipgraph.analysis.facts import COLUMNS, Fact, facts, flat, write_csv
from tipgraph.analysis.routes import Gazetteer, pictures, read_routes
from tipgraph.model.claims import Extraction
from tipgraph.model.iris import PREFIXES
from tipgraph.rdf.emit import quads
from tipgraph.util.optional import installed
from tipgraph.util.text import as_text
from tipgraph.web.review.session import Session

__all__ = ["DOWNLOADS", "available", "map_page"]


def _extractions(session: Session) -> Iterator[Extraction]:
    session.refresh()
    for number in range(len(session.sources)):
        yield session.applied(number).extraction


def _facts(session: Session) -> Iterator[Fact]:
    return chain.from_iterable(map(facts, _extractions(session)))


def _csv(session: Session) -> bytes:
    """Return the claims as CSV. The mark at the beginning tells Excel that it is UTF-8."""
    text = StringIO()
    write_csv(_facts(session), text)
    return text.getvalue().encode("utf-8-sig")


def _excel(session: Session) -> bytes:
    from openpyxl import Workbook

    book, content = Workbook(write_only=True), BytesIO()
    sheet = book.create_sheet("claims")
    sheet.append(COLUMNS)
    for fact in _facts(session):
        cells = flat(fact)
        sheet.append([as_text(cells.get(column, "")) for column in COLUMNS])
    book.save(content)
    return content.getvalue()


def _turtle(session: Session) -> bytes:
    triples = (
        Triple(quad.subject, quad.predicate, quad.object)
        for extraction in _extractions(session)
        for quad in quads(extraction, vocabulary=session.vocabulary)
    )
    content = BytesIO()
    serialize(triples, content, RdfFormat.TURTLE, prefixes=PREFIXES)
    return content.getvalue()


def map_page(session: Session) -> str:
    """Return a map of the corrected routes, as `tipgraph routes map` makes it.

    Raises UsageError without the extra pictures.
    """
    store = Store()
    for extraction in _extractions(session):
        store.extend(quads(extraction, vocabulary=session.vocabulary))
    quotes = partial(pictures.read_quote_texts, store)
    return pictures.page(
        read_routes(store, rules=True), quotes, Gazetteer(session.vocabulary), title="Map of routes"
    ).html


def _corrections(session: Session) -> bytes:
    path = session.record.path
    return path.read_bytes() if path.exists() else b""


DOWNLOADS: Mapping[str, Callable[[Session], bytes]] = {
    "claims.csv": _csv,
    "claims.xlsx": _excel,
    "claims.ttl": _turtle,
    "corrections.jsonl": _corrections,
}
"""What makes a file, by its name."""


def available() -> list[str]:
    """Return the names of the files that can be made with the libraries that are installed."""
    return [name for name in DOWNLOADS if name != "claims.xlsx" or installed("excel")]
