"""``tipgraph facts`` and ``tipgraph panel``: claims one by one, or by country and year."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tipgraph.cli.console import Console, table
from tipgraph.cli.inputs import Inputs, input_options
from tipgraph.cli.options import (
    EXISTING_FILE,
    SuggestingChoice,
    console_options,
    corrections_options,
    format_option,
    intervals_option,
    min_precision_option,
    raw_option,
    reprints_option,
    reviewed_option,
)
from tipgraph.util.text import counted

if TYPE_CHECKING:
    from tipgraph.model.claims import Extraction
    from tipgraph.model.precision import Precisions

__all__ = ["facts", "panel"]

KINDS = ("role", "route", "victim-group", "exploitation", "sector", "tier", "measure", "count")


@click.command()
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@format_option("jsonl", "csv", "table", help="jsonl is for programs, csv for spreadsheets, table for people.")
@raw_option
@click.option(
    "--kind", "kinds", type=SuggestingChoice(KINDS), multiple=True,
    help="List only claims of this kind (repeatable).",
)  # fmt: skip
@click.option(
    "--merged",
    is_flag=True,
    help="Merge all statements of a document on one route, measure or count.",
)
@min_precision_option
@click.option(
    "--scores", type=EXISTING_FILE, metavar="JSON",
    help="Precisions to use instead of the built-in ones: the output of `tipgraph evaluate -f json`.",
)  # fmt: skip
@reviewed_option
@corrections_options
@input_options
@console_options
def facts(
    console: Console,
    sources: tuple[str, ...],
    output_format: str,
    raw: bool,
    kinds: tuple[str, ...],
    merged: bool,
    min_precision: float | None,
    scores: Path | None,
    reviewed: bool,
    corrections: tuple[Path, ...],
    on_conflict: str,
    inputs: Inputs,
) -> None:
    """List claims, one on each line.

    SOURCE is a graph (an RDF file, a store or a SPARQL server's address), or reports: files, folders, or -
    for standard input. The content decides which it is. Reports and their graph give the same facts.

    In CSV, | separates several values in a cell. "quotes" is the evidence of a claim, and "starts" is where
    each quote begins in the text, in characters from 0. "edition" is the year or date of the report, and
    "section" distinguishes several reports of one edition. "polarity" is "denied" if the report says that a
    measure was not taken (status not-done), and "affirmed" otherwise. "operators" are the words that decided
    the status or the certainty. "precision" is how often the best rule of the claim was right on annotated
    texts, and "cases" on how many claims this was measured.

    A route, a measure or a count is one statement: its fields are stated of each other. "claim" is its
    address, "offset" is where its clause begins, and "context" is an earlier clause that names the people.
    "verdict" and "reviewed_by" say what people said of a claim. --corrections applies their corrections.

    With --merged, the fields of a route or measure come from all statements on it: do not read them as
    stated of each other.

    \b
    Examples:
      tipgraph facts reports/
      tipgraph facts graph.trig --kind route --format csv > routes.csv
      tipgraph facts graph.trig --kind route --merged --format csv
      tipgraph facts reports/ --kind measure --min-precision 0.9
      tipgraph facts report.txt --country GTM --year 2002 --format jsonl
    """
    from tipgraph.analysis import facts as flat
    from tipgraph.evaluation import read_precisions

    precisions = read_precisions(scores)
    rows: Iterator[flat.Fact] = (
        row
        for found in inputs.read(
            sources, console, corrections=inputs.corrections(corrections, on_conflict, console)
        )
        for row in flat.facts(
            _reviewed(found.extraction) if reviewed else found.extraction,
            merged=merged,
            precisions=precisions,
        )
        if not kinds or row["kind"] in kinds
    )
    if min_precision is not None:
        rows = precisions.reliable(rows, min_precision)
    if output_format == "jsonl":
        flat.write_jsonl(rows, sys.stdout)
    elif output_format == "csv":
        flat.write_csv(rows, sys.stdout, raw=raw)
    else:
        console.result(table("", flat.SUMMARY, (flat.summary(row) for row in rows)))
    if precisions.dropped:
        console.note(_dropped(precisions))


def _reviewed(extraction: Extraction) -> Extraction:
    """Return an extraction without the claims that nobody reviewed; merged facts then have none of theirs."""
    return replace(extraction, claims=tuple(claim for claim in extraction.claims if claim.reviews))


def _dropped(precisions: Precisions) -> str:
    message = f"{counted(precisions.dropped, 'claim')} excluded: the precision of their rules is lower"
    unknown = precisions.unmeasured.total()
    if not unknown:
        return message
    return f"{message} or, for {unknown:,} ({', '.join(sorted(precisions.unmeasured))}), unknown"


_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@format_option("csv", "table", default="csv", help="csv is for statistics programs, table is for people.")
@click.option(
    "-o", "--output", type=_FILE, metavar="FILE",
    help="Write a file instead: .csv, .parquet or .dta (Stata), by its extension.",
)  # fmt: skip
@click.option(
    "--codebook", type=_FILE, metavar="FILE", help="Also describe the columns in this file, .md or .json."
)
@click.option("--balanced", is_flag=True, help="Give every country a row for every year.")
@min_precision_option
@click.option(
    "--weigh",
    is_flag=True,
    help="Add the precision of the claim behind each cell, and expected numbers of routes.",
)
@intervals_option
@reprints_option
@reviewed_option
@raw_option
@input_options
@console_options
def panel(
    console: Console,
    sources: tuple[str, ...],
    output_format: str,
    output: Path | None,
    codebook: Path | None,
    balanced: bool,
    min_precision: float | None,
    weigh: bool,
    intervals: bool,
    reprints: bool,
    reviewed: bool,
    raw: bool,
    inputs: Inputs,
) -> None:
    """Tabulate claims by country and year.

    SOURCE is a graph (an RDF file, a store or a SPARQL server's address), or reports. The table has a row
    for each country and year with a report or a tier. Columns are the ISO and Correlates of War codes, the
    tier, roles, numbers of routes, measures and counts.

    The tier is the one stated for the row's year, in any report: a summary of 2017 that says "Tier 3
    (2015)" sets the tier of 2015, not of 2017. All other columns come from the reports of the row's year.
    Where "reports" is 0, no report was read, and only the tier may be known.

    Columns of numbers hold numbers or nothing. Roles and measures are 1, 0 or empty, and a second column
    says why (state_role_source, state_training):

    \b
      yes, possible                              the report says that it is so, or may be so
      done, insufficient, planned, recommended   the status of a measure
      not-done                                   the report says that it is not so
      mixed                                      the report says both
      earlier                                    the report states it only of a year before the one that
                                                 it covers: "in 2010", in a report of 2012
      not-mentioned                              a text that speaks of such things was read,
                                                 and does not mention this one
      not-read                                   only another part of a report was read
      not-selected                               only claims that --min-precision or --reviewed
                                                 excludes state it
      reprint                                    only a report that repeats an earlier edition was read
      no-report                                  no report of the country and year was read

    A measure that is done but insufficient counts as 1. A role that is not mentioned counts as 0, a measure
    that is not mentioned is empty.

    With --weigh, columns beginning with "p_" have the measured precision of the most precise claim that
    states a cell: 1 if people reviewed it, 0.5 if it was never measured. What is mixed, or stated by no
    claim, has none.

    \b
    Examples:
      tipgraph panel graph.trig > panel.csv
      tipgraph panel graph.trig -o panel.dta --codebook codebook.md
      tipgraph panel reports/ --format table
    """
    from tipgraph.analysis import panel as tables

    extractions = [item.extraction for item in inputs.read(sources, console)]
    found = tables.panel(
        extractions,
        balanced=balanced,
        reprints=reprints,
        min_precision=min_precision,
        reviewed=reviewed,
        intervals=intervals,
        weigh=weigh,
    )
    if not reprints:
        documents = (extraction.document for extraction in extractions)
        console.reprints(len({each.report for each in documents if each.repeats}))
    if codebook is not None:
        tables.write_codebook(found, codebook)
    if output is not None:
        tables.write(found, output, raw=raw)
    elif output_format == "csv":
        tables.write_csv(found, sys.stdout, raw=raw)
    else:
        rows = [["" if cell is None else cell for cell in row] for row in found.rows]
        console.result(table("", found.names, rows, years=("year",)))
