"""What the commands that build say at their end."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from tipgraph.cli.console import Console

if TYPE_CHECKING:
    from tipgraph.pipeline import Summary

__all__ = ["processors", "rows", "tell"]

_SHOWN = 20
"""How many of a kind of message are shown without ``--verbose``."""


def processors() -> int:
    """Return how many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1


def tell(console: Console, summary: Summary) -> None:
    """Say what was left out, passed over, or gave nothing; all of it only where the user wants that."""
    _say(console, console.error, "left out", [str(error) for error in summary.left_out])
    if summary.skipped and not console.verbose:
        console.note(f"{len(summary.skipped)} passed over; --verbose lists them")
    for skipped in summary.skipped:
        console.detail(f"Passed over: {skipped}")
    console.unsettled(summary.unsettled)
    without = [f"{source}: no claims found: see whether it is a report" for source in summary.without_claims]
    _say(console, console.warn, "without claims", without)
    for source in summary.empty_sections:
        console.detail(f"No claims: {source}; other sections of the entry have some")


def _say(console: Console, say: Callable[[str], None], what: str, messages: Sequence[str]) -> None:
    shown = len(messages) if console.verbose else _SHOWN
    for message in messages[:shown]:
        say(message)
    if len(messages) > shown:
        say(f"{len(messages) - shown} more {what}; --verbose lists all")


def rows(summary: Summary) -> Iterator[tuple[str, int]]:
    """Yield what was counted, with its name."""
    if summary.change is not None:
        yield "documents kept as they were", summary.change.kept
        yield "documents made", summary.change.made
        yield "documents removed", summary.change.removed
    yield "reports", summary.reports
    yield "documents", summary.documents
    for kind, count in summary.claims.items():
        yield f"claims: {kind}", count
    yield "sentences that name a place but make no claim", summary.silent
    yield "place names that could be several places", len(summary.unsettled)
    yield "documents without claims", len(summary.without_claims) + len(summary.empty_sections)
    yield "left out", len(summary.left_out)
    yield "passed over", len(summary.skipped)
    for (severity, shape), count in (summary.problems or {}).items():
        yield f"{severity.lower()}s of {shape}", count
