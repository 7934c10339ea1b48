"""Measures the program on annotated texts: ``python -m tools.scores GOLD SOURCE …``, as `tipgraph evaluate`.

Writes the figures of rules that come with the program (``ontology/rules.csv``), and the tables of the page
that shows them (``docs/scores.md``). Of the texts nothing is kept but figures.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from tipgraph.documents import Defaults
from tipgraph.evaluate import Evaluation, evaluate
from tipgraph.facts import facts
from tipgraph.sources import Source, gather, read

__all__ = ["COLUMNS", "PAGE", "RULES", "main", "tabled"]

ROOT = Path(__file__).parents[1]
RULES = ROOT / "ontology/rules.csv"
PAGE = ROOT / "docs/scores.md"
COLUMNS = ("kind", "rule", "fired", "right")
MARK = "<!-- tables: python -m tools.scores -->\n"
"""What the tables stand behind on the page."""


def main(gold: str, *sources: str) -> None:
    """Evaluate, and write both files."""
    read_ones = [item for item in read(sources, Defaults()) if isinstance(item, Source)]
    found = evaluate(Path(gold), [fact for item in gather(read_ones) for fact in facts(item.reading)])
    with RULES.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(sorted((s.kind, s.rule, s.fired, s.right) for s in found.rules))
    PAGE.write_text(tabled(PAGE.read_text(encoding="utf-8"), found), encoding="utf-8")


def tabled(page: str, found: Evaluation) -> str:
    """Return the page with the tables of an evaluation behind its mark."""
    tables = "\n".join(table.as_markdown() for table in found.tables(rules=True))
    return f"{page.partition(MARK)[0]}{MARK}\n{tables}"


if __name__ == "__main__":
    main(*sys.argv[1:])
