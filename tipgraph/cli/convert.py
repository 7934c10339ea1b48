"""``tipgraph convert`` and ``tipgraph export``: a graph in another format, or as tables."""

from __future__ import annotations

from pathlib import Path

import click

from tipgraph.cli.console import Console
from tipgraph.cli.options import console_options, graph_output, with_vocabularies_option

__all__ = ["convert", "export"]


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


@click.command()
@click.argument("graph")
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), metavar="TARGET",
    help="The output: .db, .sqlite or .duckdb for a database, .parquet for a folder.",
)  # fmt: skip
@console_options
def export(console: Console, graph: str, output: Path) -> None:
    """Write a graph as tables: a database, or Parquet files.

    GRAPH is an RDF file, a store's folder or a SPARQL server's address. The tables are claims and their
    values, evidence, documents, reports, places and codes; keys connect them. An SQLite database has a
    full-text index of the evidence, and Datasette shows it with the metadata file that is written beside
    it. DuckDB, pandas and R read the Parquet files, which need pip install 'tipgraph[panel]'; a DuckDB
    database has the same tables and needs 'tipgraph[duckdb]'.

    Claims of reprints are in the tables. To count words once, use the claims whose reprint is 0.

    \b
    Examples:
      tipgraph export graph.trig -o tip.db
      datasette tip.db --metadata tip.metadata.json
      tipgraph export archive/ -o tip.parquet

    Exit codes: 0 done; 2 failed.
    """
    from tipgraph.analysis.database import write_tables
    from tipgraph.rdf.restore import extractions
    from tipgraph.rdf.store import open_graph, refuse_older_model
    from tipgraph.validation.conformance import explained

    store = open_graph(graph)
    refuse_older_model(store, graph)
    with explained(graph, lambda: store):
        written = list(write_tables(extractions(store), output))
    console.violation(graph, store)
    for path in written:
        console.note(f"Written to {path}")
