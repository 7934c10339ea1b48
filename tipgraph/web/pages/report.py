"""The page of a report: its text with the evidence marked, and its claims, each with an address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from pyoxigraph import NamedNode

from tipgraph.model.claims import Claim, Evidence, RouteClaim, Statement
from tipgraph.model.iris import claim_iri, document_iri, evidence_iri, route_iri
from tipgraph.rdf.mapping import FIELDS
from tipgraph.rdf.terms import code_of
from tipgraph.web.pages.archive import Copy, Report
from tipgraph.web.pages.site import Crumb, Head, Link, Site
from tipgraph.web.view import KINDS, Card, Passage, Piece, View, reason, reviewed, view

__all__ = ["ShownClaim", "report_page", "report_title", "shown_claim"]


@dataclass(frozen=True, slots=True)
class ShownClaim:
    """A claim for templates. ``fields`` has links for codes, and plain years, numbers and flags."""

    iri: str
    kind: str
    reason: str
    rules: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    context: tuple[Evidence, ...]
    fields: dict[str, Any]
    reviewed: str


def shown_claim(site: Site, claim: Claim, document: str, country: str) -> ShownClaim:
    """Return a claim of a document by its IRI; ``country`` is the code of the report's country."""
    fields: dict[str, Any] = {}
    for field in FIELDS[type(claim)]:
        value = getattr(claim, field.attribute)
        values = value if field.many else () if value is None else (value,)
        terms = [field.encode(each, country) for each in values]
        shown = [_shown(site, term, each) for term, each in zip(terms, values, strict=True)]
        fields[field.attribute] = shown if field.many else next(iter(shown), None)
    return ShownClaim(
        claim_iri(document, claim),
        claim.kind,
        reason(claim),
        tuple(sorted(claim.rules)),
        tuple(sorted(claim.evidence)),
        claim.context if isinstance(claim, Statement) else (),
        fields,
        reviewed(claim),
    )


def _shown(site: Site, term: object, value: Any) -> Any:
    return site.link(term.value) if isinstance(term, NamedNode) else value


@dataclass(frozen=True, slots=True)
class _Quote:
    """A quote; ``part`` is its fragment, ``marked`` tells that it is marked in the text above."""

    part: str
    words: str
    marked: bool


@dataclass(frozen=True, slots=True)
class _Claim:
    """A claim with its number ("R3") and its fragment."""

    number: str
    part: str
    shown: ShownClaim
    quotes: tuple[_Quote, ...]
    repeats: bool
    context: tuple[_Quote, ...]
    review: str


@dataclass(frozen=True, slots=True)
class _Topic:
    """Claims that stand together: those on one route, with a link to it, or all others of a kind."""

    route: Link | None
    claims: tuple[_Claim, ...]


@dataclass(frozen=True, slots=True)
class _Run:
    """A run of text; ``starts`` has the fragments of the evidence that begins here.

    ``ends`` and ``named_ends`` have number, kind and fragment of the claims whose evidence or context ends
    here. ``named`` is the kind of the claims for which the run is only context.
    """

    text: str
    kind: str
    named: str
    starts: tuple[str, ...]
    ends: tuple[tuple[str, str, str], ...]
    named_ends: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class _Copy:
    """A document: its text or excerpts, and its claims by kind."""

    part: str
    identifier: str
    source: Link | None
    sha256: str
    complete: bool
    passages: tuple[tuple[bool, tuple[_Run, ...]], ...]
    groups: tuple[tuple[str, tuple[_Topic, ...]], ...]


def report_page(site: Site, report: Report, copies: Sequence[Copy]) -> str:
    """Return the page of a report; ``copies`` are its documents.

    The IRI of each claim and piece of evidence leads to a part of the page. The narrative is shown in full if
    the archive shows texts and has it, and otherwise only the quotes with the words around them.
    """
    country = site.link(report.country)
    head = Head(
        title=report_title(site, report),
        path=site.path(report.iri),
        trail=(
            Crumb("Countries", "countries"),
            Crumb(country.label, site.path(report.country)),
            Crumb(_short(report), ""),
        ),
        iri=report.iri,
        formats=("ttl", "trig", "jsonld"),
        description=f"The claims of {report.title}, each with its quote.",
    )
    return site.render(
        "report.html",
        head,
        report=report,
        country=country,
        publication=site.link(report.publication),
        copies=[_copy(site, copy) for copy in copies],
        before_and_after=_before_and_after(site, report),
        kinds=KINDS,
    )


def report_title(site: Site, report: Report) -> str:
    """Return the title of a report's page."""
    publication = site.link(report.publication).label
    section = f" ({report.section.replace('-', ' ')})" if report.section else ""
    return f"{site.link(report.country).label}: {publication} {report.edition}{section}"


