"""``tipgraph evaluate``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tipgraph.cli.console import Console, table
from tipgraph.cli.options import Request, common, reading
from tipgraph.util.messages import counted

if TYPE_CHECKING:
    from tipgraph.evaluation import Mistake

__all__ = ["evaluate"]

_NAMED = 5
"""How many passages a warning names."""

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
@click.option("--errors", is_flag=True, help="List all mistakes, each in the words around it.")
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

    A kind of claim whose key a passage lacks is not annotated there (an empty list says that there is
    none): such claims are neither listed as errors nor counted for the rules that made them.

    \b
    Examples:
      tipgraph evaluate gold.jsonl passages.jsonl
      tipgraph evaluate gold.jsonl passages.jsonl --skip AGO,MEX --errors
      tipgraph evaluate gold.jsonl new.jsonl --against old.jsonl --format json

    Exit codes: 0 done; 1 a source was excluded, the rest is scored; 2 could not run: a damaged GOLD,
    no source that can be read, none of GOLD's passages in them.
    """
    import json

    from tipgraph.evaluation import evaluate as evaluation

    facts, texts = request.facts(source, console)
    found = evaluation(gold, facts, texts, against=against, only=only, skip=skip)
    if found.missing:
        console.warn(_missing(sorted(found.missing), found.scores.passages))
    if form == "json":
        click.echo(json.dumps(found.as_json(), ensure_ascii=False))
        return
    for part in found.tables(errors=errors and form == "markdown", rules=rules):
        if form == "markdown":
            click.echo(part.as_markdown())
        else:
            console.result(table(*part))
    if errors and form == "table":
        console.lines(_listed(found.mistakes))


def _missing(missing: list[str], passages: int) -> str:
    names = ", ".join(missing[:_NAMED]) + f" and {len(missing) - _NAMED} more" * (len(missing) > _NAMED)
    verb = "is" if len(missing) == 1 else "are"
    return f"{len(missing)} of {counted(passages, 'passage')} {verb} not in the sources: {names}"


def _listed(mistakes: Iterable[Mistake]) -> Iterator[tuple[str, str]]:
    """Yield each mistake as two lines: what is wrong where, and the words. A table would be all padding."""
    for mistake in mistakes:
        by = f", by {', '.join(mistake.rules)}" if mistake.rules else ""
        what = " ".join(mistake.what)
        yield f"{mistake.verdict} {mistake.measure}: {what} ({mistake.document}{by})", mistake.context.short()
