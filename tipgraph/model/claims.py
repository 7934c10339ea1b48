"""The claims that a narrative makes: frozen values with evidence, knowing nothing of RDF.

Codes are those of the ontology's vocabularies; their meaning is documented there.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, NamedTuple

from tipgraph.model.documents import Document

__all__ = [
    "Claim",
    "CountClaim",
    "Evidence",
    "ExploitationClaim",
    "Extraction",
    "MeasureClaim",
    "RoleClaim",
    "RouteClaim",
    "SectorClaim",
    "TierClaim",
    "VictimGroupClaim",
]

CONTEXT = 32
"""Code points of text kept before and after a quote, enough to find it again in an edited copy."""


class Evidence(NamedTuple):
    """Words inside one sentence that a claim rests on: ``text[start:end] == quote``."""

    start: int
    end: int
    quote: str
    prefix: str = ""
    suffix: str = ""

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Evidence:
        """Cut the evidence between two offsets out of its text.

        >>> Evidence.of("Haiti is a source country.", 11, 25)
        Evidence(start=11, end=25, quote='source country', prefix='Haiti is a ', suffix='.')
        """
        return cls(
            start, end, text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What every claim carries: its evidence, the rules that made it, and how sure the text is.

    ``certainty`` is ``asserted`` or ``possible``.
    """

    kind: ClassVar[str] = ""
    evidence: tuple[Evidence, ...]
    rules: tuple[str, ...] = ()
    certainty: str = "asserted"

    @property
    def key(self) -> tuple[str, ...]:
        """What identifies the claim within its document and kind; never its evidence."""
        return ()

    @property
    def polarity(self) -> str:
        """``affirmed``, or ``denied`` where the text says that it is not so."""
        return "affirmed"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleClaim(Claim):
    """The report country is a ``source``, ``transit`` or ``destination``, or exploits ``internal``-ly."""

    kind: ClassVar[str] = "role"
    role: str

    @property
    def key(self) -> tuple[str, ...]:
        """The role."""
        return (self.role,)


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteClaim(Claim):
    """People of ``origin`` are moved to or exploited in ``destination``, through the places ``via``.

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
    """A claim that is one code of one vocabulary."""

    code: str

    @property
    def key(self) -> tuple[str, ...]:
        """The code."""
        return (self.code,)


@dataclass(frozen=True, slots=True, kw_only=True)
class VictimGroupClaim(_CodeClaim):
    """A group is said to be victims or at risk."""

    kind: ClassVar[str] = "victim-group"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExploitationClaim(_CodeClaim):
    """A kind of exploitation is said to happen."""

    kind: ClassVar[str] = "exploitation"


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorClaim(_CodeClaim):
    """Victims are said to be made to work in a sector."""

    kind: ClassVar[str] = "sector"


@dataclass(frozen=True, slots=True, kw_only=True)
class TierClaim(Claim):
    """Where the report places the country: ``1 2 2WL 3 special-case``; None where nothing is stated.

    ``compliance`` is ``fully-meets`` or ``does-not-fully-meet``, ``efforts`` ``significant`` or
    ``not-significant``, ``change`` ``upgraded``, ``downgraded`` or ``remained``.
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
        """Nothing: a document places its country once."""
        return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureClaim(Claim):
    """What the government did: a measure ``type`` and its ``status``.

    ``status`` is ``done``, ``insufficient``, ``not-done``, ``planned`` or ``recommended``.
    """

    kind: ClassVar[str] = "measure"
    type: str
    status: str

    @property
    def key(self) -> tuple[str, ...]:
        """Type and status."""
        return (self.type, self.status)

    @property
    def polarity(self) -> str:
        """``denied`` for ``not-done``, else ``affirmed``."""
        return "denied" if self.status == "not-done" else "affirmed"


@dataclass(frozen=True, slots=True, kw_only=True)
class CountClaim(Claim):
    """A result in numbers: ``unit`` is ``cases``, ``persons``, ``victims`` or ``currency``.

    ``period`` is the year that the number is said to be of, or None.
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


@dataclass(frozen=True, slots=True)
class Extraction:
    """All claims of one document, sorted by kind and key, one for each key.

    ``sentences_without_claims`` counts sentences that name a place and give no claim; ``ambiguous`` lists
    the place names with several meanings, which are excluded.
    """

    document: Document
    claims: tuple[Claim, ...]
    sentences_without_claims: int = 0
    ambiguous: tuple[str, ...] = ()
