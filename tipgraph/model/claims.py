"""The claims that narratives make, as immutable values with their evidence.

A `Statement` is what one predicate of one sentence says. The other kinds of claims are one a document and
code. Codes are notations of the ontology's vocabularies, which define them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, NamedTuple

from tipgraph.model.documents import Document

__all__ = [
    "KINDS",
    "MODEL",
    "SCHEMES",
    "Claim",
    "CountClaim",
    "Evidence",
    "ExploitationClaim",
    "Extraction",
    "MeasureClaim",
    "Review",
    "RoleClaim",
    "RouteClaim",
    "SectorClaim",
    "Statement",
    "TierClaim",
    "VictimGroupClaim",
    "newest_reviews",
]

MODEL = "2"
"""The number of the model of claims. A graph of another model has to be built again; 0.1 had model 1."""

CONTEXT = 32
"""Code points of text kept before and after a quote, to find it again in an edited copy."""


class Evidence(NamedTuple):
    """A span of one sentence that supports a claim: ``text[start:end] == quote``.

    ``prefix`` and ``suffix`` are the text around it, as in a Web Annotation's TextQuoteSelector, if the quote
    occurs several times in the text. Else they are empty.
    """

    start: int
    end: int
    quote: str
    prefix: str = ""
    suffix: str = ""

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Evidence:
        """Return the evidence between two offsets of a text.

        >>> Evidence.of("Haiti is a source country.", 11, 25)
        Evidence(start=11, end=25, quote='source country', prefix='', suffix='')
        >>> Evidence.of("It did not, and will not.", 7, 10)
        Evidence(start=7, end=10, quote='not', prefix='It did ', suffix=', and will not.')
        """
        quote = text[start:end]
        if text.find(quote) == start and text.find(quote, start + 1) < 0:
            return cls(start, end, quote)
        return cls(start, end, quote, text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])


class Review(NamedTuple):
    """What a person said of a claim: a verdict of ``accept``, ``replace`` or ``add``.

    ``by`` is an ORCID, a handle or ``anonymous``; ``at`` is an ISO date, or '' if unknown.
    """

    by: str
    verdict: str
    at: str = ""
    reason: str = ""


def newest_reviews(reviews: Iterable[Review]) -> tuple[Review, ...]:
    """Return the newest review of each person, sorted.

    >>> newest_reviews([Review("kim", "accept", "2026-11-02"), Review("kim", "add", "2026-11-01")])
    (Review(by='kim', verdict='accept', at='2026-11-02', reason=''),)
    """
    ordered = sorted(reviews, key=lambda review: (review.by, review.at, review))
    return tuple({review.by: review for review in ordered}.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """The base class of claims: evidence, the rules that made the claim, and its certainty.

    ``certainty`` is ``asserted`` or ``possible``. ``operators`` are the words that decided the certainty or
    the status, such as "may" or "did not". ``reviews`` are the verdicts of people, one a person; ``replaces``
    has the IRIs of the claims that the reviews replaced with this one.
    """

    kind: ClassVar[str] = ""
    evidence: tuple[Evidence, ...]
    rules: tuple[str, ...] = ()
    certainty: str = "asserted"
    operators: tuple[str, ...] = ()
    reviews: tuple[Review, ...] = ()
    replaces: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, ...]:
        """What the claim is about. A document has one claim for each kind and key, except statements."""
        return ()

    @property
    def identity(self) -> tuple[str, tuple[str, ...], int]:
        """The values that identify the claim in its document, and its place in the order of claims."""
        return (self.kind, self.key, 0)

    @property
    def polarity(self) -> str:
        """``affirmed``, or ``denied`` if the text negates the claim."""
        return "affirmed"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleClaim(Claim):
    """The report country's role: ``source``, ``transit``, ``destination`` or ``internal``."""

    kind: ClassVar[str] = "role"
    role: str

    @property
    def key(self) -> tuple[str, ...]:
        """The role."""
        return (self.role,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Claim):
    """A claim of one predicate. Its fields hold together: they are stated of each other.

    ``evidence`` is the clause of the predicate and its arguments. ``context`` is an earlier clause that names
    the people, if the predicate's clause only refers to them ("these women", "and are forced to beg"), one
    that has an operator of the predicate, or one that says what the only flow of a text suffers.
    """

    context: tuple[Evidence, ...] = ()

    @property
    def offset(self) -> int:
        """The offset at which the predicate's clause starts."""
        return self.evidence[0].start if self.evidence else 0

    @property
    def identity(self) -> tuple[str, tuple[str, ...], int]:
        """Kind, key and offset: the same words in another sentence are another statement."""
        return (self.kind, self.key, self.offset)


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteClaim(Statement):
    """People from ``origin`` are moved to or exploited in ``destination``, through the places ``via``.

    ``route_kind`` is ``trafficking`` or ``migration``.
    """

    kind: ClassVar[str] = "route"
    origin: str
    destination: str
    via: tuple[str, ...] = ()
    route_kind: str = "trafficking"
    victims: tuple[str, ...] = ()
    exploitation: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, ...]:
        """Origin and destination."""
        return (self.origin, self.destination)


