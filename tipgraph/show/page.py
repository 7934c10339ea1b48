"""The narrative as a page: one file that asks nobody for anything and needs no script."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from tipgraph import __version__
from tipgraph.show.view import KINDS, View

__all__ = ["page"]


@cache
def _template() -> Template:
    loader = PackageLoader("tipgraph.show", "templates")
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("page.html")


def page(view: View) -> str:
    """Return a document as an HTML page, every value in it escaped.

    Claims and their words are linked both ways. Hovering over a claim, or following a link to it, marks its
    words; where the browser has no ``:has()``, following a link marks where it leads.
    """
    return _template().render(view=view, kinds=KINDS, version=__version__)
