"""A claim as pages show it: in words that are links, with its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pyoxigraph import NamedNode

from tipgraph.claims import Claim, Evidence
from tipgraph.graph.mapping import FIELDS
from tipgraph.namespaces import claim_iri
from tipgraph.pages.site import Site

__all__ = ["Said", "codes", "said"]


@dataclass(frozen=True, slots=True)
class Said:
    """A claim's fields by name: links for codes, plain values for years, numbers and flags."""

    iri: str
    kind: str
    certainty: str
    polarity: str
    rules: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    fields: dict[str, Any]


def said(site: Site, claim: Claim, document: str, country: str) -> Said:
    """Return a claim of a document's IRI for templates; ``country`` is the code of the report's."""
    fields: dict[str, Any] = {}
    for field in FIELDS[type(claim)]:
        value = getattr(claim, field.attribute)
        values = value if field.many else () if value is None else (value,)
        terms = [field.encode(each, country) for each in values]
        shown = [_shown(site, term, each) for term, each in zip(terms, values, strict=True)]
        fields[field.attribute] = shown if field.many else next(iter(shown), None)
    return Said(
        claim_iri(document, claim),
        claim.kind,
        claim.certainty,
        claim.polarity,
        tuple(sorted(claim.rules)),
        tuple(sorted(claim.evidence)),
        fields,
    )


def _shown(site: Site, term: object, value: Any) -> Any:
    return site.link(term.value) if isinstance(term, NamedNode) else value


def codes(claim: Claim, country: str) -> Iterator[str]:
    """Yield the IRIs of the concepts and places that a claim names; ``country`` as for `said`."""
    for field in FIELDS[type(claim)]:
        value = getattr(claim, field.attribute)
        for each in _several(value) if field.many else (value,):
            if each is not None and isinstance(term := field.encode(each, country), NamedNode):
                yield term.value


def _several(value: Any) -> Iterable[Any]:
    return value if isinstance(value, tuple) else ()
