from __future__ import annotations

from tipgraph.cli import COMMANDS
from tipgraph.cli.routes import COMMANDS as ROUTES
from tools.cli_reference import PAGE, reference


def test_the_reference_is_what_the_commands_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == reference(), "run: python -m tools.regenerate"


def test_every_command_is_in_the_reference() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for command in COMMANDS:
        assert f"\n## tipgraph {command.name}\n" in page
        assert f"Usage: tipgraph {command.name} " in page
    for command in ROUTES:
        assert f"\n## tipgraph routes {command.name}\n" in page
