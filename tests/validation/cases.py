"""Invalid graphs: each is the valid one after an update that breaks one constraint.

A file of ``invalid/`` mirrors one of ``shapes/``. Before each update is a comment with the shape and
the constraint's parameter that it must break; ``+`` adds another that it also breaks. Addresses are relative
to the document's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Store

from tipgraph.model.iris import BASE, PREFIXES
from tipgraph.rdf.terms import term
from tipgraph.validation.shacl_report import ValidationResult
from tipgraph.validation.validator import Validator, chunks

__all__ = ["CASES", "Case", "results", "valid"]

_DOCUMENT = BASE + "document/tip/2014/AGO/angola-2014/"
_HERE = Path(__file__).parent
_CASE = re.compile(r"^# ([\w-]+) (\w+)(?: \+ ([\w-]+) (\w+))?\n(.*?)(?=^# |\Z)", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Case:
    """An update of the valid graph, and what it breaks."""

    shape: str
    parameter: str
    update: str
    also: tuple[str, str] | None = None

    @property
    def expected(self) -> set[tuple[str, str]]:
        """The shapes and parameters of all results."""
        own = (self.shape, self.parameter)
        return {own} if self.also is None else {own, self.also}

    def store(self) -> Store:
        """Return the valid graph after the update."""
        store = valid()
        store.update(self.update, base_iri=_DOCUMENT, prefixes=PREFIXES)
        return store

    def __str__(self) -> str:
        return f"{self.shape} {self.parameter}"


def valid() -> Store:
    """Return a valid graph."""
    store = Store()
    store.bulk_load(path=str(_HERE / "valid.ttl"), format=RdfFormat.TURTLE)
    return store


def results(store: Store) -> Iterable[ValidationResult]:
    """Validate a graph as `validate` does, with the same validator for all graphs with the same concepts."""
    concepts = store.quads_for_pattern(None, term("skos:inScheme"), None, None)
    validator = _validator(frozenset(concepts))
    return chain.from_iterable(validator.check(chunk).results for chunk in chunks(store))


@cache
def _validator(concepts: frozenset[Quad]) -> Validator:
    made = Validator()
    made.add_concepts(concepts)
    return made


def _cases() -> Iterator[Case]:
    for path in sorted((_HERE / "invalid").glob("*.ru")):
        for shape, parameter, *also, update in _CASE.findall(path.read_text(encoding="utf-8")):
            yield Case(shape, parameter, update.strip(), (also[0], also[1]) if also[0] else None)


CASES = tuple(_cases())
