"""What is to be built, and the part of it that files and stores share: from narratives to their graphs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tipgraph.documents.defaults import Defaults
from tipgraph.documents.narrative import Narrative
from tipgraph.errors import InputError
from tipgraph.formats import Format
from tipgraph.pipeline.pool import ordered
from tipgraph.pipeline.summary import Tally
from tipgraph.pipeline.work import Made, Recipe

__all__ = ["Plan"]

_BATCH = 100_000
"""Code points of text that a process is given at a time: some seven narratives."""


@dataclass(frozen=True, slots=True)
class Plan:
    """All that a build was asked for; see `tipgraph.pipeline.build`."""

    inputs: tuple[str | Path, ...]
    form: Format
    defaults: Defaults
    vocabulary: tuple[Path, ...]
    jobs: int
    strict: bool
    validate: bool
    with_texts: bool
    progress: Callable[[int, str], object]

    def made(self, narratives: Iterable[Narrative], tally: Tally) -> Iterator[Made]:
        """Yield what comes of narratives, in their order, counted; note those that cannot be understood."""
        recipe = Recipe(self.form, self.vocabulary, self.validate, self.with_texts)
        for batch in ordered(recipe.worker, _batches(narratives), self.jobs):
            for made in self._kept(batch, tally):
                tally.add(made.document, made.result)
                yield made
                self.progress(len(tally.documents), made.document.source)

    def _kept(self, batch: Iterable[Made | InputError], tally: Tally) -> Iterator[Made]:
        for each in batch:
            if isinstance(each, Made):
                yield each
            elif self.strict:
                raise each
            else:
                tally.left_out.append(each)


def _batches(narratives: Iterable[Narrative]) -> Iterator[list[Narrative]]:
    batch: list[Narrative] = []
    size = 0
    for narrative in narratives:
        batch.append(narrative)
        size += len(narrative.text)
        if size >= _BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
