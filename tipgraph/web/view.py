"""The content to show: the passages of a narrative, cut where evidence begins and ends, and its claims."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from tipgraph.analysis.facts import Fact, describe, facts, label, labelled
from tipgraph.model.claims import Claim, Evidence, Extraction, RouteClaim, Statement
from tipgraph.model.documents import Document
from tipgraph.model.vocabulary import Vocabulary, load

__all__ = [
    "KINDS",
    "Card",
    "Passage",
    "Piece",
    "View",
    "blocks",
    "cards",
    "reason",
    "reviewed",
    "title_of",
    "view",
]

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


def reason(claim: Claim) -> str:
    """Return the certainty of a claim, unless it is asserted, and the words that decided it or the status.

    >>> from tipgraph.model.claims import MeasureClaim
    >>> reason(MeasureClaim(evidence=(), type="conviction", status="not-done", operators=("did not",)))
    'because of “did not”'
    """
    certainty = () if claim.certainty == "asserted" else (claim.certainty,)
    words = ", ".join(f"“{word}”" for word in claim.operators)
    return " ".join((*certainty, f"because of {words}")) if words else " ".join(certainty)


_SAID = {"accept": "accepted", "replace": "replaced", "add": "added"}


def reviewed(claim: Claim) -> str:
    """Return who reviewed a claim, and what they said; '' if nobody did.

    >>> from tipgraph.model.claims import Review, RoleClaim
    >>> reviewed(RoleClaim(evidence=(), role="source", reviews=(Review("kim", "accept", "2026-11-27"),)))
    'accepted by kim (2026-11-27)'
    """
    return ", ".join(
        f"{_SAID[each.verdict]} by {each.by}" + (f" ({each.at})" if each.at else "") for each in claim.reviews
    )


@dataclass(frozen=True, slots=True)
class Card:
    """A claim to show: ``number`` is its name ("R3"), ``what`` its content in words.

    ``topic`` is the route that the claim is on, in words, and ``details`` the rest of its content; both are
    empty for other claims. ``context`` is the evidence that names the people, outside the claim's clause.
    ``repeats`` tells that the evidence is that of the claim before it, of the same kind.
    """

    number: str
    kind: str
    what: str
    topic: str
    details: str
    reason: str
    rules: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    context: tuple[Evidence, ...]
    claim: Claim
    repeats: bool = False

    @property
    def reviewed(self) -> str:
        """Who reviewed the claim, and what they said."""
        return reviewed(self.claim)

    @property
    def anchored(self) -> dict[str, Evidence]:
        """The evidence and the context, by the names of their anchors ("R3-1", "R3-context")."""
        pieces = {f"{self.number}-{at}": piece for at, piece in enumerate(self.evidence, start=1)}
        return pieces | {f"{self.number}-context": piece for piece in self.context}


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text with the same claims throughout, the most informative first.

    ``anchors`` names the evidence that begins here ("R3-1"); ``ends`` are the claims whose evidence ends
    here. ``named`` are the claims for which the run is context, and ``named_ends`` those whose context ends
    here.
    """

    text: str
    cards: tuple[Card, ...] = ()
    anchors: tuple[str, ...] = ()
    ends: tuple[Card, ...] = ()
    named: tuple[Card, ...] = ()
    named_ends: tuple[Card, ...] = ()

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
    def groups(self) -> list[tuple[str, list[tuple[str, list[Card]]]]]:
        """The claims by kind and topic. Only routes have topics."""
        return [
            (kind, [(topic, list(group)) for topic, group in groupby(cards, key=lambda card: card.topic)])
            for kind, cards in groupby(self.cards, key=lambda card: card.kind)
        ]


def view(extraction: Extraction, text: str | None = None, vocabulary: Vocabulary | None = None) -> View:
    """Return the view of an extraction: in its text or, without a text, in the words around each quote.

    >>> from tipgraph.model.documents import Report
    >>> view(Extraction(Document("a", Report("tip", "2014", "AGO"), ""), ())).title
    'Angola, Trafficking in Persons Report 2014'
    """
    vocabulary = load() if vocabulary is None else vocabulary
    shown = tuple(cards(extraction, vocabulary))
    passages = _excerpts(shown) if text is None else _paragraphs(extraction.document, text, shown)
    title = title_of(extraction.document, vocabulary)
    return View(extraction.document, title, tuple(passages), shown, text is not None)


def title_of(document: Document, vocabulary: Vocabulary) -> str:
    """Return the title of a document: its country, publication and edition."""
    report = document.report
    country = label(vocabulary, "place", report.country)
    section = f", {report.section}" if report.section else ""
    return f"{country}, {label(vocabulary, 'publication', report.publication)} {report.edition}{section}"


def cards(extraction: Extraction, vocabulary: Vocabulary) -> Iterator[Card]:
    """Yield the claims with their numbers, by kind, and of one kind in the order of the text.

    The claims on a route stand together, where the text mentions the route first.
    """
    order = {kind: rank for rank, kind in enumerate(KINDS)}
    first: dict[Hashable, Evidence] = {}
    for claim in extraction.claims:
        topic = _topic(claim)
        first[topic] = min(first.get(topic, _start(claim)), _start(claim))

    def place(claim: Claim) -> tuple[object, ...]:
        topic = _topic(claim)
        return order.get(claim.kind, len(order)), first[topic], topic, _start(claim)

    both = zip(extraction.claims, facts(extraction), strict=True)
    counted: dict[str, int] = {}
    before: Card | None = None
    for claim, fact in sorted(both, key=lambda both: place(both[0])):
        counted[claim.kind] = counted.get(claim.kind, 0) + 1
        letter = KINDS.get(claim.kind, claim.kind[:1].upper())
        card = _card(claim, fact, f"{letter}{counted[claim.kind]}", vocabulary)
        repeats = before is not None and (before.kind, before.evidence) == (card.kind, card.evidence)
        before = replace(card, repeats=repeats)
        yield before


