"""The claims that people review, and what they say of them: a verdict is on the disk before it counts."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from tipgraph.build.extractions import ExtractionWithText
from tipgraph.corrections import Correction, Corrections, append, apply, read_corrections, to_json
from tipgraph.corrections.applying import ACCEPT, REJECT, WITHDRAW, Applied, Judgement
from tipgraph.corrections.correction import Unanchored, anchor
from tipgraph.corrections.rows import LONGEST_PASSAGE, parse
from tipgraph.errors import InputError, UsageError
from tipgraph.model.claims import KINDS, Claim, Evidence, Extraction
from tipgraph.model.iris import document_iri
from tipgraph.model.precision import BY_PEOPLE
from tipgraph.model.vocabulary import load
from tipgraph.util.text import counted
from tipgraph.web.review.display import (
    Choices,
    Filters,
    Item,
    Narrative,
    Passage,
    Place,
    items_of,
    queue,
    step,
)
from tipgraph.web.view import Card, cards, title_of

__all__ = ["Added", "Judged", "Record", "Session"]

_CSV_SUFFIXES = (".csv", ".tsv")


class Record:
    """Files of corrections: the first is written, the others are those of other people.

    Raises UsageError if the first is a CSV, which cannot be added to line by line, or in no folder.
    """

    def __init__(self, files: Sequence[Path], vocabulary: Sequence[Path], on_conflict: str) -> None:
        self.path, *_ = self._files = tuple(files)
        if self.path.suffix.lower() in _CSV_SUFFIXES:
            raise UsageError(
                f"{self.path} is a CSV, and verdicts are added to JSON Lines",
                remedy=f"give --corrections {self.path.with_suffix('.jsonl')} --corrections {self.path}",
            )
        if not self.path.absolute().parent.is_dir():
            raise UsageError(f"there is no folder {self.path.parent}", remedy="make it, or name another file")
        self._vocabulary = tuple(vocabulary)
        self._on_conflict = on_conflict
        self._seen: tuple[object, ...] = ()
        self.corrections = Corrections(on_conflict=on_conflict)
        self.errors: tuple[InputError, ...] = ()

    def refresh(self) -> bool:
        """Read the files again if they changed; return whether they did."""
        state = self._state()
        if state == self._seen:
            return False
        existing = [path for path in self._files if path.exists()]
        self.corrections, self.errors = read_corrections(existing, self._vocabulary, self._on_conflict)
        self._seen = state
        return True

    def write(self, row: dict[str, Any]) -> str:
        """Add a correction; when this returns, it is on the disk. Return the document's name in it.

        Raises InputError if the row is not a correction.
        """
        correction = parse(row, str(self.path), load(self._vocabulary))
        before = self._state()
        size = append(self.path, correction)
        after = self._state()
        if before == self._seen and _grew(before[0], after[0], size):
            self.corrections = Corrections((*self.corrections.items, correction), self._on_conflict)
            self._seen = after
        return correction.document

    def _state(self) -> tuple[Any, ...]:
        """Return the size and time of each file, None for a missing one."""
        return tuple(
            (found.st_size, found.st_mtime_ns) if path.exists() and (found := path.stat()) else None
            for path in self._files
        )


def _grew(before: Any, after: Any, size: int) -> bool:
    return after is not None and after[0] == (before[0] if before else 0) + size


Row = dict[str, Any]
"""A correction as plain values."""

_STATES = {ACCEPT: "accept", REJECT: "reject", WITHDRAW: ""}
_KEPT = 16
"""The number of narratives that are kept cut into passages."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim beside the text: its card, its state (a verdict or ''), what people said, its new content."""

    item: Item
    card: Card
    state: str
    disputed: bool = False
    votes: tuple[Correction, ...] = ()
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Added:
    """A claim that people added, and the row that takes it back, or that rejects it if others added it."""

    card: Card
    votes: tuple[Correction, ...]
    removal: Row
    sentence: int


