"""``tipgraph build``, the same on many machines (``tipgraph distribute``), and ``tipgraph load``.

``tipgraph inspect`` shows what a build would file reports as, and writes nothing.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tipgraph.cli.console import Advance, Console, table
from tipgraph.cli.inputs import Inputs, filed, input_options
from tipgraph.cli.options import (
    console_options,
    corrections_options,
    format_option,
    graph_output,
    jobs_option,
    processors,
    raw_option,
    validate_option,
    with_texts_option,
    with_vocabularies_option,
)
from tipgraph.errors import InputError
from tipgraph.util.text import counted

if TYPE_CHECKING:
    from tipgraph.build import Summary

__all__ = ["build", "distribute", "inspect", "load"]

_SHOWN = 20
"""Messages of a kind that are printed without ``--verbose``."""


@contextmanager
def _building(console: Console, label: str) -> Iterator[Advance]:
    """Show the progress of a build; if no report could be read, print the reasons."""
    from tipgraph.build import NothingReadError

    try:
        with console.progress(label) as advance:
            yield advance
    except NothingReadError as error:
        _print_messages(console, error.summary)
        raise


def _print_summary(console: Console, summary: Summary) -> None:
    """Print what was excluded or had no claims, and a table of counts."""
    _print_messages(console, summary)
    console.show(table("", ["what", "how many"], _rows(summary)))


def _exit_code(summary: Summary) -> int:
    """Return 1 if something was excluded or violates a shape, and 0 otherwise."""
    return 0 if summary.complete else InputError.exit_code


def _print_messages(console: Console, summary: Summary) -> None:
    _print_some(console, console.error, "errors", [str(error) for error in summary.excluded])
    if summary.skipped and not console.verbose:
        console.note(f"{len(summary.skipped)} skipped; --verbose lists them")
    for skipped in summary.skipped:
        console.detail(f"Skipped: {skipped}")
    _print_some(console, console.warn, "doubts", summary.doubts)
    console.ambiguous(summary.ambiguous)
    without = [
        f"{source}: no claims found: check that it is a report" for source in summary.documents_without_claims
    ]
    _print_some(console, console.warn, "without claims", without)
    for source in summary.sections_without_claims:
        console.detail(f"No claims: {source}; other sections of the entry have some")


def _print_some(console: Console, write: Callable[[str], None], what: str, messages: Sequence[str]) -> None:
    shown = len(messages) if console.verbose else _SHOWN
    for message in messages[:shown]:
        write(message)
    if len(messages) > shown:
        write(f"{len(messages) - shown} more {what}; --verbose lists all")


def _rows(summary: Summary) -> Iterator[tuple[str, int]]:
    if summary.change is not None:
        yield "documents unchanged", summary.change.unchanged
        yield "documents processed", summary.change.processed
        yield "documents removed", summary.change.removed
    yield "reports", summary.reports
    yield "documents", summary.documents
    yield from filed(summary.filed)
    if summary.assumed:
        yield "documents that name no publication, taken for tip (--publication names it)", summary.assumed
    for kind, count in summary.claims.items():
        yield f"claims: {kind}", count
    yield "sentences with a place but without claims", summary.sentences_without_claims
    yield "ambiguous place names", len(summary.ambiguous)
    if summary.numbers_too_large:
        yield "numbers above a trillion, read as no count", summary.numbers_too_large
    yield (
        "documents without claims",
        len(summary.documents_without_claims) + len(summary.sections_without_claims),
    )
    yield "excluded", len(summary.excluded)
    yield "skipped", len(summary.skipped)
    for what, count in (summary.corrections or {}).items():
        yield f"corrections: {what}", count
    for (severity, shape), count in (summary.problems or {}).items():
        yield f"{severity.lower()}s of {shape}", count


@click.command()
@click.argument("sources", metavar="INPUT...", nargs=-1, required=True)
@graph_output()
@jobs_option
@validate_option
@with_texts_option
@with_vocabularies_option
@click.option("--rebuild", is_flag=True, help="Process every document, also those that have not changed.")
@click.option(
    "--checksums", is_flag=True, help="Compare the contents of files, not only their sizes and times."
)
@click.option("--prune", is_flag=True, help="Remove documents of inputs that are not given any more.")
@corrections_options
@input_options
@console_options
def build(
    console: Console,
    sources: tuple[str, ...],
    output: str,
    jobs: int,
    validate: bool,
    with_texts: bool,
    with_vocabularies: bool,
    rebuild: bool,
    checksums: bool,
    prune: bool,
    corrections: tuple[Path, ...],
    on_conflict: str,
    inputs: Inputs,
) -> None:
    """Read reports and write the graph of their claims.

    INPUT is any mix of files, folders, archives, addresses of pages and - (standard input): text, web pages,
    PDFs, office documents, tables, JSON Lines and the World Factbook, recognised by content.

    The name of GRAPH sets the format: .ttl, .trig, .nq or .jsonld, also with .gz. A name without a suffix
    is the folder of an embedded store. GRAPH is replaced at the end of the build; if the build fails,
    GRAPH does not change.

    GRAPH may also be the address of a SPARQL server (extra: remote). Each document replaces its older
    version there, and other graphs do not change. Credentials come from the environment: TIPGRAPH_USER and
    TIPGRAPH_PASSWORD, or TIPGRAPH_TOKEN.

    --corrections applies what people say of claims: rejected ones stay out, and accepted, replaced and added
    ones are marked as reviewed. `tipgraph corrections status` lists each correction.

    A build into an existing store updates it. Unchanged documents are not processed again, and documents
    that are gone from an INPUT are removed. Give all inputs of the store each time: if an INPUT of the last
    build is missing, the build stops, unless --prune is given. The same command continues a build that was
    stopped. `tipgraph status` shows what a store contains and what is out of date.

    \b
    Examples:
      tipgraph build reports/ -o graph.trig
      tipgraph build tip-2015.pdf -o archive --publication tip --year 2015
      cat narrative.txt | tipgraph build - -o graph.ttl --country GTM --year 2002
      tipgraph build reports/ -o archive --checksums
      tipgraph build reports/ -o graph.ttl.gz --vocabulary my-sectors.ttl
      tipgraph build reports/ -o archive --corrections corrections.jsonl
      tipgraph build reports/ -o http://localhost:7878

    Exit codes: 0 done; 1 a source could not be read or a document violates a shape (the rest is written,
    except with --strict); 2 failed, or no source could be read; 130 interrupted.
    """
    from tipgraph.build import build_graph

    with _building(console, "Building") as advance:
        summary = build_graph(
            sources,
            output,
            **inputs.for_build,
            corrections=corrections,
            on_conflict=on_conflict,
            jobs=jobs,
            validate=validate,
            with_texts=with_texts,
            with_vocabularies=with_vocabularies,
            rebuild=rebuild,
            checksums=checksums,
            prune=prune,
            progress=advance,
            notify=console.note,
        )
    _print_summary(console, summary)
    _note_corrections(console, summary, on_conflict)
    console.note(f"{_result(summary)} {output}")
    click.get_current_context().exit(_exit_code(summary))


def _note_corrections(console: Console, summary: Summary, on_conflict: str) -> None:
    """Say how disputes were decided, and that some corrections have no effect."""
    counts = summary.corrections or {}
    if counts.get("overruled"):
        console.note(f"People disagree on claims: decided by --on-conflict {on_conflict}")
    without_effect = sum(counts.get(state, 0) for state in ("unanchored", "no-claim", "no-document"))
    if without_effect:
        what = counted(without_effect, "correction")
        console.warn(f"{what} without effect: `tipgraph corrections status` says why")


def _result(summary: Summary) -> str:
    change = summary.change
    unchanged = change is not None and not (change.processed or change.removed or change.rebuild_reasons)
    return "Nothing has changed in" if unchanged else "Written to"


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
    with _building(console, "Distributing") as advance:
        summary = run(
            sources,
            output,
            scheduler=scheduler,
            workers=workers or processors(),
            **inputs.for_build,
            validate=validate,
            with_texts=with_texts,
            progress=advance,
        )
    _print_summary(console, summary)
    console.note(f"Written to {output}. To load it into a store: tipgraph load {output} -o STORE")
    click.get_current_context().exit(_exit_code(summary))


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


@click.command()
@click.argument("sources", metavar="INPUT...", nargs=-1, required=True)
@format_option("table", "json", "jsonl", "csv", help="json and jsonl are for programs.")
@raw_option
@input_options
@console_options
def inspect(
    console: Console, sources: tuple[str, ...], output_format: str, raw: bool, inputs: Inputs
) -> None:
    """Show what reports would be filed as, and why.

    INPUT is as for `tipgraph build`, which files each text in the same way. Nothing is written.

    "why" names the evidence: a title, heading, address, file name, key, column or option. "doubts" has pairs
    of signs that disagree; the first one of a pair decided.

    \b
    Examples:
      tipgraph inspect reports/
      tipgraph inspect reports/ --format csv > texts.csv
    """
    from tipgraph.reading.assemble import as_row

    rows, counts = [], Counter[tuple[str, str, int]]()
    for narrative in inputs.inspect(sources, console):
        report = narrative.document.report
        counts[report.publication, report.country, report.year] += 1
        rows.append(as_row(narrative))
    _write_texts(rows, output_format, console, raw=raw)
    doubtful = sum(bool(row["doubts"]) for row in rows)
    for what, number in (*filed(counts), ("doubtful", doubtful)):
        console.note(f"{what}: {number:,}")
    if inputs.excluded:
        console.note(f"{counted(inputs.excluded, 'source')} excluded")


def _write_texts(
    rows: Sequence[Mapping[str, Any]], output_format: str, console: Console, *, raw: bool
) -> None:
    from tipgraph.reading.assemble import COLUMNS
    from tipgraph.util.text import write_rows

    if output_format == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    elif output_format == "jsonl":
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False))
    elif output_format == "csv":
        write_rows(sys.stdout, [COLUMNS, *map(_cells, rows)], raw=raw)
    else:
        console.result(table("", COLUMNS, [[*_cells(row)] for row in rows], years=("year",)))


def _cells(row: Mapping[str, Any]) -> Iterator[object]:
    for column, value in row.items():
        if column == "why":
            yield "; ".join(f"{subject}: {reason}" for subject, reason in value.items())
        else:
            yield "; ".join(value) if column == "doubts" else value
