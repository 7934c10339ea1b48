"""The page on servers shows commands that work."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.docs.blocks import blocks
from tests.paths import ROOT
from tests.rdf.remote.servers import Server
from tipgraph.cli import main

PAGE = (ROOT / "docs/stores.md").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_commands_of_the_page_run(
    oxigraph_server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    shown = "".join(block.text for block in blocks(ROOT / "docs/stores.md", "sh"))
    for line in shown.replace("http://localhost:7878", oxigraph_server.address).splitlines():
        result = CliRunner().invoke(main, shlex.split(line)[1:])
        assert result.exit_code == 0, result.output
        assert result.output


def test_all_settings_are_on_the_page() -> None:
    sources = "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "tipgraph/rdf/remote").glob("*.py")
    )
    assert set(re.findall(r"TIPGRAPH_[A-Z]+", sources)) == set(re.findall(r"TIPGRAPH_[A-Z]+", PAGE))
