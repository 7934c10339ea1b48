"""What the review page shows: a narrative in passages, and the fields of claims as parts of a form.

Passages are cut where sentences and the words of claims begin and end. People choose labels of the
vocabulary; corrections hold codes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from tipgraph.build.extractions import ExtractionWithText
from tipgraph.corrections.applying import Subject
from tipgraph.corrections.correction import Span
from tipgraph.corrections.rows import LISTS, claim_fields, required_fields
from tipgraph.errors import UsageError
from tipgraph.model.claims import SCHEMES, Claim
from tipgraph.model.vocabulary import Vocabulary
from tipgraph.understanding.tokens.sentences import sentences
from tipgraph.util.text import did_you_mean
from tipgraph.web.view import KINDS, Card, blocks, cards, title_of

__all__ = ["Choices", "Field", "Narrative", "Passage", "Run", "rank", "spans_of"]

_FEW = 40
"""The most labels that a page gets all at once; of more, it gets those that a search finds."""

_FOUND = 25
"""The most labels that a search finds."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form.

    ``values`` are those of the claim, as labels. ``scheme`` is the vocabulary to search in, '' for numbers.
    ``options`` are its labels if they are few.
    """

    name: str
    scheme: str
    values: tuple[str, ...]
    many: bool
    needed: bool
    options: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The name in words."""
        return self.name.replace("_", " ").capitalize()


