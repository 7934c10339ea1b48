"""The content to show: the passages of a narrative, cut where evidence begins and ends, and its claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from tipgraph.analysis.facts import Fact, describe, facts
from tipgraph.model.claims import Claim, Evidence, Extraction
from tipgraph.model.documents import Document
from tipgraph.model.vocabulary import Vocabulary, load

__all__ = ["KINDS", "Card", "Passage", "Piece", "View", "view"]

KINDS = {
    "route": "R",
    "measure": "M",
    "count": "N",
    "tier": "T",
    "role": "C",
    "exploitation": "X",
    "sector": "S",
    "victim-group": "V",
}
"""The kinds of claim, the most informative first, each with the letter in the numbers of its claims."""

_SCHEMES = {
    "role": "role",
    "origin": "place",
    "destination": "place",
    "via": "place",
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
}
"""The vocabularies of the fields with codes."""


@dataclass(frozen=True, slots=True)
class Card:
    """A claim to show: ``number`` is its name ("R3"), ``what`` its content in words."""

    number: str
    kind: str
    what: str
    certainty: str
    polarity: str
    rules: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    claim: Claim


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text with the same claims throughout, the most informative first.

    ``anchors`` names the evidence that begins here ("R3-1"); ``ends`` are the claims whose evidence ends
    here.
    """

    text: str
    cards: tuple[Card, ...] = ()
    anchors: tuple[str, ...] = ()
    ends: tuple[Card, ...] = ()

    @property
    def kind(self) -> str:
        """The kind of the most informative claim, or an empty string."""
        return self.cards[0].kind if self.cards else ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, a heading, or an excerpt around a quote."""

    pieces: tuple[Piece, ...]
    heading: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """A document to show; ``complete`` tells whether it has its text, or only its quotes."""

    document: Document
    title: str
    passages: tuple[Passage, ...]
    cards: tuple[Card, ...]
    complete: bool

    @property
    def groups(self) -> list[tuple[str, list[Card]]]:
        """The claims by kind."""
        return [(kind, list(cards)) for kind, cards in groupby(self.cards, key=lambda card: card.kind)]


def view(extraction: Extraction, text: str | None = None, vocabulary: Vocabulary | None = None) -> View:
    """Return the view of an extraction: in its text or, without a text, in the words around each quote.

    >>> from tipgraph.model.documents import Report
    >>> view(Extraction(Document("a", Report("tip", "2014", "AGO"), ""), ())).title
    'Angola, Trafficking in Persons Report 2014'
    """
    vocabulary = load() if vocabulary is None else vocabulary
    cards = tuple(_cards(extraction, vocabulary))
    passages = _excerpts(cards) if text is None else _paragraphs(extraction.document, text, cards)
    title = _title(extraction.document, vocabulary)
    return View(extraction.document, title, tuple(passages), cards, text is not None)


def _title(document: Document, vocabulary: Vocabulary) -> str:
    report = document.report
    country = _label(vocabulary, "place", report.country)
    section = f", {report.section}" if report.section else ""
    return f"{country}, {_label(vocabulary, 'publication', report.publication)} {report.edition}{section}"


def _cards(extraction: Extraction, vocabulary: Vocabulary) -> Iterator[Card]:
    """Yield the claims with their numbers, by kind, and of one kind in the order of the text."""
    order = {kind: rank for rank, kind in enumerate(KINDS)}
    both = sorted(
        zip(extraction.claims, facts(extraction), strict=True),
        key=lambda both: (order.get(both[0].kind, len(order)), min(both[0].evidence, default=_NOWHERE)),
    )
    counted: dict[str, int] = {}
    for claim, fact in both:
        counted[claim.kind] = counted.get(claim.kind, 0) + 1
        letter = KINDS.get(claim.kind, claim.kind[:1].upper())
        yield _card(claim, fact, f"{letter}{counted[claim.kind]}", vocabulary)


_NOWHERE = Evidence(0, 0, "")


def _card(claim: Claim, fact: Fact, number: str, vocabulary: Vocabulary) -> Card:
    return Card(
        number=number,
        kind=claim.kind,
        what=describe(_labelled(fact, vocabulary)),
        certainty=claim.certainty,
        polarity=claim.polarity,
        rules=tuple(sorted(claim.rules)),
        evidence=tuple(sorted(claim.evidence)),
        claim=claim,
    )


def _labelled(fact: Fact, vocabulary: Vocabulary) -> Fact:
    """Return a fact with labels in place of codes, except the kind of a route."""
    schemes = {**_SCHEMES, "code": fact["kind"]}
    labelled = dict(fact)
    for field in (schemes.keys() & fact.keys()) - {"route_kind"}:
        value = fact[field]
        if isinstance(value, list):
            labelled[field] = [_label(vocabulary, schemes[field], code) for code in value]
        elif value is not None:
            labelled[field] = _label(vocabulary, schemes[field], value)
    return labelled


def _label(vocabulary: Vocabulary, scheme: str, code: str) -> str:
    concept = vocabulary[scheme].get(code)
    label = concept.label if concept else ""
    return label or code


def _paragraphs(document: Document, text: str, cards: Iterable[Card]) -> Iterator[Passage]:
    """Cut a text into paragraphs, and these into pieces."""
    headings = {section.heading.strip() for section in document.sections}
    marks = [mark for card in cards for mark in _marks(card)]
    for start, end in _blocks(text, headings):
        inside = [mark for mark in marks if mark.start < end and mark.end > start]
        yield Passage(_pieces(text, start, end, inside), text[start:end] in headings)


def _blocks(text: str, headings: set[str]) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each paragraph: paragraphs end at blank lines and headings.

    In a text without blank lines, each line is a paragraph.

    >>> text = "Profile\\nOne\\nline.\\n\\nTwo."
    >>> [text[start:end] for start, end in _blocks(text, {"Profile"})]
    ['Profile', 'One\\nline.', 'Two.']
    """
    wrapped = "\n\n" in text
    begin, last, start = -1, 0, 0
    for line in (*text.splitlines(keepends=True), ""):
        alone = not wrapped or line.strip() in headings or text[begin:last] in headings
        if begin >= 0 and (alone or not line.strip()):
            yield begin, last
            begin = -1
        if line.strip():
            begin = start + len(line) - len(line.lstrip()) if begin < 0 else begin
            last = start + len(line.rstrip())
        start += len(line)