@dataclass
class Session:
    """Documents with their claims, and the record of corrections. Any thread can call its methods."""

    sources: Sequence[ExtractionWithText]
    record: Record
    vocabulary_files: Sequence[Path] = ()
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    items: tuple[Item, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.vocabulary = load(self.vocabulary_files)
        self.choices = Choices(self.vocabulary)
        self.items = items_of(self.sources)
        self._numbers: dict[str, int] = {}
        for at, each in enumerate(self.sources):
            document = each.extraction.document
            for name in (document_iri(document), document.identifier):
                self._numbers.setdefault(name, at)
        self._by_document: dict[int, list[Item]] = {}
        for item in self.items:
            self._by_document.setdefault(item.document, []).append(item)
        self._applied: dict[int, Applied] = {}
        self._lock = threading.RLock()
        self.narrative = lru_cache(maxsize=_KEPT)(self._narrative)

    def item(self, number: int) -> Item:
        """Return an item. Raises UsageError if there is none of this number."""
        if not 0 <= number < len(self.items):
            raise UsageError("there is no such claim", remedy="load the page again")
        return self.items[number]

    def _narrative(self, document: int) -> Narrative:
        if not 0 <= document < len(self.sources):
            raise UsageError("there is no such document", remedy="load the page again")
        subjects = [(item.number, item.subject) for item in self._by_document.get(document, ())]
        return Narrative(self.sources[document], subjects, self.vocabulary)

    def refresh(self) -> None:
        """Read the corrections again if another window, program or person changed them."""
        with self._lock:
            if self.record.refresh():
                self._applied.clear()

    def applied(self, document: int) -> Applied:
        """Return what the corrections make of a document."""
        with self._lock:
            if document not in self._applied:
                source, corrections = self.sources[document], self.record.corrections
                own = corrections.of(source.extraction.document)
                self._applied[document] = apply(source.extraction, source.text, own, corrections.on_conflict)
            return self._applied[document]

    def judgement(self, item: Item) -> Judgement | None:
        """Return what people make of an item; None if nobody judged it."""
        return self.applied(item.document).by_subject.get(item.subject)

    def state(self, item: Item) -> str:
        """Return ``accept``, ``reject``, ``replace`` or '' if nobody judged an item."""
        judgement = self.judgement(item)
        return "" if judgement is None else _STATES.get(judgement.choice, "replace")

    def look(self, filters: Filters, at: int, direction: str, me: str) -> Place:
        """Return the place in the queue that a direction leads to from an item.

        ``next``, ``previous`` and ``here`` go through the queue, ``open`` to the next claim that nobody
        judged, ``resume`` to the first one behind the last verdict of this person.
        """
        self.refresh()
        in_state = self._state_test(me)
        numbers, reviewed, of = queue(self.items, filters, in_state)
        if direction in ("open", "resume"):
            start = self._last_judged(me) if direction == "resume" else at
            unreviewed = [number for number in numbers if in_state(self.items[number], "unreviewed")]
            later = [number for number in unreviewed if number > start]
            found = next(iter(later or unreviewed), None)
            found = step(numbers, at, "here") if found is None else found
        else:
            found = step(numbers, at, direction)
        position = 0 if found is None else numbers.index(found) + 1
        return Place(found, position, len(numbers), reviewed, of)

    def _state_test(self, me: str) -> Callable[[Item, str], bool]:
        def test(item: Item, state: str) -> bool:
            judgement = self.judgement(item)
            if state == "disagreements":
                return judgement is not None and judgement.disputed
            votes = judgement.last if judgement else ()
            if state == "unreviewed-by-me":
                return all(vote.correction.by != me for vote in votes)
            return not votes

        return test

    def _last_judged(self, me: str) -> int:
        """Return the item of the last verdict of a person, -1 without one."""
        for correction in (each for each in reversed(self.record.corrections.items) if each.by == me):
            document = self._numbers.get(correction.document)
            for item in self._by_document.get(-1 if document is None else document, ()):
                judgement = self.judgement(item)
                if judgement and any(vote.correction is correction for vote in judgement.last):
                    return item.number
        return -1

    def of(self, document: int) -> Sequence[Item]:
        """Return the items of a document."""
        return self._by_document.get(document, ())

    def at_sentence(self, document: int, sentence: int, at: int) -> tuple[int | None, int, int]:
        """Return the item to choose in a sentence, the document's number and the sentence's number.

        Before the first sentence is the previous document, and behind the last one the next document. The
        item is ``at`` if it is there, else the first one.
        """
        narrative = self.narrative(document)
        if sentence < 0 < document:
            document, sentence = document - 1, len(self.narrative(document - 1).sentences) - 1
        elif sentence >= len(narrative.sentences) and document + 1 < len(self.sources):
            document, sentence = document + 1, 0
        narrative = self.narrative(document)
        sentence = max(0, min(sentence, len(narrative.sentences) - 1))
        numbers = [item.number for item in self.of(document) if narrative.sentence_of(item.start) == sentence]
        return at if at in numbers else next(iter(numbers), None), document, sentence

    def at_offset(self, document: str, offset: int) -> tuple[int, int]:
        """Return the numbers of a document, by its id or IRI, and of its sentence at an offset.

        Raises UsageError if it is not open here.
        """
        if document not in self._numbers:
            raise UsageError(
                f"the document {document} is not open here", remedy="start tipgraph review with its graph"
            )
        number = self._numbers[document]
        return number, self.narrative(number).sentence_of(offset)

    def without_claims(self) -> Iterator[tuple[int, str]]:
        """Yield the numbers and titles of the documents without claims, which no queue leads to."""
        for number, source in enumerate(self.sources):
            if number not in self._by_document and source.text is not None:
                yield number, title_of(source.extraction.document, self.vocabulary)

    def in_sentence(self, document: int, sentence: int) -> list[Judged]:
        """Return the claims of a sentence."""
        narrative = self.narrative(document)
        return [
            self._judged(item)
            for item in self._by_document.get(document, ())
            if narrative.sentence_of(item.start) == sentence
        ]

    def _judged(self, item: Item) -> Judged:
        card = self.narrative(item.document).cards[item.subject.claim]
        judgement = self.judgement(item)
        if judgement is None:
            return Judged(item, card, "")
        instead = ""
        if isinstance(judgement.choice, tuple):
            instead = self._card(item.document, replace(item.claim, **dict(judgement.choice))).what
        votes = tuple(vote.correction for vote in judgement.last)
        return Judged(item, card, self.state(item), judgement.disputed, votes, instead)

    def _card(self, document: int, claim: Claim) -> Card:
        alone = Extraction(self.sources[document].extraction.document, (claim,))
        return next(cards(alone, self.vocabulary))

    def added(self, document: int, me: str) -> Iterator[Added]:
        """Yield the claims of a document that people added."""
        for span, judgement in self.applied(document).on_words:
            if isinstance(judgement.choice, tuple):
                correction = judgement.votes[-1].correction
                words = Evidence(*span, correction.quote)
                claim = KINDS[correction.kind](
                    evidence=(words,), rules=(f"{BY_PEOPLE}add",), **dict(judgement.choice)
                )
                votes = tuple(vote.correction for vote in judgement.votes)
                mine = any(each.by == me for each in votes)
                verdict = "withdraw" if mine else "reject"
                removal = _row(replace(correction, verdict=verdict, fields=correction.result, new={}))
                sentence = self.narrative(document).sentence_of(span[0])
                yield Added(self._card(document, claim), votes, removal, sentence)

    def complete(self, document: int) -> list[int]:
        """Return the starts of the passages that somebody read completely."""
        marks, source = Corrections(self.record.corrections.complete_passages), self.sources[document]
        if source.text is None:
            return []
        about = source.extraction.document
        spans = (anchor(each, source.text, about.sha256) for each in marks.of(about))
        return [span[0] for span in spans if not isinstance(span, Unanchored)]

    def judge(self, number: int, verdict: str, new: Mapping[str, Any], by: str, reason: str) -> Row:
        """Write a verdict on an item, and return the row that undoes it."""
        item = self.item(number)
        extraction = self.sources[item.document].extraction
        changed = {name: value for name, value in new.items() if _differs(value, getattr(item.claim, name))}
        if verdict == "replace" and not changed:
            raise UsageError("nothing is changed", remedy="change a field, or say that the claim is right")
        piece = item.subject.piece or item.claim.evidence[0]
        row = _row(Correction.on(extraction, item.claim, piece, verdict=verdict, new=changed, reason=reason))
        judgement = self.judgement(item)
        before = [vote.correction for vote in (*judgement.last, *judgement.withdrawn)] if judgement else []
        mine = next((_row(each) for each in before if each.by == by), None)
        self.write(row, by)
        return mine or {**_without(row, "new"), "verdict": "withdraw"}

    def add(self, document: int, span: tuple[int, int], kind: str, fields: Row, by: str, reason: str) -> Row:
        """Write a claim that is missing, and return the row that undoes it."""
        words = Evidence.of(self._text(document), *span)
        if not words.quote.strip():
            raise UsageError("no words are selected", remedy="select the words that state the claim")
        row = {
            **self._anchored(document, words), "kind": kind, "verdict": "add", "reason": reason,
            "fields": {name: value for name, value in fields.items() if value not in (None, [])},
        }  # fmt: skip
        self.write(row, by)
        return {**row, "verdict": "withdraw"}

    def mark(self, document: int, start: int, verdict: str, by: str) -> Row:
        """Write that a passage is read completely, or is not, and return the row that undoes it.

        Raises UsageError if claims of the passage are not reviewed yet.
        """
        passage = next((each for each in self.narrative(document).passages if each.start == start), None)
        if passage is None:
            raise UsageError("there is no such passage", remedy="load the page again")
        text = self._text(document)[passage.start : passage.end]
        missing = sum(not self.state(item) for item in self._within(document, passage))
        if verdict == "complete" and missing:
            verb = "is" if missing == 1 else "are"
            raise UsageError(
                f"{counted(missing, 'claim')} of this passage {verb} not reviewed", remedy="review them first"
            )
        if len(text) > LONGEST_PASSAGE:
            raise UsageError(f"the passage has over {LONGEST_PASSAGE:,} characters", remedy="leave it out")
        words = Evidence(passage.start, passage.end, text)
        row = {**self._anchored(document, words), "verdict": verdict}
        self.write(row, by)
        return {**row, "verdict": "incomplete" if verdict == "complete" else "complete"}

    def _within(self, document: int, passage: Passage) -> Iterator[Item]:
        for item in self._by_document.get(document, ()):
            if passage.start <= item.start < passage.end:
                yield item

    def _text(self, document: int) -> str:
        text = self.sources[document].text
        if text is None:
            raise UsageError("the graph has no texts", remedy="build it with --with-texts, or give reports")
        return text

    def _anchored(self, document: int, words: Evidence) -> Row:
        extraction = self.sources[document].extraction
        return {
            "document": document_iri(extraction.document), "quote": words.quote, "start": words.start,
            "end": words.end, "sha256": extraction.document.sha256, "prefix": words.prefix,
            "suffix": words.suffix,
        }  # fmt: skip

    def write(self, row: Row, by: str) -> None:
        """Write a row; when this returns, it is on the disk.

        Raises InputError if it is no correction, UsageError if it is of a document that is not open here.
        """
        with self._lock:
            if row.get("document") not in self._numbers:
                raise UsageError("the document is not open here", remedy="load the page again")
            self.refresh()
            at = self.now().isoformat(timespec="milliseconds")
            document = self.record.write({**row, "by": by, "at": at})
            self._applied.pop(self._numbers[document], None)


def _row(correction: Correction) -> Row:
    row: Row = json.loads(to_json(correction))
    return _without(row, "by", "at")


def _without(row: Row, *keys: str) -> Row:
    return {key: value for key, value in row.items() if key not in keys}


def _differs(value: Any, present: Any) -> bool:
    """Return whether a value of a form is not that of a claim: codes in any order, numbers as text."""
    if isinstance(present, tuple):
        return sorted(value) != sorted(present)
    if value is None or present is None:
        return value is not present
    return str(value).lower() != str(present).lower()
