"""A correction: what a person says of a claim, and where the words of the text are that it is about.

Words are found as a selector of the W3C Web Annotation model finds them. Source: W3C, Web Annotation Data
Model (2017), sections 4.2.4 (text quote) and 4.2.5 (text position).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tipgraph.model.claims import Claim, Evidence, Extraction
from tipgraph.model.iris import document_iri

__all__ = [
    "COLUMNS",
    "IDENTIFYING",
    "ON_PASSAGES",
    "POLICIES",
    "VERDICTS",
    "Correction",
    "Fields",
    "Span",
    "Unanchored",
    "anchor",
    "anchor_in_evidence",
]

Fields = Mapping[str, Any]
"""Fields of a claim, with values as claims hold them: codes, tuples of codes, numbers."""

ON_PASSAGES = ("complete", "incomplete")
"""What a person can say of a passage: that they read it completely (no claim is missing), or did not."""

VERDICTS = ("accept", "reject", "replace", "add", "withdraw", *ON_PASSAGES)
"""What a person can say of a claim or a passage; ``withdraw`` takes back what the same person said before."""

POLICIES = ("newest", "majority", "leave-out")
"""What a build does when people disagree: follow the newest verdict or the most frequent one, or leave the
claim out."""

COLUMNS = (
    "document", "quote", "start", "end", "sha256", "prefix", "suffix",
    "kind", "fields", "verdict", "new", "by", "at", "reason",
)  # fmt: skip
"""The keys of a line of JSON and the columns of a CSV file."""

IDENTIFYING: Mapping[str, tuple[str, ...]] = {
    "role": ("role",),
    "route": ("origin", "destination"),
    "victim-group": ("code",),
    "exploitation": ("code",),
    "sector": ("code",),
    "tier": ("tier", "tier_year", "compliance", "efforts", "change", "waiver", "consecutive_years"),
    "measure": ("type", "status"),
    "count": ("type", "count", "unit", "period"),
}
"""The fields that tell the claims of one kind in the same words apart. Others may change with the rules."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A verdict of a person on a claim.

    ``document`` is the id or the IRI of a document. ``quote`` holds the claim's words; ``start``, ``end``
    and the ``sha256`` of the text say where they are, and ``prefix`` and ``suffix`` are the text around them.
    ``fields`` tell the claim from others in the same words; of a claim to ``add``, they are all its fields.
    ``new`` has the fields that ``replace`` changes. Of a passage, ``kind`` is that of the claims that are
    complete, '' for all kinds. ``by`` is an ORCID, a handle or ``anonymous``; ``at`` is
    an ISO date or time. ``place`` is the file and line, for messages.
    """

    document: str
    quote: str
    kind: str
    verdict: str
    fields: Fields = field(default_factory=dict)
    new: Fields = field(default_factory=dict)
    start: int | None = None
    end: int | None = None
    sha256: str = ""
    prefix: str = ""
    suffix: str = ""
    by: str = "anonymous"
    at: str = ""
    reason: str = ""
    place: str = field(default="", compare=False)

    @classmethod
    def on(cls, extraction: Extraction, claim: Claim, piece: Evidence, **values: Any) -> Correction:
        """Return the correction of a claim by the words of a piece of its evidence, with further values."""
        fields = {name: getattr(claim, name) for name in IDENTIFYING[claim.kind]}
        return cls(
            document=document_iri(extraction.document),
            quote=piece.quote,
            start=piece.start,
            end=piece.end,
            sha256=extraction.document.sha256,
            prefix=piece.prefix,
            suffix=piece.suffix,
            kind=claim.kind,
            fields={name: value for name, value in fields.items() if value is not None},
            **values,
        )

    @property
    def result(self) -> Fields:
        """The fields of the claim that the person says is right."""
        return {**self.fields, **self.new}

    def is_about(self, claim: Claim) -> bool:
        """Return whether a claim has the kind and the identifying fields of the correction."""
        return _identifies(self.kind, self.fields, claim)

    def results_in(self, claim: Claim) -> bool:
        """Return whether a claim has the identifying fields that the correction results in."""
        return _identifies(self.kind, self.result, claim)


def _identifies(kind: str, fields: Fields, claim: Claim) -> bool:
    if claim.kind != kind:
        return False
    given = (name for name in IDENTIFYING[kind] if name in fields)
    return all(getattr(claim, name) == fields[name] for name in given)


Span = tuple[int, int]
"""Start and end of words in a text."""


class Unanchored(str):
    """The reason why the words of a correction are not found."""

    __slots__ = ()


def anchor(correction: Correction, text: str, sha256: str) -> Span | Unanchored:
    """Return where the words of a correction are in a text with this digest, or why they are not found.

    Offsets count if the text is the one that they were taken from, or if they hold the quote and no digest
    says otherwise. Else the quote has to occur once, or once between its prefix and suffix.
    """
    quote = correction.quote
    start, end = correction.start, correction.end
    same = correction.sha256 in ("", sha256)
    if same and start is not None and end is not None and text[start:end] == quote:
        return start, end
    places = list(_occurrences(quote, text))
    if len(places) > 1 and (correction.prefix or correction.suffix):
        places = [place for place in places if _is_between(correction, text, place)]
        if not places:
            return Unanchored("the words are in the text, but not between this prefix and suffix")
    if len(places) == 1:
        return places[0], places[0] + len(quote)
    if places:
        return Unanchored(f"the words are in the text {len(places)} times: give a prefix or a suffix")
    return Unanchored("the words are not in the text")


def _occurrences(quote: str, text: str) -> Iterator[int]:
    place = text.find(quote)
    while place >= 0:
        yield place
        place = text.find(quote, place + 1)


def _is_between(correction: Correction, text: str, place: int) -> bool:
    before = text.endswith(correction.prefix, 0, place)
    return before and text.startswith(correction.suffix, place + len(correction.quote))


def anchor_in_evidence(correction: Correction, pieces: Iterable[Evidence], sha256: str) -> Span | Unanchored:
    """Return where the words of a correction are, by a graph without texts: by the evidence of its claims."""
    start, end = correction.start, correction.end
    if start is not None and end is not None and correction.sha256 == sha256:
        return start, end
    found = {
        (each.start + place, each.start + place + len(correction.quote))
        for each in pieces
        for place in _occurrences(correction.quote, each.quote)
    }
    if (start, end) in found and start is not None and end is not None:
        return start, end
    if len(found) == 1:
        return found.pop()
    return Unanchored("the graph has no text to find the words in: build it with --with-texts")
