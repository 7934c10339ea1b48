"""Paths of files outside the tests."""

from pathlib import Path

ROOT = Path(__file__).parents[1]
"""The checkout."""

EXAMPLES = ROOT / "examples"
REPORTS = EXAMPLES / "reports"
GRAPH = EXAMPLES / "graph.trig"

SHARED = ROOT.parent / "shared"
"""A gold standard and a corpus that only some checkouts have beside them."""
