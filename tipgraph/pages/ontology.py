"""The ontology's page, made of the ontology: each class and property with what is said of it.

pyLODE makes such a page as well; it brings an HTTP client along and a look of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tipgraph.namespaces import PREFIXES, TG
from tipgraph.pages.site import Crumb, Head, Link, Site
from tipgraph.pages.thesaurus import Resource

__all__ = ["ontology_page"]

_CLASSES = ("owl:Class", "rdfs:Class")
_PROPERTIES = ("owl:ObjectProperty", "owl:DatatypeProperty", "owl:AnnotationProperty", "rdf:Property")
_SAID = {
    "rdfs:subClassOf": "Subclass of",
    "rdfs:subPropertyOf": "Subproperty of",
    "rdfs:domain": "Of",
    "rdfs:range": "Values",
    "owl:inverseOf": "Inverse of",
    "owl:equivalentClass": "Same as",
    "owl:disjointWith": "Disjoint with",
    "skos:closeMatch": "Much the same as",
}
_TYPES = {
    "owl:FunctionalProperty": "one value at most",
    "owl:TransitiveProperty": "transitive",
    "owl:SymmetricProperty": "symmetric",
    "owl:DatatypeProperty": "literals",
}


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property; ``part`` is its fragment, ``used`` where other terms name it."""

    part: str
    label: str
    comments: tuple[str, ...]
    said: tuple[tuple[str, tuple[Link, ...]], ...]
    traits: tuple[str, ...]
    used: tuple[tuple[str, tuple[Link, ...]], ...]


def ontology_page(site: Site) -> str:
    """Return the page of the ontology's own terms."""
    thesaurus = site.archive.thesaurus
    own = sorted(
        (each for iri, each in thesaurus.resources.items() if iri.startswith(TG)), key=lambda each: each.iri
    )
    about = thesaurus[TG.removesuffix("#")]
    head = Head(
        title=about.label,
        path="ontology",
        trail=(Crumb("Vocabularies", "vocabularies"), Crumb("Ontology", "")),
        iri=about.iri,
        formats=("ttl", "jsonld"),
        description="The classes and properties of the graph.",
    )
    return site.render(
        "ontology.html",
        head,
        ontology=about,
        namespace=TG,
        groups=[
            ("Classes", "classes", [_term(site, each, own) for each in own if _is_any(each, _CLASSES)]),
            (
                "Properties",
                "properties",
                [_term(site, each, own) for each in own if _is_any(each, _PROPERTIES)],
            ),
        ],
    )


def _is_any(resource: Resource, types: tuple[str, ...]) -> bool:
    return any(map(resource.has_type, types))


def _term(site: Site, resource: Resource, own: list[Resource]) -> Term:
    return Term(
        part=resource.iri.removeprefix(TG),
        label=resource.label,
        comments=(*resource.all("rdfs:comment"), *resource.all("skos:scopeNote")),
        said=tuple(
            (name, tuple(_link(site, value) for value in values))
            for term, name in _SAID.items()
            if (values := resource.all(term))
        ),
        traits=tuple(name for term, name in _TYPES.items() if resource.has_type(term)),
        used=tuple(_uses(site, resource.iri, own)),
    )


def _uses(site: Site, iri: str, own: list[Resource]) -> Iterator[tuple[str, tuple[Link, ...]]]:
    for term, name in (("rdfs:subClassOf", "Subclasses"), ("rdfs:domain", "Has"), ("rdfs:range", "Value of")):
        if found := [each for each in own if iri in each.all(term)]:
            yield name, tuple(_link(site, each.iri) for each in found)


def _link(site: Site, iri: str) -> Link:
    """Return a term under its prefixed name."""
    href = site.href(iri)
    for prefix, namespace in PREFIXES.items():
        if prefix != "place" and iri.startswith(namespace):
            return Link(f"{prefix}:{iri.removeprefix(namespace)}", href, iri)
    return Link(iri, href, iri)
