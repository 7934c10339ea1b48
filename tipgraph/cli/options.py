"""Options and arguments that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from tipgraph.cli.console import Console

__all__ = ["common"]


def common(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command ``--quiet`` and ``--verbose``, and its function a `Console` as first argument."""

    @click.option("-q", "--quiet", is_flag=True, help="Print errors and results only.")
    @click.option("-v", "--verbose", is_flag=True, help="Print everything there is to say.")
    @wraps(command)
    def wrapped(*args: Any, quiet: bool, verbose: bool, **options: Any) -> Any:
        return command(Console(quiet=quiet, verbose=verbose), *args, **options)

    return wrapped
