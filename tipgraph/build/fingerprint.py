"""Digests of everything a graph depends on besides the texts: code, libraries, vocabularies and shapes.

Code counts by its content and libraries count by their versions, so a changed rule needs no version number.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, entry_points, version
from pathlib import Path
from typing import Self

from tipgraph import __version__
from tipgraph.errors import UnreadableError
from tipgraph.model.claims import MODEL
from tipgraph.model.documents import NORMALIZER, Document
from tipgraph.reading.sources import absolute
from tipgraph.util.resources import folder

__all__ = [
    "READING",
    "UNDERSTANDING",
    "VALIDATING",
    "Fingerprint",
    "corrected_digest",
    "document_digest",
    "reading_digest",
    "rules_digest",
    "shapes_digest",
    "vocabulary_digest",
]

READING = ("model", "reading", "util")
"""The parts of the package that decide what is read from a source."""

UNDERSTANDING = ("build/reprints.py", "corrections", "model", "rdf", "understanding", "util")
"""The parts that decide which claims a text makes and how the graph states them."""

VALIDATING = ("validation",)
"""The parts that decide what is wrong with a graph."""

_EXTRACTORS = "tipgraph.extractors"
_PACKAGE = Path(__file__).parents[1]
_LIBRARIES = {
    "reading": ("ftfy", "pypdfium2", "selectolax"),
    "understanding": ("ahocorasick-rs", "pyoxigraph", "sentencex"),
    "validating": ("pyshacl", "rdflib"),
}


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Digests of what all documents of a store are made with. A change to any of them outdates all documents.

    ``lexicon``, ``rules`` and ``shapes`` are digests; ``shapes`` is '' without validation. ``texts`` is
    'yes' if the store holds the texts, else ''. ``model`` is the number of the model of claims.
    ``vocabulary`` is a JSON list of the user's vocabulary files, for messages.
    """

    lexicon: str
    rules: str
    shapes: str
    texts: str
    vocabulary: str = "[]"
    model: str = MODEL

    @classmethod
    def current(cls, vocabulary: Sequence[Path], *, validate: bool, with_texts: bool) -> Self:
        """Return the fingerprint of the installed program. Raises UnreadableError if a file is missing."""
        try:
            lexicon = vocabulary_digest(vocabulary)
        except OSError as error:
            raise UnreadableError(f"{error.filename}: {error.strerror}", remedy="check the path") from error
        shapes = shapes_digest() if validate else ""
        names = json.dumps(list(map(absolute, vocabulary)))
        return cls(lexicon, rules_digest(), shapes, "yes" if with_texts else "", names)

    def facts(self) -> dict[str, str]:
        """Return the fields as a ledger stores them."""
        return asdict(self)

    def changes(self, before: Mapping[str, str]) -> Iterator[str]:
        """Yield the reasons why documents of a store with the facts ``before`` are out of date."""
        if before.get("model") != self.model:
            yield "the model of claims has changed"
        if before.get("lexicon") != self.lexicon:
            yield self._vocabulary_change(before.get("vocabulary", "[]"))
        if before.get("rules") != self.rules:
            yield "the program's rules have changed"
        if before.get("texts") != self.texts:
            yield "texts are now included" if self.texts else "texts are no longer included"
        if self.shapes and before.get("shapes") != self.shapes:
            yield "the shapes have changed" if before.get("shapes") else "not all documents were validated"

    def _vocabulary_change(self, before: str) -> str:
        if before == self.vocabulary:
            return "the ontology or a vocabulary has changed"
        return f"--vocabulary was {_names(before)} in the last build and is {_names(self.vocabulary)} now"


def _names(paths: str) -> str:
    return " ".join(Path(path).name for path in json.loads(paths)) or "not given"


def vocabulary_digest(vocabulary: Sequence[Path] = ()) -> str:
    """Return the digest of the ontology's files and the user's own. Raises OSError if one is missing."""
    own = sorted(file for file in folder("ontology").rglob("*") if file.suffix in (".ttl", ".toml"))
    return _digest(_contents([*own, *vocabulary]))


@lru_cache(maxsize=1)
def reading_digest() -> str:
    """Return the digest of the readers, the text normaliser's version and the place names."""
    return _digest([NORMALIZER, *_code(READING), *_versions("reading"), vocabulary_digest()])


@lru_cache(maxsize=1)
def rules_digest() -> str:
    """Return the digest of the code that extracts claims and writes graphs, including plug-ins."""
    return _digest([*_code(UNDERSTANDING), *_versions("understanding"), *_plugins()])


@lru_cache(maxsize=1)
def shapes_digest() -> str:
    """Return the digest of the shapes and of the code that checks them."""
    files = sorted(folder("shapes").glob("*.ttl"))
    return _digest([*_code(VALIDATING), *_versions("validating"), *_contents(files)])


def document_digest(document: Document) -> str:
    """Return the digest of all that a document's graph states: its metadata and the digest of its text.

    The file that it was read from does not count, because it never enters the graph.
    """
    return sha256(repr(replace(document, source="")).encode("utf-8", "surrogatepass")).hexdigest()


def corrected_digest(digest: str, corrections: str) -> str:
    """Return the digest of a document and of what people say of it, which is '' if they say nothing."""
    return sha256(f"{digest} {corrections}".encode()).hexdigest() if corrections else digest


def _code(parts: Iterable[str]) -> list[str]:
    paths = (_PACKAGE / part for part in parts)
    files = [file for path in paths for file in (sorted(path.rglob("*.py")) if path.is_dir() else [path])]
    # A zipped package has no files: use the program's version instead.
    return _contents(files) if all(file.is_file() for file in files) and files else [__version__]


def _contents(files: Iterable[Path]) -> list[str]:
    return [sha256(file.read_bytes()).hexdigest() for file in files]


def _versions(use: str) -> list[str]:
    return [f"{name} {_version(name)}" for name in _LIBRARIES[use]]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _plugins() -> list[str]:
    found = entry_points(group=_EXTRACTORS)
    return sorted(f"{point.value} {point.dist.version if point.dist else ''}" for point in found)


def _digest(parts: Iterable[str]) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()
