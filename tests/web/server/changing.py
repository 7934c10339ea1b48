"""Graphs that change: an archive with two extractions or with all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pyoxigraph import Quad, RdfFormat

from tests.archive import EXTRACTIONS, store
from tipgraph.model.claims import Extraction
from tipgraph.rdf.formats import STORE
from tipgraph.rdf.serialize import pieces
from tipgraph.rdf.writers import open_writer

__all__ = ["ALL", "LESS", "build", "content", "put", "write"]

LESS, ALL = EXTRACTIONS[:2], EXTRACTIONS
"""Guatemala's two copies of 2014; these and reports on other countries, such as Cuba."""


def build(folder: Path, extractions: Sequence[Extraction] = ALL) -> None:
    """Replace a store, as a build does."""
    with open_writer(str(folder)) as writer:
        writer.add(pieces(content(extractions), STORE))


def content(extractions: Sequence[Extraction]) -> list[Quad]:
    """Return the quads of extractions."""
    return list(store(extractions))


def write(file: Path, extractions: Sequence[Extraction] = ALL) -> None:
    """Replace a file with N-Quads."""
    beside = file.with_name("beside")
    store(extractions).dump(str(beside), RdfFormat.N_QUADS)
    beside.replace(file)


def put(file: Path, text: str) -> None:
    """Replace a file in one step, because the server may look at any time."""
    beside = file.with_name("beside")
    beside.write_text(text)
    beside.replace(file)
