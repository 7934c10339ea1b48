"""Runs all extractors on one analysis of a narrative, and merges claims with the same key."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

from tipgraph.errors import InputError
from tipgraph.model import vocabulary
from tipgraph.model.claims import Claim, Evidence, Extraction, RouteClaim, TierClaim
from tipgraph.model.documents import Narrative
from tipgraph.understanding import codes, counts, measures, roles, routes, tiers
from tipgraph.understanding.lexicon import Lexicon
from tipgraph.understanding.narrative_analysis import Analysis, analyze
from tipgraph.understanding.structure import Reader

__all__ = ["ENTRY_POINT", "Extract", "Extractor", "collect"]

_PIECES = 8
"""The number of pieces of evidence kept for a claim."""
_TIER_FIELDS = ("tier", "tier_year", "compliance", "efforts", "change", "waiver", "consecutive_years")

_ROUTE_FIELDS = ("via", "victims", "exploitation", "sectors")


def collect(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Merge claims of the same kind and key, and sort them. A merged claim has the evidence of all."""
    groups: dict[tuple[str, tuple[str, ...]], list[Claim]] = {}
    for claim in claims:
        groups.setdefault((claim.kind, claim.key), []).append(claim)
    return tuple(_merged(groups[key]) for key in sorted(groups))


def _merged(group: Sequence[Claim]) -> Claim:
    first = group[0]
    if len(group) == 1 and _is_merged(first):
        return first
    changes: dict[str, Any] = {
        "evidence": _first_pieces(piece for claim in group for piece in claim.evidence),
        "rules": tuple(sorted({rule for claim in group for rule in claim.rules})),
        "certainty": min(claim.certainty for claim in group),  # "asserted" before "possible"
    }
    if isinstance(first, RouteClaim):
        kinds = {claim.route_kind for claim in group if isinstance(claim, RouteClaim)}
        changes |= {name: _union(group, name) for name in _ROUTE_FIELDS}
        changes["route_kind"] = max(kinds)  # "trafficking" after "migration"
    elif isinstance(first, TierClaim):
        changes |= {name: _first_stated(group, name) for name in _TIER_FIELDS}
    return replace(first, **changes)


def _is_merged(claim: Claim) -> bool:
    """Tell whether merging a claim with no other would leave it as it is."""
    if len(claim.evidence) != 1 or len(claim.rules) != 1:
        return False
    return not isinstance(claim, RouteClaim) or all(_in_order(getattr(claim, name)) for name in _ROUTE_FIELDS)


def _in_order(codes: tuple[str, ...]) -> bool:
    return len(codes) < 2 or codes == tuple(sorted(set(codes)))


def _union(group: Sequence[Claim], name: str) -> tuple[str, ...]:
    return tuple(sorted(set().union(*(getattr(claim, name) for claim in group))))


def _first_stated(group: Sequence[Claim], name: str) -> Any:
    """The first sentence that states a thing decides it."""
    return next((value for claim in group if (value := getattr(claim, name)) is not None), None)


def _first_pieces(pieces: Iterable[Evidence]) -> tuple[Evidence, ...]:
    by_place = {(piece.start, piece.end): piece for piece in pieces}
    return tuple(by_place[place] for place in sorted(by_place)[:_PIECES])


ENTRY_POINT = "tipgraph.extractors"
"""The entry-point group for extractors of other packages."""

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
    """Extracts claims from narratives with one lexicon.

    >>> from tipgraph.model.documents import Document, Report
    >>> report = Report("tip", "2015", "AGO")
    >>> text = "Some Angolan boys are taken to Namibia as forced laborers."
    >>> extraction = Extractor.load().read(Narrative(Document("x", report, ""), text))
    >>> [claim.key for claim in extraction.claims if claim.kind == "route"]
    [('AGO', 'NAM')]
    """

    def __init__(
        self, lexicon: Lexicon, extracts: Sequence[Extract] = BUILT_IN, *, reader: Reader | None = None
    ) -> None:
        self.lexicon = lexicon
        self.reader = reader if reader is not None else Reader(lexicon.vocabulary)
        self.extracts = (*extracts, *_plugins())

    @classmethod
    def load(cls, vocabulary_files: Sequence[Path] = ()) -> Extractor:
        """Build the lexicon from the labels of the ontology and the user's Turtle files.

        Raises UnreadableError if a file is missing or is not valid Turtle.
        """
        lexicon = Lexicon(vocabulary.load(vocabulary_files))
        return cls(lexicon, reader=Reader.load(vocabulary_files))

    def read(self, narrative: Narrative) -> Extraction:
        """Return all claims of a narrative.

        Raises InputError if an extractor fails, including one of a plug-in, so that a build can skip the
        narrative and report it.
        """
        try:
            return self._extraction(narrative)
        except Exception as error:
            raise InputError(
                narrative.document.source,
                f"could not be understood ({type(error).__name__}: {error})",
                remedy="report it with the text, and name the plug-ins that are installed",
            ) from error

    def _extraction(self, narrative: Narrative) -> Extraction:
        analysis = analyze(narrative, self.lexicon, self.reader)
        claims = collect(claim for extract in self.extracts for claim in extract(analysis))
        analysis.release()
        without = _sentences_without_claims(analysis, claims)
        return Extraction(narrative.document, claims, without, analysis.ambiguous)


def _plugins() -> tuple[Extract, ...]:
    return tuple(
        point.load() for point in sorted(entry_points(group=ENTRY_POINT), key=lambda point: point.name)
    )


def _sentences_without_claims(analysis: Analysis, claims: Iterable[Claim]) -> int:
    """Count the sentences that name a place and rest no claim."""
    starts = sorted({piece.start for claim in claims for piece in claim.evidence})
    named = {segment.sentence for segment in analysis.segments if segment.has("place", "demonym")}
    return sum(bisect_left(starts, start) == bisect_left(starts, end) for start, end in named)
