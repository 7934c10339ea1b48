"""Groups of commands that import a command when it runs, and turn errors into messages and exit codes."""

from __future__ import annotations

import errno
from importlib import import_module
from typing import Any

import click

from tipgraph.cli.console import Console
from tipgraph.errors import TipgraphError

__all__ = ["Lazy", "LazyGroup"]

INTERRUPTED = 130
"""The exit code after Ctrl-C, as in shells."""


def _exit_code(error: BaseException) -> int:
    if isinstance(error, KeyboardInterrupt):
        return INTERRUPTED
    return error.exit_code if isinstance(error, TipgraphError) else TipgraphError.exit_code


def _message(error: BaseException) -> str:
    if isinstance(error, OSError) and error.filename is None and error.strerror:
        # Whatever writes a file names it in its error.
        return f"standard output: {error.strerror.lower()}"
    return str(error) or "interrupted"


class Lazy(click.Command):
    """A command that is not imported yet: its name, its module and its line in the help of the group."""

    def __init__(self, name: str, target: str, short_help: str) -> None:
        super().__init__(name, short_help=short_help)
        self.target = target

    def load(self) -> click.Command:
        """Import the command from ``module:attribute``."""
        module, _, attribute = self.target.partition(":")
        command = getattr(import_module(module), attribute)
        assert isinstance(command, click.Command), self.target
        return command


class LazyGroup(click.Group):
    """A group whose help, completion and suggestions import no command."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names in the order in which they were given."""
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find and import the command that the arguments name."""
        name, command, rest = super().resolve_command(ctx, args)
        return name, command.load() if isinstance(command, Lazy) else command, rest

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command. Errors become exit codes here and nowhere else."""
        try:
            return super().invoke(ctx)
        except (TipgraphError, KeyboardInterrupt, OSError) as error:
            if isinstance(error, OSError) and error.errno == errno.EPIPE:
                raise  # the reader of a pipe has closed it: click exits without a message
            Console().error(_message(error))
            raise click.exceptions.Exit(_exit_code(error)) from error
