"""Corrections by people: ``tipgraph review`` makes them, and ``tipgraph corrections`` uses them."""

from __future__ import annotations

import json
import sys
import webbrowser
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import click

from tipgraph.cli import Lazy, LazyGroup
from tipgraph.cli.claims import KINDS
from tipgraph.cli.console import Console, table
from tipgraph.cli.inputs import Inputs, input_options
from tipgraph.cli.options import (
    EXISTING_FILE,
    SuggestingChoice,
    conflict_option,
    console_options,
    format_option,
)
from tipgraph.errors import InputError

if TYPE_CHECKING:
    from tipgraph.build.extractions import ExtractionWithText
    from tipgraph.corrections import Correction, Status
    from tipgraph.evaluation.reviewed import ReviewedPrecision

__all__ = ["COMMANDS", "corrections", "report", "review", "sample", "status", "to_gold", "uncorrected"]


def uncorrected(inputs: Inputs, sources: Sequence[str], console: Console) -> list[ExtractionWithText]:
    """Return the extractions of sources with their texts; warn if they are corrected already."""
    found = inputs.read(sources, console, texts=True)
    if any(claim.reviews for each in found for claim in each.extraction.claims):
        console.warn(
            f"{', '.join(sources)} was built with corrections: give reports, or a graph without corrections"
        )
    return found


@click.command()
@click.argument("source")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=EXISTING_FILE)
@conflict_option
@format_option("table", "json", help="json has every correction.")
@input_options
@console_options
def status(
    console: Console,
    source: str,
    files: tuple[Path, ...],
    on_conflict: str,
    output_format: str,
    inputs: Inputs,
) -> None:
    """Show what becomes of corrections, and how far people agree.

    SOURCE is reports, or a graph that was built without the corrections. FILE has corrections. The table
    counts them by verdict, and lists those without effect: "unanchored" if the words are not in the text,
    "no-claim" if the program does not make the claim from the words, "no-document" if no document has the id.
    "met" counts rejected claims that the program does not make (any more). "disputed" are claims on which
    people disagree. "kappa" is Cohen's kappa of people who judged the same claims.

    In a graph without texts (see `tipgraph build --with-texts`), only words of its claims are found.

    \b
    Examples:
      tipgraph corrections status reports/ corrections.jsonl
      tipgraph corrections status reports/ kim.csv lee.csv --on-conflict majority

    Exit codes: 0 done; 1 a line or a source could not be read; 2 failed.
    """
    from tipgraph.corrections import Corrections
    from tipgraph.corrections import status as look

    found = inputs.corrections(files, on_conflict, console) or Corrections()
    read = uncorrected(inputs, [source], console)
    state = look(((each.extraction, each.text) for each in read), found)
    if output_format == "json":
        click.echo(json.dumps(_plain(state), ensure_ascii=False, indent=2))
        return
    console.rows(["what", "value"], list(_status_rows(state)))


def _status_rows(state: Status) -> Iterator[tuple[str, object]]:
    for name, count in state.counts.items():
        yield name, count
    yield "claims in dispute", len(state.conflicts)
    for each in state.agreement:
        kappa = "unknown" if each.kappa is None else f"{each.kappa:.2f}"
        yield f"kappa: {each.kind}", f"{kappa} ({each.same} of {each.both} the same)"
    for name, correction, reason in _without_effect(state):
        yield name, f"{correction.place}: {reason}"
    for conflict in state.conflicts:
        yield "disputed", "; ".join(f"{each.place}: {each.by} {each.verdict}" for each in conflict)


def _without_effect(state: Status) -> Iterator[tuple[str, Correction, str]]:
    """Yield the corrections that a person should look at, with their reasons."""
    for outcome in state.outcomes:
        if outcome.state in ("unanchored", "no-claim"):
            yield outcome.state, outcome.correction, outcome.reason
    for correction in state.without_document:
        yield "no-document", correction, f"no document has the id {correction.document}"


def _plain(state: Status) -> dict[str, Any]:
    outcomes = [
        {
            "place": each.correction.place,
            "state": each.state,
            "reason": each.reason,
            "disputed": each.disputed,
        }
        for each in state.outcomes
    ]
    missing = [
        {"place": each.place, "state": "no-document", "reason": "", "disputed": False}
        for each in state.without_document
    ]
    return {
        "counts": dict(state.counts),
        "corrections": [*outcomes, *missing],
        "disputed": [_places(conflict) for conflict in state.conflicts],
        "agreement": [
            {"kind": each.kind, "both": each.both, "same": each.same, "kappa": each.kappa}
            for each in state.agreement
        ],
    }


def _places(conflict: Sequence[Correction]) -> list[str]:
    return [each.place for each in conflict]


