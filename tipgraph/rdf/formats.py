"""The RDF formats that graphs are written in and read from: by a file's name, and by its content."""

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
    "STORE",
    "Format",
    "by_content",
    "by_name",
    "is_address",
    "is_packed",
    "is_rdf",
    "is_store",
    "unpacked",
]

_HEADER = "".join(
    [f"@base <{BASE}> .\n", *(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in sorted(PREFIXES.items()))]
).encode()


@dataclass(frozen=True, slots=True)
class Format:
    """A format to write: its name in `RdfFormat`, and what stands before, between and after a file's parts.

    ``ordered`` tells whether the order of statements makes a difference: not to a store.
    """

    name: str
    header: bytes = b""
    separator: bytes = b""
    footer: bytes = b""
    ordered: bool = True

    @property
    def rdf(self) -> RdfFormat:
        """The serializer's own idea of the format, which cannot be handed to another process."""
        made = getattr(RdfFormat, self.name)
        assert isinstance(made, RdfFormat)
        return made

    @property
    def has_graphs(self) -> bool:
        """Whether it tells named graphs apart."""
        return self.rdf.supports_datasets


FORMATS = {
    ".ttl": Format("TURTLE", _HEADER + b"\n", b"\n"),
    ".trig": Format("TRIG", _HEADER + b"\n", b"\n"),
    ".nq": Format("N_QUADS"),
    ".jsonld": Format("JSON_LD", b"[\n", b",\n", b"\n]\n"),
}
"""The formats of files, by the ending of a file's name."""

STORE = Format("N_QUADS", ordered=False)
"""The form in which a store is filled, embedded or on a server."""

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


def by_name(output: str | Path) -> Format:
    """Return the format that a name asks for (``.gz`` aside): `STORE` for an address, a folder, no ending.

    Raises UsageError for an ending of anything else, and for ``-``: a graph is not written to a pipe.

    >>> by_name(Path("graph.trig.gz")).name
    'TRIG'
    >>> by_name(Path("graph")) is STORE, by_name("https://example.org/sparql") is STORE
    (True, True)
    """
    if is_address(output):
        return STORE
    path = Path(output)
    ending = Path(path.name.removesuffix(".gz")).suffix.lower()
    if str(path) == "-":
        raise UsageError("a graph is not written to -", remedy="write to a file or folder; `-` is for input")
    if path.is_dir():
        return STORE
    if path.suffix and ending not in FORMATS:
        raise UsageError(
            f"{path}: no graph is written under such a name",
            remedy=f"end it in {', '.join(FORMATS)} (or these with .gz), or in nothing for a store's folder",
        )
    return FORMATS.get(ending, STORE)


def is_address(source: str | Path) -> bool:
    """Tell whether a graph is on a server: an HTTP address, and no path.

    >>> is_address("https://example.org/sparql"), is_address("graph.trig"), is_address(Path("http:/folder"))
    (True, False, False)
    """
    return isinstance(source, str) and source.lower().startswith(_SCHEMES)


def is_store(path: Path) -> bool:
    """Tell whether a folder is an embedded store, by the file that RocksDB writes first."""
    return (path / "CURRENT").is_file()


def is_packed(path: Path) -> bool:
    """Tell whether a file is gzipped, by its first bytes."""
    with path.open("rb") as file:
        return file.read(2) == _GZIP


def unpacked(path: Path) -> IO[bytes]:
    """Open a file for reading, through gzip where it is gzipped."""
    return cast(IO[bytes], gzip.open(path)) if is_packed(path) else path.open("rb")


def is_rdf(path: Path) -> bool:
    """Tell whether a file begins as a graph does. Raises OSError or EOFError where it is unreadable."""
    return _RDF.match(_beginning(path)) is not None


def _beginning(path: Path) -> bytes:
    """Return the first bytes of a file, without the comments before all else."""
    with unpacked(path) as file:
        head = file.read(_HEAD)
    blank = _BLANK.match(head)
    return head[blank.end() :] if blank else head


def by_content(path: Path) -> RdfFormat:
    """Return the format that a file has, whatever its name: a superset of it where one is enough.

    TriG stands for Turtle, N-Quads for N-Triples. Raises OSError or EOFError where the file is unreadable.
    """
    head = _beginning(path)
    if head.startswith((b"{", b"[")) and b'"' in head:
        return RdfFormat.JSON_LD
    if head.startswith((b"<?xml", b"<!--", b"<!DOCTYPE", b"<rdf:RDF")):
        return RdfFormat.RDF_XML
    return RdfFormat.N_QUADS if _QUAD.match(head) else RdfFormat.TRIG
