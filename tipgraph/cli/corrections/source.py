"""The claims that people judged: those that the program made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tipgraph.cli.console import Console
from tipgraph.cli.inputs import Inputs

if TYPE_CHECKING:
    from tipgraph.build.extractions import ExtractionWithText

__all__ = ["uncorrected"]


def uncorrected(inputs: Inputs, sources: Sequence[str], console: Console) -> list[ExtractionWithText]:
    """Return the extractions of sources with their texts; warn if they are corrected already."""
    found = inputs.read(sources, console, texts=True)
    if any(claim.reviews for each in found for claim in each.extraction.claims):
        console.warn(
            f"{', '.join(sources)} was built with corrections: give reports, or a graph without corrections"
        )
    return found
