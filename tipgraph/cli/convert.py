"""``tipgraph convert``."""

from __future__ import annotations

import click

from tipgraph.cli.console import Console
from tipgraph.cli.options import common

__all__ = ["convert"]


@click.command()
@click.argument("graph")
@click.option(
    "-o", "--output", required=True, metavar="FILE",
    help="The file, store's folder or server to write to; folders on the way are made.",
)  # fmt: skip
@click.option(
    "--with-vocabularies", is_flag=True, help="Add the ontology, vocabularies and places to a file."
)
@click.option(
    "--shortcuts",
    is_flag=True,
    help="Write which roles countries play and where routes lead instead, without years and words.",
)
@common
def convert(console: Console, graph: str, output: str, with_vocabularies: bool, shortcuts: bool) -> None:
    """Write a graph in another format.

    GRAPH is an RDF file, a store's folder or a SPARQL server's address. The name of FILE tells the
    format: .ttl, .trig, .nq, .jsonld, each also with .gz; a name without an ending is a store's folder,
    and an address a server. Named graphs are merged in Turtle and kept elsewhere.

    \b
    Examples:
      tipgraph convert archive -o archive.trig.gz
      tipgraph convert graph.trig -o graph.ttl --with-vocabularies
      tipgraph convert graph.trig -o shortcuts.ttl --shortcuts
      tipgraph convert http://localhost:7878 -o graph.trig

    Exit codes: 0 done; 2 could not run.
    """
    from tipgraph.rdf.convert import convert as write
    from tipgraph.rdf.convert import write_shortcuts

    if shortcuts and with_vocabularies:
        raise click.UsageError("--shortcuts stand in a file of their own: leave out --with-vocabularies")
    written = (
        write_shortcuts(graph, output)
        if shortcuts
        else write(graph, output, with_vocabularies=with_vocabularies)
    )
    console.note(f"{output}: {written:,} statements")
