"""``tipgraph show``."""

from __future__ import annotations

from pathlib import Path

import click

from tipgraph.cli.console import Console
from tipgraph.cli.options import Request, common, reading

__all__ = ["show"]


@click.command()
@click.argument("source")
@click.argument("report", required=False)
@click.option(
    "--html",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write a page instead; - prints it.",
)
@reading
@common
def show(console: Console, source: str, report: str | None, html: Path | None, request: Request) -> None:
    """Print a narrative with its evidence marked.

    SOURCE is a graph (file, store or server), or a report. Where it holds several, REPORT names one by its
    identifier, or by any of publication, year, country (code or name) and section, joined by slashes;
    without it, they are listed. The claims stand beside the text, each with the words that it rests on.
    A graph that holds no texts shows its quotes.

    \b
    Examples:
      tipgraph show report.txt
      tipgraph show graph.trig GTM/2014
      tipgraph show archive/ tip/2014/Guatemala --html guatemala.html
    """
    from tipgraph.model.vocabulary import load
    from tipgraph.util.atomic import move_into_place, temporary_output
    from tipgraph.web.show import Choice, page, terminal, the_one, view

    choice = Choice(report)
    chosen = the_one(request.read([source], console, texts=True, wanted=choice), choice)
    shown = view(chosen.extraction, chosen.text, load(request.vocabulary))
    if html is None:
        console.result(terminal(shown))
        return
    if html == Path("-"):
        console.result(page(shown))
        return
    with temporary_output(html) as folder:
        made = folder / "page.html"
        made.write_text(page(shown), encoding="utf-8")
        move_into_place(made, html)
    console.note(f"Written to {html}")
