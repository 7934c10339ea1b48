"""The code on pages, in blocks and in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

from tests.paths import ROOT

__all__ = ["PAGES", "ROOT", "Block", "blocks", "spans"]

PAGES = [
    *sorted(ROOT.glob("*.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
    ROOT / "examples/README.md",
    ROOT / "tests/gold/README.md",
]
"""All pages of the documentation."""


@dataclass(frozen=True)
class Block:
    """A block: its page, its first line, its language (empty for an indented block) and its text."""

    page: Path
    line: int
    language: str
    text: str

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"


def blocks(page: Path, *languages: str) -> Iterator[Block]:
    """Yield the blocks of a page in any of the languages."""
    for token in MarkdownIt().parse(page.read_text(encoding="utf-8")):
        if token.type in ("fence", "code_block") and token.info in languages:
            assert token.map is not None
            yield Block(page, token.map[0] + 1, token.info, token.content)


def spans(page: Path) -> Iterator[str]:
    """Yield the inline code of a page."""
    for token in MarkdownIt().parse(page.read_text(encoding="utf-8")):
        yield from (inner.content for inner in token.children or () if inner.type == "code_inline")
