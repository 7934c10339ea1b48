from __future__ import annotations

import sys
from io import StringIO

import pytest
from rich.console import Console as Rich

from tipgraph.cli.console import Console, table


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def advance(console: Console) -> None:
    with console.progress("Building") as advance:
        advance(1, "a.txt")


@pytest.mark.parametrize("quiet", [False, True])
def test_progress_on_a_terminal(quiet: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", terminal)  # here and not in a fixture: the capture changes it between
    advance(Console(quiet=quiet))
    assert ("Building" in terminal.getvalue()) is not quiet


def test_no_progress_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    advance(Console())
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("quiet", "verbose", "said"),
    [(False, False, "ewns"), (True, False, "e"), (False, True, "ewnds"), (True, True, "e")],
)
def test_loudness(quiet: bool, verbose: bool, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    console = Console(quiet=quiet, verbose=verbose)
    console.error("e")
    console.warn("w")
    console.note("n")
    console.detail("d")
    console.show("s")
    captured = capsys.readouterr()
    assert captured.err.replace("Error: ", "").replace("Warning: ", "").split() == list(said)
    assert captured.out == ""


def test_results_are_not_wrapped_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    Console(quiet=True).result(table("", ["words"], [["long " * 100]]))
    assert "long " * 100 in capsys.readouterr().out


def test_tables_show_values_as_they_are() -> None:
    shown = StringIO()
    Rich(file=shown, width=60).print(
        table("Title", ["number", "text"], [[1234, "[bold]not markup"], [5, "b"]])
    )
    assert "1,234" in shown.getvalue()
    assert "[bold]not markup" in shown.getvalue()
    assert "    5" in shown.getvalue()
