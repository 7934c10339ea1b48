"""Prints a narrative with its evidence marked: which document is meant, and its page or text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple
from urllib.parse import unquote

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from tipgraph import __version__
from tipgraph.analysis.facts import Fact, describe
from tipgraph.build.extractions import ExtractionWithText
from tipgraph.errors import UsageError
from tipgraph.model.iris import document_iri
from tipgraph.reading.identify import country_code, country_name, country_names
from tipgraph.util.resources import html_templates
from tipgraph.util.text import counted, did_you_mean
from tipgraph.web.view import KINDS, Passage, View

__all__ = ["Choice", "explanation", "page", "terminal", "the_one"]

_LISTED = 20
"""The largest number of documents or countries in a message."""


class _Named(NamedTuple):
    """The parts of a document's IRI. Users may name a document by any of them; ``section`` may be empty."""

    publication: str
    edition: str
    country: str
    section: str
    identifier: str

    @classmethod
    def of(cls, name: str) -> _Named:
        publication, edition, country, *rest = map(unquote, name.split("/"))
        return cls(publication, edition, country, rest[0] if len(rest) > 1 else "", rest[-1])

    @property
    def year(self) -> str:
        return self.edition[:4]

    @property
    def names(self) -> frozenset[str]:
        """All parts and the year, in lower case."""
        return frozenset(part.casefold() for part in (*self, self.year) if part)

    @property
    def place(self) -> tuple[str, ...]:
        """The sort key in a list: the country comes first."""
        return self.country, self.edition, self.publication, self.section, self.identifier

    def forms(self) -> Iterator[str]:
        """Yield names for it, the shortest first."""
        yield f"{self.country}/{self.year}"
        if self.section:
            yield f"{self.country}/{self.year}/{self.section}"
            yield f"{self.country}/{self.edition}/{self.section}"
        yield "/".join(filter(None, (self.publication, self.edition, self.country, self.section)))
        yield self.identifier


def _name(iri: str) -> str:
    """Return the part of a document's IRI that names it. Published graphs may have their own base."""
    return iri.rpartition("/document/")[2]


class Choice:
    """Chooses documents by their IRIs, and remembers all that it has seen, for its error messages.

    ``wanted`` is a document's identifier, or any of publication, edition or year, country (code or name) and
    section, joined by ``/``. None chooses every document.

    >>> iri = "https://w3id.org/tipgraph/document/factbook/2015-11-05/AGO/current-situation/a%20copy"
    >>> [Choice(name)(iri) for name in (None, "a copy", "AGO", "angola/2015", "2014", "factbook/AGO/MEX")]
    [True, True, True, True, False, False]
    """

    def __init__(self, wanted: str | None) -> None:
        self.wanted = wanted
        self._parts = [_spellings(part) for part in (wanted or "").split("/") if part]
        self._seen: dict[str, _Named] = {}

    def __call__(self, iri: str) -> bool:
        """Tell whether a document is chosen."""
        named = self._named(iri)
        return named.identifier == self.wanted or all(part & named.names for part in self._parts)

    def _named(self, iri: str) -> _Named:
        """Return the names of a document, and remember it."""
        name = _name(iri)
        return self._seen.setdefault(name, _Named.of(name))

    def short(self, iris: Iterable[str]) -> list[str]:
        """Return the shortest unambiguous names of documents among all that were seen."""
        uses = Counter(chain.from_iterable(set(named.forms()) for named in self._seen.values()))
        return [
            next((form for form in named.forms() if uses[form] == 1), "/".join(named))
            for named in map(self._named, iris)
        ]

    def nothing(self) -> UsageError:
        """Return the error for a choice without documents. It lists the documents."""
        if not self._seen:
            return UsageError("the input has no reports", remedy="give reports, or a graph of reports")
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
        """Return the error for a choice with several documents. It lists them."""
        claims = {
            _name(document_iri(source.extraction.document)): counted(len(source.extraction.claims), "claim")
            for source in sources
        }
        return UsageError(
            f"{counted(len(claims), 'document')} match",
            remedy=f"name one:{self._list(claims)}",
        )

    def _remedy(self) -> str:
        """Return a suggestion for a misspelt name, or else a list of documents."""
        known = {name for named in self._seen.values() for name in (*named, named.year) if name}
        known.update(country_names())
        names = {name.casefold() for name in known}
        wrong = [part for part in (self.wanted or "").split("/") if part.casefold() not in names]
        every = self._list(dict.fromkeys(self._seen, ""))
        return did_you_mean(wrong[0] if wrong else "", sorted(known), f"name one:{every}")

    def _list(self, remarks: Mapping[str, str]) -> str:
        """Return aligned lines with short names and remarks, and the number of the remaining documents."""
        ordered = sorted(remarks, key=lambda iri: self._named(iri).place)[:_LISTED]
        names = self.short(ordered)
        width = max(map(len, names))
        lines = (f"{name:{width}}  {remarks[iri]}" for iri, name in zip(ordered, names, strict=True))
        return "".join(f"\n  {line.rstrip()}" for line in lines) + _rest(len(remarks), "\n  ")


