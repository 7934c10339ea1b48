"""Evaluates the program on annotated texts: ``python -m tools.scores --gold GOLD … SOURCE …``.

This works like `tipgraph evaluate`, but on several gold standards at once. It writes the precision of rules
that comes with the program (``ontology/rules.csv``) and the tables in ``docs/scores.md``. It keeps no text.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile

from tipgraph.analysis.facts import facts
from tipgraph.build.extractions import ExtractionWithText, collect, read
from tipgraph.evaluation import Evaluation, evaluate
from tipgraph.reading import Defaults

__all__ = ["COLUMNS", "PAGE", "RULES", "main", "tabled"]

ROOT = Path(__file__).parents[1]
RULES = ROOT / "ontology/rules.csv"
PAGE = ROOT / "docs/scores.md"
COLUMNS = ("kind", "rule", "fired", "correct")
MARK = "<!-- tables: python -m tools.scores -->\n"
"""The mark on the page before the tables."""


def main(golds: Sequence[Path], sources: Sequence[str]) -> None:
    """Evaluate, and write both files."""
    read_ones = [item for item in read(sources, Defaults()) if isinstance(item, ExtractionWithText)]
    with NamedTemporaryFile("wb", suffix=".jsonl") as joined:
        joined.writelines(gold.read_bytes().rstrip() + b"\n" for gold in golds)
        joined.flush()
        found = evaluate(
            Path(joined.name), [fact for item in collect(read_ones) for fact in facts(item.extraction)]
        )
    with RULES.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(sorted((s.kind, s.rule, s.fired, s.correct) for s in found.rules))
    PAGE.write_text(tabled(PAGE.read_text(encoding="utf-8"), found), encoding="utf-8")


def tabled(page: str, found: Evaluation) -> str:
    """Return the page with the tables of an evaluation after its mark."""
    tables = "\n".join(table.as_markdown() for table in found.tables(rules=True))
    return f"{page.partition(MARK)[0]}{MARK}\n{tables}"


def _arguments() -> tuple[list[Path], list[str]]:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, action="append", required=True, help="annotations, JSON Lines")
    parser.add_argument("source", nargs="+", help="the annotated texts")
    given = parser.parse_args()
    return given.gold, given.source


if __name__ == "__main__":
    main(*_arguments())
