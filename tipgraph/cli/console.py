"""Output of the commands: messages, tables and progress on standard error, results on standard output."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import click

if TYPE_CHECKING:
    from rich.console import RenderableType

    from tipgraph.rdf.store import Queryable

__all__ = ["Advance", "Console", "table"]

_PIPE_WIDTH = 10_000
"""The width of output in a pipe, where programs read whole lines."""


class Advance(Protocol):
    """Updates a progress bar: ``done`` items are complete, and ``note`` names the current one."""

    def __call__(self, done: int, note: str = "") -> None:
        """Update the bar."""


def _shown(message: str) -> str:
    """Return a message with its control characters as escapes, so that they do not reach the terminal."""
    return "".join(c if c.isprintable() or c in "\n\t" else ascii(c)[1:-1] for c in message)


def _no_progress(done: int, note: str = "") -> None:
    """Take the place of a progress bar that is not shown."""


@dataclass(frozen=True, slots=True)
class Console:
    """Messages for the user. ``quiet`` suppresses all but errors; ``verbose`` adds details."""

    quiet: bool = False
    verbose: bool = False

    def error(self, message: str) -> None:
        """Print an error."""
        click.echo(f"{click.style('Error:', fg='red', bold=True)} {_shown(message)}", err=True)

    def warn(self, message: str) -> None:
        """Print a warning, unless ``quiet``."""
        if not self.quiet:
            click.echo(f"{click.style('Warning:', fg='yellow', bold=True)} {_shown(message)}", err=True)

    def ambiguous(self, names: Mapping[str, int]) -> None:
        """Warn of place names that could mean several places, each with its number of documents."""
        if names:
            where = ", ".join(f"{name} (documents: {count})" for name, count in names.items())
            self.warn(f"ambiguous place names, excluded: {where}")

    def reprints(self, number: int) -> None:
        """Say how many reports are excluded because they repeat an earlier edition."""
        if number:
            self.note(f"Note: reprints of earlier editions, excluded: {number:,} (--reprints counts them)")

    def violation(self, graph: str, store: Queryable, about: Collection[str] | None = None) -> None:
        """Warn of the first violation of a graph that other programs may have changed.

        ``about`` selects properties and classes by IRI. A store of a build holds what the build validated.
        """
        from tipgraph.rdf.formats import is_foreign

        if self.quiet or not is_foreign(graph):
            return
        from tipgraph.validation.conformance import find_violation, nonconforming

        if (violation := find_violation(store, about)) is not None:
            self.warn(str(nonconforming(graph, violation)))

    def note(self, message: str) -> None:
        """Print a message, unless ``quiet``."""
        if not self.quiet:
            click.echo(_shown(message), err=True)

    def detail(self, message: str) -> None:
        """Print a message if ``verbose`` and not ``quiet``."""
        if self.verbose and not self.quiet:
            click.echo(_shown(message), err=True)

    def show(self, renderable: RenderableType) -> None:
        """Print a table or marked text on standard error, unless ``quiet``."""
        if not self.quiet:
            from rich.console import Console as Rich

            Rich(stderr=True).print(renderable)

    def result(self, renderable: RenderableType) -> None:
        """Print a table or marked text on standard output; in a pipe, lines are not wrapped."""
        from rich.console import Console as Rich

        Rich(width=None if sys.stdout.isatty() else _PIPE_WIDTH).print(renderable)

    def definitions(self, items: Iterable[tuple[str, str]]) -> None:
        """Print heads with indented bodies on standard output; in a pipe, lines are not wrapped."""
        width = shutil.get_terminal_size().columns if sys.stdout.isatty() else _PIPE_WIDTH
        for head, body in items:
            click.echo(click.wrap_text(head, width, subsequent_indent="  "))
            if body:
                click.echo(click.wrap_text(body, width, "    ", "    "))

    def rows(self, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """Print a table on standard output; in a pipe, tab-separated lines without a header."""
        if sys.stdout.isatty():
            self.result(table("", columns, rows))
            return
        for row in rows:
            click.echo("\t".join(map(str, row)))

    def save(self, output: Path, content: bytes) -> None:
        """Write a file, which is complete or not there, and print a note."""
        from tipgraph.util.outputs import move_into_place, temporary_output, writing

        with temporary_output(output) as folder, writing(output):
            (folder / output.name).write_bytes(content)
            move_into_place(folder / output.name, output)
        self.note(f"Written to {output}")

    @contextmanager
    def progress(self, label: str) -> Iterator[Advance]:
        """Show a progress bar if standard error is a terminal, unless ``quiet``."""
        if self.quiet or not sys.stderr.isatty():
            yield _no_progress
            return
        from rich.console import Console as Rich
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.fields[note]}"),
        )
        with Progress(*columns, console=Rich(stderr=True), transient=True) as bar:
            task = bar.add_task(label, total=None, note="")
            yield lambda done, note="": bar.update(task, completed=done, note=note)


def table(
    title: str, columns: Sequence[str], rows: Iterable[Sequence[object]], *, years: Sequence[str] = ()
) -> RenderableType:
    """Return a table for `Console.show` or `Console.result`. Columns of numbers are right-aligned.

    ``years`` names columns whose numbers have no thousands separator.
    """
    from rich.table import Table
    from rich.text import Text

    made = Table(title=title or None, title_justify="left")
    body = [[*row] for row in rows]
    for at, column in enumerate(columns):
        numeric = bool(body) and all(isinstance(row[at], int | float) for row in body)
        made.add_column(column, justify="right" if numeric else "left")
    for row in body:
        # Text shows brackets as they are; rich reads them as markup in a str.
        made.add_row(*(Text(_cell(cell, column in years)) for column, cell in zip(columns, row, strict=True)))
    return made


def _cell(value: object, is_year: bool) -> str:
    return f"{value:,}" if type(value) is int and not is_year else str(value)
