"""``tipgraph status`` and ``tipgraph validate``: is a graph up to date, and does it conform to the shapes?"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, TypeVar

import click

from tipgraph.cli.console import Console
from tipgraph.cli.options import console_options, format_option
from tipgraph.util.text import counted

if TYPE_CHECKING:
    from tipgraph.build.status import Status
    from tipgraph.validation.shacl_report import ValidationReport

__all__ = ["status", "validate"]

_SOURCES = 20
"""Sources that are listed without ``--verbose``."""
_RESULTS = 100
"""Results in a table without ``--verbose``."""
_UNKNOWN = "unknown"

DOES_NOT_CONFORM = 1
"""The exit code if a shape is violated, as in other validators."""

Shown = TypeVar("Shown")


@contextmanager
def _first(console: Console, found: Sequence[Shown], most: int) -> Iterator[Sequence[Shown]]:
    """Give the first of several things to print, all with ``--verbose``, and then say how many are left."""
    shown = found if console.verbose else found[:most]
    yield shown
    if len(found) > len(shown):
        console.note(f"{len(found) - len(shown):,} more; --verbose lists all")


@click.command()
@click.argument("graph")
@format_option("table", "json", help="json lists every source.")
@console_options
def status(console: Console, graph: str, output_format: str) -> None:
    """Show what a graph contains and what is out of date.

    GRAPH is an RDF file or a store's folder. Only a store that `tipgraph build` wrote has a record of its
    sources. The command checks them now, so the result is what the next build would do.

    \b
    Examples:
      tipgraph status archive
      tipgraph status archive --format json | jq '.sources[] | select(.state != "unchanged")'

    Exit codes: 0 done, also if something is out of date; 2 failed.
    """
    from tipgraph.build.status import status as look

    found = look(graph)
    if output_format == "json":
        click.echo(json.dumps({**asdict(found), "states": found.states}, ensure_ascii=False, indent=2))
        return
    console.rows(["what", "value"], list(_rows(found)))
    changed = [source for source in found.sources or () if source.state != "unchanged"]
    with _first(console, changed, _SOURCES) as shown:
        for source in shown:
            click.echo(f"{source.state}: {source.name}")


def _rows(found: Status) -> Iterator[tuple[str, object]]:
    yield "reports", found.reports
    yield "documents", found.documents
    for kind, count in found.claims.items():
        yield f"claims: {kind}", count
    for year, count in found.years.items():
        yield f"reports of {year}", count
    yield "version", found.version or _UNKNOWN
    yield "last build", found.built or _UNKNOWN
    if found.checked:
        yield "last check of the sources", found.checked
    for state, count in found.states.items():
        yield f"sources: {state}", count
    if found.sources is None:
        yield "sources", _UNKNOWN
    for reason in found.stale:
        yield "out of date", reason
    if found.unfinished is not None:
        yield "documents of an unfinished build", found.unfinished


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

    with _first(console, list(rows(report)), _RESULTS) as shown:
        if shown:
            console.rows(["severity", "node", "property", "value", "what to do"], shown)


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
