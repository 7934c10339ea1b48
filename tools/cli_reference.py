"""Writes docs/cli.md from the commands' own help: ``python -m tools.cli_reference``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from tipgraph.cli import COMMANDS, main

__all__ = ["PAGE", "reference"]

PAGE = Path(__file__).parents[1] / "docs" / "cli.md"

_WIDTH = 100
_HEAD = """\
# Command line

<!-- Made from the program's own help by `python -m tools.cli_reference`; a test holds it against it. -->
"""


def reference() -> str:
    """Return the page: the help of the program and of each command."""
    return _HEAD + "".join(f"\n## {title}\n\n```text\n{help_}\n```\n" for title, help_ in _helps())


def _helps() -> Iterator[tuple[str, str]]:
    with _context(main, "tipgraph") as program:
        yield "tipgraph", program.get_help()
        for lazy in COMMANDS:
            with _context(lazy.load(), lazy.name or "", program) as context:
                yield f"tipgraph {lazy.name}", context.get_help()


def _context(command: click.Command, name: str, parent: click.Context | None = None) -> click.Context:
    settings = {"terminal_width": _WIDTH, "max_content_width": _WIDTH, **command.context_settings}
    return click.Context(command, parent, info_name=name, **settings)


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
