"""The command line: a module for each command or pair of them, without logic.

`COMMANDS` is all that ``tipgraph --help`` needs; the module of a command is imported when it runs. The
exceptions define the exit codes (see `tipgraph.errors`): 0 done, 1 something was excluded or does not
conform, 2 failed, 130 interrupted.
"""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from tipgraph import __version__
from tipgraph.cli.group import Lazy, LazyGroup

__all__ = ["COMMANDS", "completion", "main"]

COMMANDS = [
    Lazy("build", "tipgraph.cli.build:build", "Read reports and write the graph of their claims."),
    Lazy("inspect", "tipgraph.cli.inspect:inspect", "Show what reports would be filed as, and why."),
    Lazy(
        "distribute",
        "tipgraph.cli.build:distribute",
        "Read reports on many machines and write their graph in parts.",
    ),
    Lazy("load", "tipgraph.cli.build:load", "Load the output of tipgraph distribute into a store."),
    Lazy("status", "tipgraph.cli.status:status", "Show what a graph contains and what is out of date."),
    Lazy("validate", "tipgraph.cli.validate:validate", "Validate a graph against the shapes."),
    Lazy("query", "tipgraph.cli.query:query", "Query a graph."),
    Lazy("facts", "tipgraph.cli.facts:facts", "List claims, one on each line."),
    Lazy("panel", "tipgraph.cli.panel:panel", "Tabulate claims by country and year."),
    Lazy("routes", "tipgraph.cli.routes:routes", "Analyse routes as a network: tables, files, maps."),
    Lazy("show", "tipgraph.cli.show:show", "Print a narrative with its evidence marked."),
    Lazy("explain", "tipgraph.cli.show:explain", "Show how a sentence is read, word by word."),
    Lazy("evaluate", "tipgraph.cli.evaluate:evaluate", "Score the claims against a gold standard."),
    Lazy("corrections", "tipgraph.cli.corrections:corrections", "Work with corrections by people."),
    Lazy("review", "tipgraph.cli.review:review", "Review claims in the browser."),
    Lazy("convert", "tipgraph.cli.convert:convert", "Write a graph in another format."),
    Lazy("export", "tipgraph.cli.convert:export", "Write a graph as tables: a database, or Parquet files."),
    Lazy("publish", "tipgraph.cli.publish:publish", "Write a static site of linked data."),
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
