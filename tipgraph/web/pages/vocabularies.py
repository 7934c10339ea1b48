"""Pages of the vocabularies: a concept with its reports, a vocabulary as a tree, and the ontology.

pyLODE makes pages of ontologies too, but needs an HTTP client and has another design.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from tipgraph.model.iris import BASE, PREFIXES, TG, concept_iri
from tipgraph.rdf.terms import code_of
from tipgraph.web.pages.archive import Report, Resource
from tipgraph.web.pages.site import FORMATS, Crumb, Head, Link, Site, list_head

__all__ = ["concept_page", "concepts_in", "ontology_page", "scheme_page", "uses", "vocabularies_page"]

_VOCABULARIES = Crumb("Vocabularies", "vocabularies")
_RELATED = {
    "skos:broader": "Broader",
    "skos:broadMatch": "Broader, in another vocabulary",
    "skos:related": "Related",
    "skos:exactMatch": "The same elsewhere",
    "skos:closeMatch": "Similar elsewhere",
    "skos:narrowMatch": "Narrower, in another vocabulary",
}


_RULE = NamedNode(f"{TG}rule")
_RULES = f"{BASE}concept/rule/"
"""The start of the IRIs of rules, which claims name by their notation."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A concept in a tree, with its narrower concepts."""

    link: Link
    definition: str
    below: tuple[Branch, ...]


def uses(site: Site, iri: str) -> dict[str, str]:
    """Return the first claim or cue with a concept in each report, by the report's IRI."""
    found: dict[str, str] = {}
    is_rule = iri.startswith(_RULES)
    node = Literal(code_of(iri)) if is_rule else NamedNode(iri)
    for quad in site.archive.store.quads_for_pattern(None, _RULE if is_rule else None, node, None):
        claim = str(getattr(quad.subject, "value", ""))
        owner = site.archive.owner(claim)
        if owner is not None:
            found[owner[0].iri] = min(claim, found.get(owner[0].iri, claim))
    return found


def concepts_in(report: Report, quads: Iterable[Quad]) -> dict[str, str]:
    """Return the concepts of a report, each with the first claim or cue that has it.

    This is the result of `uses` for all concepts of one report, in one pass.
    """
    found: dict[str, str] = {}
    for quad in quads:
        concept = quad.object.value if isinstance(quad.object, NamedNode) else ""
        if quad.predicate == _RULE and isinstance(quad.object, Literal):
            concept = concept_iri("rule", quad.object.value)
        if concept.startswith(f"{BASE}concept/"):
            subject = str(getattr(quad.subject, "value", ""))
            if subject != report.iri and subject < found.get(concept, "~"):
                found[concept] = subject
    return found


def concept_page(site: Site, iri: str, used: Mapping[str, str] | None = None) -> str:
    """Return the page of a concept; ``used`` is the result of `uses`, if it is known."""
    thesaurus = site.archive.thesaurus
    resource = thesaurus[iri]
    scheme = resource.one("skos:inScheme")
    trail = [_VOCABULARIES]
    if scheme in thesaurus:
        trail.append(Crumb(thesaurus.label(scheme), site.path(scheme)))
    used = uses(site, iri) if used is None else used
    return site.render(
        "concept.html",
        site.head(resource, trail, resource.one("skos:definition")),
        concept=resource,
        words=[*resource.all("skos:altLabel"), *resource.all("skos:hiddenLabel")],
        notes=[*resource.all("skos:scopeNote"), *resource.all("skos:example"), *_measured(resource)],
        related=list(_related(site, resource)),
        countries=list(_countries(site, used)),
        reports=len(used),
    )


def _measured(resource: Resource) -> Iterator[str]:
    """Yield the measured precision of a rule."""
    if precision := resource.one("tg:precision"):
        low, high = resource.one("tg:precisionLow"), resource.one("tg:precisionHigh")
        yield f"Precision {precision} ({low} to {high}) on {resource.one('tg:cases')} annotated claims"


def _related(site: Site, resource: Resource) -> Iterator[tuple[str, list[Link]]]:
    for term, name in _RELATED.items():
        if values := resource.all(term):
            yield name, [_with_scheme(site, value, resource) for value in values]
    if below := site.archive.thesaurus.narrower(resource.iri):
        yield "Narrower", [_with_scheme(site, each.iri, resource) for each in below]


def _with_scheme(site: Site, iri: str, beside: Resource) -> Link:
    """Return the link to a concept, with the name of its vocabulary if it is another one."""
    link, thesaurus = site.link(iri), site.archive.thesaurus
    scheme = thesaurus[iri].one("skos:inScheme") if iri in thesaurus else ""
    if scheme in ("", beside.one("skos:inScheme")):
        return link
    return link._replace(label=f"{link.label} ({thesaurus.label(scheme)})")


