"""A correction: what a person says of a claim, and the words of the text that it is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tipgraph.model.claims import Claim, Evidence, Extraction
from tipgraph.model.iris import document_iri

__all__ = ["COLUMNS", "IDENTIFYING", "ON_PASSAGES", "POLICIES", "VERDICTS", "Correction", "Fields"]

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