def _excerpts(cards: Iterable[Card]) -> Iterator[Passage]:
    """Yield each quote once, with the words around it."""
    found: dict[Evidence, list[_Mark]] = {}
    for card in cards:
        for piece, mark in zip(card.evidence, _marks(card), strict=True):
            found.setdefault(piece, []).append(mark)
    for piece, marks in sorted(found.items(), key=lambda item: item[0]):
        text = piece.prefix + piece.quote + piece.suffix
        start, end = len(piece.prefix), len(piece.prefix) + len(piece.quote)
        pieces = _pieces(text, 0, len(text), [replace(mark, start=start, end=end) for mark in marks])
        before, after = (Piece("… "),) * bool(piece.prefix), (Piece(" …"),) * bool(piece.suffix)
        yield Passage((*before, *pieces, *after))


@dataclass(frozen=True, slots=True)
class _Mark:
    """The position of a claim's evidence in a text, and its anchor."""

    start: int
    end: int
    card: Card
    anchor: str


def _marks(card: Card) -> Iterator[_Mark]:
    for number, piece in enumerate(card.evidence, start=1):
        yield _Mark(piece.start, piece.end, card, f"{card.number}-{number}")


def _pieces(text: str, start: int, end: int, marks: Sequence[_Mark]) -> tuple[Piece, ...]:
    """Cut a part of a text wherever evidence begins or ends, so that overlaps are visible."""
    cuts = {start, end, *(cut for mark in marks for cut in (mark.start, mark.end) if start < cut < end)}
    return tuple(_piece(text, *span, marks) for span in pairwise(sorted(cuts)))


def _piece(text: str, start: int, end: int, marks: Sequence[_Mark]) -> Piece:
    return Piece(
        text[start:end],
        tuple(dict.fromkeys(mark.card for mark in marks if mark.start <= start and mark.end >= end)),
        tuple(mark.anchor for mark in marks if mark.start == start),
        tuple(dict.fromkeys(mark.card for mark in marks if mark.end == end)),
    )
