"""``tipgraph query``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from tipgraph.cli.console import Console, table
from tipgraph.cli.options import (
    console_options,
    format_option,
    min_precision_option,
    reprints_option,
    reviewed_option,
)
from tipgraph.errors import UnreadableError

if TYPE_CHECKING:
    from tipgraph.analysis.queries import Result

__all__ = ["query"]


def _complete(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from tipgraph.analysis.queries import catalog

    return [
        CompletionItem(name, help=found.title)
        for name, found in catalog().items()
        if name.startswith(incomplete)
    ]


def _list(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    """Print the built-in queries and exit."""
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
@click.argument("name", metavar="QUERY", shell_complete=_complete)
@click.argument("graph", metavar="GRAPH")
@click.option(
    "-p", "--param", "values", multiple=True, callback=_pairs, metavar="NAME=VALUE",
    help="The value of a parameter: a code, a name or a year (repeatable).",
)  # fmt: skip
@format_option(
    "table", "csv", "tsv", "json", "turtle",
    help="csv, tsv and json are the W3C's formats, for programs; tsv and json have full RDF terms. turtle is "
    "for CONSTRUCT queries.",
)  # fmt: skip
@click.option(
    "-l", "--list", is_flag=True, is_eager=True, expose_value=False, callback=_list,
    help="List the built-in queries with their parameters.",
)  # fmt: skip
@min_precision_option
@reprints_option
@reviewed_option
@console_options
def query(
    console: Console,
    name: str,
    graph: str,
    values: dict[str, Any],
    output_format: str,
    min_precision: float | None,
    reprints: bool,
    reviewed: bool,
) -> None:
    """Query a graph.

    QUERY is the name of a built-in query, a SPARQL file (.rq) or SPARQL text. The prefixes of the model
    need no declaration. GRAPH is an RDF file, a store's folder or a SPARQL server's address.

    \b
    Examples:
      tipgraph query --list
      tipgraph query routes-out graph.trig --param origin=GTM
      tipgraph query measures-of archive/ -p country=Guatemala -p year=2014 --format csv
      tipgraph query "SELECT ?claim { ?claim tg:sector sector:mining }" graph.trig

    Exit codes: 0 done, with or without results; 2 failed.
    """
    from tipgraph.analysis.queries import Graph, find, notes, run_query
    from tipgraph.analysis.queries.query import by_graph_forms
    from tipgraph.analysis.queries.results import prefixes
    from tipgraph.rdf.store import open_graph, refuse_older_model
    from tipgraph.validation.conformance import iris_in

    found = find(name)
    store = open_graph(graph)
    try:
        refuse_older_model(store, graph)
    except UnreadableError as error:
        if found.name:
            raise
        console.warn(str(error))
    answer = run_query(
        store, found, values, reprints=reprints, min_precision=min_precision, reviewed=reviewed
    )
    needed = iris_in(found.text + by_graph_forms().get(found.name, ""), prefixes())
    console.violation(graph, store, None if isinstance(answer, Graph) else needed)
    for note in notes(found, values, store, reprints=reprints):
        console.note(f"Note: {note}")
    _write(console, answer, output_format, found.title)


def _write(console: Console, answer: Result, output_format: str, title: str) -> None:
    from tipgraph.analysis.queries import Format, Rows

    if not isinstance(answer, Rows) or output_format != Format.TABLE:
        answer.write(sys.stdout, Format(output_format))
        return
    columns, rows = answer.cells()
    console.result(table(title, columns, rows))
    if not rows:
        console.note("No results. To list what the graph contains: tipgraph query reports-read GRAPH")
