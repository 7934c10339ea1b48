"""RDF terms of the model, cached: a lookup is faster than the validation of a new IRI."""

from __future__ import annotations

from functools import cache, lru_cache
from urllib.parse import quote, unquote

from pyoxigraph import Literal, NamedNode

from tipgraph.model.iris import BASE, NEIGHBORS, PREFIXES, concept_iri, place_iri

__all__ = ["address", "code_of", "concept", "english", "place", "place_code", "scheme", "term", "typed"]

_XSD = PREFIXES["xsd"]
_IRI_CHARACTERS = ":/?#[]@!$&'()*+,;=%-._~"


@cache
def term(name: str) -> NamedNode:
    """Return the term that a prefixed name stands for.

    >>> term("dcterms:title").value
    'http://purl.org/dc/terms/title'
    """
    prefix, local = name.split(":")
    return NamedNode(PREFIXES[prefix] + local)


@cache
def scheme(name: str) -> NamedNode:
    """Return the concept scheme of a vocabulary."""
    return NamedNode(f"{BASE}scheme/{name}")


@lru_cache(maxsize=65_536)
def concept(scheme_name: str, code: str) -> NamedNode:
    """Return the concept of a code."""
    return NamedNode(concept_iri(scheme_name, code))


@lru_cache(maxsize=65_536)
def place(code: str, report_country: str) -> NamedNode:
    """Return the place that a code denotes in a report on ``report_country``."""
    return NamedNode(place_iri(code, report_country))


def code_of(iri: str) -> str:
    """Return the code of a concept or place: the last segment of its IRI, unescaped.

    >>> code_of("https://w3id.org/tipgraph/concept/publication/my%20report")
    'my report'
    """
    return unquote(iri.rpartition("/")[2])


def place_code(iri: str, report_country: str) -> str:
    """Return the code that denotes a place in a report on ``report_country``; the inverse of `place`.

    >>> place_code("https://w3id.org/tipgraph/place/GTM/neighbors", "GTM")
    'neighboring-countries'
    """
    return NEIGHBORS if iri == place_iri(NEIGHBORS, report_country) else code_of(iri)


@lru_cache(maxsize=65_536)
def typed(value: str, datatype: str) -> Literal:
    """Return a literal of an XML Schema datatype.

    >>> typed("2002", "gYear").datatype.value
    'http://www.w3.org/2001/XMLSchema#gYear'
    """
    return Literal(value, datatype=NamedNode(_XSD + datatype))


def english(text: str) -> Literal:
    """Return a literal in English."""
    return Literal(text, language="en")


def address(url: str) -> NamedNode | Literal:
    """Return the IRI of an address, with invalid characters escaped.

    Anything but an absolute address becomes a literal, so that validation reports it.

    >>> address("https://example.org/a page").value
    'https://example.org/a%20page'
    """
    try:
        return NamedNode(quote(url, safe=_IRI_CHARACTERS))
    except ValueError:
        return Literal(url)
