"""A whole evaluation (scores, mistakes, rules, changes to another run), as values and as tables.

A mistake is a missed or a spurious fact. Each is shown in its sentence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from tipgraph.analysis.facts import Fact
from tipgraph.errors import UsageError
from tipgraph.evaluation.gold import read_facts, read_gold
from tipgraph.evaluation.precision import rule_scores
from tipgraph.evaluation.scores import (
    MEAN_OF,
    MEASURES,
    Element,
    Score,
    Scores,
    elements,
    joined,
    kind_of,
    score,
    tuples,
)
from tipgraph.model.precision import RuleScore
from tipgraph.util.text import counted

__all__ = ["Change", "Context", "Evaluation", "Mistake", "Table", "changes", "evaluate", "mistakes"]


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
    # Imported here: it takes long, and only mistakes need it.
    from tipgraph.understanding.tokens.sentences import sentences

    for sentence in sentences(text):
        if sentence.start <= start < sentence.end:
            yield sentence.start, max(end, sentence.end)


@dataclass(frozen=True, slots=True)
class Change:
    """A tuple that only one of two runs has; ``correct`` if the gold has it.

    A correct tuple that ``appeared`` and a wrong one that vanished are gains; the others are losses.
    """

    measure: str
    document: str
    what: tuple[str, ...]
    appeared: bool
    correct: bool

    @property
    def gain(self) -> bool:
        """Whether the change improves the newer run."""
        return self.appeared == self.correct

    def as_json(self) -> dict[str, object]:
        """Return the change as plain values."""
        return {
            "measure": self.measure,
            "document": self.document,
            "what": list(self.what),
            "change": "appeared" if self.appeared else "vanished",
            "correct": self.correct,
        }


def changes(gold: Iterable[Fact], old: Iterable[Fact], new: Iterable[Fact]) -> list[Change]:
    """Return the differences between two runs by measure and document, appeared ones first.

    >>> def sector(code): return {"document": "a", "kind": "sector", "code": code}
    >>> [change.gain for change in changes([sector("mining")], [sector("retail")], [sector("mining")])]
    [True, True]
    """
    truth, before, after = tuples(gold), tuples(old), tuples(new)
    return [
        Change(measure, document, tuple(map(str, what)), appeared, (document, *what) in truth[measure])
        for measure in MEASURES
        for appeared, here, there in ((True, after, before), (False, before, after))
        for document, *what in sorted(here[measure] - there[measure], key=str)
    ]


class Table(NamedTuple):
    """A table for people."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[object]]

    def as_markdown(self) -> str:
        """Return the table as Markdown, with its title above."""
        lines = [self.columns, ["---"] * len(self.columns), *self.rows]
        body = "\n".join("| " + " | ".join(map(_escaped, line)) + " |" for line in lines)
        return f"{self.title}\n\n{body}\n"


