"""Quads as bytes, in pieces that a file is put together from in any order of arrival.

A piece is everything that a file says of one thing: a named graph, or, outside of graphs and in formats
without them, a document or another resource. The same quads give the same bytes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, parse, serialize

from tipgraph.model.iris import BASE, PREFIXES
from tipgraph.rdf.formats import Format

__all__ = [
    "Piece",
    "canonical_order",
    "group_quads",
    "iri_sort_key",
    "merge_pieces",
    "pieces",
    "serialize_groups",
]

_A = PREFIXES["rdf"] + "type"
_BLOCK_END = re.compile(rb" \.\n(?=\t?[^\s}])")
"""Where a resource ends and another begins: literals have no line breaks in what the serializer writes."""

_SCHEMELESS = re.compile(rb'("(?:[^"\\]|\\.)*")|<//')
"""Where the serializer, relative to our base, left out "https:" of an address elsewhere; or a literal."""

_DEFAULT = DefaultGraph()
_NAMED = NamedNode, BlankNode  # not made anew, as a union is, each of the millions of times it is asked for

GraphName = NamedNode | BlankNode | DefaultGraph


class Piece(NamedTuple):
    """What a file says of the thing ``key``."""

    key: str
    content: bytes


def _name(term: object) -> str:
    if isinstance(term, _NAMED):
        return term.value
    return "" if isinstance(term, DefaultGraph) else str(term)


def iri_sort_key(iri: str) -> str:
    """Return what to sort IRIs by, so that all below ``a/b`` stands together, before ``a/b-c``.

    >>> sorted(["a/b-c", "a/b/d", "a/b"], key=iri_sort_key)
    ['a/b', 'a/b/d', 'a/b-c']
    """
    return iri.replace("/", "\0")


def _order(quad: Quad) -> tuple[str, str, bool, str, str]:
    predicate = quad.predicate.value
    subject = iri_sort_key(_name(quad.subject))
    return iri_sort_key(_name(quad.graph_name)), subject, predicate != _A, predicate, str(quad.object)


def canonical_order(quads: Iterable[Quad]) -> list[Quad]:
    """Return the quads once each, by graph, subject and predicate, a subject's types first."""
    return sorted(set(quads), key=_order)


def pieces(quads: Iterable[Quad], form: Format) -> list[Piece]:
    """Serialise quads, a piece a thing."""
    return serialize_groups(group_quads(quads, graphs=form.has_graphs), form)


def group_quads(quads: Iterable[Quad], *, graphs: bool) -> Mapping[str, Sequence[Quad]]:
    """Return the quads of each piece by its key, for formats with or without named graphs."""
    by_key: dict[str, list[Quad]] = defaultdict(list)
    if not graphs:
        for quad in quads:
            by_key[_owner(quad)].append(quad)
        return by_key
    # A document's quads have one graph in common: its name is looked at once, not for each of thousands.
    by_graph: dict[GraphName, list[Quad]] = defaultdict(list)
    for quad in quads:
        by_graph[quad.graph_name].append(quad)
    for quad in by_graph.pop(_DEFAULT, ()):
        by_key[_name(quad.subject)].append(quad)
    for graph, group in by_graph.items():
        by_key[_name(graph)] += group
    return by_key


def serialize_groups(groups: Mapping[str, Sequence[Quad]], form: Format) -> list[Piece]:
    """Serialise what `group_quads` gives."""
    return [Piece(key, _body(group, form)) for key, group in groups.items()]


def merge_pieces(contents: Sequence[bytes], form: Format) -> bytes:
    """Return one piece that says what several pieces of the same thing say."""
    if len(contents) == 1:
        return contents[0]
    whole = (form.header + content + form.footer for content in contents)
    return _body((quad for part in whole for quad in parse(part, form.rdf)), form)


def _owner(quad: Quad) -> str:
    """Return the document that a statement of its graph describes a part of, or else its subject."""
    document = _name(quad.graph_name).partition("#")[0]
    subject = _name(quad.subject)
    return document if document and subject.startswith(document) else subject


def _body(quads: Iterable[Quad], form: Format) -> bytes:
    if form.ordered:
        quads = canonical_order(quads)
    made = serialize(
        quads if form.has_graphs else [quad.triple for quad in quads],
        format=form.rdf,
        prefixes=PREFIXES,
        base_iri=BASE,
    )
    assert made is not None
    if form.separator == b",\n":
        return made.strip()[1:-1]
    # The serializer writes the prefixes in an order of its own: a file has them once, in the header.
    while made.startswith(b"@"):
        made = made[made.index(b"\n") + 1 :]
    if form.separator:
        made = _BLOCK_END.sub(rb"\g<0>\n", made)
    if b"<//" in made:
        made = _SCHEMELESS.sub(lambda found: found[1] or b"<https://", made)
    return made
