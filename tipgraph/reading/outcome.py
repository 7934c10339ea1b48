"""The outcome of reading a document: a narrative, an error, or a reason to skip it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from tipgraph.errors import InputError
from tipgraph.model.documents import Narrative

__all__ = ["Outcome", "Skipped"]


@dataclass(frozen=True, slots=True)
class Skipped:
    """A source that was skipped for a good reason. It is counted in the summary and is not a failure.

    Examples are a Factbook country without an entry on trafficking, a second copy of a document, and the
    pictures and style sheets that a browser saves with a page.

    >>> print(Skipped("africa/by.json", "no entry on trafficking in persons"))
    africa/by.json: no entry on trafficking in persons
    """

    source: str
    reason: str

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}"


Outcome: TypeAlias = Narrative | InputError | Skipped
"""The outcome of reading one document."""
