"""``tipgraph corrections status``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tipgraph.cli.console import Console
from tipgraph.cli.corrections.source import uncorrected
from tipgraph.cli.inputs import Inputs, input_options
from tipgraph.cli.options import EXISTING_FILE, conflict_option, console_options, format_option

if TYPE_CHECKING:
    from tipgraph.corrections import Correction, Status

__all__ = ["status"]


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
    console.rows(["what", "value"], list(_rows(state)))


def _rows(state: Status) -> Iterator[tuple[str, object]]:
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
