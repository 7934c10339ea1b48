"""What the tests of the commands that answer share: a report, a run, and who said what of it."""

from __future__ import annotations

from click.testing import CliRunner, Result

from tipgraph.cli import main

__all__ = ["REPORT", "SAID", "run"]

REPORT = (
    "Guatemala is a source and transit country. Guatemalan girls are exploited in sex trafficking in Mexico. "
    "The government convicted no traffickers.\n"
)
SAID = ("--country", "GTM", "--year", "2014", "--publication", "tip")
"""What `REPORT` does not say of itself."""


def run(*args: object) -> Result:
    """Run a command."""
    return CliRunner().invoke(main, [str(arg) for arg in args])