Interval: TypeAlias = Callable[[float], tuple[float, float]]
"""Gives the interval for a precision."""


@click.command()
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@click.option(
    "--kind", "kinds", type=SuggestingChoice(KINDS), multiple=True,
    help="Draw only claims of this kind (repeatable).",
)  # fmt: skip
@click.option(
    "--n", "number", type=click.IntRange(1), default=100, show_default=True, help="How many claims."
)
@click.option("--seed", type=int, default=0, show_default=True, help="The same seed gives the same sample.")
@input_options
@console_options
def sample(
    console: Console,
    sources: tuple[str, ...],
    kinds: tuple[str, ...],
    number: int,
    seed: int,
    inputs: Inputs,
) -> None:
    """Draw a random sample of claims to review.

    SOURCE is a graph or reports. The output is a CSV: fill in "verdict" (accept, reject or replace), "by" and
    "at" in a spreadsheet, and give the file to `tipgraph corrections report`. A row without a verdict is not
    reviewed yet. Each kind, rule and decade has the same share of the sample as of all claims.

    \b
    Examples:
      tipgraph corrections sample graph.trig --kind route --n 100 --seed 1 > to-review.csv

    A message says which 95 % interval the sample will give.
    """
    from tipgraph.corrections import to_csv
    from tipgraph.evaluation.reviewed import sample as draw

    extractions = (each.extraction for each in inputs.read(sources, console))
    drawn = draw(extractions, number, kinds=kinds, seed=seed)
    to_csv(drawn.corrections, sys.stdout)
    intervals = (f"{share:.0%}: {low:.1%} to {high:.1%}" for share, low, high in _intervals(drawn.interval))
    console.note(
        f"{len(drawn.corrections):,} of {drawn.population:,} claims. The 95 % interval for a precision of "
        f"{'; of '.join(intervals)}"
    )


def _intervals(interval: Interval) -> Iterator[tuple[float, float, float]]:
    for share in (0.5, 0.9):
        yield (share, *interval(share))


_COLUMNS = (
    "kind", "judged", "right", "rejected", "replaced", "added", "precision", "from", "to",
    "recall", "recall from", "recall to",
)  # fmt: skip


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=EXISTING_FILE)
@click.option(
    "--vocabulary", multiple=True, type=EXISTING_FILE, metavar="TTL",
    help="A Turtle file with your own concepts (repeatable).",
)  # fmt: skip
@conflict_option
@format_option("table", "json", help="json is for programs.")
@console_options
def report(
    console: Console,
    files: tuple[Path, ...],
    vocabulary: tuple[Path, ...],
    on_conflict: str,
    output_format: str,
) -> None:
    """Print the precision of reviewed claims with its interval.

    FILE has corrections. Accepted claims are right; rejected and replaced ones are wrong. "from" and "to" are
    the 95 % interval of the precision after Wilson. It holds for all claims only if the reviewed ones are a
    random sample (see `tipgraph corrections sample`). Added claims are counted, but say nothing on precision.
    "recall" is that of the passages that people marked as completely read.

    With --on-conflict leave-out, claims on which people disagree do not count.

    \b
    Examples:
      tipgraph corrections report reviewed.csv
      tipgraph corrections report kim.csv lee.csv --on-conflict leave-out --format json

    Exit codes: 0 done; 1 a line could not be read, the others count; 2 failed.
    """
    from tipgraph.corrections import read_corrections
    from tipgraph.evaluation.reviewed import precisions

    corrections, errors = read_corrections(files, vocabulary, on_conflict)
    for error in errors:
        console.error(str(error))
    rows = [_precision_row(each) for each in precisions(corrections)]
    if output_format == "json":
        click.echo(json.dumps([dict(zip(_COLUMNS, row, strict=True)) for row in rows], indent=2))
    else:
        console.result(table("", _COLUMNS, [[_shown(value) for value in row] for row in rows]))
    if errors:
        click.get_current_context().exit(InputError.exit_code)


def _precision_row(found: ReviewedPrecision) -> tuple[object, ...]:
    low, high = found.interval if found.judged else (None, None)
    counts = (found.judged, found.right, found.rejected, found.replaced, found.added)
    recall = found.recall_interval if found.recall is not None else (None, None)
    return (found.kind, *counts, found.precision, low, high, found.recall, *recall)


def _shown(value: object) -> object:
    if value is None:
        return ""
    return f"{value:.3f}" if isinstance(value, float) else value


