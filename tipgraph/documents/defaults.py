"""What the user says of sources that do not say it themselves."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["LIMITS", "NO_DEFAULTS", "Defaults", "Limits"]

_MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Defaults:
    """Stand-ins where a source names no country, year or publication; what a source says goes first.

    ``country`` is an ISO 3166-1 alpha-3 code or a name, ``year`` a report year, ``publication`` a code
    of the publication vocabulary or one of the user's own.
    """

    country: str | None = None
    year: int | None = None
    publication: str | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """How many bytes, unpacked, one document may have before it is refused instead of held in memory.

    ``document`` counts for texts, pages and JSON files, ``line`` for a line of JSON Lines and ``pdf`` for
    a PDF. The longest narrative has about 100 kB, a whole yearly report as PDF up to 100 MB.
    """

    document: int = 64 * _MIB
    line: int = 16 * _MIB
    pdf: int = 512 * _MIB


NO_DEFAULTS = Defaults()
LIMITS = Limits()
