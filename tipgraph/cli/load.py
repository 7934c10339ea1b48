"""``tipgraph load``."""

from __future__ import annotations

import click

from tipgraph.cli.console import Console
from tipgraph.cli.options import console_options, graph_output, with_vocabularies_option

__all__ = ["load"]


@click.command()
@click.argument("folder")
@graph_output()
@with_vocabularies_option
@console_options
def load(console: Console, folder: str, output: str, with_vocabularies: bool) -> None:
    """Load the output of tipgraph distribute into a store.

    FOLDER is the folder or the manifest, as a path or an address. GRAPH is as in `tipgraph build`: a
    store's folder, a file (.ttl, .trig, .nq or .jsonld, also with .gz) or a SPARQL server's address. The
    result is the same as that of one process. The SHA-256 of each partition is checked first. GRAPH is
    replaced at the end; if loading fails, GRAPH does not change.

    Needs the extra dask (pip install 'tipgraph[dask]').

    \b
    Examples:
      tipgraph load parts -o archive
      tipgraph load s3://bucket/graph -o graph.trig.gz
      tipgraph load parts/manifest.json -o http://localhost:7878

    Exit codes: 0 done; 2 failed: there is no manifest, or a partition is damaged.
    """
    from tipgraph.build.dask import load as run

    with console.progress("Loading") as advance:
        loaded = run(folder, output, with_vocabularies=with_vocabularies, progress=advance)
    console.note(
        f"{output}: {loaded.documents:,} documents with {loaded.quads:,} triples, "
        f"from {loaded.partitions:,} partitions"
    )
    if loaded.excluded:
        console.warn(f"sources excluded from the graph: {loaded.excluded:,}; the manifest lists them")
