"""Which document is to be shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple
from urllib.parse import unquote

from tipgraph.build.extractions import ExtractionWithText
from tipgraph.errors import UsageError
from tipgraph.model.iris import BASE, document_iri
from tipgraph.reading.identify import country_code, country_name, country_names
from tipgraph.util.messages import counted, did_you_mean

__all__ = ["Choice", "the_one"]

_LISTED = 20
"""How many documents, or countries, a message names."""


class _Named(NamedTuple):
    """The parts of a document's IRI, by which a user may name it; ``section`` may be empty."""

    publication: str
    edition: str
    country: str
    section: str
    identifier: str

    @classmethod
    def of(cls, iri: str) -> _Named:
        publication, edition, country, *rest = map(unquote, iri.removeprefix(f"{BASE}document/").split("/"))
        return cls(publication, edition, country, rest[0] if len(rest) > 1 else "", rest[-1])

    @property
    def year(self) -> str:
        return self.edition[:4]

    @property
    def names(self) -> frozenset[str]:
        """All that names it, in small letters."""
        return frozenset(part.casefold() for part in (*self, self.year) if part)

    @property
    def place(self) -> tuple[str, ...]:
        """Where it stands in a list: its country first."""
        return self.country, self.edition, self.publication, self.section, self.identifier

    def forms(self) -> Iterator[str]:
        """Yield what it may be called, the shortest first."""
        yield f"{self.country}/{self.year}"
        if self.section:
            yield f"{self.country}/{self.year}/{self.section}"
            yield f"{self.country}/{self.edition}/{self.section}"
        yield "/".join(filter(None, (self.publication, self.edition, self.country, self.section)))
        yield self.identifier


class Choice:
    """Chooses documents, by their IRIs, as a user names a report; keeps what there was to choose from.

    A report is named by its document's identifier, or by any of publication, edition or year, country
    (code or name) and section, joined by ``/``. None chooses every document.

    >>> iri = "https://w3id.org/tipgraph/document/factbook/2015-11-05/AGO/current-situation/a%20copy"
    >>> [Choice(name)(iri) for name in (None, "a copy", "AGO", "angola/2015", "2014", "factbook/AGO/MEX")]
    [True, True, True, True, False, False]
    """

    def __init__(self, wanted: str | None) -> None:
        self.wanted = wanted
        self._parts = [_spellings(part) for part in (wanted or "").split("/") if part]
        self._seen: dict[str, _Named] = {}

    def __call__(self, iri: str) -> bool:
        """Tell whether a document is meant."""
        named = self._seen.setdefault(iri, _Named.of(iri))
        return named.identifier == self.wanted or all(part & named.names for part in self._parts)

    def short(self, iris: Iterable[str]) -> list[str]:
        """Return the shortest names that tell documents apart from all that were seen."""
        uses = Counter(chain.from_iterable(set(named.forms()) for named in self._seen.values()))
        return [
            next((form for form in self._seen[iri].forms() if uses[form] == 1), "/".join(self._seen[iri]))
            for iri in iris
        ]

    def nothing(self) -> UsageError:
        """Return the error for a choice that no document meets: it says what there is."""
        if not self._seen:
            return UsageError("there is no report in it", remedy="give reports, or a graph made of them")
        cause = f"there is no report {self.wanted!r}"
        country = next(filter(None, map(country_code, (self.wanted or "").split("/"))), None)
        if country is None:
            return UsageError(cause, remedy=self._remedy())
        on = [iri for iri, named in self._seen.items() if named.country == country]
        if not on:
            codes = sorted({named.country for named in self._seen.values()})
            return UsageError(
                f"{cause}, and none on {country_name(country)} ({country}) at all",
                remedy=f"there are reports on {', '.join(codes[:_LISTED])}{_rest(len(codes))}",
            )
        years = ", ".join(sorted({self._seen[iri].year for iri in on}))
        return UsageError(
            f"{cause}: those on {country_name(country)} are of {years}",
            remedy=f"name one:{self._list(dict.fromkeys(on, ''))}",
        )

    def several(self, sources: Sequence[ExtractionWithText]) -> UsageError:
        """Return the error for a choice that several documents meet: it lists them."""
        claims = {
            document_iri(source.extraction.document): counted(len(source.extraction.claims), "claim")
            for source in sources
        }
        return UsageError(
            f"{counted(len(claims), 'document')} are meant",
            remedy=f"name one:{self._list(claims)}",
        )

    def _remedy(self) -> str:
        """Return what a misspelt name may mean, or else a list."""
        known = {name for named in self._seen.values() for name in (*named, named.year) if name}
        known.update(country_names())
        names = {name.casefold() for name in known}
        wrong = [part for part in (self.wanted or "").split("/") if part.casefold() not in names]
        every = self._list(dict.fromkeys(self._seen, ""))
        return did_you_mean(wrong[0] if wrong else "", sorted(known), f"name one:{every}")

    def _list(self, remarks: Mapping[str, str]) -> str:
        """Return lines of short names with what is remarked of each, aligned, and the number of the rest."""
        ordered = sorted(remarks, key=lambda iri: self._seen[iri].place)[:_LISTED]
        names = self.short(ordered)
        width = max(map(len, names))
        lines = (f"{name:{width}}  {remarks[iri]}" for iri, name in zip(ordered, names, strict=True))
        return "".join(f"\n  {line.rstrip()}" for line in lines) + _rest(len(remarks), "\n  ")


def _rest(number: int, before: str = " ") -> str:
    return f"{before}and {number - _LISTED} more" if number > _LISTED else ""


def _spellings(part: str) -> frozenset[str]:
    """Return what a part of a name may stand for: itself, and the code of a country of that name."""
    code = country_code(part)
    return frozenset(name.casefold() for name in (part, code) if name)


def the_one(sources: Sequence[ExtractionWithText], choice: Choice) -> ExtractionWithText:
    """Return the only one of the documents that were chosen.

    Raises UsageError where there is none, or more than one: it names them.
    """
    if not sources:
        raise choice.nothing()
    if len(sources) > 1:
        raise choice.several(sources)
    return sources[0]
