"""A whole evaluation (scores, mistakes, rules, changes to another run), as values and as tables."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from tipgraph.analysis.facts import Fact
from tipgraph.errors import UsageError
from tipgraph.evaluation.gold import read_facts, read_gold
from tipgraph.evaluation.mistakes import Mistake, mistakes
from tipgraph.evaluation.precision import rule_scores
from tipgraph.evaluation.scores import MEAN_OF, MEASURES, Score, Scores, kind_of, score, tuples
from tipgraph.model.precision import RuleScore
from tipgraph.util.text import counted

__all__ = ["Change", "Evaluation", "Table", "changes", "evaluate"]


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
