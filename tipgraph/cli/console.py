"""What the commands say to people: messages, tables and progress, all on standard error.

Results go to standard output by `click.echo` or, for a table, by `Console.result`.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import click

if TYPE_CHECKING:
    from rich.console import RenderableType

__all__ = ["Advance", "Console", "table"]


_UNWRAPPED = 10_000
"""The width of what goes into a pipe: lines are for programs there."""


class Advance(Protocol):
    """Tells a progress bar that ``done`` things are done in all, with a word on the present one."""

    def __call__(self, done: int, note: str = "") -> None:
        """Move the bar."""


def _unseen(done: int, note: str = "") -> None:
    """Take the place of a bar where nobody looks."""


@dataclass(frozen=True, slots=True)
class Console:
    """Standard error, as loud as the user wants it: errors always, notes and tables unless ``quiet``."""

    quiet: bool = False
    verbose: bool = False

    def error(self, message: str) -> None:
        """Say what went wrong."""
        click.echo(f"{click.style('Error:', fg='red', bold=True)} {message}", err=True)

    def warn(self, message: str) -> None:
        """Say what the user should look at; not with ``--quiet``."""
        if not self.quiet:
            click.echo(f"{click.style('Warning:', fg='yellow', bold=True)} {message}", err=True)

    def ambiguous(self, names: Mapping[str, int]) -> None:
        """Name the places that could be several, each with the number of documents that name it so."""
        if names:
            where = ", ".join(f"{name} (documents: {count})" for name, count in names.items())
            self.warn(f"ambiguous place names, excluded: {where}")

    def note(self, message: str) -> None:
        """Say what was done; not with ``--quiet``."""
        if not self.quiet:
            click.echo(message, err=True)

    def detail(self, message: str) -> None:
        """Say how it was done; only with ``--verbose``."""
        if self.verbose and not self.quiet:
            click.echo(message, err=True)

    def show(self, renderable: RenderableType) -> None:
        """Print a table or marked text of rich's on standard error; not with ``--quiet``."""
        if not self.quiet:
            from rich.console import Console as Rich

            Rich(stderr=True).print(renderable)

    def result(self, renderable: RenderableType) -> None:
        """Print a table or marked text of rich's on standard output; as wide as it needs in a pipe."""
        from rich.console import Console as Rich

        Rich(width=None if sys.stdout.isatty() else _UNWRAPPED).print(renderable)

    def lines(self, items: Iterable[tuple[str, str]]) -> None:
        """Print heads, each with a body set in below it, on standard output: wrapped on a terminal only."""
        width = shutil.get_terminal_size().columns if sys.stdout.isatty() else _UNWRAPPED
        for head, body in items:
            click.echo(click.wrap_text(head, width, subsequent_indent="  "))
            if body:
                click.echo(click.wrap_text(body, width, "    ", "    "))

    def rows(self, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """Print a table on standard output; in a pipe, lines with tabs, which need no padding."""
        if sys.stdout.isatty():
            self.result(table("", columns, rows))
            return
        for row in rows:
            click.echo("\t".join(map(str, row)))

    @contextmanager
    def progress(self, label: str, total: int | None = None) -> Iterator[Advance]:
        """Show a progress bar where standard error is a terminal and the user did not ask for quiet."""
        if self.quiet or not sys.stderr.isatty():
            yield _unseen
            return
        from rich.console import Console as Rich
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        text = TextColumn("{task.description}")
        columns = (
            text,
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.fields[note]}"),
        )
        with Progress(*columns, console=Rich(stderr=True), transient=True) as bar:
            task = bar.add_task(label, total=total, note="")
            yield lambda done, note="": bar.update(task, completed=done, note=note)


def table(
    title: str, columns: Sequence[str], rows: Iterable[Sequence[object]], *, years: Sequence[str] = ()
) -> RenderableType:
    """Return a table for `Console.show` or `Console.result`; numbers stand right.

    ``years`` names the columns whose numbers have no separator of thousands.
    """
    from rich.table import Table
    from rich.text import Text

    made = Table(title=title or None, title_justify="left")
    body = [[*row] for row in rows]
    for at, column in enumerate(columns):
        numeric = bool(body) and all(isinstance(row[at], int | float) for row in body)
        made.add_column(column, justify="right" if numeric else "left")
    for row in body:
        # Text, so that brackets in a value are no markup.
        made.add_row(*(Text(_cell(cell, column in years)) for column, cell in zip(columns, row, strict=True)))
    return made


def _cell(value: object, is_year: bool) -> str:
    return f"{value:,}" if type(value) is int and not is_year else str(value)
