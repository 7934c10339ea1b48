"""Tables on routes in each format: only raw CSV has cells that are formulas in a spreadsheet."""

from __future__ import annotations

import click
import pytest
from click.testing import CliRunner

from tests.cli.support import run
from tests.paths import GRAPH
from tipgraph.cli.console import Console
from tipgraph.cli.routes.request import Result, table_format_option, write

CELLS = ("=1+1", -2, ("-KHM", "THA"))


@click.command()
@table_format_option
def command(output_format: str) -> None:
    write(Console(), output_format, Result("Words", ("text", "number", "places"), [CELLS]))


@pytest.mark.parametrize(
    ("options", "line"),
    [
        (("-f", "csv"), "'=1+1,-2,'-KHM|THA"),
        (("-f", "csv", "--raw"), "=1+1,-2,-KHM|THA"),
        (("--raw", "-f", "csv"), "=1+1,-2,-KHM|THA"),
        (("-f", "json"), '[{"text": "=1+1", "number": -2, "places": ["-KHM", "THA"]}]'),
        (("-f", "json", "--raw"), '[{"text": "=1+1", "number": -2, "places": ["-KHM", "THA"]}]'),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_formulas(options: tuple[str, ...], line: str) -> None:
    assert CliRunner().invoke(command, options).stdout.splitlines()[-1] == line


def test_a_table_is_the_same_with_raw() -> None:
    assert run("routes", "hubs", GRAPH, "--raw").stdout == run("routes", "hubs", GRAPH).stdout
