"""Mistakes, each shown in its sentence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tipgraph.analysis.facts import Fact
from tipgraph.evaluation.scores import MEASURES, Element, elements
from tipgraph.understanding.sentences import sentences

__all__ = ["Context", "Mistake", "context_of", "mistakes"]


@dataclass(frozen=True, slots=True)
class Context:
    """Words in their sentence: ``before`` + ``quote`` + ``after``; both empty where the text is not known."""

    before: str
    quote: str
    after: str

    def __str__(self) -> str:
        return f"{self.before}[{self.quote}]{self.after}" if self.quote else ""

    def short(self) -> str:
        """Return the words in one line with what stands around them, at most as far as a semicolon.

        A Factbook entry is one sentence of parts between semicolons, too long to be looked through.

        >>> Context("boys herd; girls ", "work in homes", " there; it is Tier 2").short()
        '… girls [work in homes] there …'
        """
        if not self.quote:
            return ""
        return f"{_tail(_line(self.before))}[{_middle(_line(self.quote))}]{_head(_line(self.after))}"


_REACH = 80
"""Code points shown before and after the words of a mistake."""
_LONGEST = 240
"""Code points of the words themselves."""


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _head(text: str) -> str:
    """Return where a text begins, up to a semicolon and no farther than `_REACH`, at the end of a word."""
    part = text.partition(";")[0]
    if len(part) > _REACH:
        part = part[:_REACH].rpartition(" ")[0]
    return part if part == text else f"{part.rstrip()} …"


def _tail(text: str) -> str:
    """Return where a text ends, as `_head` returns where it begins."""
    part = text.rpartition(";")[2].lstrip() if ";" in text else text
    if len(part) > _REACH:
        part = part[-_REACH:].partition(" ")[2]
    return part if part == text else f"… {part}"


def _middle(text: str) -> str:
    half = _LONGEST // 2
    return text if len(text) <= _LONGEST else f"{text[:half].rstrip()} … {text[-half:].lstrip()}"


@dataclass(frozen=True, slots=True)
class Mistake:
    """A tuple that is in the gold and was ``missed``, or is not in it and is ``spurious``.

    ``rules`` are those that made a spurious one.
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
    """Return all mistakes, by measure, missed ones first, then by document.

    ``texts`` gives the documents' texts by identifier; without a text, a mistake shows its quote alone.
    Facts of documents that the gold does not speak of are to be left out before.
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
    """Return the first fact that each tuple of each measure comes from."""
    found: dict[str, dict[Element, Fact]] = defaultdict(dict)
    for fact in facts:
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
    """Return a fact's first piece of evidence in its sentence; the quote alone where the text lacks it.

    >>> str(context_of({"evidence": [{"quote": "a mine"}]}, "They work. It is a mine. It is deep."))
    'It is [a mine].'
    """
    for piece in fact.get("evidence") or ():
        quote = piece["quote"]
        start = _position(quote, piece.get("start"), text)
        return Context("", quote, "") if start < 0 else _in_sentence(text, start, start + len(quote))
    return Context("", "", "")


def _position(quote: str, start: int | None, text: str) -> int:
    """Return where a quote stands, or -1: a gold quote has no offset, or is of an unnormalised text."""
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
