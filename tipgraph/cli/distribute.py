"""``tipgraph distribute``, and ``tipgraph load`` for what it wrote."""

from __future__ import annotations

import click

from tipgraph.cli.build import building, exit_code, print_summary
from tipgraph.cli.console import Console
from tipgraph.cli.inputs import Inputs, input_options
from tipgraph.cli.options import (
    console_options,
    graph_output,
    processors,
    validate_option,
    with_texts_option,
    with_vocabularies_option,
)

__all__ = ["distribute", "load"]


@click.command()
@click.argument("sources", metavar="INPUT...", nargs=-1, required=True)
@click.option(
    "-o", "--output", required=True, metavar="FOLDER",
    help="The folder or address to write to. All workers must have access to it.",
)  # fmt: skip
@click.option("--scheduler", metavar="ADDRESS", help="A Dask scheduler, whose workers process the reports.")
@click.option(
    "--workers", type=click.IntRange(1),
    help="Number of local processes, if there is no scheduler.  [default: one for each processor]",
)  # fmt: skip
@validate_option
@with_texts_option
@input_options
@console_options
def distribute(
    console: Console,
    sources: tuple[str, ...],
    output: str,
    scheduler: str | None,
    workers: int | None,
    validate: bool,
    with_texts: bool,
    inputs: Inputs,
) -> None:
    """Read reports on many machines and write their graph in parts.

    INPUT is any mix of files, folders and addresses that fsspec can read, such as s3://bucket/reports,
    gs://bucket/*.jsonl and https://example.org/reports/ (a folder, since it ends in /). Workers must find
    local files under the same path.

    FOLDER gets partitions (N-Quads, one gzip member for each document) and, at the end, manifest.json,
    which lists the partitions and the sources that could not be read. `tipgraph load` loads them into a
    store or file. The end of the run replaces an earlier run in FOLDER; if the run fails, FOLDER keeps the
    earlier one.

    Needs the extra dask (pip install 'tipgraph[dask]'), in the same versions on all machines. Credentials
    for inputs and FOLDER come from the environment of each machine. docs/distributed.md has the details.

    \b
    Examples:
      tipgraph distribute reports/ -o parts --workers 4
      tipgraph distribute s3://bucket/reports -o s3://bucket/graph --scheduler tcp://10.0.0.1:8786
      tipgraph load parts -o archive

    Exit codes: 0 done; 1 a source could not be read or a document violates a shape (the rest is written,
    except with --strict); 2 failed, or no source could be read; 130 interrupted.
    """
    from tipgraph.build.dask import distribute as run

    if scheduler and workers:
        raise click.UsageError("--workers starts local processes: give it or --scheduler, not both")
    with building(console, "Distributing") as advance:
        summary = run(
            sources,
            output,
            scheduler=scheduler,
            workers=workers or processors(),
            defaults=inputs.defaults,
            limits=inputs.limits,
            vocabulary=inputs.vocabulary,
            strict=inputs.strict,
            validate=validate,
            with_texts=with_texts,
            progress=advance,
        )
    print_summary(console, summary)
    console.note(f"Written to {output}. To load it into a store: tipgraph load {output} -o STORE")
    click.get_current_context().exit(exit_code(summary))


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
