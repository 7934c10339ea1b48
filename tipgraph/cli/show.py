"""``tipgraph show`` and ``tipgraph explain``: the evidence of claims, and how a sentence is read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tipgraph.cli.console import Console
from tipgraph.cli.inputs import Inputs, input_options
from tipgraph.cli.options import console_options, vocabulary_option

if TYPE_CHECKING:
    from tipgraph.analysis.facts import Fact
    from tipgraph.model.documents import Narrative
    from tipgraph.understanding.reader import Reader

__all__ = ["explain", "show"]


@click.command()
@click.argument("source")
@click.argument("report", required=False)
@click.option(
    "--html", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Write an HTML page instead; - prints it.",
)  # fmt: skip
@input_options
@console_options
def show(console: Console, source: str, report: str | None, html: Path | None, inputs: Inputs) -> None:
    """Print a narrative with its evidence marked.

    SOURCE is a graph (an RDF file, a store or a SPARQL server's address) or a report. If it has several
    reports, REPORT selects one: by identifier, or by publication, year, country (code or name) and section,
    separated by slashes. Without REPORT, the reports are listed. Each claim is printed beside the text,
    with its evidence. If a graph has no texts, only the quotes are printed.

    \b
    Examples:
      tipgraph show report.txt
      tipgraph show graph.trig GTM/2014
      tipgraph show archive/ tip/2014/Guatemala --html guatemala.html
    """
    from tipgraph.model.vocabulary import load
    from tipgraph.web.show import Choice, page, terminal, the_one
    from tipgraph.web.view import view

    choice = Choice(report)
    chosen = the_one(inputs.read([source], console, texts=True, wanted=choice), choice)
    shown = view(chosen.extraction, chosen.text, load(inputs.vocabulary))
    if html is None:
        console.result(terminal(shown))
    elif html == Path("-"):
        console.result(page(shown))
    else:
        console.save(html, page(shown).encode())


_YEAR = 2020


@click.command()
@click.argument("text")
@click.option(
    "--country", metavar="CODE",
    help="Also print the claims that the program makes of TEXT in a report on this country (MDA, Moldova).",
)  # fmt: skip
@click.option(
    "--year", type=click.IntRange(2000, 2100), default=_YEAR, show_default=True,
    help="The year of this report: a tier without a year is that of this year.",
)  # fmt: skip
@vocabulary_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option(
    "--html", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Write an HTML page instead; - prints it.",
)  # fmt: skip
@console_options
def explain(
    console: Console,
    text: str,
    country: str | None,
    year: int,
    vocabulary: tuple[Path, ...],
    as_json: bool,
    html: Path | None,
) -> None:
    """Show how a sentence is read, word by word.

    TEXT is one sentence or several. For each one the command prints what the text before leaves for it (the
    people whom "they" would mean, where they go, the year, and more), the words with their tags, the tree of
    phrases and clauses, and the verbs with the frames that they take and do not take, and what these make of
    each phrase. Counts and measures follow, with the words that decide their status, and measures that are
    only named. `tipgraph build` reads all claims from these trees. With --country, you see them.

    \b
    Examples:
      tipgraph explain "Authorities failed to identify any victims."
      tipgraph explain "Boys may be taken to Spain." --country MDA --html boys.html
      tipgraph explain "Courts convicted three men." --json | jq '.segments[].measures'

    \b
    Tags: D determiner, C number, J adjective, N noun, P pronoun, V verb, Z verb in the present, E past or
    participle, G gerund, B be, H have, O do, M modal, T infinitive "to", I preposition, & conjunction,
    S subordinator, W relative, R adverb, ! negation, ' genitive. A mark is its own tag.
    """
    from tipgraph.model.documents import Document, Narrative, Report
    from tipgraph.understanding.discourse import in_order
    from tipgraph.understanding.reader import Reader, analyze
    from tipgraph.understanding.render import as_json as shown_of
    from tipgraph.understanding.render import as_text
    from tipgraph.web.show import explanation

    code = _country_code(country) if country is not None else ""
    reader = Reader.load(vocabulary)
    narrative = Narrative(Document("-", Report("tip", str(year), code), ""), text)
    shown: list[dict[str, Any]] = []
    lines: list[str] = []
    for segment, held, counts in in_order(analyze(narrative, reader)):
        shown.append(shown_of(segment, text, reader.labels, counts, held))
        lines.append(as_text(shown[-1], segment.reading.tree))
    claims = _claims(narrative, reader) if code else None
    if as_json:
        click.echo(json.dumps({"segments": shown, "claims": claims}, ensure_ascii=False, indent=2))
    elif html is not None:
        page = explanation(text, shown, claims)
        click.echo(page) if html == Path("-") else console.save(html, page.encode())
    else:
        click.echo("\n\n".join([*lines, *_claim_lines(claims)]))


def _claim_lines(claims: list[Fact] | None) -> list[str]:
    """Return the lines of claims, with the words that make them possible, their rules and their quotes."""
    from tipgraph.analysis.facts import describe

    if claims is None:
        return []
    lines = ["claims of tipgraph build"]
    for claim in claims:
        possible = ", possible" if claim["certainty"] == "possible" else ""
        quotes = " … ".join(repr(piece["quote"]) for piece in claim["evidence"])
        lines.append(f"  {claim['kind']} {describe(claim)}{possible}")
        lines.append(f"    {', '.join(claim['rules'])}: {quotes}")
    return ["\n".join(lines if claims else [*lines, "  none"])]


def _country_code(country: str) -> str:
    """Return the code of a country by its code or name."""
    from tipgraph.errors import UsageError
    from tipgraph.reading.identify import country_code, country_names
    from tipgraph.util.text import did_you_mean

    code = country_code(country)
    if code is None:
        raise UsageError(
            f"unknown country {country!r}",
            remedy=did_you_mean(country, country_names(), "give a code or a name (GTM, Guatemala)"),
        )
    return code


def _claims(narrative: Narrative, reader: Reader) -> list[Fact]:
    """Return the claims of a narrative."""
    from tipgraph.analysis.facts import facts
    from tipgraph.understanding import Extractor

    return list(facts(Extractor(reader).read(narrative)))
