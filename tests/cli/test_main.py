"""The frame of the command line."""

from __future__ import annotations

import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from tipgraph.cli import COMMANDS, main
from tipgraph.cli.group import Lazy, LazyGroup
from tipgraph.errors import InputError, TipgraphError, UsageError

HEAVY = {
    "ahocorasick_rs", "ftfy", "httpx", "lxml", "multiprocessing", "networkx", "numpy", "pyoxigraph",
    "pypdfium2", "pyshacl", "rdflib", "rich", "scipy", "selectolax", "sentencex", "starlette", "uvicorn",
    "vl_convert",
}  # fmt: skip


def modules_after(*args: str) -> set[str]:
    code = (
        "import sys; from tipgraph.cli import main\n"
        f"try: main({list(args)!r}, prog_name='tipgraph')\n"
        "except SystemExit: print('MODULES', *sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.rpartition("MODULES ")[2].split())


def test_help_imports_nothing_heavy() -> None:
    loaded = modules_after("--help")
    assert not loaded & HEAVY
    assert {name for name in loaded if name.startswith("tipgraph")} == {
        "tipgraph", "tipgraph.cli", "tipgraph.cli.console", "tipgraph.cli.group", "tipgraph.errors"
    }  # fmt: skip


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
