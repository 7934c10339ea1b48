"""A report, a way to run commands, and a command for each extra."""

from __future__ import annotations

from click.testing import CliRunner, Result

from tests.paths import GRAPH
from tipgraph.cli import main

__all__ = ["NEEDS_EXTRA", "REPORT", "REPORT_OPTIONS", "run"]

REPORT = (
    "Guatemala is a source and transit country. Guatemalan girls are exploited in sex trafficking in Mexico. "
    "The government convicted no traffickers.\n"
)
REPORT_OPTIONS = ("--country", "GTM", "--year", "2014", "--publication", "tip")
"""Options with what `REPORT` does not state."""

NEEDS_EXTRA = {
    "dask": ("distribute", "reports", "-o", "parts"),
    "mcp": ("mcp", str(GRAPH)),
    "networks": ("routes", "hubs", str(GRAPH), "--by", "pagerank"),
    "pictures": ("routes", "map", str(GRAPH), "-o", "map.html"),
    "remote": ("validate", "http://localhost:1"),
    "serve": ("serve", str(GRAPH)),
}
"""A command that needs each extra. Tables need theirs by file: the other files are read without it."""


def run(*args: object) -> Result:
    """Run a command."""
    return CliRunner().invoke(main, [str(arg) for arg in args])
