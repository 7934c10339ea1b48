"""``tipgraph convert``, ``export`` and ``publish``: a graph in another format, as tables, or as a site."""

from __future__ import annotations

from pathlib import Path

import click

from tipgraph.cli.console import Console
from tipgraph.cli.options import console_options, graph_output, jobs_option, with_vocabularies_option

__all__ = ["convert", "export", "publish"]


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


@click.command()
@click.argument("graph")
@click.option(
    "-o", "--output", required=True, metavar="SITE",
    help="The folder to write. An earlier site in it is replaced.",
)  # fmt: skip
@click.option(
    "--base-iri", default="https://w3id.org/tipgraph/", show_default=True, metavar="IRI",
    help="The address of the site.",
)  # fmt: skip
@click.option(
    "--own-iris", is_flag=True,
    help="Use IRIs under --base-iri for reports, documents and claims. Vocabularies and places keep theirs.",
)  # fmt: skip
@click.option(
    "--with-texts", is_flag=True,
    help="Publish the full texts that the graph has. Check that you have the right to.",
)  # fmt: skip
@click.option(
    "--name", default="Trafficking in Persons Graph", show_default=True, metavar="TEXT",
    help="The name of the site.",
)  # fmt: skip
@click.option("--publisher", default="", metavar="TEXT", help="The publisher.")
@click.option(
    "--contact", default="", metavar="ADDRESS", help="An e-mail address, or that of a page, for questions."
)
@click.option(
    "--licence", default="https://creativecommons.org/licenses/by/4.0/", show_default=True, metavar="IRI",
    help="The licence of the graph.",
)  # fmt: skip
@jobs_option
@console_options
def publish(
    console: Console,
    graph: str,
    output: str,
    base_iri: str,
    own_iris: bool,
    with_texts: bool,
    name: str,
    publisher: str,
    contact: str,
    licence: str,
    jobs: int,
) -> None:
    """Write a static site of linked data.

    GRAPH is an RDF file, a store's folder or a SPARQL server's address, whose graphs are copied first.

    The site has a page, a Turtle document and a JSON-LD document for each country, region, report and
    concept; dumps of the whole graph and of each year; tables; descriptions in VoID and DCAT; and rules for
    web servers. Any web server can host it. Links between pages are relative, so the site works in any
    folder; --base-iri sets the absolute addresses.

    \b
    Examples:
      tipgraph publish archive -o site --base-iri https://example.org/trafficking/
      tipgraph publish graph.trig -o site --with-texts --publisher "Example University"

    Exit codes: 0 done; 1 graphs that belong to no document were excluded; 2 failed.
    """
    from tipgraph.validation.conformance import nonconforming
    from tipgraph.web.publish import Metadata
    from tipgraph.web.publish import publish as write

    is_email = "@" in contact and ":" not in contact
    with console.progress("Publishing") as advance:
        published = write(
            graph,
            output,
            base_iri,
            texts=with_texts,
            own_iris=own_iris,
            jobs=jobs,
            progress=lambda done, total, note: advance(done, f"of {total} {note}"),
            metadata=Metadata(name, licence, publisher, f"mailto:{contact}" if is_email else contact),
        )
    console.note(
        f"{output}: {published.reports:,} reports, {published.claims:,} claims, "
        f"{published.files:,} files, {published.size / 1e6:,.1f} MB"
    )
    if published.violation:
        console.warn(str(nonconforming(graph, published.violation)))
    if published.excluded:
        console.warn(f"excluded graphs that belong to no document: {', '.join(published.excluded)}")
        click.get_current_context().exit(1)
