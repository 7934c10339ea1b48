"""A small graph with everything that a site must handle: copies, sections, texts, and harmful names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, serialize

from tests.archive import EXTRACTIONS, NARRATIVES
from tests.drafts import count, draft, measure, role, route, says
from tipgraph.model.claims import Extraction
from tipgraph.model.documents import Document
from tipgraph.model.iris import BASE
from tipgraph.rdf.emit import quads
from tipgraph.rdf.reference import reference

__all__ = ["HARM", "graph", "hostile", "store"]

HARM = """<script>document.title = "harm"</script><img src=x onerror='document.title = "harm"'>"""
"""Markup that is harmful if it is not escaped."""

_PLACES = {
    "AGO", "BLZ", "CAN", "CUB", "GTM", "HND", "KWT", "MEX", "NAM", "USA", "YUG", "GTM-guatemala-city",
    "africa", "americas", "central-america", "central-africa", "gulf-states", "neighboring-countries",
    "north-america",
}  # fmt: skip


def hostile() -> tuple[str, Extraction]:
    """Return a narrative and its extraction, with markup in every text."""
    narrative, extraction = draft(
        "NAM",
        "2016",
        says(f"[{HARM}] is said to be a source.", role("source", rules=(HARM,))),
        says(
            "[Men go to Angola] and [on] to &lt;b&gt; & \"quotes\" 'too'.",
            route("NAM", "AGO"),
            route("NAM", "neighboring-countries"),
        ),
        says("[Two were convicted].", measure("conviction", "done"), count("conviction", 2)),
        publication="my notes",
        identifier=f'a "copy" {HARM}',
        section="part two",
    )
    document = extraction.document
    made = Document(
        document.identifier, document.report, document.sha256, HARM, "javascript:document.title='harm'"
    )
    return narrative.text, Extraction(made, extraction.claims)


def _reference() -> Iterator[Quad]:
    """Yield the vocabularies with a few places, to make a site quickly."""
    for quad in reference():
        subject = str(getattr(quad.subject, "value", ""))
        place = subject.removeprefix(f"{BASE}place/").partition("/")[0]
        if place in _PLACES or not subject.startswith(f"{BASE}place/"):
            yield quad


def store(*, texts: bool = False) -> Store:
    """Return the graph as a store."""
    made = Store()
    made.bulk_extend(_reference())
    made.bulk_extend(_data(texts))
    return made


def _data(texts: bool) -> Iterable[Quad]:
    text, extraction = hostile()
    for narrative, each in zip(NARRATIVES, EXTRACTIONS, strict=True):
        yield from quads(each, narrative.text if texts else None)
    yield from quads(extraction, text if texts else None)
    yield Quad(
        NamedNode(f"{BASE}odd"), NamedNode(f"{BASE}odd"), NamedNode(f"{BASE}odd"), NamedNode(f"{BASE}odd")
    )


def graph(path: Path, *, texts: bool = False) -> Path:
    """Write the graph to a file of N-Quads, and return it."""
    made = serialize(store(texts=texts), format=RdfFormat.N_QUADS)
    assert made is not None
    path.write_bytes(made)
    return path
