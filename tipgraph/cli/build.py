"""``tipgraph build``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tipgraph.cli.build_summary import building, exit_code, print_summary
from tipgraph.cli.console import Console
from tipgraph.cli.inputs import Inputs, input_options
from tipgraph.cli.options import (
    console_options,
    corrections_options,
    graph_output,
    jobs_option,
    validate_option,
    with_texts_option,
    with_vocabularies_option,
)
from tipgraph.util.messages import counted

if TYPE_CHECKING:
    from tipgraph.build import Summary

__all__ = ["build"]


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

    with building(console, "Building") as advance:
        summary = build_graph(
            sources,
            output,
            defaults=inputs.defaults,
            limits=inputs.limits,
            vocabulary=inputs.vocabulary,
            corrections=corrections,
            on_conflict=on_conflict,
            jobs=jobs,
            strict=inputs.strict,
            validate=validate,
            with_texts=with_texts,
            with_vocabularies=with_vocabularies,
            rebuild=rebuild,
            checksums=checksums,
            prune=prune,
            progress=advance,
            notify=console.note,
        )
    print_summary(console, summary)
    _note_corrections(console, summary, on_conflict)
    console.note(f"{_result(summary)} {output}")
    click.get_current_context().exit(exit_code(summary))


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
