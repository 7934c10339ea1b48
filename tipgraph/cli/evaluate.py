"""``tipgraph evaluate``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tipgraph.cli.console import Console, table
from tipgraph.cli.inputs import Inputs, input_options
from tipgraph.cli.options import EXISTING_FILE, console_options, format_option
from tipgraph.util.text import counted

if TYPE_CHECKING:
    from tipgraph.evaluation import Mistake

__all__ = ["evaluate"]

_NAMED = 5
"""Passages that a warning names."""


def _codes(_: click.Context, __: click.Parameter, value: str) -> frozenset[str]:
    return frozenset(code.strip().lower() for code in value.split(",") if code.strip())


@click.command()
@click.argument("gold", type=EXISTING_FILE)
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@click.option(
    "--against", type=EXISTING_FILE, metavar="FACTS", help="The facts of another run, to compare with."
)
@click.option(
    "--only", default="", callback=_codes, metavar="CODES", help="Score only these countries (AGO,MEX)."
)
@click.option(
    "--skip", default="", callback=_codes, metavar="CODES", help="Score all countries except these."
)
@click.option("--errors", is_flag=True, help="List all mistakes in their context.")
@click.option("--rules", is_flag=True, help="List the rules with their precision.")
@format_option("table", "markdown", "json", help="json has everything.")
@input_options
@console_options
def evaluate(
    console: Console,
    gold: Path,
    sources: tuple[str, ...],
    against: Path | None,
    only: frozenset[str],
    skip: frozenset[str],
    errors: bool,
    rules: bool,
    output_format: str,
    inputs: Inputs,
) -> None:
    """Score the claims against a gold standard.

    GOLD has one annotated passage on each line. SOURCE is anything that `tipgraph facts` reads, or its
    output. The mean F1 is that of the measures without a star.

    If a passage has no key for a kind of claim, that kind is not annotated there: such claims are not
    listed as errors and do not count for their rules. An empty list means that the passage has none.

    \b
    Examples:
      tipgraph evaluate gold.jsonl passages.jsonl
      tipgraph evaluate gold.jsonl passages.jsonl --skip AGO,MEX --errors
      tipgraph evaluate gold.jsonl new.jsonl --against old.jsonl --format json

    Exit codes: 0 done; 1 a source could not be read, the rest is scored; 2 failed: GOLD is damaged, no
    source could be read, or the sources have none of GOLD's passages.
    """
    import json

    from tipgraph.evaluation import evaluate as evaluation

    facts, texts = inputs.facts(sources, console)
    found = evaluation(gold, facts, texts, against=against, only=only, skip=skip)
    if found.missing:
        console.warn(_missing(sorted(found.missing), found.scores.passages))
    if output_format == "json":
        click.echo(json.dumps(found.as_json(), ensure_ascii=False))
        return
    for part in found.tables(errors=errors and output_format == "markdown", rules=rules):
        if output_format == "markdown":
            click.echo(part.as_markdown())
        else:
            console.result(table(*part))
    if errors and output_format == "table":
        console.definitions(_listed(found.mistakes))


def _missing(missing: list[str], passages: int) -> str:
    names = ", ".join(missing[:_NAMED]) + f" and {len(missing) - _NAMED} more" * (len(missing) > _NAMED)
    verb = "is" if len(missing) == 1 else "are"
    return f"{len(missing)} of {counted(passages, 'passage')} {verb} not in the sources: {names}"


def _listed(mistakes: Iterable[Mistake]) -> Iterator[tuple[str, str]]:
    """Yield each mistake with its context."""
    for mistake in mistakes:
        by = f", by {', '.join(mistake.rules)}" if mistake.rules else ""
        what = " ".join(mistake.what)
        yield f"{mistake.verdict} {mistake.measure}: {what} ({mistake.document}{by})", mistake.context.short()