def _countries(site: Site, used: Mapping[str, str]) -> Iterator[tuple[Link, list[Link]]]:
    """Yield each country with links to the claims of its reports, named by year."""
    archive = site.archive
    countries = sorted((site.link(iri) for iri in archive.by_country), key=lambda link: link.label.casefold())
    for country in countries:
        reports = [report for report in archive.by_country[country.iri] if report.iri in used]
        if reports:
            yield country, [Link(str(each.year), site.href(used[each.iri]), each.iri) for each in reports]


def trees(site: Site, scheme: str) -> tuple[Branch, ...]:
    """Return the concepts of a vocabulary as trees."""
    members = {resource.iri for resource in site.archive.thesaurus.members(scheme)}
    return tuple(_branch(site, top, members, frozenset()) for top in site.archive.thesaurus.tops(scheme))


def _branch(site: Site, resource: Resource, members: set[str], above: frozenset[str]) -> Branch:
    above |= {resource.iri}
    narrower = site.archive.thesaurus.narrower(resource.iri)
    below = [each for each in narrower if each.iri in members - above and _is_below(each, resource)]
    branches = tuple(_branch(site, each, members, above) for each in below)
    return Branch(site.link(resource.iri), resource.one("skos:definition"), branches)


def _is_below(resource: Resource, broader: Resource) -> bool:
    return broader.iri in resource.all("skos:broader")


def scheme_page(site: Site, iri: str) -> str:
    """Return the page of a vocabulary: its concepts as a tree."""
    resource = site.archive.thesaurus[iri]
    head = site.head(resource, [_VOCABULARIES], resource.one("dcterms:description"))
    members = site.archive.thesaurus.members(iri)
    return site.render("scheme.html", head, scheme=resource, trees=trees(site, iri), count=len(members))


def vocabularies_page(site: Site) -> str:
    """Return the page of all vocabularies."""
    thesaurus = site.archive.thesaurus
    rows = [
        (site.link(each.iri), each.one("dcterms:description"), len(thesaurus.members(each.iri)))
        for each in thesaurus.schemes
    ]
    head = list_head("Vocabularies", "The codes of the graph, vocabulary by vocabulary.")
    return site.render("vocabularies.html", head, rows=rows, ontology=site.links.page("ontology"))


_CLASSES = ("owl:Class", "rdfs:Class")
_PROPERTIES = ("owl:ObjectProperty", "owl:DatatypeProperty", "owl:AnnotationProperty", "rdf:Property")
_PROPERTY_LABELS = {
    "rdfs:subClassOf": "Subclass of",
    "rdfs:subPropertyOf": "Subproperty of",
    "rdfs:domain": "Of",
    "rdfs:range": "Values",
    "owl:inverseOf": "Inverse of",
    "owl:equivalentClass": "Same as",
    "owl:disjointWith": "Disjoint with",
    "skos:closeMatch": "Similar to",
}
_TYPES = {
    "owl:FunctionalProperty": "one value at most",
    "owl:TransitiveProperty": "transitive",
    "owl:SymmetricProperty": "symmetric",
    "owl:DatatypeProperty": "literals",
}


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property; ``part`` is its fragment, ``used`` has the terms that refer to it."""

    part: str
    label: str
    comments: tuple[str, ...]
    properties: tuple[tuple[str, tuple[Link, ...]], ...]
    traits: tuple[str, ...]
    used: tuple[tuple[str, tuple[Link, ...]], ...]


def ontology_page(site: Site) -> str:
    """Return the page of the ontology."""
    thesaurus = site.archive.thesaurus
    own = sorted(
        (each for iri, each in thesaurus.resources.items() if iri.startswith(TG)), key=lambda each: each.iri
    )
    about = thesaurus[TG.removesuffix("#")]
    head = Head(
        title=about.label,
        path="ontology",
        trail=(_VOCABULARIES, Crumb("Ontology", "")),
        iri=about.iri,
        formats=FORMATS,
        description="The classes and properties of the graph.",
    )
    return site.render(
        "ontology.html",
        head,
        ontology=about,
        namespace=TG,
        groups=[
            (title, title.lower(), [_term(site, each, own) for each in own if _is_any(each, types)])
            for title, types in (("Classes", _CLASSES), ("Properties", _PROPERTIES))
        ],
    )


def _is_any(resource: Resource, types: tuple[str, ...]) -> bool:
    return any(map(resource.has_type, types))


def _term(site: Site, resource: Resource, own: list[Resource]) -> Term:
    return Term(
        part=resource.iri.removeprefix(TG),
        label=resource.label,
        comments=(*resource.all("rdfs:comment"), *resource.all("skos:scopeNote")),
        properties=tuple(
            (name, tuple(_link(site, value) for value in values))
            for term, name in _PROPERTY_LABELS.items()
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
    """Return the link to a term, labelled with its prefixed name."""
    href = site.href(iri)
    for prefix, namespace in PREFIXES.items():
        if prefix != "place" and iri.startswith(namespace):
            return Link(f"{prefix}:{iri.removeprefix(namespace)}", href, iri)
    return Link(iri, href, iri)
