"""Generated references and pictures are up to date and complete."""

from __future__ import annotations

import pytest

import tipgraph
from tipgraph.cli import COMMANDS
from tipgraph.cli.routes import COMMANDS as ROUTES
from tools import api_reference, architecture, cli_reference


def test_the_reference_of_commands_is_up_to_date() -> None:
    shown = cli_reference.PAGE.read_text(encoding="utf-8")
    assert shown == cli_reference.reference(), "run: python -m tools.regenerate"


def test_the_reference_of_python_is_up_to_date() -> None:
    shown = api_reference.PAGE.read_text(encoding="utf-8")
    assert shown == api_reference.reference(), "run: python -m tools.regenerate"


def test_the_picture_of_the_architecture_is_up_to_date() -> None:
    shown = architecture.PICTURE.read_text(encoding="utf-8")
    assert shown == architecture.picture(), "run: python -m tools.regenerate"


def test_every_command_is_in_the_reference() -> None:
    page = cli_reference.PAGE.read_text(encoding="utf-8")
    for command in COMMANDS:
        assert f"\n## tipgraph {command.name}\n" in page
        assert f"Usage: tipgraph {command.name} " in page
    for command in ROUTES:
        assert f"\n## tipgraph routes {command.name}\n" in page


@pytest.mark.parametrize("name", tipgraph.__all__)
def test_every_public_name_has_words_in_the_reference(name: str) -> None:
    page = api_reference.PAGE.read_text(encoding="utf-8")
    _, _, section = page.replace("## `__version__`", "## __version__").partition(f"\n## {name}\n")
    words = [line for line in section.partition("\n## ")[0].splitlines() if line[:1].isalpha()]
    assert words, name
