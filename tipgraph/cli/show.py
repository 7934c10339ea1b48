"""``tipgraph show``."""

from __future__ import annotations

from pathlib import Path

import click

from tipgraph.cli.console import Console
from tipgraph.cli.inputs import Inputs, input_options
from tipgraph.cli.options import console_options

__all__ = ["show"]


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
