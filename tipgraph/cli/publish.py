"""``tipgraph publish``."""

from __future__ import annotations

import os

import click

from tipgraph.cli.console import Console
from tipgraph.cli.options import common

__all__ = ["publish"]


@click.command()
@click.argument("graph")
@click.option(
    "-o", "--output", required=True, metavar="SITE",
    help="The folder to write; an earlier site there is replaced as a whole.",
)  # fmt: skip
@click.option(
    "--base-iri",
    default="https://w3id.org/tipgraph/",
    show_default=True,
    metavar="IRI",
    help="The address that the site will be served at.",
)
@click.option(
    "--own-iris",
    is_flag=True,
    help="Rename reports, documents and claims below the base; vocabularies and places keep their IRIs.",
)
@click.option(
    "--with-texts",
    is_flag=True,
    help="Publish narratives in full, where the graph holds them and you may.",
)
@click.option(
    "--name",
    default="Trafficking in Persons Graph",
    show_default=True,
    metavar="TEXT",
    help="What the site is called.",
)
@click.option("--publisher", default="", metavar="TEXT", help="Who publishes it.")
@click.option(
    "--licence",
    default="https://creativecommons.org/licenses/by/4.0/",
    show_default=True,
    metavar="IRI",
    help="The licence of the graph.",
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=os.cpu_count() or 1,
    show_default="one a processor",
    help="How many processes make it.",
)
@common
def publish(
    console: Console,
    graph: str,
    output: str,
    base_iri: str,
    own_iris: bool,
    with_texts: bool,
    name: str,
    publisher: str,
    licence: str,
    jobs: int,
) -> None:
    """Write a static site of linked data.

    GRAPH is an RDF file, a store's folder, or the address of a SPARQL server, whose graphs are copied
    first. Any web server can host the site. It has a page, a Turtle
    and a JSON-LD document for every country, region, report and concept, dumps of everything and of each
    year, tables, descriptions in VoID and DCAT, and rules for web servers. Links between pages are
    relative, so that it works wherever it lies; --base-iri is for what has to be absolute.

    \b
    Examples:
      tipgraph publish archive -o site --base-iri https://example.org/trafficking/
      tipgraph publish graph.trig -o site --with-texts --publisher "Example University"

    Exit codes: 0 done; 1 graphs that belong to no document were excluded; 2 could not run.
    """
    from tipgraph.web.publish import Words
    from tipgraph.web.publish import publish as write

    with console.progress("Publishing") as advance:
        published = write(
            graph,
            output,
            base_iri,
            texts=with_texts,
            own_iris=own_iris,
            jobs=jobs,
            tell=lambda done, total, note: advance(done, f"of {total} {note}"),
            words=Words(name, licence, publisher),
        )
    console.note(
        f"{output}: {published.reports:,} reports, {published.claims:,} claims, "
        f"{published.files:,} files, {published.size / 1e6:,.1f} MB"
    )
    if published.excluded:
        console.warn(f"excluded graphs that belong to no document: {', '.join(published.excluded)}")
        click.get_current_context().exit(1)
