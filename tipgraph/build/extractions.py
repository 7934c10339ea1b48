"""Readings out of whatever a user has: narratives, read and understood on the way, or a graph of them."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from tipgraph.errors import InputError
from tipgraph.model.claims import Extraction
from tipgraph.model.iris import document_iri
from tipgraph.rdf.formats import is_address, is_rdf, is_store
from tipgraph.rdf.queryable import Queryable
from tipgraph.reading.defaults import NO_DEFAULTS, Defaults
from tipgraph.reading.sources import STDIN

if TYPE_CHECKING:
    from tipgraph.reading import Skipped

__all__ = ["ExtractionWithText", "collect", "is_graph", "read"]

Wanted = Callable[[str], bool]
"""Chooses documents by their IRIs."""


def is_graph(source: str) -> bool:
    """Tell whether a source is a graph (an RDF file, a store's folder, a server's address) by its content.

    Everything else is to be read as narratives, what cannot be opened too: the reader says why.
    """
    if source == STDIN:
        return False
    if is_address(source):
        return True
    path = Path(source)
    if path.is_dir():
        return is_store(path)
    try:
        return is_rdf(path)
    except (OSError, EOFError, zlib.error):
        return False


@dataclass(frozen=True, slots=True)
class ExtractionWithText:
    """A document's reading, with its text where it is at hand."""

    extraction: Extraction
    text: str | None = None


def read(
    sources: Sequence[str],
    defaults: Defaults = NO_DEFAULTS,
    vocabulary: Sequence[Path] = (),
    wanted: Wanted = lambda _: True,
) -> Iterator[ExtractionWithText | InputError | Skipped]:
    """Yield the readings of sources: graphs are restored, all else is read as narratives.

    ``defaults`` stand in for what a narrative does not say of itself; ``vocabulary`` names Turtle files
    with concepts of the user's own; ``wanted`` chooses documents by their IRIs. What cannot be read
    comes as an InputError, and the rest goes on.
    Raises UnreadableError where a graph or vocabulary is damaged.
    """
    narratives = []
    for source in sources:
        if is_graph(source):
            yield from _restored(source, wanted)
        else:
            narratives.append(source)
    if narratives:
        yield from _understood(narratives, defaults, vocabulary, wanted)


def _restored(source: str, wanted: Wanted) -> Iterator[ExtractionWithText]:
    from tipgraph.rdf.restore import extractions
    from tipgraph.rdf.store import open_graph

    store = open_graph(source)
    for extraction in extractions(store, wanted):
        yield ExtractionWithText(extraction, _text(store, document_iri(extraction.document)))


def _text(store: Queryable, document: str) -> str | None:
    from tipgraph.rdf.terms import term

    quads = store.quads_for_pattern(NamedNode(document), term("tg:text"), None)
    return next((quad.object.value for quad in quads if isinstance(quad.object, Literal)), None)


def _understood(
    sources: Sequence[str], defaults: Defaults, vocabulary: Sequence[Path], wanted: Wanted
) -> Iterator[ExtractionWithText | InputError | Skipped]:
    from tipgraph.model.documents import Narrative
    from tipgraph.reading import read as read_documents
    from tipgraph.understanding import Extractor

    extractor = Extractor.load(vocabulary)
    for item in read_documents(sources, defaults):
        if not isinstance(item, Narrative):
            yield item
        elif wanted(document_iri(item.document)):
            try:
                yield ExtractionWithText(extractor.read(item), item.text)
            except InputError as error:
                yield error


def collect(sources: Iterable[ExtractionWithText], *, texts: bool = False) -> list[ExtractionWithText]:
    """Return the readings sorted by their documents' IRIs, each document once, the first of its copies.

    Texts are let go of unless ``texts`` is set.
    """
    found: dict[str, ExtractionWithText] = {}
    for source in sources:
        kept = source if texts else ExtractionWithText(source.extraction)
        found.setdefault(document_iri(source.extraction.document), kept)
    return [found[iri] for iri in sorted(found)]
