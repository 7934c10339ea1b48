"""``tipgraph review``."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import click

from tipgraph.cli.console import Console
from tipgraph.cli.inputs import Inputs, input_options
from tipgraph.cli.options import conflict_option, console_options

__all__ = ["review"]


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
    from tipgraph.web.review.record import Record
    from tipgraph.web.review.session import Session

    record = Record(corrections or (Path("corrections.jsonl"),), inputs.vocabulary, on_conflict)

    def ready(address: str, once: str) -> None:
        console.note(f"Review at {address} until Ctrl-C; verdicts go to {record.path}")
        if not no_browser:
            webbrowser.open(once)

    if sources:
        from tipgraph.cli.corrections import uncorrected

        serve(
            Desk(by, Session(uncorrected(inputs, sources, console), record, inputs.vocabulary)), port, ready
        )
    else:
        with DropDesk.opened(by, record, inputs.vocabulary, inputs.defaults, inputs.limits) as desk:
            serve(desk, port, ready)
