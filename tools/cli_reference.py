"""Writes docs/cli.md from the help of the commands: ``python -m tools.cli_reference``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from tipgraph.cli import COMMANDS, Lazy, main

__all__ = ["PAGE", "reference"]

PAGE = Path(__file__).parents[1] / "docs" / "cli.md"

_WIDTH = 100
_HEAD = """\
# Command line

<!-- Made from the program's help by `python -m tools.cli_reference`; a test compares them. -->
"""


def reference() -> str:
    """Return the page: the help of the program and of each command."""
    return _HEAD + "".join(f"\n## {title}\n\n```text\n{help_}\n```\n" for title, help_ in _helps())


def _helps() -> Iterator[tuple[str, str]]:
    with _context(main, "tipgraph") as program:
        yield "tipgraph", program.get_help()
        for lazy in COMMANDS:
            yield from _helps_of(lazy, program)


def _helps_of(lazy: Lazy, parent: click.Context) -> Iterator[tuple[str, str]]:
    """Yield the help of a command, and of those in it where it is a group."""
    command = lazy.load()
    with _context(command, lazy.name or "", parent) as context:
        yield context.command_path, context.get_help()
        for inner in command.commands.values() if isinstance(command, click.Group) else ():
            if isinstance(inner, Lazy):
                yield from _helps_of(inner, context)


def _context(command: click.Command, name: str, parent: click.Context | None = None) -> click.Context:
    settings = {"terminal_width": _WIDTH, "max_content_width": _WIDTH, **command.context_settings}
    return click.Context(command, parent, info_name=name, **settings)


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
