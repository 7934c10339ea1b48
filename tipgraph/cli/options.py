"""Options that several commands share. Each is written once, here."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, TypeAlias

import click

from tipgraph.cli.console import Console
from tipgraph.util.text import did_you_mean

__all__ = [
    "EXISTING_FILE",
    "Decorator",
    "SuggestingChoice",
    "conflict_option",
    "console_options",
    "corrections_options",
    "format_option",
    "graph_output",
    "intervals_option",
    "jobs_option",
    "min_precision_option",
    "processors",
    "raw_option",
    "reprints_option",
    "reviewed_option",
    "validate_option",
    "vocabulary_option",
    "with_texts_option",
    "with_vocabularies_option",
]

Decorator: TypeAlias = Callable[[Callable[..., Any]], Callable[..., Any]]

EXISTING_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
"""The type of an option that names a file to read."""


class SuggestingChoice(click.Choice[str]):
    """One of several words; the error for another word suggests similar ones."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the word, or fail with suggestions."""
        if value not in self.choices:
            choices = f"choose from {', '.join(self.choices)}"
            self.fail(f"unknown value {value!r}: {did_you_mean(value, self.choices, choices)}", param, ctx)
        return super().convert(value, param, ctx)


def console_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--quiet`` and ``--verbose``; the command gets a `Console` as its first argument."""

    @click.option("-q", "--quiet", is_flag=True, help="Print only errors and results.")
    @click.option("-v", "--verbose", is_flag=True, help="Print all messages and complete lists.")
    @wraps(command)
    def wrapped(*args: Any, quiet: bool, verbose: bool, **options: Any) -> Any:
        return command(Console(quiet=quiet, verbose=verbose), *args, **options)

    return wrapped


vocabulary_option = click.option(
    "--vocabulary", multiple=True, type=EXISTING_FILE, metavar="TTL",
    help="A Turtle file with your own concepts (repeatable).",
)  # fmt: skip

ON_CONFLICT = ("newest", "majority", "leave-out")


conflict_option = click.option(
    "--on-conflict", type=click.Choice(ON_CONFLICT), default=ON_CONFLICT[0], show_default=True,
    help="What to do when people disagree: follow the newest verdict or the most frequent one, or leave the "
    "claim out.",
)  # fmt: skip


def corrections_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--corrections`` and ``--on-conflict``."""
    files = click.option(
        "--corrections", multiple=True, type=EXISTING_FILE, metavar="FILE",
        help="A file of corrections by people, JSON Lines or CSV (repeatable).",
    )  # fmt: skip
    return files(conflict_option(command))


def format_option(*formats: str, help: str, default: str = "table") -> Decorator:
    """Return ``--format`` with the formats of a command, as the argument ``output_format``."""
    return click.option(
        "-f", "--format", "output_format", type=click.Choice(formats), default=default, show_default=True,
        help=help,
    )  # fmt: skip


def graph_output(metavar: str = "GRAPH") -> Decorator:
    """Return ``--output`` of a command that writes a graph."""
    return click.option(
        "-o", "--output", required=True, metavar=metavar,
        help="The file, store or SPARQL server to write to. Missing folders are created.",
    )  # fmt: skip


def processors() -> int:
    """Return the number of processors that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS and Windows do not have it
        return os.cpu_count() or 1


intervals_option = click.option(
    "--intervals", is_flag=True, help="Give counts of routes a range, by the precision of their rules."
)
jobs_option = click.option(
    "-j", "--jobs", type=click.IntRange(1), default=processors, show_default="one for each processor",
    help="Number of processes.",
)  # fmt: skip
min_precision_option = click.option(
    "--min-precision", type=click.FloatRange(0, 1), metavar="P",
    help="Only claims that people reviewed, or of rules with a measured precision of at least P (0.9).",
)  # fmt: skip
raw_option = click.option(
    "--raw", is_flag=True,
    help="Write the cells of CSV as they are: without an apostrophe before text that spreadsheets take for a "
    "formula.",
)  # fmt: skip
reprints_option = click.option(
    "--reprints", is_flag=True, help="Count reports that only repeat an earlier edition too."
)
reviewed_option = click.option(
    "--reviewed", is_flag=True, help="Take only claims that people accepted, replaced or added."
)
validate_option = click.option(
    "--validate/--no-validate", default=True, help="Validate each document against the shapes."
)
with_texts_option = click.option(
    "--with-texts", is_flag=True, help="Add the text of each document, in separate graphs."
)
with_vocabularies_option = click.option(
    "--with-vocabularies", is_flag=True, help="Add the ontology, the vocabularies and the places to a file."
)
