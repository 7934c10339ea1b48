"""The corrections of a build, by document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import chain
from pathlib import Path

from tipgraph.corrections.correction import ON_PASSAGES, POLICIES, Correction
from tipgraph.corrections.files import read, to_json
from tipgraph.corrections.parsing import moment
from tipgraph.errors import InputError
from tipgraph.model.documents import Document
from tipgraph.model.iris import document_iri
from tipgraph.model.vocabulary import load

__all__ = ["Corrections", "read_corrections"]


@dataclass(frozen=True, slots=True)
class Corrections:
    """Corrections, and what to do when people disagree: a policy of `POLICIES`."""

    items: tuple[Correction, ...] = ()
    on_conflict: str = POLICIES[0]
    _by_document: dict[str, list[Correction]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        found: dict[str, list[Correction]] = defaultdict(list)
        for correction in self.items:
            found[correction.document].append(correction)
        object.__setattr__(self, "_by_document", dict(found))

    def of(self, document: Document) -> tuple[Correction, ...]:
        """Return the corrections of a document, by its id or its IRI, in the order of the files."""
        if not self._by_document:
            return ()
        names = (document.identifier, document_iri(document))
        found = [own for name in names if (own := self._by_document.get(name))]
        if len(found) > 1:
            return tuple(each for each in self.items if each.document in names)
        return tuple(chain.from_iterable(found))

    @property
    def complete_passages(self) -> tuple[Correction, ...]:
        """The passages that somebody read completely; the newest verdict of each person counts."""
        verdicts = [each for each in self.items if each.verdict in ON_PASSAGES]
        newest: dict[tuple[object, ...], Correction] = {}
        for each in sorted(verdicts, key=lambda each: moment(each.at)):
            newest[each.document, each.quote, each.start, each.kind, each.by] = each
        return tuple(each for each in newest.values() if each.verdict == "complete")

    def digest(self, document: Document) -> str:
        """Return a digest of all that the corrections say of a document; '' if they say nothing."""
        own = self.of(document)
        if not own:
            return ""
        return sha256("\n".join([self.on_conflict, *map(to_json, own)]).encode()).hexdigest()


def read_corrections(
    files: Sequence[Path], vocabulary: Sequence[Path] = (), on_conflict: str = POLICIES[0]
) -> tuple[Corrections, tuple[InputError, ...]]:
    """Return the corrections of files, and an InputError for each line without one.

    A line that occurs twice counts once. Raises UnreadableError if a file cannot be read at all.
    """
    if not files:
        return Corrections(on_conflict=on_conflict), ()
    concepts = load(tuple(vocabulary))
    found: list[Correction] = []
    errors: list[InputError] = []
    for file in files:
        for each in read(file, concepts):
            (errors if isinstance(each, InputError) else found).append(each)  # type: ignore[arg-type]
    return Corrections(_without_repeats(found), on_conflict), tuple(errors)


def _without_repeats(corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    return tuple({to_json(each): each for each in corrections}.values())
