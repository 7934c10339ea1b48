"""What the commands that build say at their end.

``tipgraph build``.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import click

from tipgraph.cli.console import Console, table
from tipgraph.cli.options import Request, common, reading

if TYPE_CHECKING:
    from tipgraph.build import Summary

__all__ = ["build", "processors", "rows", "tell"]

_SHOWN = 20
"""How many of a kind of message are shown without ``--verbose``."""


def processors() -> int:
    """Return how many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1


def tell(console: Console, summary: Summary) -> None:
    """Report what was excluded, skipped or had no claims; all of it only with ``--verbose``."""
    _say(console, console.error, "excluded", [str(error) for error in summary.excluded])
    if summary.skipped and not console.verbose:
        console.note(f"{len(summary.skipped)} skipped; --verbose lists them")
    for skipped in summary.skipped:
        console.detail(f"Skipped: {skipped}")
    console.ambiguous(summary.ambiguous)
    without = [
        f"{source}: no claims found: check that it is a report" for source in summary.documents_without_claims
    ]
    _say(console, console.warn, "without claims", without)
    for source in summary.sections_without_claims:
        console.detail(f"No claims: {source}; other sections of the entry have some")


def _say(console: Console, say: Callable[[str], None], what: str, messages: Sequence[str]) -> None:
    shown = len(messages) if console.verbose else _SHOWN
    for message in messages[:shown]:
        say(message)
    if len(messages) > shown:
        say(f"{len(messages) - shown} more {what}; --verbose lists all")


def rows(summary: Summary) -> Iterator[tuple[str, int]]:
    """Yield what was counted, with its name."""
    if summary.change is not None:
        yield "documents unchanged", summary.change.kept
        yield "documents processed", summary.change.made
        yield "documents removed", summary.change.removed
    yield "reports", summary.reports
    yield "documents", summary.documents
    for kind, count in summary.claims.items():
        yield f"claims: {kind}", count
    yield "sentences with a place but without claims", summary.sentences_without_claims
    yield "ambiguous place names", len(summary.ambiguous)
    yield (
        "documents without claims",
        len(summary.documents_without_claims) + len(summary.sections_without_claims),
    )
    yield "excluded", len(summary.excluded)
    yield "skipped", len(summary.skipped)
    for (severity, shape), count in (summary.problems or {}).items():
        yield f"{severity.lower()}s of {shape}", count


@click.command()
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@click.option(
    "-o", "--output", required=True, metavar="GRAPH",
    help="The file, store's folder or server to write to; folders on the way are made.",
)  # fmt: skip
@click.option(
    "-j", "--jobs", type=click.IntRange(1), help="Processes that share the work.  [default: one a processor]"
)
@click.option("--validate/--no-validate", default=True, help="Check each document against the shapes.")
@click.option("--with-texts", is_flag=True, help="Add the texts, in graphs of their own.")
@click.option(
    "--with-vocabularies", is_flag=True, help="Add the ontology, vocabularies and places to a file."
)
@click.option("--rebuild", is_flag=True, help="Make all of a store anew, whether or not it has changed.")
@click.option(
    "--checksums",
    is_flag=True,
    help="Compare the contents of sources even where their sizes and times are as they were.",
)
@click.option(
    "--prune",
    is_flag=True,
    help="Take out of a store what came from inputs that are not given any more.",
)
@reading
@common
def build(
    console: Console,
    inputs: tuple[str, ...],
    output: str,
    jobs: int | None,
    validate: bool,
    with_texts: bool,
    with_vocabularies: bool,
    rebuild: bool,
    checksums: bool,
    prune: bool,
    request: Request,
) -> None:
    """Read reports and write the graph of what they say.

    INPUT is any mix of files, folders and - (standard input): text, web pages, PDFs, JSON Lines and the
    World Factbook's JSON, recognised by content. The name of GRAPH tells what is written: .ttl, .trig,
    .nq, .jsonld, each also with .gz; a name without an ending is the folder of an embedded store.
    GRAPH is replaced when all is done; until then, and where that fails, it is left as it was.
    It may also be a SPARQL server's address: there, documents take the places of their older selves
    and all else stays. Credentials are TIPGRAPH_USER and TIPGRAPH_PASSWORD in the environment, or
    TIPGRAPH_TOKEN.

    A store that is there is brought up to date: what has not changed since its last build is not read
    again, and what is gone from an INPUT is taken out. So give each time all that is to be in it:
    where an INPUT of the last time is missing, nothing is done, unless --prune says that its documents are
    to go. A build that was killed is gone on with by the same command. What is in a store, and what of it
    is stale, is told by tipgraph status.

    \b
    Examples:
      tipgraph build reports/ -o graph.trig
      tipgraph build tip-2015.pdf -o archive --publication tip --year 2015
      cat narrative.txt | tipgraph build - -o graph.ttl --country GTM --year 2002
      tipgraph build reports/ -o archive --checksums
      tipgraph build reports/ -o graph.ttl.gz --vocabulary my-sectors.ttl
      tipgraph build reports/ -o http://localhost:7878

    Exit codes: 0 done; 1 something was excluded or violates a shape (GRAPH is written nonetheless, but
    not with --strict); 2 could not run, or nothing could be read; 130 interrupted.
    """
    from tipgraph.build import NothingReadError, build_graph
    from tipgraph.errors import InputError

    try:
        with console.progress("Building") as advance:
            summary = build_graph(
                inputs,
                output,
                defaults=request.defaults,
                vocabulary=request.vocabulary,
                jobs=jobs or processors(),
                strict=request.strict,
                validate=validate,
                with_texts=with_texts,
                with_vocabularies=with_vocabularies,
                rebuild=rebuild,
                checksums=checksums,
                prune=prune,
                progress=advance,
                tell=console.note,
            )
    except NothingReadError as error:
        tell(console, error.summary)
        raise
    tell(console, summary)
    console.show(table("", ["what", "how many"], rows(summary)))
    console.note(_end(summary, output))
    if not summary.whole:
        click.get_current_context().exit(InputError.exit_code)


def _end(summary: Summary, output: str) -> str:
    change = summary.change
    if change is not None and not (change.made or change.removed or change.anew):
        return f"Nothing has changed in {output}"
    return f"Written to {output}"
