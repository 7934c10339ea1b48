"""The help of ``tipgraph routes`` and of its commands."""

from __future__ import annotations

import pytest

from tests.cli.support import run
from tipgraph.cli import Lazy
from tipgraph.cli.routes import COMMANDS


@pytest.mark.parametrize("lazy", COMMANDS, ids=lambda lazy: lazy.name)
def test_every_command_has_help_with_examples(lazy: Lazy) -> None:
    shown = run("routes", str(lazy.name), "--help")
    assert shown.exit_code == 0, shown.output
    assert lazy.short_help
    assert lazy.short_help in " ".join(shown.output.split()), "the line in the table is the command's own"
    assert f"  tipgraph routes {lazy.name} " in shown.output
    assert "GRAPH" in shown.output


def test_help_lists_the_commands_in_order() -> None:
    shown = run("routes", "--help").output
    names = [str(lazy.name) for lazy in COMMANDS]
    assert [line.split()[0] for line in shown.partition("Commands:")[2].splitlines() if line.strip()] == names
