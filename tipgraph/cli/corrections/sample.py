"""``tipgraph corrections sample``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import TypeAlias

import click

from tipgraph.cli.console import Console
from tipgraph.cli.facts import KINDS
from tipgraph.cli.inputs import Inputs, input_options
from tipgraph.cli.options import SuggestingChoice, console_options

__all__ = ["sample"]

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
