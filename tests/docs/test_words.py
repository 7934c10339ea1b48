"""Plain English: pages, docstrings, comments and messages avoid some mannered turns."""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

from tests.docs.blocks import PAGES
from tests.paths import ROOT
from tools import api_reference, cli_reference

BANNED = re.compile(
    r"\b(?:that there (?:is|are|was|were)|of (?:its|their|one's) own|(?:is|are|was|were) told"
    r"|(?:tells?|told) of|told apart|what is had|to be had|passed over|the like|so that nobody"
    r"|nobody\b[^.]*\btwice|tidings|anew|whoever|for want of|g(?:oes|one) on with"
    r"|(?:comes?|brings?|brought) along|(?:that|which|what) is none|hardly any|next to nothing"
    r"|left out|one's own)\b",
    re.IGNORECASE,
)
GENERATED = {api_reference.PAGE, cli_reference.PAGE}
MODULES = ("tipgraph", "tests", "benchmarks", "tools")
TEXTS = (".html", ".js", ".css")
WANTED = {tokenize.STRING, tokenize.COMMENT, getattr(tokenize, "FSTRING_MIDDLE", tokenize.STRING)}


def _prose() -> Iterator[tuple[Path, str]]:
    """Yield pages without inline code and made tables, other texts, and strings and comments of modules.

    Of the strings of tests, only docstrings count: the others may be sentences to read.
    """
    for page in set(PAGES) - GENERATED:
        text = page.read_text(encoding="utf-8").partition("<!-- tables")[0]
        yield page, re.sub("`[^`\n]+`", "", text)
    for suffix in TEXTS:
        for path in (ROOT / "tipgraph").rglob(f"*{suffix}"):
            yield path, path.read_text(encoding="utf-8")
    for path in (path for name in MODULES for path in (ROOT / name).rglob("*.py")):
        if path == Path(__file__):
            continue
        tokens = tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline)
        is_test = path.is_relative_to(ROOT / "tests")
        yield from ((path, token.string) for token in tokens if _is_prose(token, is_test))


def _is_prose(token: tokenize.TokenInfo, is_test: bool) -> bool:
    if is_test:
        return token.type == tokenize.COMMENT or (token.type == tokenize.STRING and _is_docstring(token))
    return token.type in WANTED


def _is_docstring(token: tokenize.TokenInfo) -> bool:
    return token.string.startswith('"""') and token.line.lstrip().startswith('"""')


def test_prose_is_plain() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path, text in _prose()
        for match in BANNED.finditer(" ".join(text.split()))
    ]
    assert sorted(found) == []
