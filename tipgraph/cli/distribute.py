"""``tipgraph distribute``."""

from __future__ import annotations

import click

from tipgraph.cli.console import Console, table
from tipgraph.cli.options import common
from tipgraph.cli.reading import Request, reading
from tipgraph.cli.summary import processors, rows, tell

__all__ = ["distribute"]


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
    manifest.json, which says what is in them and what was left out; tipgraph load brings them into a
    store or file. What was distributed into FOLDER before is replaced then, and stays where this fails.

    Needs: pip install 'tipgraph[dask]', in the same versions on all machines. Credentials for inputs and
    FOLDER are those of the machines' environment. docs/distributed.md tells how to run and size it.

    \b
    Examples:
      tipgraph distribute reports/ -o parts --workers 4
      tipgraph distribute s3://bucket/reports -o s3://bucket/graph --scheduler tcp://10.0.0.1:8786
      tipgraph load parts -o archive

    Exit codes: 0 done; 1 something was left out or violates a shape (FOLDER is written nonetheless, but
    not with --strict); 2 could not run, or nothing could be read; 130 interrupted.
    """
    from tipgraph.distributed import distribute as run
    from tipgraph.errors import InputError
    from tipgraph.pipeline import NothingReadError

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
