"""The summary that ``tipgraph build`` and ``tipgraph distribute`` print."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tipgraph.cli.console import Advance, Console, table
from tipgraph.cli.inputs import filed
from tipgraph.errors import InputError

if TYPE_CHECKING:
    from tipgraph.build import Summary

__all__ = ["building", "exit_code", "print_summary"]

_SHOWN = 20
"""Messages of a kind that are printed without ``--verbose``."""


@contextmanager
def building(console: Console, label: str) -> Iterator[Advance]:
    """Show the progress of a build; if no report could be read, print the reasons."""
    from tipgraph.build import NothingReadError

    try:
        with console.progress(label) as advance:
            yield advance
    except NothingReadError as error:
        _print_messages(console, error.summary)
        raise


def print_summary(console: Console, summary: Summary) -> None:
    """Print what was excluded or had no claims, and a table of counts."""
    _print_messages(console, summary)
    console.show(table("", ["what", "how many"], _rows(summary)))


def exit_code(summary: Summary) -> int:
    """Return 1 if something was excluded or violates a shape, and 0 otherwise."""
    return 0 if summary.complete else InputError.exit_code


def _print_messages(console: Console, summary: Summary) -> None:
    _print_some(console, console.error, "errors", [str(error) for error in summary.excluded])
    if summary.skipped and not console.verbose:
        console.note(f"{len(summary.skipped)} skipped; --verbose lists them")
    for skipped in summary.skipped:
        console.detail(f"Skipped: {skipped}")
    _print_some(console, console.warn, "doubts", summary.doubts)
    console.ambiguous(summary.ambiguous)
    without = [
        f"{source}: no claims found: check that it is a report" for source in summary.documents_without_claims
    ]
    _print_some(console, console.warn, "without claims", without)
    for source in summary.sections_without_claims:
        console.detail(f"No claims: {source}; other sections of the entry have some")


def _print_some(console: Console, write: Callable[[str], None], what: str, messages: Sequence[str]) -> None:
    shown = len(messages) if console.verbose else _SHOWN
    for message in messages[:shown]:
        write(message)
    if len(messages) > shown:
        write(f"{len(messages) - shown} more {what}; --verbose lists all")


def _rows(summary: Summary) -> Iterator[tuple[str, int]]:
    if summary.change is not None:
        yield "documents unchanged", summary.change.unchanged
        yield "documents processed", summary.change.processed
        yield "documents removed", summary.change.removed
    yield "reports", summary.reports
    yield "documents", summary.documents
    yield from filed(summary.filed)
    for kind, count in summary.claims.items():
        yield f"claims: {kind}", count
    yield "sentences with a place but without claims", summary.sentences_without_claims
    yield "ambiguous place names", len(summary.ambiguous)
    if summary.numbers_too_large:
        yield "numbers above a trillion, read as no count", summary.numbers_too_large
    yield (
        "documents without claims",
        len(summary.documents_without_claims) + len(summary.sections_without_claims),
    )
    yield "excluded", len(summary.excluded)
    yield "skipped", len(summary.skipped)
    for what, count in (summary.corrections or {}).items():
        yield f"corrections: {what}", count
    for (severity, shape), count in (summary.problems or {}).items():
        yield f"{severity.lower()}s of {shape}", count
