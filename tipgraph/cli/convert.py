"""``tipgraph convert``."""

from __future__ import annotations

import click

from tipgraph.cli.console import Console
from tipgraph.cli.options import console_options, graph_output, with_vocabularies_option

__all__ = ["convert"]


@click.command()
@click.argument("graph")
@graph_output("FILE")
@with_vocabularies_option
@click.option(
    "--shortcuts", is_flag=True,
    help="Write only direct statements: the roles of countries and where routes lead, without years, "
    "evidence or claims.",
)  # fmt: skip
@console_options
def convert(console: Console, graph: str, output: str, with_vocabularies: bool, shortcuts: bool) -> None:
    """Write a graph in another format.

    GRAPH is an RDF file, a store's folder or a SPARQL server's address. The name of FILE sets the format:
    .ttl, .trig, .nq or .jsonld, also with .gz; a name without a suffix is a store's folder, and an address
    is a server. Turtle merges the named graphs; the other formats keep them.

    \b
    Examples:
      tipgraph convert archive -o archive.trig.gz
      tipgraph convert graph.trig -o graph.ttl --with-vocabularies
      tipgraph convert graph.trig -o shortcuts.ttl --shortcuts
      tipgraph convert http://localhost:7878 -o graph.trig

    Exit codes: 0 done; 2 failed.
    """
    from tipgraph.rdf.emit import write_shortcuts
    from tipgraph.rdf.writers import convert as write

    if shortcuts and with_vocabularies:
        raise click.UsageError("--shortcuts writes no vocabularies: leave out --with-vocabularies")
    written = (
        write_shortcuts(graph, output)
        if shortcuts
        else write(graph, output, with_vocabularies=with_vocabularies)
    )
    console.note(f"{output}: {written:,} triples")
