"""What comes of one source: a narrative, an error that keeps it out, or a reason to pass over it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from tipgraph.errors import InputError
from tipgraph.model.documents import Narrative

__all__ = ["Outcome", "Skipped"]


@dataclass(frozen=True, slots=True)
class Skipped:
    """A source passed over for a good reason: counted in the summary, and no cause of a failing exit code.

    Such are a Factbook country without an entry on trafficking, a second copy of a document already
    read, and the pictures and style sheets in a folder that a browser saved.

    >>> print(Skipped("africa/by.json", "has no Trafficking in Persons entry"))
    africa/by.json: has no Trafficking in Persons entry
    """

    source: str
    reason: str

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}"


Outcome: TypeAlias = Narrative | InputError | Skipped
"""What comes of a document."""
