"""``tipgraph query``."""

from __future__ import annotations

import sys
from typing import Any

import click
from click.shell_completion import CompletionItem

from tipgraph.cli.console import Console, table
from tipgraph.cli.options import common

__all__ = ["query"]


def _complete(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from tipgraph.analysis.queries import catalog

    return [
        CompletionItem(name, help=found.title)
        for name, found in catalog().items()
        if name.startswith(incomplete)
    ]


def _list(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    """Explain the queries that come with the program, and end."""
    if not wanted:
        return
    from tipgraph.analysis.queries import catalog

    for name, found in catalog().items():
        click.echo(f"{click.style(name, bold=True)}: {found.title}")
        click.echo(click.wrap_text(found.description, 100, "  ", "  "))
        for parameter in found.parameters:
            click.echo(f"    {parameter.name} ({parameter.type}, {parameter.need}): {parameter.meaning}")
        click.echo()
    context.exit()


def _pairs(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    pairs = dict(value.partition("=")[::2] for value in values)
    if not all(name and value for name, value in pairs.items()):
        raise click.BadParameter("write name=value, such as country=GTM")
    return pairs


@click.command()
@click.argument("what", metavar="QUERY", shell_complete=_complete)
@click.argument("graph", metavar="GRAPH")
@click.option(
    "-p", "--param", "values", multiple=True, callback=_pairs, metavar="NAME=VALUE",
    help="A value for a parameter: a code, a name or a year (repeatable).",
)  # fmt: skip
@click.option(
    "-f", "--format", "form", type=click.Choice(["table", "csv", "tsv", "json", "turtle"]), default="table",
    show_default=True, help="tsv and json are the W3C's, with whole terms; turtle is for CONSTRUCT.",
)  # fmt: skip
@click.option(
    "-l", "--list", is_flag=True, is_eager=True, expose_value=False, callback=_list,
    help="Explain the queries that there are, with their parameters.",
)  # fmt: skip
@common
def query(console: Console, what: str, graph: str, values: dict[str, Any], form: str) -> None:
    """Ask a graph a question.

    QUERY is the name of a question that comes with the program, a file with SPARQL (.rq), or SPARQL
    itself, where the model's prefixes need no declaration. GRAPH is an RDF file, a store
    or a SPARQL server's address.

    \b
    Examples:
      tipgraph query --list
      tipgraph query routes-out graph.trig --param origin=GTM
      tipgraph query measures-of archive/ -p country=Guatemala -p year=2014 --format csv
      tipgraph query "SELECT ?claim { ?claim tg:sector sector:mining }" graph.trig

    Exit codes: 0 answered, with or without rows; 2 could not run.
    """
    from tipgraph.analysis.queries import Format, ask, find, notes
    from tipgraph.analysis.queries.answer import Rows
    from tipgraph.rdf.store import open_graph

    asked = find(what)
    store = open_graph(graph)
    answer = ask(store, asked, values)
    for note in notes(asked, values, store):
        console.note(f"Note: {note}")
    if not isinstance(answer, Rows) or form != Format.TABLE:
        answer.write(sys.stdout, Format(form))
        return
    columns, rows = answer.cells()
    console.result(table(asked.title, columns, rows))
    if not rows:
        console.note("Nothing found. What the graph holds: tipgraph query reports-read GRAPH")