def _rest(number: int, before: str = " ") -> str:
    return f"{before}and {number - _LISTED} more" if number > _LISTED else ""


def _spellings(part: str) -> frozenset[str]:
    """Return the meanings of a part of a name: itself, and the code of a country with that name."""
    code = country_code(part)
    return frozenset(name.casefold() for name in (part, code) if name)


def the_one(sources: Sequence[ExtractionWithText], choice: Choice) -> ExtractionWithText:
    """Return the chosen document. Raises UsageError if there is none or more than one.

    Identifiers may differ only by case: then the one that is spelt as asked is chosen.
    """
    exact = [each for each in sources if each.extraction.document.identifier == choice.wanted]
    if len(exact) == 1:
        return exact[0]
    if not sources:
        raise choice.nothing()
    if len(sources) > 1:
        raise choice.several(sources)
    return sources[0]


def page(view: View) -> str:
    """Return a document as an HTML page, in which every value is escaped.

    Claims and their quotes link to each other. Hovering over a claim, or following a link to it, highlights
    its quotes. In browsers without ``:has()``, only following a link does.
    """
    made = html_templates("tipgraph.web").get_template("show.html")
    return made.render(view=view, kinds=KINDS, version=__version__)


def explanation(text: str, segments: Sequence[Mapping[str, Any]], claims: Sequence[Fact] | None) -> str:
    """Return how a text is read as an HTML page. ``segments`` are objects of `as_json` of ``render``."""
    made = html_templates("tipgraph.web").get_template("explain.html")
    described = None if claims is None else [(claim, describe(claim)) for claim in claims]
    return made.render(text=text, segments=segments, claims=described, version=__version__)


_COLORS = {
    "route": "#d55e00",
    "measure": "#f0e442",
    "count": "#999999",
    "tier": "#56b4e9",
    "role": "#0072b2",
    "exploitation": "#e69f00",
    "sector": "#009e73",
    "victim-group": "#cc79a7",
}
"""Okabe and Ito's colors, which color-blind people can tell apart (jfly.uni-koeln.de/color)."""


def terminal(view: View) -> RenderableType:
    """Return a document for rich: its text with the numbers of claims after their quotes, then the claims."""
    parts: list[RenderableType] = [Text(view.title, style="bold"), _legend()]
    if not view.complete:
        parts.append(Text("The graph has no text of this document. Its quotes are shown.", style="italic"))
    parts += [line for passage in view.passages for line in (Text(), _passage(passage))]
    return Group(*parts, Text(), _table(view))


def _style(kind: str) -> str:
    return _COLORS.get(kind, "white")


def _legend() -> Text:
    return Text(" ").join(Text(f"{letter} {kind} ", style=_style(kind)) for kind, letter in KINDS.items())


def _passage(passage: Passage) -> Text:
    text = Text(style="bold" if passage.heading else "")
    for piece in passage.pieces:
        style = f"underline {_style(piece.kind)}" if piece.kind else "italic" if piece.named else ""
        text.append(" ".join(piece.text.splitlines()), style=style)
        for card in piece.ends:
            text.append(f" {card.number}", style=f"dim {_style(card.kind)}")
        if piece.named_ends:
            numbers = ", ".join(card.number for card in piece.named_ends)
            text.append(f" (people of {numbers} named here)", style="dim italic")
    return text


def _table(view: View) -> Table:
    table = Table(title="Claims", title_justify="left")
    for column in ("", "kind", "claim", "", "rules"):
        table.add_column(column)
    for card in view.cards:
        cells = (card.number, card.kind, card.what, card.reason, ", ".join(card.rules))
        table.add_row(*(Text(cell) for cell in cells), style=_style(card.kind))
    return table