def _escaped(cell: object) -> str:
    return str(cell).replace("\\", "\\\\").replace("|", "\\|").replace("*", "\\*").replace("\n", " ")


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The result of `evaluate`; ``changes`` is None without another run to compare with.

    ``missing`` are the passages that the sources do not contain: all of their annotations count as missed.
    ``unannotated`` are the kinds of facts that the gold does not annotate. Facts of a kind that a passage
    does not annotate are not mistakes and do not count for rules; for the scores, they are not in the gold.
    """

    scores: Scores
    mistakes: list[Mistake]
    rules: list[RuleScore]
    missing: frozenset[str] = frozenset()
    changes: list[Change] | None = None
    unannotated: frozenset[str] = frozenset()

    def as_json(self) -> dict[str, Any]:
        """Return the evaluation as plain values; the scores are at the top level."""
        found = {
            **self.scores.as_json(),
            "errors": [mistake.as_json() for mistake in self.mistakes],
            "rules": [rule.as_json() for rule in self.rules],
            "missing": sorted(self.missing),
            "not_annotated": sorted(self.unannotated),
        }
        return found if self.changes is None else {**found, "changes": [c.as_json() for c in self.changes]}

    def tables(self, *, errors: bool = False, rules: bool = False) -> Iterator[Table]:
        """Yield the tables of scores, of changes (if there is another run), and those that are requested."""
        yield self._scores()
        if self.changes is not None:
            yield self._changes(self.changes)
        if rules:
            yield self._rules()
        if errors:
            yield self._mistakes()

    def _scores(self) -> Table:
        rows: list[Sequence[object]] = [
            (
                name + ("" if name in MEAN_OF else " *"),
                s.gold,
                s.predicted,
                s.correct,
                *self._figures(name, s),
            )
            for name, s in self.scores.measures.items()
        ]
        evidence = self.scores.evidence
        zero = ", not annotated: 0" if self.unannotated.intersection(map(kind_of, MEAN_OF)) else ""
        title = (
            f"mean F1 over {counted(self.scores.passages, 'passage')}: {self.scores.mean_f1:.3f}"
            f"   (* not in the mean{zero})\n"
            f"evidence: {evidence.share:.3f} of {evidence.of:,} correct facts whose gold has a quote"
        )
        return Table(title, ("measure", "gold", "predicted", "correct", "P", "R", "F1"), rows)

    def _figures(self, measure: str, score: Score) -> Sequence[str]:
        if kind_of(measure) in self.unannotated:
            return ("not annotated", "", "")
        return [f"{value:.3f}" for value in (score.precision, score.recall, score.f1)]

    def _changes(self, changes: list[Change]) -> Table:
        gains = sum(change.gain for change in changes)
        rows = [
            (
                change.measure,
                "appeared" if change.appeared else "vanished",
                "correct" if change.correct else "wrong",
                change.document,
                " ".join(change.what),
            )
            for change in changes
        ]
        title = f"{gains} better, {len(changes) - gains} worse"
        return Table(title, ("measure", "", "", "document", "what"), rows)

    def _rules(self) -> Table:
        rows = [(r.kind, r.rule, r.fired, r.correct, f"{r.precision:.3f}") for r in self.rules]
        return Table("rules", ("kind", "rule", "fired", "correct", "P"), rows)

    def _mistakes(self) -> Table:
        rows = [
            (m.measure, m.verdict, m.document, " ".join(m.what), m.context.short(), ", ".join(m.rules))
            for m in self.mistakes
        ]
        return Table("mistakes", ("measure", "", "document", "what", "words", "rules"), rows)


def evaluate(
    gold: Path,
    facts: Iterable[Fact],
    texts: Mapping[str, str] | None = None,
    *,
    against: Path | None = None,
    only: Collection[str] = (),
    skip: Collection[str] = (),
) -> Evaluation:
    """Compare facts with a gold standard, and with the facts of another run (the file ``against``).

    ``texts`` are the texts of documents by identifier, to show mistakes in their sentences. ``only`` and
    ``skip`` select passages (see `tipgraph.evaluation.is_selected`). Raises UnreadableError for a damaged
    file, and UsageError if the sources contain none of the passages or `tipgraph.evaluation.read_gold` raises
    it.
    """
    standard = read_gold(gold, only, skip)
    new = [fact for fact in facts if fact["document"] in standard.documents]
    missing = standard.documents - {fact["document"] for fact in new} - (texts or {}).keys()
    if missing == standard.documents:
        raise UsageError(
            f"the sources contain none of the {counted(len(missing), 'passage')} of {gold}",
            remedy="give the annotated reports, with the ids of the gold standard",
        )
    judged = list(filter(standard.judges, new))
    truth = list(filter(standard.judges, standard.facts))
    old = None if against is None else filter(standard.judges, read_facts(against))
    return Evaluation(
        score(standard.facts, filter(standard.scores, new), standard.documents, standard.optional),
        mistakes(truth, judged, texts),
        rule_scores(truth, judged),
        missing,
        None if old is None else changes(truth, old, judged),
        standard.unannotated,
    )
