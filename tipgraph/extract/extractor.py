"""The extractor: analyses a narrative once and lets every kind of claim look at the analysis."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import entry_points
from pathlib import Path

from tipgraph import vocabulary
from tipgraph.claims import Claim, Reading
from tipgraph.documents.narrative import Narrative
from tipgraph.errors import InputError
from tipgraph.extract import codes, counts, measures, roles, routes, tiers
from tipgraph.extract.collect import collect
from tipgraph.language.analysis import Analysis, analyse
from tipgraph.language.lexicon import Lexicon

__all__ = ["ENTRY_POINT", "Extract", "Extractor"]

ENTRY_POINT = "tipgraph.extractors"
"""Entry-point group by which other packages add an ``Extract`` of their own."""

Extract = Callable[[Analysis], Iterable[Claim]]
"""An extractor of one kind of claim."""

BUILT_IN: tuple[Extract, ...] = (
    roles.extract,
    routes.extract,
    codes.victim_groups,
    codes.exploitation,
    codes.sectors,
    tiers.extract,
    measures.extract,
    counts.extract,
)


class Extractor:
    """Reads narratives with one lexicon.

    >>> from tipgraph.documents.narrative import Document, Report
    >>> report = Report("tip", "2015", "AGO")
    >>> text = "Some Angolan boys are taken to Namibia as forced laborers."
    >>> reading = Extractor.load().read(Narrative(Document("x", report, ""), text))
    >>> [claim.key for claim in reading.claims if claim.kind == "route"]
    [('AGO', 'NAM')]
    """

    def __init__(self, lexicon: Lexicon, extracts: Sequence[Extract] = BUILT_IN) -> None:
        self.lexicon = lexicon
        self.extracts = (*extracts, *_plugins())

    @classmethod
    def load(cls, vocabulary_files: Sequence[Path] = ()) -> Extractor:
        """Build the lexicon from the ontology's labels and the user's own Turtle files.

        Raises UnreadableError where a file is missing or is not Turtle.
        """
        return cls(Lexicon(vocabulary.load(vocabulary_files)))

    def read(self, narrative: Narrative) -> Reading:
        """Return all claims of a narrative.

        Raises InputError where an extractor fails on it, one of a plug-in's too: the other narratives
        are to go on, and this one is not to be lost without a word.
        """
        try:
            return self._reading(narrative)
        except Exception as error:
            raise InputError(
                narrative.document.source,
                f"could not be understood ({type(error).__name__}: {error})",
                remedy="report it with the text, and name the plug-ins that are installed",
            ) from error

    def _reading(self, narrative: Narrative) -> Reading:
        analysis = analyse(narrative, self.lexicon)
        claims = collect(claim for extract in self.extracts for claim in extract(analysis))
        return Reading(narrative.document, claims, _silent(analysis, claims), analysis.unsettled)


def _plugins() -> tuple[Extract, ...]:
    return tuple(
        point.load() for point in sorted(entry_points(group=ENTRY_POINT), key=lambda point: point.name)
    )


def _silent(analysis: Analysis, claims: Iterable[Claim]) -> int:
    """Count the sentences that name a place and rest no claim."""
    starts = sorted({piece.start for claim in claims for piece in claim.evidence})
    named = {segment.sentence for segment in analysis.segments if segment.has("place", "demonym")}
    return sum(bisect_left(starts, start) == bisect_left(starts, end) for start, end in named)
