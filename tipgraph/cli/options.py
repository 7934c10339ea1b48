"""Options and arguments that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from tipgraph.cli.console import Console
from tipgraph.spelling import alike

__all__ = ["OneOf", "common"]


class OneOf(click.Choice[str]):
    """One of several words; of a word that is none, tells which it is like."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the word, or fail with those that are spelt like it."""
        if value not in self.choices:
            otherwise = f"choose from {', '.join(self.choices)}"
            self.fail(f"{value!r} is none: {alike(value, self.choices, otherwise)}", param, ctx)
        return super().convert(value, param, ctx)


def common(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command ``--quiet`` and ``--verbose``, and its function a `Console` as first argument."""

    @click.option("-q", "--quiet", is_flag=True, help="Print errors and results only.")
    @click.option("-v", "--verbose", is_flag=True, help="Print everything there is to say.")
    @wraps(command)
    def wrapped(*args: Any, quiet: bool, verbose: bool, **options: Any) -> Any:
        return command(Console(quiet=quiet, verbose=verbose), *args, **options)

    return wrapped
