"""What the review page shows: the queue of claims, a narrative in passages, and a claim's fields as a form.

The queue has claims in the order of the texts, and filters that choose among them. Passages are cut where
sentences and the words of claims begin and end. People choose labels of the vocabulary; corrections hold
codes.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from tipgraph.build.extractions import ExtractionWithText
from tipgraph.corrections.applying import Subject
from tipgraph.corrections.correction import Span
from tipgraph.corrections.rows import LISTS, claim_fields, required_fields
from tipgraph.errors import UsageError
from tipgraph.evaluation import read_precisions
from tipgraph.model.claims import SCHEMES, Claim
from tipgraph.model.vocabulary import Vocabulary
from tipgraph.understanding.tokens.sentences import sentences
from tipgraph.util.text import did_you_mean
from tipgraph.web.view import KINDS, Card, blocks, cards, title_of

__all__ = [
    "STATES",
    "Choices",
    "Field",
    "Filters",
    "Item",
    "Narrative",
    "Passage",
    "Place",
    "Run",
    "facets",
    "items_of",
    "queue",
    "step",
]

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
            for span in _spans_of(subject, source)
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
            on = [(_rank(kind), number, kind) for span, number, kind in marks if span[0] <= left < span[1]]
            items = tuple(number for _, number, _ in sorted(on))
            kind = min(on)[2] if on else ""
            yield Run(text[left - start : right - start], self.sentence_of(left), items, kind)


def _rank(kind: str) -> int:
    """Return the place of a kind of claim: the most informative come first."""
    return list(KINDS).index(kind) if kind in KINDS else len(KINDS)


def _spans_of(subject: Subject, source: ExtractionWithText) -> list[Span]:
    """Return the words that a person judges: those of a piece of evidence, or of the whole claim."""
    claim = source.extraction.claims[subject.claim]
    pieces = claim.evidence if subject.piece is None else (subject.piece,)
    return [(piece.start, piece.end) for piece in pieces]


STATES = ("", "unreviewed", "unreviewed-by-me", "disagreements")
"""Which claims a queue has: all, those nobody judged, I did not judge, or people disagree on."""

_RELIABLE = 0.9
"""The measured precision of a rule from which its claims are not doubtful."""


@dataclass(frozen=True, slots=True)
class Item:
    """What a person judges: a claim, or a piece of its evidence.

    A claim is ``doubtful`` if the report calls it possible, or if the measured precision of its rules is low.
    """

    number: int
    document: int
    subject: Subject
    claim: Claim
    start: int
    country: str
    year: int
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Filters:
    """The claims of a queue; an empty filter chooses all."""

    kind: str = ""
    country: str = ""
    year: str = ""
    rule: str = ""
    doubtful: str = ""
    state: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Filters:
        """Return the filters of a request."""
        return cls(**{name: given.get(name, "") for name in cls.__slots__})

    def chooses(self, item: Item) -> bool:
        """Return whether an item is in the queue, whatever its state."""
        return (
            (not self.kind or item.claim.kind == self.kind)
            and (not self.country or item.country == self.country)
            and (not self.year or str(item.year) == self.year)
            and (not self.rule or self.rule in item.claim.rules)
            and (not self.doubtful or item.doubtful)
        )


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the queue: the number of an item, None if there is none, and how far the queue is."""

    item: int | None
    position: int
    length: int
    reviewed: int
    of: int


def items_of(sources: Sequence[ExtractionWithText]) -> tuple[Item, ...]:
    """Return all that people can judge, in the order of the documents and their texts."""
    precisions = read_precisions()
    found: list[Item] = []
    for number, source in enumerate(sources):
        claims, report = source.extraction.claims, source.extraction.document.report
        subjects = [
            (min(_spans_of(each, source))[0], _rank(claims[each.claim].kind), each.claim, each)
            for each in Subject.of(claims)
        ]
        for start, _, _, subject in sorted(subjects, key=lambda found: found[:3]):
            claim = claims[subject.claim]
            reliable = precisions.is_reliable(claim.rules, _RELIABLE)
            doubtful = claim.certainty == "possible" or not reliable
            found.append(
                Item(len(found), number, subject, claim, start, report.country, report.year, doubtful)
            )
    return tuple(found)


def queue(
    items: Sequence[Item], filters: Filters, in_state: Callable[[Item, str], bool]
) -> tuple[list[int], int, int]:
    """Return the numbers of the items in the queue, and how many of all its claims are reviewed."""
    chosen = [item for item in items if filters.chooses(item)]
    numbers = [item.number for item in chosen if not filters.state or in_state(item, filters.state)]
    return numbers, sum(not in_state(item, "unreviewed") for item in chosen), len(chosen)


def step(numbers: Sequence[int], at: int, direction: str) -> int | None:
    """Return the item before or after one that need not be in the queue itself; at the ends, the last one.

    >>> step([2, 5, 9], 5, "next"), step([2, 5, 9], 3, "previous"), step([2, 5, 9], 9, "next")
    (9, 2, 9)
    """
    if not numbers:
        return None
    if direction == "previous":
        return numbers[max(0, bisect_left(numbers, at) - 1)]
    found = bisect_right(numbers, at) if direction == "next" else bisect_left(numbers, at)
    return numbers[min(found, len(numbers) - 1)]


def facets(items: Sequence[Item]) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    """Yield the values of each filter with the number of items."""
    yield "kind", _counted(item.claim.kind for item in items)
    yield "country", _counted(item.country for item in items)
    yield "year", _counted(str(item.year) for item in items)
    yield "rule", _counted(rule for item in items for rule in item.claim.rules)


def _counted(values: Iterator[str]) -> list[tuple[str, int]]:
    return sorted(Counter(values).items())
