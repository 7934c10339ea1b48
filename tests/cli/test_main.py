"""The command line as a whole: help, errors, exit codes, completion."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence

import click
import pytest
from click.testing import CliRunner

from tipgraph.cli import COMMANDS, Lazy, LazyGroup, main
from tipgraph.cli.routes import COMMANDS as ROUTES
from tipgraph.errors import InputError, TipgraphError, UsageError

HEAVY = {
    "ahocorasick_rs", "dask", "distributed", "ftfy", "httpx", "jinja2", "lxml", "multiprocessing", "networkx",
    "numpy", "pyoxigraph", "pypdfium2", "pyshacl", "rdflib", "rich", "scipy", "selectolax", "sentencex",
    "starlette", "uvicorn", "vl_convert",
}  # fmt: skip
HELP = [
    (),
    *((str(lazy.name),) for lazy in COMMANDS),
    *(("routes", str(lazy.name)) for lazy in ROUTES),
]
"""The names of the program and of each command."""


def modules_after(commands: Sequence[Sequence[str]]) -> list[set[str]]:
    """Return the modules that one process has imported after the help of each command."""
    code = (
        "import sys; from tipgraph.cli import main\n"
        f"for command in {list(commands)!r}:\n"
        "    try: main([*command, '--help'], prog_name='tipgraph')\n"
        "    except SystemExit: print('MODULES', *sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return [set(line.split()) for line in done.stdout.splitlines() if line.startswith("MODULES ")]


def test_help_imports_little() -> None:
    [loaded] = modules_after([()])
    assert {name for name in loaded if name.startswith("tipgraph")} == {
        "tipgraph", "tipgraph.cli", "tipgraph.cli.console", "tipgraph.errors"
    }  # fmt: skip


def test_help_of_commands_imports_nothing_heavy() -> None:
    found = zip(HELP, modules_after(HELP), strict=True)
    assert [(command, loaded & HEAVY) for command, loaded in found if loaded & HEAVY] == []


def test_without_a_command_prints_help() -> None:
    shown = CliRunner().invoke(main, [])
    assert "Commands:" in shown.output
    assert shown.output.strip() == CliRunner().invoke(main, ["--help"]).output.strip()


@pytest.mark.parametrize("lazy", COMMANDS, ids=lambda lazy: lazy.name)
def test_commands_help(lazy: Lazy) -> None:
    shown = CliRunner().invoke(main, [str(lazy.name), "--help"])
    assert shown.exit_code == 0, shown.output
    assert lazy.short_help
    assert lazy.short_help in " ".join(shown.output.split()), "the line in the table is the command's own"
    assert "Examples:" in shown.output
    assert f"  tipgraph {lazy.name} " in shown.output


def test_help_lists_commands_in_order() -> None:
    shown = CliRunner().invoke(main, ["--help"]).output
    names = [str(lazy.name) for lazy in COMMANDS]
    assert [line.split()[0] for line in shown.partition("Commands:")[2].splitlines() if line.strip()] == names


def test_misspelt_command_gets_a_hint() -> None:
    shown = CliRunner().invoke(main, ["bild"])
    assert shown.exit_code == 2
    assert "build" in shown.stderr


def failing(error: BaseException) -> LazyGroup:
    @click.command()
    def fail() -> None:
        raise error

    return LazyGroup(commands=[fail])


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UsageError("no such query", remedy="see --list"), 2),
        (TipgraphError("broken"), 2),
        (InputError("a.txt", "the file is empty"), 1),
        (KeyboardInterrupt(), 130),
        (PermissionError(13, "Permission denied", "/x"), 2),
    ],
    ids=repr,
)
def test_errors_become_exit_codes(error: BaseException, code: int) -> None:
    shown = CliRunner().invoke(failing(error), ["fail"])
    assert shown.exit_code == code
    assert shown.stdout == ""
    assert shown.stderr.startswith("Error: ")
    assert "Traceback" not in shown.stderr


def test_bugs_are_not_hidden() -> None:
    assert isinstance(CliRunner().invoke(failing(ValueError("bug")), ["fail"]).exception, ValueError)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_script(shell: str) -> None:
    shown = CliRunner().invoke(main, ["completion", shell])
    assert shown.exit_code == 0
    assert f"_TIPGRAPH_COMPLETE={shell}_complete" in shown.stdout


def test_completion_of_commands() -> None:
    env = {"_TIPGRAPH_COMPLETE": "bash_complete", "COMP_WORDS": "tipgraph va", "COMP_CWORD": "1"}
    shown = CliRunner().invoke(main, [], env=env, prog_name="tipgraph")
    assert shown.stdout.split() == ["plain,validate"]
