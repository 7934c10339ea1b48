"""Terms as the model has them, where a server gives them back otherwise."""

from __future__ import annotations

from pyoxigraph import Literal, Quad

from tipgraph.graph.terms import term, typed

__all__ = ["restored"]

_INTEGER = term("xsd:integer")
_DECIMALS = frozenset(term(name) for name in ("tg:count", "geo:lat", "geo:long"))


def restored(quad: Quad) -> Quad:
    """Return a quad with the datatype that its property has: Virtuoso makes integers of whole decimals.

    >>> from pyoxigraph import NamedNode
    >>> str(restored(Quad(NamedNode("urn:a"), term("tg:count"), typed("12", "integer"))).object)
    '"12"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    """
    value = quad.object
    if quad.predicate in _DECIMALS and isinstance(value, Literal) and value.datatype == _INTEGER:
        return Quad(quad.subject, quad.predicate, typed(value.value, "decimal"), quad.graph_name)
    return quad
