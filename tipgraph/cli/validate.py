"""``tipgraph validate``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tipgraph.cli.console import Console
from tipgraph.cli.options import console_options, format_option
from tipgraph.util.text import counted

if TYPE_CHECKING:
    from tipgraph.validation.shacl_report import ValidationReport

__all__ = ["validate"]

_SHOWN = 100
"""Results in a table without ``--verbose``."""

DOES_NOT_CONFORM = 1
"""The exit code if a shape is violated, as in other validators."""


@click.command()
@click.argument("graph")
@format_option("table", "turtle", "json", help="turtle is a SHACL validation report.")
@console_options
def validate(console: Console, graph: str, output_format: str) -> None:
    """Validate a graph against the shapes.

    GRAPH is an RDF file, a store's folder or a SPARQL server's address. Missing mandatory values and
    contradictions are violations. Missing recommended values are warnings; a graph with warnings conforms.
    Quotes are compared with the texts if the graph has them (tipgraph build --with-texts).

    \b
    Examples:
      tipgraph validate graph.trig
      tipgraph validate archive --format turtle > report.ttl

    Exit codes: 0 the graph conforms; 1 it does not conform; 2 failed.
    """
    from tipgraph.errors import UsageError
    from tipgraph.rdf.store import open_graph
    from tipgraph.validation.shacl_report import shacl, to_json
    from tipgraph.validation.validator import validate as check

    report = check(open_graph(graph, reference=False))
    if not report.documents and not report.results:
        raise UsageError(f"{graph} has no report", remedy="nothing to validate")
    if output_format == "turtle":
        click.echo(shacl(report).serialize(format="turtle"), nl=False)
    elif output_format == "json":
        click.echo(to_json(report))
    else:
        _print_table(console, report)
    _print_summary(console, report)
    if not report.conforms:
        click.get_current_context().exit(DOES_NOT_CONFORM)


def _print_table(console: Console, report: ValidationReport) -> None:
    from tipgraph.validation.shacl_report import rows

    found = list(rows(report))
    shown = found if console.verbose else found[:_SHOWN]
    if shown:
        console.rows(["severity", "node", "property", "value", "what to do"], shown)
    if len(found) > len(shown):
        console.note(f"{len(found) - len(shown):,} more; --verbose lists all")


def _print_summary(console: Console, report: ValidationReport) -> None:
    counts = ", ".join(
        counted(number, severity.lower()) for severity, number in sorted(report.counts.items())
    )
    verdict = "conforms" if report.conforms else "does not conform"
    console.note(
        f"{counted(report.documents, 'document')}, {counted(report.quads, 'quad')}: "
        f"{counts or 'no results'}: {verdict}"
    )
    if report.unchecked:
        console.note(
            f"Quotes not checked: {counted(report.unchecked, 'document')} without text in the graph."
        )
