"""Mistakes of an extraction (missed and spurious facts), each shown in its sentence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tipgraph.analysis.facts import Fact
from tipgraph.evaluation.scores import MEASURES, Element, elements, joined
from tipgraph.understanding.tokens.sentences import sentences

__all__ = ["Context", "Mistake", "mistakes"]


@dataclass(frozen=True, slots=True)
class Context:
    """A quote in its sentence: ``before`` + ``quote`` + ``after``; the text around is empty if unknown."""

    before: str
    quote: str
    after: str

    def __str__(self) -> str:
        return f"{self.before}[{self.quote}]{self.after}" if self.quote else ""

    def short(self) -> str:
        """Return the quote in one line with its context, up to the next semicolon on both sides.

        A Factbook entry is one long sentence with parts between semicolons.

        >>> Context("boys herd; girls ", "work in homes", " there; it is Tier 2").short()
        '… girls [work in homes] there …'
        """
        if not self.quote:
            return ""
        return f"{_tail(_line(self.before))}[{_middle(_line(self.quote))}]{_head(_line(self.after))}"


_REACH = 80
"""The number of code points shown before and after a quote."""
_LONGEST = 240
"""The number of code points shown of a quote."""


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _head(text: str) -> str:
    """Return the beginning of a text: up to a semicolon, and at most `_REACH` code points of whole words."""
    part = text.partition(";")[0]
    if len(part) > _REACH:
        part = part[:_REACH].rpartition(" ")[0]
    return part if part == text else f"{part.rstrip()} …"


def _tail(text: str) -> str:
    """Return the end of a text, as `_head` returns its beginning."""
    part = text.rpartition(";")[2].lstrip() if ";" in text else text
    if len(part) > _REACH:
        part = part[-_REACH:].partition(" ")[2]
    return part if part == text else f"… {part}"


def _middle(text: str) -> str:
    half = _LONGEST // 2
    return text if len(text) <= _LONGEST else f"{text[:half].rstrip()} … {text[-half:].lstrip()}"


@dataclass(frozen=True, slots=True)
class Mistake:
    """A tuple that is in the gold and was ``missed``, or that is not in the gold and is ``spurious``.

    ``rules`` are the rules that made a spurious fact.
    """

    measure: str
    verdict: str
    document: str
    what: tuple[str, ...]
    context: Context
    rules: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """Return the mistake as plain values."""
        return {
            "measure": self.measure,
            "verdict": self.verdict,
            "document": self.document,
            "what": list(self.what),
            "words": str(self.context),
            "rules": list(self.rules),
        }


def mistakes(
    gold: Iterable[Fact], facts: Iterable[Fact], texts: Mapping[str, str] | None = None
) -> list[Mistake]:
    """Return all mistakes by measure, missed ones first, then by document.

    ``texts`` are the texts of documents by identifier; without a text, a mistake shows only its quote.
    ``facts`` must be of documents in the gold.
    """
    wanted, found = _origins(gold), _origins(facts)
    texts = texts or {}
    return [
        _mistake(measure, verdict, element, ours[measure][element], texts)
        for measure in MEASURES
        for verdict, ours, theirs in (("missed", wanted, found), ("spurious", found, wanted))
        for element in sorted(ours[measure].keys() - theirs[measure].keys(), key=str)
    ]


def _origins(facts: Iterable[Fact]) -> dict[str, dict[Element, Fact]]:
    """Return the first fact for each tuple, by measure."""
    found: dict[str, dict[Element, Fact]] = defaultdict(dict)
    for fact in joined(facts):
        for measure, element in elements(fact):
            found[measure].setdefault(element, fact)
    return found


def _mistake(measure: str, verdict: str, element: Element, fact: Fact, texts: Mapping[str, str]) -> Mistake:
    document, *what = element
    return Mistake(
        measure,
        verdict,
        document,
        tuple(str(part) for part in what),
        context_of(fact, texts.get(document, "")),
        tuple(fact.get("rules") or ()),
    )


def context_of(fact: Fact, text: str) -> Context:
    """Return the first evidence of a fact in its sentence; only the quote if the text does not contain it.

    >>> str(context_of({"evidence": [{"quote": "a mine"}]}, "They work. It is a mine. It is deep."))
    'It is [a mine].'
    """
    for piece in fact.get("evidence") or ():
        quote = piece["quote"]
        start = _position(quote, piece.get("start"), text)
        return Context("", quote, "") if start < 0 else _in_sentence(text, start, start + len(quote))
    return Context("", "", "")


def _position(quote: str, start: int | None, text: str) -> int:
    """Return the offset of a quote, or -1. A gold quote has no offset, or one of an unnormalized text."""
    if start is not None and text[start : start + len(quote)] == quote:
        return start
    return text.find(quote)


def _in_sentence(text: str, start: int, end: int) -> Context:
    first, last = next(_around(text, start, end), (start, end))
    return Context(text[first:start], text[start:end], text[end:last])


def _around(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for sentence in sentences(text):
        if sentence.start <= start < sentence.end:
            yield sentence.start, max(end, sentence.end)
