"""Fills the ``console`` blocks of pages with their commands' output: ``python -m tools.transcripts``."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

__all__ = ["PAGES", "filled", "main"]

ROOT = Path(__file__).parents[1]

_BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
_PROMPT = "$ "

PAGES = tuple(
    page
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
    if _BLOCK.search(page.read_text(encoding="utf-8"))
)
"""The pages with such blocks, in the order in which they are filled."""


def filled(page: str, folder: Path) -> str:
    """Run each command of a page's ``console`` blocks in ``folder``; return the page with their output."""
    return _BLOCK.sub(lambda block: _transcript(block[0], folder), page)


def _transcript(block: str, folder: Path) -> str:
    commands = [line for line in block.splitlines() if line.startswith(_PROMPT)]
    return "\n".join(f"{line}\n{_output(line.removeprefix(_PROMPT), folder)}" for line in commands)


def _output(command: str, folder: Path) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    run = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env={**os.environ, "PATH": path, "COLUMNS": "110"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=True,
    )
    return "".join(f"{line.rstrip()}\n" for line in run.stdout.splitlines())


def main() -> None:
    """Fill all pages. Commands run in a temporary folder with links to the files that they read."""
    for page in PAGES:
        with TemporaryDirectory() as folder:
            for name in ("examples", "tests"):
                (Path(folder) / name).symlink_to(ROOT / name)
            page.write_text(filled(page.read_text(encoding="utf-8"), Path(folder)), encoding="utf-8")


if __name__ == "__main__":
    main()
