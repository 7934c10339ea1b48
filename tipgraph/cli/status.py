"""``tipgraph status``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from tipgraph.cli.console import Console
from tipgraph.cli.options import common

if TYPE_CHECKING:
    from tipgraph.build.status import Status

__all__ = ["status"]

_SHOWN = 20
"""How many sources are named without ``--verbose``."""


@click.command()
@click.argument("graph")
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="A table for people, or JSON with every source.",
)
@common
def status(console: Console, graph: str, form: str) -> None:
    """Tell what is in a graph, and what of it is stale.

    GRAPH is an RDF file or a store's folder. Only a store that tipgraph build made knows its sources; they
    are looked at now, so that the answer says what the next build would do.

    \b
    Examples:
      tipgraph status archive
      tipgraph status archive --format json | jq '.sources[] | select(.state != "unchanged")'

    Exit codes: 0 told, whatever it is; 2 could not run.
    """
    from tipgraph.build.status import status as look

    found = look(graph)
    if form == "json":
        click.echo(json.dumps({**asdict(found), "states": found.states}, ensure_ascii=False, indent=2))
        return
    console.rows(["what", "how it is"], list(_rows(found)))
    changed = [source for source in found.sources or () if source.state != "unchanged"]
    shown = changed if console.verbose else changed[:_SHOWN]
    for source in shown:
        click.echo(f"{source.state}: {source.name}")
    if len(changed) > len(shown):
        console.note(f"{len(changed) - len(shown):,} more: --verbose shows all")


def _rows(found: Status) -> Iterator[tuple[str, object]]:
    yield "reports", found.reports
    yield "documents", found.documents
    for kind, count in found.claims.items():
        yield f"claims: {kind}", count
    for year, count in found.years.items():
        yield f"reports of {year}", count
    yield "made by version", found.version or "not told"
    yield "last built", found.built or "not told"
    if found.checked:
        yield "last looked at its sources", found.checked
    for state, count in found.states.items():
        yield f"sources: {state}", count
    if found.sources is None:
        yield "sources", "not told"
    for reason in found.stale:
        yield "stale", reason
    if found.unfinished is not None:
        yield "documents of an unfinished build", found.unfinished