class Choices:
    """The labels of a vocabulary. A label that several concepts share has its code behind it."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._labels: dict[str, dict[str, str]] = {}
        self._codes: dict[str, dict[str, str]] = {}
        for scheme in {*SCHEMES.values(), "victim-group", "exploitation", "sector"}:
            codes: dict[str, str] = {}
            for code, concept in vocabulary[scheme].items():
                label = concept.label or code
                codes[f"{label} ({code})" if label in codes else label] = code
            self._codes[scheme] = codes
            self._labels[scheme] = {code: label for label, code in codes.items()}

    def search(self, scheme: str, words: str) -> list[str]:
        """Return labels that contain words; those that begin with them come first.

        >>> from tipgraph.model.vocabulary import load
        >>> Choices(load()).search("place", "guatem")[0]
        'Guatemala'
        """
        wanted = words.strip().casefold()
        found = [label for label in self._codes.get(scheme, ()) if wanted in label.casefold()]
        return sorted(found, key=lambda label: not label.casefold().startswith(wanted))[:_FOUND]

    def fields(self, kind: str, claim: Claim | None = None) -> Iterator[Field]:
        """Yield the fields of the form for a kind of claim, with the values of a claim."""
        needed = required_fields(kind)
        for name in claim_fields(kind):
            scheme = _scheme(kind, name)
            labels = self._labels.get(scheme, {})
            options = tuple(labels.values()) if len(labels) <= _FEW else ()
            value = getattr(claim, name, None)
            codes = value if isinstance(value, tuple) else () if value is None else (value,)
            values = tuple(labels.get(code, _plain(code)) for code in codes)
            yield Field(name, scheme, values, name in LISTS, name in needed, options)

    def codes(self, kind: str, given: Mapping[str, Sequence[str]]) -> dict[str, Any]:
        """Return the fields that a form gives, with codes for labels and None for nothing.

        Raises UsageError for a label that the vocabulary does not have.
        """
        found: dict[str, Any] = {}
        for name in claim_fields(kind):
            values = [value.strip() for value in given.get(name, ()) if value.strip()]
            scheme = _scheme(kind, name)
            codes = [self._code(scheme, name, value) for value in values] if scheme else values
            found[name] = codes if name in LISTS else (codes[0] if codes else None)
        return found

    def _code(self, scheme: str, name: str, label: str) -> str:
        codes = self._codes[scheme]
        if label in codes:
            return codes[label]
        folded = {each.casefold(): code for each, code in codes.items()}
        if label.casefold() not in folded:
            remedy = did_you_mean(label, list(codes), "choose one from the list")
            raise UsageError(f"{name.replace('_', ' ')}: there is no {label!r}", remedy=remedy)
        return folded[label.casefold()]


def _scheme(kind: str, name: str) -> str:
    return kind if name == "code" else SCHEMES.get(name, "")


def _plain(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


@dataclass(frozen=True, slots=True)
class Run:
    """Words with the same claims throughout: ``items`` are their numbers, ``kind`` is the first one's."""

    text: str
    sentence: int
    items: tuple[int, ...]
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, a heading, or the words around a quote if the graph has no text."""

    start: int
    end: int
    heading: bool
    runs: tuple[Run, ...]


class Narrative:
    """A document with its passages, and the cards of its claims by their places in the extraction."""

    def __init__(
        self, source: ExtractionWithText, subjects: Sequence[tuple[int, Subject]], vocabulary: Vocabulary
    ) -> None:
        extraction = source.extraction
        self.document = extraction.document
        self.title = title_of(extraction.document, vocabulary)
        self.text = source.text
        places = {id(claim): number for number, claim in enumerate(extraction.claims)}
        self.cards: dict[int, Card] = {places[id(card.claim)]: card for card in cards(extraction, vocabulary)}
        self._marks = [
            (span, number, extraction.claims[subject.claim].kind)
            for number, subject in subjects
            for span in spans_of(subject, source)
        ]
        self.sentences = self._sentences()
        self.passages = tuple(self._passages())

    def sentence_of(self, offset: int) -> int:
        """Return the number of the sentence at an offset."""
        return max(0, bisect_right(self.sentences, offset, key=lambda span: span[0]) - 1)

    def passage_of(self, sentence: int) -> int | None:
        """Return the start of the passage that a sentence is in."""
        if not self.sentences:
            return None
        start = self.sentences[sentence][0]
        return next((each.start for each in self.passages if each.start <= start < each.end), None)

    def _sentences(self) -> list[Span]:
        if self.text is None:
            return sorted({span for span, _, _ in self._marks})
        cuts = sorted({at for part in self.document.sections for at in (part.start, part.end)})
        return [(span.start, span.end) for span in sentences(self.text, cuts)]

    def _passages(self) -> Iterator[Passage]:
        if self.text is None:
            yield from self._excerpts()
            return
        headings = {section.heading.strip() for section in self.document.sections}
        for start, end in blocks(self.text, headings):
            heading = self.text[start:end] in headings
            yield Passage(start, end, heading, tuple(self._runs(self.text[start:end], start)))

    def _excerpts(self) -> Iterator[Passage]:
        pieces = {(piece.start, piece.end): piece for card in self.cards.values() for piece in card.evidence}
        for span, piece in sorted(pieces.items()):
            yield Passage(*span, False, tuple(self._runs(piece.quote, piece.start)))

    def _runs(self, text: str, start: int) -> Iterator[Run]:
        end = start + len(text)
        marks = [mark for mark in self._marks if mark[0][0] < end and start < mark[0][1]]
        first, last = self.sentence_of(start), self.sentence_of(end)
        edges = (*self.sentences[first : last + 1], *(span for span, _, _ in marks))
        cuts = sorted({start, end, *(cut for span in edges for cut in span if start < cut < end)})
        for left, right in pairwise(cuts):
            on = [(rank(kind), number, kind) for span, number, kind in marks if span[0] <= left < span[1]]
            items = tuple(number for _, number, _ in sorted(on))
            kind = min(on)[2] if on else ""
            yield Run(text[left - start : right - start], self.sentence_of(left), items, kind)


def rank(kind: str) -> int:
    """Return the place of a kind of claim: the most informative come first."""
    return list(KINDS).index(kind) if kind in KINDS else len(KINDS)


def spans_of(subject: Subject, source: ExtractionWithText) -> list[Span]:
    """Return the words that a person judges: those of a piece of evidence, or of the whole claim."""
    claim = source.extraction.claims[subject.claim]
    pieces = claim.evidence if subject.piece is None else (subject.piece,)
    return [(piece.start, piece.end) for piece in pieces]