def _short(report: Report) -> str:
    section = f", {report.section.replace('-', ' ')}" if report.section else ""
    return f"{code_of(report.publication)} {report.edition}{section}"


def _before_and_after(site: Site, report: Report) -> tuple[Link | None, Link | None]:
    """Return the previous and the next report on the same country."""
    reports = site.archive.by_country[report.country]
    at = reports.index(report)
    before = reports[at - 1] if at else None
    after = reports[at + 1] if at + 1 < len(reports) else None
    return _link(site, before), _link(site, after)


def _link(site: Site, report: Report | None) -> Link | None:
    return Link(_short(report), site.href(report.iri)) if report else None


def _copy(site: Site, copy: Copy) -> _Copy:
    document, extraction = copy
    shown = view(extraction, site.archive.text(document), site.archive.thesaurus.vocabulary)
    writer = _Writer(site, document, shown)
    passages = tuple(writer.passages())
    return _Copy(
        part=writer.part(""),
        identifier=extraction.document.identifier,
        source=_source(extraction.document.url),
        sha256=extraction.document.sha256,
        complete=shown.complete,
        passages=passages,
        groups=tuple(
            (kind, tuple(writer.topic(cards) for _, cards in topics)) for kind, topics in shown.groups
        ),
    )


def _source(url: str | None) -> Link | None:
    if url is None:
        return None
    return Link(url, url if url.startswith(("https://", "http://")) else None)


class _Writer:
    """Makes the parts of a page about a document. Each fragment is used once."""

    def __init__(self, site: Site, document: str, shown: View) -> None:
        self._site = site
        self._document = document
        self._view = shown
        self._by_anchor = {anchor: piece for card in shown.cards for anchor, piece in card.anchored.items()}
        self._marked: set[str] = set()

    def part(self, iri: str) -> str:
        """Return the fragment of a claim or a piece of evidence; an empty IRI stands for the document."""
        own = self._document.rpartition("/")[2]
        return own + iri.removeprefix(self._document)

    def _evidence(self, piece: Evidence) -> str:
        return self.part(evidence_iri(self._document, piece.start, piece.end))

    def _card(self, card: Card, country: str) -> ShownClaim:
        return shown_claim(self._site, card.claim, self._document, country)

    def passages(self) -> Iterator[tuple[bool, tuple[_Run, ...]]]:
        """Yield the passages: whether it is a heading, and its runs of text."""
        parts = {card.number: self._claim_part(card) for card in self._view.cards}
        for passage in self._view.passages:
            yield passage.heading, tuple(self._runs(passage, parts))

    def _claim_part(self, card: Card) -> str:
        return self.part(claim_iri(self._document, card.claim))

    @property
    def _country(self) -> str:
        return self._view.document.report.country

    def _runs(self, passage: Passage, parts: dict[str, str]) -> Iterator[_Run]:
        def ends(cards: Iterable[Card]) -> tuple[tuple[str, str, str], ...]:
            return tuple((card.number, card.kind, parts[card.number]) for card in cards)

        for piece in passage.pieces:
            named = piece.named[0].kind if piece.named and not piece.cards else ""
            starts = tuple(self._starts(piece))
            yield _Run(piece.text, piece.kind, named, starts, ends(piece.ends), ends(piece.named_ends))

    def _starts(self, piece: Piece) -> Iterator[str]:
        for anchor in piece.anchors:
            part = self._evidence(self._by_anchor[anchor])
            if part not in self._marked:
                self._marked.add(part)
                yield part

    def topic(self, cards: Sequence[Card]) -> _Topic:
        """Return the claims of a topic. Call it after `passages`, which records the evidence in the text."""
        claim = cards[0].claim
        route = None
        if isinstance(claim, RouteClaim):
            iri = route_iri(claim.origin, claim.destination, self._country)
            route = Link(cards[0].topic, self._site.href(iri), iri)
        return _Topic(route, tuple(self._claims(cards)))

    def _claims(self, cards: Iterable[Card]) -> Iterator[_Claim]:
        for card in cards:
            made = self._card(card, self._country)
            quotes, context = tuple(self._quotes(card.evidence)), tuple(self._quotes(card.context))
            part, review = self.part(made.iri), self._review(card)
            yield _Claim(card.number, part, made, quotes, card.repeats, context, review)

    def _review(self, card: Card) -> str:
        """Return the address of a claim on a running review page, '' without one."""
        if not self._site.review:
            return ""
        document, offset = document_iri(self._view.document), card.evidence[0].start
        return f"{self._site.review}?{urlencode({'document': document, 'offset': offset})}"

    def _quotes(self, evidence: Iterable[Evidence]) -> Iterator[_Quote]:
        for piece in evidence:
            part = self._evidence(piece)
            yield _Quote(part, piece.quote, part in self._marked)
            self._marked.add(part)  # evidence outside the text has its fragment here, once
