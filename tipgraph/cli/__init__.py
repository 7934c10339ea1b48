"""The command line: a thin face over the library, one module a command.

``COMMANDS`` is all that ``tipgraph --help`` needs; a command's module is imported when it runs.
Exit codes are those of the exceptions (see `tipgraph.errors`): 0 done, 1 something was excluded or
does not conform, 2 could not run, 130 interrupted.
"""

from __future__ import annotations

import click

from tipgraph import __version__
from tipgraph.cli.group import Lazy, LazyGroup

__all__ = ["COMMANDS", "main"]

COMMANDS = [
    Lazy("build", "tipgraph.cli.build:build", "Read reports and write the graph of what they say."),
    Lazy(
        "distribute",
        "tipgraph.cli.distribute:distribute",
        "Read reports on many machines, and write their graph in parts.",
    ),
    Lazy("load", "tipgraph.cli.distribute:load", "Bring what tipgraph distribute wrote into a store."),
    Lazy(
        "status",
        "tipgraph.cli.status:status",
        "Tell what is in a graph, and what of it is stale.",
    ),
    Lazy("validate", "tipgraph.cli.validate:validate", "Check a graph against the shapes."),
    Lazy("query", "tipgraph.cli.query:query", "Ask a graph a question."),
    Lazy("facts", "tipgraph.cli.facts:facts", "List claims, one a line."),
    Lazy("panel", "tipgraph.cli.panel:panel", "Tabulate claims by country and year."),
    Lazy("routes", "tipgraph.cli.routes:routes", "Analyse routes as a network: tables, files, maps."),
    Lazy("show", "tipgraph.cli.show:show", "Print a narrative with its evidence marked."),
    Lazy("evaluate", "tipgraph.cli.evaluate:evaluate", "Score the claims against a gold standard."),
    Lazy("convert", "tipgraph.cli.convert:convert", "Write a graph in another format."),
    Lazy("publish", "tipgraph.cli.publish:publish", "Write a static site of linked data."),
    Lazy("serve", "tipgraph.cli.serve:serve", "Serve a graph: pages, a query page, and a SPARQL endpoint."),
    Lazy("completion", "tipgraph.cli.completion:completion", "Print the script for shell completion."),
]
"""Every command: its name, where it stands, and its line in the help of the program."""


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
    2 could not run; 130 interrupted.
    """