def _topic(claim: Claim) -> tuple[str, tuple[str, ...], int]:
    return (claim.kind, claim.key, 0) if isinstance(claim, RouteClaim) else claim.identity


def _start(claim: Claim) -> Evidence:
    return min(claim.evidence, default=Evidence(0, 0, ""))


def _card(claim: Claim, fact: Fact, number: str, vocabulary: Vocabulary) -> Card:
    named = labelled(fact, vocabulary)
    return Card(
        number=number,
        kind=claim.kind,
        what=describe(named),
        topic=f"{named['origin']} → {named['destination']}" if isinstance(claim, RouteClaim) else "",
        details=_details(named) if isinstance(claim, RouteClaim) else "",
        reason=reason(claim),
        rules=tuple(sorted(claim.rules)),
        evidence=tuple(sorted(claim.evidence)),
        context=claim.context if isinstance(claim, Statement) else (),
        claim=claim,
    )


def _details(fact: Fact) -> str:
    """Return what a claim says of its route.

    >>> _details({"route_kind": "trafficking", "victims": ["Men"], "exploitation": [], "sectors": ["Fishing"],
    ...           "via": ["Malaysia"]})
    'Trafficking: Men, Fishing, via Malaysia'
    """
    concepts = ", ".join((*fact["victims"], *fact["exploitation"], *fact["sectors"]))
    via = f", via {', '.join(fact['via'])}" if fact["via"] else ""
    kind = str(fact["route_kind"]).capitalize()
    return f"{kind}: {concepts}{via}" if concepts else kind + via


def _paragraphs(document: Document, text: str, shown: Iterable[Card]) -> Iterator[Passage]:
    """Cut a text into paragraphs, and these into pieces."""
    headings = {section.heading.strip() for section in document.sections}
    marks = [mark for card in shown for mark in _marks(card)]
    for start, end in blocks(text, headings):
        inside = [mark for mark in marks if mark.start < end and mark.end > start]
        yield Passage(_pieces(text, start, end, inside), text[start:end] in headings)


def blocks(text: str, headings: set[str]) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each paragraph: paragraphs end at blank lines and headings.

    In a text without blank lines, each line is a paragraph.

    >>> text = "Profile\\nOne\\nline.\\n\\nTwo."
    >>> [text[start:end] for start, end in blocks(text, {"Profile"})]
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


def _excerpts(shown: Iterable[Card]) -> Iterator[Passage]:
    """Yield each quote once, with the words around it."""
    found: dict[Evidence, list[_Mark]] = {}
    for card in shown:
        for mark in _marks(card):
            found.setdefault(mark.evidence, []).append(mark)
    for piece, marks in sorted(found.items(), key=lambda item: item[0]):
        text = piece.prefix + piece.quote + piece.suffix
        start, end = len(piece.prefix), len(piece.prefix) + len(piece.quote)
        shifted = piece._replace(start=start, end=end)
        pieces = _pieces(text, 0, len(text), [replace(mark, evidence=shifted) for mark in marks])
        before, after = (Piece("… "),) * bool(piece.prefix), (Piece(" …"),) * bool(piece.suffix)
        yield Passage((*before, *pieces, *after))


@dataclass(frozen=True, slots=True)
class _Mark:
    """The evidence or context of a claim in a text, with its anchor."""

    evidence: Evidence
    card: Card
    anchor: str
    is_context: bool = False

    @property
    def start(self) -> int:
        return self.evidence.start

    @property
    def end(self) -> int:
        return self.evidence.end


def _marks(card: Card) -> Iterator[_Mark]:
    for anchor, piece in card.anchored.items():
        yield _Mark(piece, card, anchor, is_context=piece in card.context)


def _pieces(text: str, start: int, end: int, marks: Sequence[_Mark]) -> tuple[Piece, ...]:
    """Cut a part of a text wherever evidence begins or ends, so that overlaps are visible."""
    cuts = {start, end, *(cut for mark in marks for cut in (mark.start, mark.end) if start < cut < end)}
    return tuple(_piece(text, *span, marks) for span in pairwise(sorted(cuts)))


def _piece(text: str, start: int, end: int, marks: Sequence[_Mark]) -> Piece:
    within = [mark for mark in marks if mark.start <= start and mark.end >= end]
    return Piece(
        text[start:end],
        _of(within, is_context=False),
        tuple(mark.anchor for mark in marks if mark.start == start),
        _of((mark for mark in marks if mark.end == end), is_context=False),
        _of(within, is_context=True),
        _of((mark for mark in marks if mark.end == end), is_context=True),
    )


def _of(marks: Iterable[_Mark], *, is_context: bool) -> tuple[Card, ...]:
    return tuple(dict.fromkeys(mark.card for mark in marks if mark.is_context == is_context))
