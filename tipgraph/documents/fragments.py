"""HTML to lines of text: one line a paragraph, item or heading, told apart by what the page marks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from tipgraph.documents.nesting import parsed
from tipgraph.documents.sections import is_heading

__all__ = ["Line", "lines_of", "text_of"]

_SILENT = {"script", "style", "noscript", "template", "svg", "iframe", "object", "select", "button", "head"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_BLOCKS = _HEADINGS | {
    *(
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "tbody",
    ),
    *("tr", "blockquote", "pre", "hr", "center", "address", "details", "summary", "body", "html"),
}
_BOLD = {"b", "strong"}
_CELLS = {"td", "th"}
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page; ``marked`` where all of it is a heading or in bold."""

    text: str
    marked: bool = False


class _Collector:
    """Gathers runs of text into lines."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._runs: list[str] = []
        self._all_bold = True

    def add(self, text: str, *, bold: bool) -> None:
        text = _SPACE.sub(" ", text)
        if text.strip():
            self._all_bold &= bold
        self._runs.append(text)

    def end(self) -> None:
        if text := _SPACE.sub(" ", "".join(self._runs)).strip():
            self.lines.append(Line(text, self._all_bold))
        self._runs, self._all_bold = [], True

    def end_if_heading(self) -> None:
        """Break after a bold heading that runs in with its paragraph without a full stop or colon."""
        if is_heading("".join(self._runs)) and not "".join(self._runs).rstrip().endswith((".", ":")):
            self.end()


def lines_of(node: LexborNode) -> list[Line]:
    """Return the lines of an element. Raises RecursionError for elements nested hundreds deep."""
    collector = _Collector()
    _collect(node, collector, bold=False)
    collector.end()
    return collector.lines


def _collect(node: LexborNode, into: _Collector, *, bold: bool) -> None:
    for child in node.iter(include_text=True):
        tag = child.tag
        if tag == "-text":
            into.add(child.text_content or "", bold=bold)
        elif tag == "br":
            into.end()
        elif tag is not None and tag not in _SILENT:
            _collect_element(child, tag, into, bold=bold)


def _collect_element(node: LexborNode, tag: str, into: _Collector, *, bold: bool) -> None:
    block = tag in _BLOCKS
    if block:
        into.end()
    elif tag in _CELLS:
        into.add(" ", bold=True)
    _collect(node, into, bold=bold or tag in _BOLD or tag in _HEADINGS)
    if block:
        into.end()
    elif tag in _BOLD and not bold:
        into.end_if_heading()


def text_of(html: str) -> str:
    """Return the text of a fragment of HTML, a paragraph a line. Raises RecursionError as `parsed` does.

    >>> text_of("<p>Tier 2 &mdash; Ghana</p><p>more<br>here</p>")
    'Tier 2 — Ghana\\nmore\\nhere'
    """
    if "<" not in html and "&" not in html:
        return html
    body = parsed(html).body
    return "\n".join(line.text for line in lines_of(body)) if body else ""
