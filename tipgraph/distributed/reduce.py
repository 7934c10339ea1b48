"""What came of all parts, put together as if one process had read them one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from tipgraph.distributed.partition import Partition, Portion, Understood
from tipgraph.distributed.parts import Part
from tipgraph.documents.narrative import Document, Narrative
from tipgraph.documents.outcome import Skipped
from tipgraph.documents.outline import Outline
from tipgraph.documents.sieve import Sieve
from tipgraph.errors import InputError
from tipgraph.pipeline.summary import Tally

__all__ = ["Reduction"]


class Reduction:
    """Takes portions in the order of reading: counts what stays, and finds what came before.

    ``text`` reads a document's text again: it is asked for only where two texts have the same name.
    ``without`` writes a partition anew without some of its documents. ``strict`` raises the first
    InputError.
    """

    def __init__(
        self,
        tally: Tally,
        text: Callable[[Part, Document], str],
        without: Callable[[int, Portion, frozenset[int]], Partition | None],
        *,
        strict: bool,
    ) -> None:
        self._tally = tally
        self._text = text
        self._without = without
        self._strict = strict
        self._sieve = Sieve()
        self.partitions: list[Partition] = []

    def add(self, number: int, part: Part, portion: Portion) -> None:
        """Take what came of a part."""
        dropped = frozenset(self._dropped(part, portion))
        partition = self._without(number, portion, dropped) if dropped else portion.partition
        if partition is not None:
            self.partitions.append(partition)

    def _dropped(self, part: Part, portion: Portion) -> Iterator[int]:
        """Count the outcomes of a part; yield the numbers of those whose graphs are not to be there."""
        for at, outcome in enumerate(portion.outcomes):
            if not isinstance(outcome, Understood):
                self._tell(outcome)
            elif (before := self._before(part, outcome.document)) is not None:
                self._tell(before)
                if not isinstance(outcome.result, InputError):
                    yield at
            else:
                self._count(part, outcome)

    def _count(self, part: Part, outcome: Understood) -> None:
        document = outcome.document
        self._sieve.remember(document, partial(self._outline, part, document))
        self._tally.read(document)
        if isinstance(outcome.result, InputError):
            self._tell(outcome.result)
        else:
            self._tally.add(document, outcome.result)

    def _before(self, part: Part, document: Document) -> Skipped | InputError | None:
        """Return what to say of a document that came before, or None of a new one."""
        if not self._sieve.has(document):
            return None
        copy = self._sieve.copy(document)
        return copy or self._sieve.refusal(Narrative(document, self._text(part, document)))

    def _outline(self, part: Part, document: Document) -> Outline:
        return Outline(self._text(part, document))

    def _tell(self, outcome: Skipped | InputError) -> None:
        if isinstance(outcome, Skipped):
            self._tally.skipped.append(outcome)
        elif self._strict:
            raise outcome
        else:
            self._tally.left_out.append(outcome)
