"""The concepts of the ontology's SKOS vocabularies, and the places, read from Turtle files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from tipgraph.errors import UnreadableError, UsageError
from tipgraph.util.resources import folder
from tipgraph.util.text import did_you_mean

__all__ = ["Concept", "Vocabulary", "load"]

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_SCHEME = "https://w3id.org/tipgraph/scheme/"
_CONCEPT = "https://w3id.org/tipgraph/concept/"
_PLACE = "https://w3id.org/tipgraph/place/"
_TG = "https://w3id.org/tipgraph/ontology#"
_MULTIPLE = {
    _SKOS + "altLabel": "alternatives",
    _SKOS + "hiddenLabel": "hidden",
    _TG + "demonym": "demonyms",
}


@dataclass(slots=True)
class Concept:
    """A SKOS concept. ``code`` is its notation; ``scheme`` is the last part of its scheme's IRI.

    ``properties`` holds the values of all other properties, by predicate IRI.
    """

    iri: str
    scheme: str = ""
    code: str = ""
    label: str = ""
    definition: str = ""
    alternatives: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    demonyms: list[str] = field(default_factory=list)
    broader: list[str] = field(default_factory=list)
    types: list[str] = field(default_factory=list)
    properties: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    @property
    def names(self) -> list[str]:
        """The preferred, alternative and hidden labels, without demonyms."""
        return [self.label, *self.alternatives, *self.hidden]

    def all(self, term: str) -> list[str]:
        """Return the values of a property of tipgraph's ontology, such as ``neighbor`` or ``iso2``."""
        return self.properties.get(_TG + term, [])


class Vocabulary(Mapping[str, Mapping[str, Concept]]):
    """All concepts by scheme and code, as read from files: a vocabulary equals only itself.

    >>> load()["sector"]["mining"].label
    'Mining'
    """

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._schemes: dict[str, dict[str, Concept]] = defaultdict(dict)
        self.by_iri: dict[str, Concept] = {}
        for concept in concepts:
            self.by_iri[concept.iri] = concept
            if concept.scheme and concept.code:
                self._schemes[concept.scheme][concept.code] = concept

    def __getitem__(self, scheme: str) -> Mapping[str, Concept]:
        return self._schemes.get(scheme, {})

    def __iter__(self) -> Iterator[str]:
        return iter(self._schemes)

    def __len__(self) -> int:
        return len(self._schemes)

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)


def _collect(path: Path, concepts: dict[str, Concept]) -> None:
    try:
        triples = parse(path=path, format=RdfFormat.TURTLE)
        for quad in triples:
            if isinstance(quad.subject, NamedNode):
                subject = quad.subject.value
                concept = concepts.setdefault(subject, Concept(subject))
                _add(concept, quad.predicate.value, quad.object)
    except (SyntaxError, OSError, ValueError) as error:
        raise UnreadableError(f"{path}: {error}", remedy="correct the Turtle at that place") from error


def _add(concept: Concept, predicate: str, value: object) -> None:
    if not isinstance(value, NamedNode | Literal):
        return
    text = value.value
    if isinstance(value, Literal) and value.language not in (None, "en"):
        return
    if predicate == _SKOS + "inScheme":
        concept.scheme = concept.scheme or text.removeprefix(_SCHEME)
    elif predicate == _SKOS + "notation":
        concept.code = text
    elif predicate == _SKOS + "prefLabel":
        concept.label = text
    elif predicate == _SKOS + "definition":
        concept.definition = text
    elif predicate == _SKOS + "broader":
        concept.broader.append(text)
    elif predicate == "http://www.w3.org/1999/02/22-rdf-syntax-ns#type":
        concept.types.append(text)
    elif predicate in _MULTIPLE:
        getattr(concept, _MULTIPLE[predicate]).append(text)
    else:
        concept.properties[predicate].append(text)


def load(extra: Sequence[Path] = ()) -> Vocabulary:
    """Read the ontology's vocabularies, and add the user's own Turtle files.

    A file in ``extra`` may add concepts to a scheme and labels to an existing concept.
    Raises UnreadableError if a file is missing or is not Turtle, if a concept has no English label, or if
    its IRI differs from the one that its scheme and notation give, because claims use the latter. Raises
    UsageError if a file adds neither a concept nor a label, or uses a scheme that no file declares.
    """
    return _load(tuple(extra), tuple(map(_content, extra)))


def _content(path: Path) -> bytes:
    """Return a digest of a file's content, so that the cache notices a changed file."""
    try:
        return blake2b(path.read_bytes()).digest()
    except OSError:
        return b""  # _collect reports the error


@lru_cache(maxsize=4)
def _load(extra: tuple[Path, ...], contents: tuple[bytes, ...]) -> Vocabulary:  # noqa: ARG001 - part of the key
    concepts: dict[str, Concept] = {}
    own = folder("ontology")
    for path in [*sorted(own.glob("*.ttl")), *sorted(own.glob("lexicon/*.ttl")), *extra]:
        _collect(path, concepts)
    vocabulary = Vocabulary(concepts.values())
    if extra:
        _check_names(vocabulary, extra)
    for path in extra:
        _check_use(vocabulary, path)
    return vocabulary


def _check_use(vocabulary: Vocabulary, path: Path) -> None:
    own: dict[str, Concept] = {}
    _collect(path, own)
    schemes = [scheme for scheme in sorted(vocabulary) if _is_declared(scheme, vocabulary)]
    for concept in own.values():
        if concept.scheme and not _is_declared(concept.scheme, vocabulary):
            remedy = did_you_mean(concept.scheme, schemes, f"schemes are {', '.join(schemes)}")
            raise UsageError(f"{path}: unknown scheme {concept.scheme!r}", remedy=remedy)
    if not any(_adds(concept, vocabulary.by_iri[iri]) for iri, concept in own.items()):
        raise UsageError(
            f"{path} adds no concept and no English label",
            remedy="label an existing concept, or give a new one a skos:inScheme and a skos:notation",
        )


def _is_declared(scheme: str, vocabulary: Vocabulary) -> bool:
    node = vocabulary.by_iri.get(_SCHEME + scheme) or vocabulary.by_iri.get(scheme)
    return node is not None and _SKOS + "ConceptScheme" in node.types


def _adds(own: Concept, whole: Concept) -> bool:
    """Return whether a file adds a name or a code to a concept that claims can use."""
    return bool(whole.scheme and whole.code) and any([own.code, *own.names, *own.demonyms])


def _check_names(vocabulary: Vocabulary, extra: Sequence[Path]) -> None:
    for scheme in vocabulary:
        for code, concept in vocabulary[scheme].items():
            iri = _PLACE + code if scheme == "place" else f"{_CONCEPT}{scheme}/{code}"
            files = ", ".join(map(str, extra))
            if not concept.label:
                raise UnreadableError(
                    f"{files}: {concept.iri} has no English skos:prefLabel", remedy="give it one, with @en"
                )
            if concept.iri != iri:
                raise UnreadableError(
                    f"{files}: {concept.iri} has the notation {code!r}", remedy=f"change its IRI to <{iri}>"
                )
