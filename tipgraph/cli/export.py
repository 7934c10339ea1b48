"""``tipgraph export``."""

from __future__ import annotations

from pathlib import Path

import click

from tipgraph.cli.console import Console
from tipgraph.cli.options import console_options

__all__ = ["export"]


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
    from tipgraph.analysis.tables import write_tables
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
