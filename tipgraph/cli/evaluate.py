"""``tipgraph evaluate``."""

from __future__ import annotations

from pathlib import Path

import click

from tipgraph.cli.console import Console, table
from tipgraph.cli.options import common
from tipgraph.cli.reading import Request, reading

__all__ = ["evaluate"]

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def _codes(_: click.Context, __: click.Parameter, value: str) -> frozenset[str]:
    return frozenset(code.strip().lower() for code in value.split(",") if code.strip())


@click.command()
@click.argument("gold", type=_FILE)
@click.argument("source", nargs=-1, required=True)
@click.option("--against", type=_FILE, metavar="FACTS", help="The facts of another run, to compare with.")
@click.option(
    "--only", default="", callback=_codes, metavar="CODES", help="Only passages of these countries (AGO,MEX)."
)
@click.option(
    "--skip", default="", callback=_codes, metavar="CODES", help="All passages but those of these countries."
)
@click.option("--errors", is_flag=True, help="List all mistakes, each in its sentence.")
@click.option("--rules", is_flag=True, help="List the rules, with how often each fired and was right.")
@click.option(
    "-f", "--format", "form", type=click.Choice(["table", "markdown", "json"]), default="table",
    show_default=True, help="Tables for people, or JSON with everything.",
)  # fmt: skip
@reading
@common
def evaluate(
    console: Console,
    gold: Path,
    source: tuple[str, ...],
    against: Path | None,
    only: frozenset[str],
    skip: frozenset[str],
    errors: bool,
    rules: bool,
    form: str,
    request: Request,
) -> None:
    """Score the claims against a gold standard.

    GOLD holds one annotated passage a line. SOURCE is what `tipgraph facts` takes, or the facts that
    it gave. The mean F1 is that of the measures without a star.

    \b
    Examples:
      tipgraph evaluate gold.jsonl passages.jsonl
      tipgraph evaluate gold.jsonl passages.jsonl --skip AGO,MEX --errors
      tipgraph evaluate gold.jsonl new.jsonl --against old.jsonl --format json
    """
    import json

    from tipgraph.evaluate import evaluate as evaluation

    facts, texts = request.facts(source, console)
    found = evaluation(gold, facts, texts, against=against, only=only, skip=skip)
    if found.missing:
        console.warn(f"{len(found.missing)} of {found.scores.passages} passages are not in the sources")
    if form == "json":
        click.echo(json.dumps(found.as_json(), ensure_ascii=False))
        return
    for part in found.tables(errors=errors, rules=rules):
        if form == "markdown":
            click.echo(part.as_markdown())
        else:
            console.result(table(*part))
