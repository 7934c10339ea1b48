"""``tipgraph load``."""

from __future__ import annotations

import click

from tipgraph.cli.console import Console
from tipgraph.cli.options import common

__all__ = ["load"]


@click.command()
@click.argument("folder")
@click.option(
    "-o", "--output", required=True, metavar="GRAPH",
    help="The file, store's folder or server to write to; folders on the way are made.",
)  # fmt: skip
@click.option(
    "--with-vocabularies", is_flag=True, help="Add the ontology, vocabularies and places to a file."
)
@common
def load(console: Console, folder: str, output: str, with_vocabularies: bool) -> None:
    """Bring what tipgraph distribute wrote into a store.

    FOLDER is its folder or manifest, by path or address. GRAPH is what tipgraph build writes: a store's
    folder, a file (.ttl, .trig, .nq, .jsonld, each also with .gz) or a SPARQL server's address; what is
    written is the same as one process writes. Each partition is compared with its SHA-256 first. GRAPH is
    replaced when all is there; until then, and where that fails, it is left as it was.

    \b
    Examples:
      tipgraph load parts -o archive
      tipgraph load s3://bucket/graph -o graph.trig.gz
      tipgraph load parts/manifest.json -o http://localhost:7878

    Exit codes: 0 done; 2 could not run: the manifest is not there, or a partition is damaged.
    """
    from tipgraph.distributed import load as run

    with console.progress("Loading") as advance:
        loaded = run(folder, output, with_vocabularies=with_vocabularies, progress=advance)
    console.note(
        f"{output}: {loaded.documents:,} documents, {loaded.quads:,} statements on them "
        f"(partitions: {loaded.partitions:,})"
    )
    if loaded.left_out:
        console.warn(f"left out when it was made: {loaded.left_out:,}; the manifest names them")
