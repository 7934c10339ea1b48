"""The command line: groups of commands, and a module for each command or few of a kind, without logic.

`COMMANDS` is all that ``tipgraph --help`` needs; the module of a command is imported when it runs. The
exceptions define the exit codes (see `tipgraph.errors`): 0 done, 1 something was excluded or does not
conform, 2 failed, 130 interrupted.
"""

from __future__ import annotations

import errno
from importlib import import_module
from typing import Any

import click
from click.shell_completion import get_completion_class

from tipgraph import __version__
from tipgraph.cli.console import Console
from tipgraph.errors import TipgraphError

__all__ = ["COMMANDS", "Lazy", "LazyGroup", "completion", "main"]

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


COMMANDS = [
    Lazy("build", "tipgraph.cli.build:build", "Read reports and write the graph of their claims."),
    Lazy("inspect", "tipgraph.cli.build:inspect", "Show what reports would be filed as, and why."),
    Lazy(
        "distribute",
        "tipgraph.cli.build:distribute",
        "Read reports on many machines and write their graph in parts.",
    ),
    Lazy("load", "tipgraph.cli.build:load", "Load the output of tipgraph distribute into a store."),
    Lazy("status", "tipgraph.cli.checks:status", "Show what a graph contains and what is out of date."),
    Lazy("validate", "tipgraph.cli.checks:validate", "Validate a graph against the shapes."),
    Lazy("query", "tipgraph.cli.query:query", "Query a graph."),
    Lazy("facts", "tipgraph.cli.claims:facts", "List claims, one on each line."),
    Lazy("panel", "tipgraph.cli.claims:panel", "Tabulate claims by country and year."),
    Lazy("routes", "tipgraph.cli.routes:routes", "Analyse routes as a network: tables, files, maps."),
    Lazy("show", "tipgraph.cli.show:show", "Print a narrative with its evidence marked."),
    Lazy("explain", "tipgraph.cli.show:explain", "Show how a sentence is read, word by word."),
    Lazy("evaluate", "tipgraph.cli.evaluate:evaluate", "Score the claims against a gold standard."),
    Lazy("corrections", "tipgraph.cli.corrections:corrections", "Work with corrections by people."),
    Lazy("review", "tipgraph.cli.corrections:review", "Review claims in the browser."),
    Lazy("convert", "tipgraph.cli.convert:convert", "Write a graph in another format."),
    Lazy("export", "tipgraph.cli.convert:export", "Write a graph as tables: a database, or Parquet files."),
    Lazy("publish", "tipgraph.cli.convert:publish", "Write a static site of linked data."),
    Lazy("serve", "tipgraph.cli.serve:serve", "Serve a graph: pages, a query page and a SPARQL endpoint."),
    Lazy("mcp", "tipgraph.cli.serve:mcp", "Answer the questions of an assistant about a graph."),
    Lazy("completion", "tipgraph.cli:completion", "Print the script for shell completion."),
]
"""All commands: name, module and line in the help."""


@click.group(cls=LazyGroup, commands=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(prog)s %(version)s")
def main() -> None:
    """Turn Trafficking-in-Persons narratives into a validated, citable knowledge graph.

    \b
    Examples:
      tipgraph build reports/ -o graph.trig
      tipgraph query --list
      tipgraph COMMAND --help

    Exit codes: 0 done; 1 something was excluded, or a graph does not conform;
    2 failed; 130 interrupted.
    """


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the script for shell completion.

    \b
    Examples:
      tipgraph completion bash > ~/.local/share/bash-completion/completions/tipgraph
      tipgraph completion zsh  > ~/.zfunc/_tipgraph        # with ~/.zfunc in $fpath
      tipgraph completion fish > ~/.config/fish/completions/tipgraph.fish
    """
    shell_completion = get_completion_class(shell)
    assert shell_completion is not None, shell
    click.echo(shell_completion(main, {}, "tipgraph", "_TIPGRAPH_COMPLETE").source())
