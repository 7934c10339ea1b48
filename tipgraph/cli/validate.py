"""``tipgraph validate``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tipgraph.cli.console import Console
from tipgraph.cli.options import common
from tipgraph.util.messages import counted

if TYPE_CHECKING:
    from tipgraph.validation.results import ValidationReport

__all__ = ["validate"]

_SHOWN = 100
"""How many results a table shows without ``--verbose``."""

DOES_NOT_CONFORM = 1
"""The exit code where a shape is violated, as other validators have it."""


@click.command()
@click.argument("graph")
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["table", "turtle", "json"]),
    default="table",
    show_default=True,
    help="A table for people, a SHACL report in Turtle, or JSON.",
)
@common
def validate(console: Console, graph: str, form: str) -> None:
    """Check a graph against the shapes.

    GRAPH is an RDF file, a store's folder or a SPARQL server's address. Mandatory parts that are missing
    and contradictions are violations; what is only recommended gives warnings, with which a graph
    conforms nonetheless. Quotes are compared with the texts where the graph holds them (tipgraph build
    --with-texts).

    \b
    Examples:
      tipgraph validate graph.trig
      tipgraph validate archive --format turtle > report.ttl

    Exit codes: 0 conforms; 1 does not conform; 2 could not run.
    """
    from tipgraph.errors import UsageError
    from tipgraph.rdf.store import open_graph
    from tipgraph.validation.results import shacl, to_json
    from tipgraph.validation.validator import validate as check

    report = check(open_graph(graph, reference=False))
    if not report.documents and not report.results:
        raise UsageError(f"{graph} holds no report", remedy="nothing to check")
    if form == "turtle":
        click.echo(shacl(report).serialize(format="turtle"), nl=False)
    elif form == "json":
        click.echo(to_json(report))
    else:
        _print(console, report)
    _sum_up(console, report)
    if not report.conforms:
        click.get_current_context().exit(DOES_NOT_CONFORM)


def _print(console: Console, report: ValidationReport) -> None:
    from tipgraph.validation.results import rows

    found = list(rows(report))
    shown = found if console.verbose else found[:_SHOWN]
    if shown:
        console.rows(["severity", "node", "property", "value", "what to do"], shown)
    if len(found) > len(shown):
        console.note(f"{len(found) - len(shown):,} more: --verbose shows all")


def _sum_up(console: Console, report: ValidationReport) -> None:
    counts = ", ".join(
        counted(number, severity.lower()) for severity, number in sorted(report.counts.items())
    )
    verdict = "conforms" if report.conforms else "does not conform"
    console.note(
        f"{counted(report.documents, 'document')}, {counted(report.quads, 'quad')}: "
        f"{counts or 'nothing found'}: {verdict}"
    )
    if report.unchecked:
        console.note(
            f"Quotes not checked: {counted(report.unchecked, 'document')} without text in the graph."
        )
