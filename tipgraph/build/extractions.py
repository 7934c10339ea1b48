"""The extractions of any mix of sources: restored from graphs, or made from narratives."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from tipgraph.build.reprints import Passages, passages, reprints
from tipgraph.corrections import Corrections, apply
from tipgraph.errors import InputError
from tipgraph.model.claims import Extraction
from tipgraph.model.documents import Repetition
from tipgraph.model.iris import document_iri
from tipgraph.rdf.formats import is_address, is_rdf, is_store
from tipgraph.rdf.store import Queryable
from tipgraph.reading.defaults import LIMITS, NO_DEFAULTS, Defaults, Limits
from tipgraph.reading.sources import STDIN

if TYPE_CHECKING:
    from tipgraph.reading import Skipped

__all__ = ["ExtractionWithText", "collect", "is_graph", "read"]

Wanted = Callable[[str], bool]
"""Selects documents by IRI."""


def is_graph(source: str) -> bool:
    """Return whether a source is a graph: an RDF file by its content, a store's folder, a server's address.

    Everything else is read as narratives. So is a file that cannot be opened: its reader reports why.
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
    """A document's extraction, and its text if it is available."""

    extraction: Extraction
    text: str | None = None


def read(
    sources: Sequence[str],
    defaults: Defaults = NO_DEFAULTS,
    vocabulary: Sequence[Path] = (),
    wanted: Wanted = lambda _: True,
    limits: Limits = LIMITS,
    corrections: Corrections | None = None,
    restored: Callable[[str, Queryable], object] = lambda *_: None,
) -> Iterator[ExtractionWithText | InputError | Skipped]:
    """Yield the extractions of sources, and an InputError or Skipped for what gives none.

    ``defaults`` hold metadata for narratives that do not state it. ``vocabulary`` names Turtle files with
    further concepts. ``wanted`` selects documents by IRI. A source beyond ``limits`` is an error.
    ``corrections`` are applied to the claims. ``restored`` is called with each graph that has been read.
    Raises UnreadableError if a graph is damaged or of an older model, or a vocabulary is damaged.
    """
    for item in _read(sources, defaults, vocabulary, wanted, limits, restored):
        if corrections is not None and isinstance(item, ExtractionWithText):
            own = corrections.of(item.extraction.document)
            applied = apply(item.extraction, item.text, own, corrections.on_conflict)
            yield replace(item, extraction=applied.extraction)
        else:
            yield item


def _read(
    sources: Sequence[str],
    defaults: Defaults,
    vocabulary: Sequence[Path],
    wanted: Wanted,
    limits: Limits,
    restored: Callable[[str, Queryable], object],
) -> Iterator[ExtractionWithText | InputError | Skipped]:
    narratives = []
    for source in sources:
        if is_graph(source):
            yield from _restored(source, wanted, restored)
        else:
            narratives.append(source)
    if narratives:
        yield from _extracted(narratives, defaults, limits, vocabulary, wanted)


def _restored(
    source: str, wanted: Wanted, restored: Callable[[str, Queryable], object]
) -> Iterator[ExtractionWithText]:
    from tipgraph.rdf.restore import extractions
    from tipgraph.rdf.store import open_graph, refuse_older_model
    from tipgraph.validation.conformance import explained

    store = open_graph(source)
    refuse_older_model(store, source)
    with explained(source, lambda: store):
        for extraction in extractions(store, wanted):
            yield ExtractionWithText(extraction, _text(store, document_iri(extraction.document)))
    restored(source, store)


def _text(store: Queryable, document: str) -> str | None:
    from tipgraph.rdf.terms import term

    quads = store.quads_for_pattern(NamedNode(document), term("tg:text"), None)
    return next((quad.object.value for quad in quads if isinstance(quad.object, Literal)), None)


def _extracted(
    sources: Sequence[str],
    defaults: Defaults,
    limits: Limits,
    vocabulary: Sequence[Path],
    wanted: Wanted,
) -> Iterator[ExtractionWithText | InputError | Skipped]:
    from tipgraph.model.documents import Narrative
    from tipgraph.reading import read as read_documents
    from tipgraph.understanding import Extractor

    extractor = Extractor.load(vocabulary)
    for item in read_documents(sources, defaults, limits):
        if not isinstance(item, Narrative):
            yield item
        elif wanted(document_iri(item.document)):
            try:
                yield ExtractionWithText(extractor.read(item), item.text)
            except InputError as error:
                yield error


def collect(sources: Iterable[ExtractionWithText], *, texts: bool = False) -> list[ExtractionWithText]:
    """Return the extractions sorted by document IRI; of each document, only the first.

    Texts are dropped unless ``texts`` is set. Reprints are found among the documents with a text.
    """
    found: dict[str, ExtractionWithText] = {}
    compared: dict[str, Passages] = {}
    for source in sources:
        document = source.extraction.document
        iri = document_iri(document)
        if iri not in found and source.text is not None:
            compared[iri] = Passages(iri, document.report, passages(source.text))
        found.setdefault(iri, source if texts else ExtractionWithText(source.extraction))
    for iri, repeats in reprints(compared.values()).items():
        found[iri] = _reprint(found[iri], repeats)
    return [found[iri] for iri in sorted(found)]


def _reprint(source: ExtractionWithText, repeats: Repetition) -> ExtractionWithText:
    document = replace(source.extraction.document, repeats=repeats)
    return replace(source, extraction=replace(source.extraction, document=document))
