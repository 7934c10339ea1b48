"""``tipgraph status``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from tipgraph.cli.console import Console
from tipgraph.cli.options import console_options, format_option

if TYPE_CHECKING:
    from tipgraph.build.status import Status

__all__ = ["status"]

_SHOWN = 20
"""Sources that are listed without ``--verbose``."""
_UNKNOWN = "unknown"


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
    shown = changed if console.verbose else changed[:_SHOWN]
    for source in shown:
        click.echo(f"{source.state}: {source.name}")
    if len(changed) > len(shown):
        console.note(f"{len(changed) - len(shown):,} more; --verbose lists all")


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
