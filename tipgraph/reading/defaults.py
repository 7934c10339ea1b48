"""What the user says of sources that do not say it themselves."""

from __future__ import annotations

from dataclasses import dataclass

from tipgraph.errors import UsageError
from tipgraph.reading.identify import country_code, country_names, publication_code
from tipgraph.util.messages import did_you_mean

__all__ = ["LIMITS", "NO_DEFAULTS", "Defaults", "Limits"]

_MIB = 1 << 20
_YEARS = range(2000, 2101)


@dataclass(frozen=True, slots=True)
class Defaults:
    """Stand-ins where a source names no country, year or publication; what a source says goes first.

    ``country`` is an ISO 3166-1 alpha-3 code or a name, ``year`` a report year, ``publication`` a code
    of the publication vocabulary or one of the user's own. Raises UsageError for a country that does
    not exist, a year outside 2000 to 2100 and a publication without letters and digits, whether or not a
    source will need them.
    """

    country: str | None = None
    year: int | None = None
    publication: str | None = None

    def __post_init__(self) -> None:
        """Check what was given at once."""
        if self.country is not None and country_code(self.country) is None:
            otherwise = "use an ISO 3166-1 alpha-3 code or a name"
            raise UsageError(
                f"there is no country {self.country!r}",
                remedy=did_you_mean(self.country, country_names(), otherwise),
            )
        if self.year is not None and self.year not in _YEARS:
            raise UsageError(
                f"{self.year} is no year of a report", remedy=f"give one from {_YEARS[0]} to {_YEARS[-1]}"
            )
        if self.publication is not None and not publication_code(self.publication):
            raise UsageError(
                f"the publication {self.publication!r} names nothing",
                remedy="give it a name of letters or digits",
            )


@dataclass(frozen=True, slots=True)
class Limits:
    """How many bytes, unpacked, one document may have before it is refused instead of held in memory.

    ``document`` counts for texts, pages and JSON files, ``line`` for a line of JSON Lines and ``pdf`` for
    a PDF. The longest narrative has about 100 kB, a whole yearly report as PDF up to 100 MB.
    ``depth`` is how deep the elements of a page may be nested; browsers stop at some 500.
    """

    document: int = 64 * _MIB
    line: int = 16 * _MIB
    pdf: int = 512 * _MIB
    depth: int = 400


NO_DEFAULTS = Defaults()
LIMITS = Limits()
