"""``tipgraph distribute``.

``tipgraph load``.
"""

from __future__ import annotations

import click

from tipgraph.cli.build import processors, rows, tell
from tipgraph.cli.console import Console, table
from tipgraph.cli.options import Request, common, reading

__all__ = ["distribute", "load"]


@click.command()
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@click.option(
    "-o", "--output", required=True, metavar="FOLDER",
    help="The folder or address to write to, that the workers reach as well.",
)  # fmt: skip
@click.option("--scheduler", metavar="ADDRESS", help="The Dask scheduler whose workers do the work.")
@click.option(
    "--workers",
    type=click.IntRange(1),
    help="Without a scheduler, processes to start here.  [default: one a processor]",
)
@click.option("--validate/--no-validate", default=True, help="Check each document against the shapes.")
@click.option("--with-texts", is_flag=True, help="Add the texts, in graphs of their own.")
@reading
@common
def distribute(
    console: Console,
    inputs: tuple[str, ...],
    output: str,
    scheduler: str | None,
    workers: int | None,
    validate: bool,
    with_texts: bool,
    request: Request,
) -> None:
    """Read reports on many machines, and write their graph in parts.

    INPUT is any mix of files, folders and addresses that fsspec reaches, such as s3://bucket/reports,
    gs://bucket/*.jsonl and https://example.org/reports/ (a folder where it ends in /), read as tipgraph
    build reads them. Files without an address must be where the workers see them too.
    FOLDER gets partitions, N-Quads with a document's graph in each gzip member, and at the end
    manifest.json, which says what is in them and what was excluded; tipgraph load brings them into a
    store or file. What was distributed into FOLDER before is replaced then, and stays where this fails.

    Needs: pip install 'tipgraph[dask]', in the same versions on all machines. Credentials for inputs and
    FOLDER are those of the machines' environment. docs/distributed.md tells how to run and size it.

    \b
    Examples:
      tipgraph distribute reports/ -o parts --workers 4
      tipgraph distribute s3://bucket/reports -o s3://bucket/graph --scheduler tcp://10.0.0.1:8786
      tipgraph load parts -o archive

    Exit codes: 0 done; 1 something was excluded or violates a shape (FOLDER is written nonetheless, but
    not with --strict); 2 could not run, or nothing could be read; 130 interrupted.
    """
    from tipgraph.build import NothingReadError
    from tipgraph.build.dask import distribute as run
    from tipgraph.errors import InputError

    if scheduler and workers:
        raise click.UsageError("--workers are started here, without --scheduler: give one of the two")
    try:
        with console.progress("Distributing") as advance:
            summary = run(
                inputs,
                output,
                scheduler=scheduler,
                workers=workers or processors(),
                defaults=request.defaults,
                vocabulary=request.vocabulary,
                strict=request.strict,
                validate=validate,
                with_texts=with_texts,
                progress=advance,
            )
    except NothingReadError as error:
        tell(console, error.summary)
        raise
    tell(console, summary)
    console.show(table("", ["what", "how many"], rows(summary)))
    console.note(f"Written to {output}: tipgraph load {output} brings it into a store")
    if not summary.whole:
        click.get_current_context().exit(InputError.exit_code)


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
    from tipgraph.build.dask import load as run

    with console.progress("Loading") as advance:
        loaded = run(folder, output, with_vocabularies=with_vocabularies, progress=advance)
    console.note(
        f"{output}: {loaded.documents:,} documents, {loaded.quads:,} statements on them "
        f"(partitions: {loaded.partitions:,})"
    )
    if loaded.excluded:
        console.warn(f"sources excluded from the graph: {loaded.excluded:,}; the manifest lists them")
