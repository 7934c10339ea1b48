"""RDF formats and kinds of graphs, recognised by name for writing and by content for reading."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from pyoxigraph import RdfFormat

from tipgraph.errors import UsageError
from tipgraph.model.iris import BASE, PREFIXES

__all__ = [
    "FORMATS",
    "LEDGER_NAME",
    "STORE",
    "Format",
    "format_by_content",
    "format_by_name",
    "is_address",
    "is_foreign",
    "is_gzipped",
    "is_rdf",
    "is_store",
    "open_unpacked",
]

LEDGER_NAME = "tipgraph-ledger.sqlite"
"""The file of a build in a store's folder. RocksDB ignores files that it does not know."""
_CHECKED = 1 << 28
"""Bytes of a store, some 1.3 million statements, for whose violations a command may search in seconds."""

_HEADER = "".join(
    [f"@base <{BASE}> .\n", *(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in sorted(PREFIXES.items()))]
).encode()


@dataclass(frozen=True, slots=True)
class Format:
    """An output format: its name in `RdfFormat`, and the bytes before, between and after a file's pieces.

    ``ordered`` is False if the order of statements does not matter, as in a store.
    """

    name: str
    header: bytes = b""
    separator: bytes = b""
    footer: bytes = b""
    ordered: bool = True

    @property
    def rdf(self) -> RdfFormat:
        """The format as pyoxigraph knows it, which cannot be sent to another process."""
        made = getattr(RdfFormat, self.name)
        assert isinstance(made, RdfFormat)
        return made

    @property
    def has_graphs(self) -> bool:
        """Whether the format has named graphs."""
        return self.rdf.supports_datasets


FORMATS = {
    ".ttl": Format("TURTLE", _HEADER + b"\n", b"\n"),
    ".trig": Format("TRIG", _HEADER + b"\n", b"\n"),
    ".nq": Format("N_QUADS"),
    ".jsonld": Format("JSON_LD", b"[\n", b",\n", b"\n]\n"),
}
"""The formats of files by the ending of their names."""

STORE = Format("N_QUADS", ordered=False)
"""The format in which quads are loaded into a store, embedded or on a server."""

_SCHEMES = ("http://", "https://")
_GZIP = b"\x1f\x8b"
_HEAD = 65_536
_BLANK = re.compile(rb"\A(?:\xef\xbb\xbf)?(?:\s+|#[^\n]*(?:\n|\Z))*")
_RDF = re.compile(
    rb"""@(?:prefix|base)\b | (?:prefix\s+\S*:|base)\s*<            # Turtle, TriG
       | <[a-z][a-z0-9+.-]*:[^<>\s]+>                               # N-Triples, N-Quads
       | (?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<rdf:RDF             # RDF/XML
       | [\[{][^\x00]{0,4096}?"@(?:context|graph|id)"\s*:           # JSON-LD
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_TERM = rb"(?:<[^<>\s]*>|_:\S+)"
_QUAD = re.compile(
    rb'%s[ \t]+<[^<>\s]*>[ \t]+(?:%s|"(?:[^"\\\n]|\\.)*"(?:\^\^<[^<>\s]*>|@[\w-]+)?)[ \t]+%s[ \t]*\.'
    % (_TERM, _TERM, _TERM)
)


def format_by_name(output: str | Path) -> Format:
    """Return the format for an output: `STORE` for an address, a folder or a name without an ending.

    An ending ``.gz`` is ignored. Raises UsageError for any other ending, and for ``-``: graphs are not
    written to standard output.

    >>> format_by_name(Path("graph.trig.gz")).name
    'TRIG'
    >>> format_by_name(Path("graph")) is STORE, format_by_name("https://example.org/sparql") is STORE
    (True, True)
    """
    if is_address(output):
        return STORE
    path = Path(output)
    ending = Path(path.name.removesuffix(".gz")).suffix.lower()
    if str(path) == "-":
        raise UsageError(
            "a graph cannot be written to -", remedy="write to a file or folder; `-` is for input"
        )
    if path.is_dir():
        return STORE
    if path.suffix and ending not in FORMATS:
        raise UsageError(
            f"{path}: the ending names no format that graphs are written in",
            remedy=f"use {', '.join(FORMATS)} (each also with .gz), or no ending for a store's folder",
        )
    return FORMATS.get(ending, STORE)


def is_address(source: str | Path) -> bool:
    """Return whether a graph is on a server: a string with an HTTP address.

    >>> is_address("https://example.org/sparql"), is_address("graph.trig"), is_address(Path("http:/folder"))
    (True, False, False)
    """
    return isinstance(source, str) and source.lower().startswith(_SCHEMES)


def is_store(path: Path) -> bool:
    """Return whether a folder is an embedded store, by the file that RocksDB writes first."""
    return (path / "CURRENT").is_file()


def is_foreign(graph: str | Path) -> bool:
    """Return whether other programs may have written a graph: a file, or a store without a ledger.

    A store of more than 256 MB counts as none, because looking for violations would take too long.
    """
    path = Path(graph)
    if not path.is_dir():
        return path.is_file()
    if (path / LEDGER_NAME).exists():
        return False
    return sum(file.stat().st_size for file in path.iterdir()) <= _CHECKED


def is_gzipped(path: Path) -> bool:
    """Return whether a file is gzipped, by its first bytes."""
    with path.open("rb") as file:
        return file.read(2) == _GZIP


def open_unpacked(path: Path) -> IO[bytes]:
    """Open a file for reading, and decompress it if it is gzipped."""
    return cast(IO[bytes], gzip.open(path)) if is_gzipped(path) else path.open("rb")


def is_rdf(path: Path) -> bool:
    """Return whether a file begins like a graph. Raises OSError or EOFError if it cannot be read."""
    return _RDF.match(_beginning(path)) is not None


def _beginning(path: Path) -> bytes:
    """Return the first bytes of a file, without leading comments."""
    with open_unpacked(path) as file:
        head = file.read(_HEAD)
    blank = _BLANK.match(head)
    return head[blank.end() :] if blank else head


def format_by_content(path: Path) -> RdfFormat:
    """Return the format of a file by its content, or a superset: TriG for Turtle, N-Quads for N-Triples.

    Raises OSError or EOFError if the file cannot be read.
    """
    head = _beginning(path)
    if head.startswith((b"{", b"[")) and b'"' in head:
        return RdfFormat.JSON_LD
    if head.startswith((b"<?xml", b"<!--", b"<!DOCTYPE", b"<rdf:RDF")):
        return RdfFormat.RDF_XML
    return RdfFormat.N_QUADS if _QUAD.match(head) else RdfFormat.TRIG
