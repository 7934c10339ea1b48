"""What a change did: the claims of two runs, side by side with the gold.

A whole evaluation: scores, mistakes, rules and what changed, as values and as tables.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from tipgraph.analysis.facts import Fact
from tipgraph.errors import UsageError
from tipgraph.evaluation.gold import read_facts, read_gold
from tipgraph.evaluation.mistakes import Mistake, mistakes
from tipgraph.evaluation.rules import RuleScore, rule_scores
from tipgraph.evaluation.scores import MEAN_OF, MEASURES, Score, Scores, kind_of, score, tuples
from tipgraph.util.messages import counted

__all__ = ["Change", "Evaluation", "Table", "changes", "evaluate"]


@dataclass(frozen=True, slots=True)
class Change:
    """A tuple that only one of two runs has; ``right`` where the gold has it.

    A right one that ``appeared`` and a wrong one that vanished are gains, the others losses.
    """

    measure: str
    document: str
    what: tuple[str, ...]
    appeared: bool
    correct: bool

    @property
    def gain(self) -> bool:
        """Whether the newer run is the better for it."""
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
    """Return what differs between two runs, by measure and document, appeared before vanished.

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
        """Return the table as Markdown, its title above it."""
        lines = [self.columns, ["---"] * len(self.columns), *self.rows]
        body = "\n".join("| " + " | ".join(map(_escaped, line)) + " |" for line in lines)
        return f"{self.title}\n\n{body}\n"


def _escaped(cell: object) -> str:
    return str(cell).replace("\\", "\\\\").replace("|", "\\|").replace("*", "\\*").replace("\n", " ")


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What `evaluate` finds; ``changes`` is None where there was no other run to compare with.

    ``missing`` are the passages that the sources do not hold: all that they say counts as missed.
    ``unannotated`` are the kinds that the gold does not annotate. What a passage does not annotate is
    neither among the mistakes nor among the rules' figures; the scores count it as not in the gold.
    """

    scores: Scores
    mistakes: list[Mistake]
    rules: list[RuleScore]
    missing: frozenset[str] = frozenset()
    changes: list[Change] | None = None
    unannotated: frozenset[str] = frozenset()

    def as_json(self) -> dict[str, Any]:
        """Return all of it as plain values; the scores stand at the top."""
        found = {
            **self.scores.as_json(),
            "errors": [mistake.as_json() for mistake in self.mistakes],
            "rules": [rule.as_json() for rule in self.rules],
            "missing": sorted(self.missing),
            "not_annotated": sorted(self.unannotated),
        }
        return found if self.changes is None else {**found, "changes": [c.as_json() for c in self.changes]}

    def tables(self, *, errors: bool = False, rules: bool = False) -> Iterator[Table]:
        """Yield the scores, the changes where there are some, and what else is asked for."""
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
        title = f"{gains} for the better, {len(changes) - gains} for the worse"
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
    """Compare facts with a gold standard, and with the facts of another run.

    ``texts`` gives documents' texts by identifier, to show mistakes in their sentences. ``only`` and
    ``skip`` choose passages by the parts of their ids. Raises UnreadableError for a file that is damaged, and
    UsageError as `read_gold` does and where the sources hold none of the passages.
    """
    standard = read_gold(gold, only, skip)
    new = [fact for fact in facts if fact["document"] in standard.documents]
    missing = standard.documents - {fact["document"] for fact in new} - (texts or {}).keys()
    if missing == standard.documents:
        raise UsageError(
            f"the sources hold none of the {counted(len(missing), 'passage')} of {gold}",
            remedy="give the reports that it annotates, under the ids that it has for them",
        )
    judged = list(filter(standard.annotates, new))
    old = None if against is None else filter(standard.annotates, read_facts(against))
    return Evaluation(
        score(standard.facts, new, standard.documents),
        mistakes(standard.facts, judged, texts),
        rule_scores(standard.facts, judged),
        missing,
        None if old is None else changes(standard.facts, old, judged),
        standard.unannotated,
    )
