"""Serialises quads in pieces. A file is the sorted sequence of its pieces, which may arrive in any order.

A piece holds everything that a file says about one thing: a named graph; or, in the default graph and in
formats without named graphs, a document or another resource. The same quads give the same bytes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple, Self

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, parse, serialize

from tipgraph.model.iris import BASE, PREFIXES
from tipgraph.rdf.formats import Format

__all__ = [
    "DiskBuffer",
    "Piece",
    "canonical_order",
    "group_quads",
    "iri_sort_key",
    "merge_pieces",
    "pieces",
    "serialize_groups",
]


class DiskBuffer:
    """Stores pieces in a file. Memory holds only their positions."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("w+b")
        self._end = 0
        self._entries: dict[str, list[_Entry]] = defaultdict(list)

    def add(self, piece: Piece) -> None:
        """Store a piece, unless an equal one is stored already."""
        digest = blake2b(piece.content, digest_size=16).digest()
        entries = self._entries[piece.key]
        if all(entry.digest != digest for entry in entries):
            entries.append(_Entry(digest, self._end, len(piece.content)))
            self._file.write(piece.content)
            self._end += len(piece.content)

    def __iter__(self) -> Iterator[list[bytes]]:
        """Yield the contents of each key, sorted by key; several contents of one key are sorted too."""
        for key in sorted(self._entries, key=iri_sort_key):
            yield sorted(self._read(entry) for entry in self._entries[key])

    def _read(self, entry: _Entry) -> bytes:
        self._file.seek(entry.offset)
        return self._file.read(entry.length)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        with suppress(OSError):  # on a full disk, `add` has raised the error already
            self._file.close()


class _Entry(NamedTuple):
    digest: bytes
    offset: int
    length: int


_A = PREFIXES["rdf"] + "type"
_BLOCK_END = re.compile(rb" \.\n(?=\t?[^\s}])")
"""The end of a resource before another one. The serializer escapes line breaks in literals."""

_SCHEMELESS = re.compile(rb'("(?:[^"\\]|\\.)*")|<//')
"""A literal; or an IRI that the serializer shortened relative to our base, without "https:"."""

_DEFAULT = DefaultGraph()
_NAMED = NamedNode, BlankNode  # a tuple, because a union would be created again in millions of calls

GraphName = NamedNode | BlankNode | DefaultGraph


class Piece(NamedTuple):
    """The bytes that a file has on the thing ``key``."""

    key: str
    content: bytes


def _name(term: object) -> str:
    if isinstance(term, _NAMED):
        return term.value
    return "" if isinstance(term, DefaultGraph) else str(term)


def iri_sort_key(iri: str) -> str:
    """Return a sort key that keeps all IRIs below ``a/b`` together, before ``a/b-c``.

    >>> sorted(["a/b-c", "a/b/d", "a/b"], key=iri_sort_key)
    ['a/b', 'a/b/d', 'a/b-c']
    """
    return iri.replace("/", "\0")


def _order(quad: Quad) -> tuple[str, str, bool, str, str]:
    predicate = quad.predicate.value
    subject = iri_sort_key(_name(quad.subject))
    return iri_sort_key(_name(quad.graph_name)), subject, predicate != _A, predicate, str(quad.object)


def canonical_order(quads: Iterable[Quad]) -> list[Quad]:
    """Return the quads without duplicates, sorted by graph, subject and predicate; types come first."""
    return sorted(set(quads), key=_order)


def pieces(quads: Iterable[Quad], format: Format) -> list[Piece]:
    """Serialise quads into pieces."""
    return serialize_groups(group_quads(quads, graphs=format.has_graphs), format)


def group_quads(quads: Iterable[Quad], *, graphs: bool) -> Mapping[str, Sequence[Quad]]:
    """Return the quads of each piece by key; ``graphs`` tells whether the format has named graphs."""
    by_key: dict[str, list[Quad]] = defaultdict(list)
    if not graphs:
        for quad in quads:
            by_key[_owner(quad)].append(quad)
        return by_key
    # Thousands of quads share a document's graph, so the name of the graph is converted once.
    by_graph: dict[GraphName, list[Quad]] = defaultdict(list)
    for quad in quads:
        by_graph[quad.graph_name].append(quad)
    for quad in by_graph.pop(_DEFAULT, ()):
        by_key[_name(quad.subject)].append(quad)
    for graph, group in by_graph.items():
        by_key[_name(graph)] += group
    return by_key


def serialize_groups(groups: Mapping[str, Sequence[Quad]], format: Format) -> list[Piece]:
    """Serialise the groups that `group_quads` returns."""
    return [Piece(key, _body(group, format)) for key, group in groups.items()]


def merge_pieces(contents: Sequence[bytes], format: Format) -> bytes:
    """Return one piece with the statements of several pieces of the same thing."""
    if len(contents) == 1:
        return contents[0]
    whole = (format.header + content + format.footer for content in contents)
    return _body((quad for part in whole for quad in parse(part, format.rdf)), format)


def _owner(quad: Quad) -> str:
    """Return the document whose graph describes a part of it in this quad, or else the quad's subject."""
    document = _name(quad.graph_name).partition("#")[0]
    subject = _name(quad.subject)
    return document if document and subject.startswith(document) else subject


def _body(quads: Iterable[Quad], format: Format) -> bytes:
    if format.ordered:
        quads = canonical_order(quads)
    made = serialize(
        quads if format.has_graphs else [quad.triple for quad in quads],
        format=format.rdf,
        prefixes=PREFIXES,
        base_iri=BASE,
    )
    assert made is not None
    if format.separator == b",\n":
        return made.strip()[1:-1]
    # Remove the prefixes: a file has them once, in the header.
    while made.startswith(b"@"):
        made = made[made.index(b"\n") + 1 :]
    if format.separator:
        made = _BLOCK_END.sub(rb"\g<0>\n", made)
    if b"<//" in made:
        made = _SCHEMELESS.sub(lambda found: found[1] or b"<https://", made)
    return made
