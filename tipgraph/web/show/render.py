"""Renders a narrative as an HTML page in one file without scripts, or for a terminal."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from tipgraph import __version__
from tipgraph.web.show.view import KINDS, Passage, View

__all__ = ["page", "terminal"]


@cache
def _template() -> Template:
    loader = PackageLoader("tipgraph.web.show", "templates")
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("page.html")


def page(view: View) -> str:
    """Return a document as an HTML page, in which every value is escaped.

    Claims and their quotes link to each other. Hovering over a claim, or following a link to it, highlights
    its quotes. In browsers without ``:has()``, only following a link does.
    """
    return _template().render(view=view, kinds=KINDS, version=__version__)


_COLORS = {
    "route": "#d55e00",
    "measure": "#f0e442",
    "count": "#999999",
    "tier": "#56b4e9",
    "role": "#0072b2",
    "exploitation": "#e69f00",
    "sector": "#009e73",
    "victim-group": "#cc79a7",
}
"""Okabe and Ito's colors, which color-blind people can tell apart (jfly.uni-koeln.de/color)."""


def terminal(view: View) -> RenderableType:
    """Return a document for rich: its text with the numbers of claims after their quotes, then the claims."""
    parts: list[RenderableType] = [Text(view.title, style="bold"), _legend()]
    if not view.complete:
        parts.append(Text("The graph has no text of this document. Its quotes are shown.", style="italic"))
    parts += [line for passage in view.passages for line in (Text(), _passage(passage))]
    return Group(*parts, Text(), _table(view))


def _style(kind: str) -> str:
    return _COLORS.get(kind, "white")


def _legend() -> Text:
    return Text(" ").join(Text(f"{letter} {kind} ", style=_style(kind)) for kind, letter in KINDS.items())


def _passage(passage: Passage) -> Text:
    text = Text(style="bold" if passage.heading else "")
    for piece in passage.pieces:
        style = f"underline {_style(piece.kind)}" if piece.kind else "italic" if piece.named else ""
        text.append(" ".join(piece.text.splitlines()), style=style)
        for card in piece.ends:
            text.append(f" {card.number}", style=f"dim {_style(card.kind)}")
        if piece.named_ends:
            numbers = ", ".join(card.number for card in piece.named_ends)
            text.append(f" (people of {numbers} named here)", style="dim italic")
    return text


def _table(view: View) -> Table:
    table = Table(title="Claims", title_justify="left")
    for column in ("", "kind", "claim", "", "rules"):
        table.add_column(column)
    for card in view.cards:
        cells = (card.number, card.kind, card.what, card.reason, ", ".join(card.rules))
        table.add_row(*(Text(cell) for cell in cells), style=_style(card.kind))
    return table
