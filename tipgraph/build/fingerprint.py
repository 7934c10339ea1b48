"""Digests of all that a result depends on but for the text: words, rules, shapes, the normaliser.

Code counts by its content, libraries by their versions: whoever changes a rule need not remember to
count a version up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, entry_points, version
from pathlib import Path

from tipgraph import __version__
from tipgraph.model.documents import NORMALIZER, Document
from tipgraph.util.resources import folder

__all__ = ["READING", "UNDERSTANDING", "VALIDATING", "inputs", "lexicon", "reader", "rules", "shapes"]

READING = ("model", "reading", "util")
"""The parts of the package that decide what is read out of a source."""

UNDERSTANDING = ("model", "rdf", "understanding", "util")
"""The parts that decide which claims a text makes and how they stand in the graph."""

VALIDATING = ("validation",)
"""The parts that decide what is wrong with a graph."""

_EXTRACTORS = "tipgraph.extractors"
_PACKAGE = Path(__file__).parents[1]
_LIBRARIES = {
    "reading": ("ftfy", "pypdfium2", "selectolax"),
    "understanding": ("ahocorasick-rs", "pyoxigraph", "sentencex"),
    "validating": ("pyshacl", "rdflib"),
}


def lexicon(vocabulary: Sequence[Path] = ()) -> str:
    """Return the digest of the ontology's files and the user's own. Raises OSError where one is missing."""
    return _digest(_contents([*sorted(folder("ontology").glob("*.ttl")), *vocabulary]))


@lru_cache(maxsize=1)
def reader() -> str:
    """Return the digest of what reads sources, the normaliser's version and the names of places included."""
    return _digest([NORMALIZER, *_code(READING), *_versions("reading"), lexicon()])


@lru_cache(maxsize=1)
def rules() -> str:
    """Return the digest of what understands texts and writes graphs, plug-ins included."""
    return _digest([*_code(UNDERSTANDING), *_versions("understanding"), *_plugins()])


@lru_cache(maxsize=1)
def shapes() -> str:
    """Return the digest of the shapes and of what checks them."""
    files = sorted(folder("shapes").glob("*.ttl"))
    return _digest([*_code(VALIDATING), *_versions("validating"), *_contents(files)])


def inputs(document: Document) -> str:
    """Return the digest of what a document's graph is made of: its text and all that is known of it.

    Where it was read does not count, as that never enters a graph.
    """
    return sha256(repr(replace(document, source="")).encode("utf-8", "surrogatepass")).hexdigest()


def _code(parts: Iterable[str]) -> list[str]:
    paths = (_PACKAGE / part for part in parts)
    files = [file for path in paths for file in (sorted(path.rglob("*.py")) if path.is_dir() else [path])]
    # In an archive of modules there are no files: the program's version has to do.
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