@dataclass(frozen=True, slots=True, kw_only=True)
class _CodeClaim(Claim):
    """A claim with one code of one vocabulary."""

    code: str

    @property
    def key(self) -> tuple[str, ...]:
        """The code."""
        return (self.code,)


@dataclass(frozen=True, slots=True, kw_only=True)
class VictimGroupClaim(_CodeClaim):
    """A group of people are victims or at risk."""

    kind: ClassVar[str] = "victim-group"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExploitationClaim(_CodeClaim):
    """A form of exploitation occurs."""

    kind: ClassVar[str] = "exploitation"


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorClaim(_CodeClaim):
    """Victims are exploited in a sector."""

    kind: ClassVar[str] = "sector"


@dataclass(frozen=True, slots=True, kw_only=True)
class TierClaim(Claim):
    """The tier placement of the report country; each field is None if the report does not state it.

    ``tier`` is ``1``, ``2``, ``2WL``, ``3`` or ``special-case``; ``compliance`` is ``fully-meets`` or
    ``does-not-fully-meet``; ``efforts`` is ``significant`` or ``not-significant``; ``change`` is
    ``upgraded``, ``downgraded`` or ``remained``.
    """

    kind: ClassVar[str] = "tier"
    tier: str | None = None
    tier_year: int | None = None
    compliance: str | None = None
    efforts: str | None = None
    change: str | None = None
    waiver: bool | None = None
    consecutive_years: int | None = None

    @property
    def key(self) -> tuple[str, ...]:
        """Empty: a document has one tier placement."""
        return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureClaim(Statement):
    """A government measure: its ``type`` and its ``status``.

    ``status`` is ``done``, ``insufficient``, ``not-done``, ``planned`` or ``recommended``. As far as the
    clause says so, ``victims`` are the groups that it is for, ``exploitation`` is what it is against,
    ``sectors`` are where, ``partners`` are the places whose governments take part, ``period`` is the year.
    """

    kind: ClassVar[str] = "measure"
    type: str
    status: str
    victims: tuple[str, ...] = ()
    exploitation: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    period: int | None = None

    @property
    def key(self) -> tuple[str, ...]:
        """Type and status."""
        return (self.type, self.status)

    @property
    def polarity(self) -> str:
        """``denied`` for the status ``not-done``, else ``affirmed``."""
        return "denied" if self.status == "not-done" else "affirmed"


@dataclass(frozen=True, slots=True, kw_only=True)
class CountClaim(Statement):
    """A result in numbers.

    ``unit`` is ``cases``, ``persons``, ``victims`` or ``currency``; ``period`` is the year that the number
    refers to, or None if the report does not state it.
    """

    kind: ClassVar[str] = "count"
    type: str
    count: Decimal
    unit: str
    period: int | None = None

    @property
    def key(self) -> tuple[str, ...]:
        """Type, number, unit and period."""
        return (self.type, f"{self.count.normalize():f}", self.unit, str(self.period or "undated"))


KINDS: Mapping[str, type[Claim]] = {
    made.kind: made
    for made in (
        RoleClaim,
        RouteClaim,
        VictimGroupClaim,
        ExploitationClaim,
        SectorClaim,
        TierClaim,
        MeasureClaim,
        CountClaim,
    )
}
"""The class of each kind of claim."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """All claims of one document, sorted by their identities, each of which occurs once.

    ``sentences_without_claims`` counts the sentences that name a place but give no claim; ``ambiguous``
    lists the place names that were excluded because several places share them; ``numbers_too_large`` counts
    the figures above a trillion, which are read as no count.
    """

    document: Document
    claims: tuple[Claim, ...]
    sentences_without_claims: int = 0
    ambiguous: tuple[str, ...] = ()
    numbers_too_large: int = 0


SCHEMES: Mapping[str, str] = {
    "role": "role",
    "origin": "place",
    "destination": "place",
    "via": "place",
    "partners": "place",
    "route_kind": "route-kind",
    "victims": "victim-group",
    "exploitation": "exploitation",
    "sectors": "sector",
    "tier": "tier",
    "compliance": "compliance",
    "efforts": "efforts",
    "change": "tier-change",
    "type": "measure",
    "status": "status",
    "unit": "count-unit",
    "certainty": "certainty",
}
"""The vocabularies of the fields with codes. That of ``code`` is the kind of claim."""
