"""The RDF formats that graphs are written in and read from: by a file's name, and by its content."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from pyoxigraph import RdfFormat

from tipgraph.errors import UsageError
from tipgraph.namespaces import BASE, PREFIXES

__all__ = ["FORMATS", "Format", "by_content", "by_name", "is_packed", "unpacked"]

_HEADER = "".join(
    [f"@base <{BASE}> .\n", *(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in sorted(PREFIXES.items()))]
).encode()


@dataclass(frozen=True, slots=True)
class Format:
    """A format to write: its ending, and what stands before, between and after the parts of a file."""

    ending: str
    rdf: RdfFormat
    header: bytes = b""
    separator: bytes = b""
    footer: bytes = b""

    @property
    def has_graphs(self) -> bool:
        """Whether it tells named graphs apart."""
        return self.rdf.supports_datasets


TURTLE = Format(".ttl", RdfFormat.TURTLE, _HEADER + b"\n", b"\n")
TRIG = Format(".trig", RdfFormat.TRIG, _HEADER + b"\n", b"\n")
N_QUADS = Format(".nq", RdfFormat.N_QUADS)
JSON_LD = Format(".jsonld", RdfFormat.JSON_LD, b"[\n", b",\n", b"\n]\n")

FORMATS = {made.ending: made for made in (TURTLE, TRIG, N_QUADS, JSON_LD)}
"""The formats to write, by the ending of a file's name."""

_GZIP = b"\x1f\x8b"
_OTHER_ENDINGS = {".csv", ".gz", ".html", ".json", ".n3", ".nt", ".owl", ".rdf", ".txt", ".xml", ".zip"}
_HEAD = 65_536
_BLANK = re.compile(rb"\A(?:\xef\xbb\xbf)?(?:\s+|#[^\n]*(?:\n|\Z))*")
_TERM = rb"(?:<[^<>\s]*>|_:\S+)"
_QUAD = re.compile(
    rb'%s[ \t]+<[^<>\s]*>[ \t]+(?:%s|"(?:[^"\\\n]|\\.)*"(?:\^\^<[^<>\s]*>|@[\w-]+)?)[ \t]+%s[ \t]*\.'
    % (_TERM, _TERM, _TERM)
)


def by_name(path: Path) -> Format | None:
    """Return the format that a name asks for, ``.gz`` aside, or None: such a name is a store's folder.

    Raises UsageError for the ending of a format that is not written.

    >>> by_name(Path("graph.trig.gz")).ending
    '.trig'
    >>> by_name(Path("graph")) is None
    True
    """
    ending = Path(path.name.removesuffix(".gz")).suffix.lower()
    if path.is_dir():
        return None
    if ending not in FORMATS and path.suffix.lower() in _OTHER_ENDINGS:
        endings = ", ".join(FORMATS)
        raise UsageError(
            f"{path}: no graph is written under such a name",
            remedy=f"end it in {endings} (or these with .gz), or in nothing for a store's folder",
        )
    return FORMATS.get(ending)


def is_packed(path: Path) -> bool:
    """Tell whether a file is gzipped, by its first bytes."""
    with path.open("rb") as file:
        return file.read(2) == _GZIP


def unpacked(path: Path) -> IO[bytes]:
    """Open a file for reading, through gzip where it is gzipped."""
    return cast(IO[bytes], gzip.open(path)) if is_packed(path) else path.open("rb")


def by_content(path: Path) -> RdfFormat:
    """Return the format that a file has, whatever its name: a superset of it where one is enough.

    TriG stands for Turtle, N-Quads for N-Triples. Raises OSError or EOFError where the file is unreadable.
    """
    with unpacked(path) as file:
        head = file.read(_HEAD)
    head = head[len(match.group()) if (match := _BLANK.match(head)) else 0 :]
    if head.startswith((b"{", b"[")) and b'"' in head:
        return RdfFormat.JSON_LD
    if head.startswith((b"<?xml", b"<!--", b"<!DOCTYPE", b"<rdf:RDF")):
        return RdfFormat.RDF_XML
    return RdfFormat.N_QUADS if _QUAD.match(head) else RdfFormat.TRIG