@click.command("to-gold")
@click.argument("source")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=EXISTING_FILE)
@click.option(
    "--complete", is_flag=True,
    help="People read all of each document: claims that they did not accept are wrong.",
)  # fmt: skip
@click.option(
    "--passages",
    is_flag=True,
    help="Only the passages that people marked as completely read: precision and recall are theirs.",
)
@conflict_option
@input_options
@console_options
def to_gold(
    console: Console,
    source: str,
    files: tuple[Path, ...],
    complete: bool,
    passages: bool,
    on_conflict: str,
    inputs: Inputs,
) -> None:
    """Write corrections as annotations for tipgraph evaluate.

    SOURCE is the reports, or a graph that was built without the corrections. FILE has corrections. The output
    has a line of JSON for each document with corrections. Accepted, replaced and added claims are its
    annotations. Claims that nobody reviewed count neither as right nor as wrong; recall then means little.
    With --complete they are wrong, and recall is that of the documents that people read. With --passages, it
    is that of the passages that they marked as completely read.

    \b
    Examples:
      tipgraph corrections to-gold reports/ reviewed.csv > gold.jsonl
      tipgraph evaluate gold.jsonl reports/ --rules
    """
    from tipgraph.corrections import Corrections
    from tipgraph.evaluation.reviewed import gold_rows, passage_rows

    found = inputs.corrections(files, on_conflict, console) or Corrections()
    read = uncorrected(inputs, [source], console)
    pairs = ((each.extraction, each.text) for each in read)

    def skip(passage: Correction, reason: str) -> None:
        console.warn(f"{passage.place}: this passage is skipped: {reason}")

    for row in passage_rows(pairs, found, skip) if passages else gold_rows(pairs, found, complete=complete):
        click.echo(json.dumps(row, ensure_ascii=False))


COMMANDS = [
    Lazy("status", f"{__name__}:status", "Show what becomes of corrections, and how far people agree."),
    Lazy("sample", f"{__name__}:sample", "Draw a random sample of claims to review."),
    Lazy("report", f"{__name__}:report", "Print the precision of reviewed claims with its interval."),
    Lazy("to-gold", f"{__name__}:to_gold", "Write corrections as annotations for tipgraph evaluate."),
]
"""All commands: name, function and line in the help."""


@click.group(cls=LazyGroup, commands=COMMANDS)
def corrections() -> None:
    """Work with corrections by people.

    \b
    Examples:
      tipgraph corrections sample graph.trig --kind route --n 100 > to-review.csv
      tipgraph corrections status reports/ reviewed.csv
      tipgraph corrections report reviewed.csv

    A file of corrections has one correction in each line, as JSON, or is a CSV with the same columns.
    """


@click.command()
@click.argument("sources", metavar="[INPUT...]", nargs=-1)
@click.option(
    "--corrections", multiple=True, type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="The file that verdicts are added to, JSON Lines. Further files are those of other people "
    "(repeatable).  [default: corrections.jsonl]",
)  # fmt: skip
@click.option("--by", default="", metavar="NAME", help="Who reviews: an ORCID or a handle, or nobody.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The port.  [default: a free one]")
@click.option("--no-browser", is_flag=True, help="Only print the address.")
@conflict_option
@input_options
@console_options
def review(
    console: Console,
    sources: tuple[str, ...],
    corrections: tuple[Path, ...],
    by: str,
    port: int,
    no_browser: bool,
    on_conflict: str,
    inputs: Inputs,
) -> None:
    """Review claims in the browser.

    INPUT is reports, or a graph that was built without corrections. The page shows each claim beside its
    words: say whether it is right, change its fields, or add what is missing. Each verdict is on the disk
    before the page says so. Give the file to `tipgraph build --corrections`.

    Without INPUT, the page takes files: drop reports, check what they were taken for, read them, and
    download their claims.

    The page is for this machine only. Its address has a token: anyone who has it can read and write. The
    program runs until Ctrl-C. Needs the extra serve (pip install 'tipgraph[serve]').

    \b
    Examples:
      tipgraph review
      tipgraph review reports/ --corrections kim.jsonl --by kim
      tipgraph review graph.trig --corrections kim.jsonl --corrections lee.jsonl

    Exit codes: 2 failed; 130 interrupted.
    """
    from tipgraph.util.optional import require

    require("serve")
    from tipgraph.web.review.app import Desk, serve
    from tipgraph.web.review.intake import DropDesk
    from tipgraph.web.review.session import Record, Session

    record = Record(corrections or (Path("corrections.jsonl"),), inputs.vocabulary, on_conflict)

    def ready(address: str, once: str) -> None:
        console.note(f"Review at {address} until Ctrl-C; verdicts go to {record.path}")
        if not no_browser:
            webbrowser.open(once)

    if sources:
        serve(
            Desk(by, Session(uncorrected(inputs, sources, console), record, inputs.vocabulary)), port, ready
        )
    else:
        with DropDesk.opened(by, record, inputs.vocabulary, inputs.defaults, inputs.limits) as desk:
            serve(desk, port, ready)
