"""A page to explore routes: one file that loads nothing from elsewhere.

Its content security policy forbids all requests, and all scripts except its own, which it identifies by
hashes. Expressions of Vega are interpreted, not compiled to scripts. Quotes of reports are data, shown as
text.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from tipgraph import __version__
from tipgraph.analysis.routes.corroboration import Support
from tipgraph.analysis.routes.gazetteer import Gazetteer
from tipgraph.analysis.routes.pictures import layouts, network_data
from tipgraph.analysis.routes.pictures.explorer_data import CLAIM, REPORT, QuoteReader, content, embedded
from tipgraph.analysis.routes.pictures.legend import caption, legend
from tipgraph.analysis.routes.pictures.style import DARK, FONT, LIGHT, NOTE, picture
from tipgraph.analysis.routes.route import Routes
from tipgraph.util.optional import require
from tipgraph.util.text import replace_control_characters

__all__ = ["LIMIT", "Page", "page"]

LIMIT: Final = 6_000_000
"""The largest size of a page in bytes: larger pages are slow to open, and e-mail rejects them."""

_MARGIN: Final = 60_000
"""The size in bytes of the rest of a page: markup, style, names of places."""

_SCRIPTS: Final = ("model.js", "moves.js", "picture.js", "panel.js", "table.js", "filters.js", "start.js")
_WIDTH: Final = 1000
_SAYS: Final = {
    Support.BOTH: "Both ends",
    Support.SILENT: "One end; the other does not mention it",
    Support.UNREAD: "One end; the other was not read",
    Support.OTHERS: "Only third countries",
    Support.REGION: "An end is a region",
    Support.INFERRED: "Inferred; no report states it",
}
"""The support of a route in words."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page, its title, and the numbers of claims and of pairs of places that did not fit."""

    html: str
    title: str
    claims_excluded: int
    pairs_excluded: int


def page(
    routes: Routes,
    words: QuoteReader,
    gazetteer: Gazetteer,
    *,
    layout: str = "map",
    title: str = "",
    limit: int = LIMIT,
    addresses: Sequence[str] = ("", ""),
) -> Page:
    """Return a page of routes in a ``layout``: map, layered or force.

    ``words`` returns the quotes of claims. If not all claims fit into ``limit`` bytes, the page has the most
    reported routes and a note. ``addresses`` are those of the page and of a picture of it,
    for previews of links, if they are known.
    """
    spec, scripts = embedded(_settings(layout)), _scripts()
    taken = sum(len(each.encode()) for each in (spec, *scripts)) + _MARGIN
    held = content(routes, words, gazetteer, limit - taken)
    title = replace_control_characters(title) or _title(layout)
    html = _template().render(
        title=title,
        note=NOTE,
        layout=layout,
        address=addresses[0],
        picture=addresses[1],
        version=__version__,
        style=Markup(_file("page.css")),
        scripts=[Markup(each) for each in scripts],
        hashes=[_hash(each) for each in scripts],
        settings=Markup(spec),
        content=Markup(held.json),
        held=held,
        claims=len(routes.routes),
        light=LIGHT,
        dark=DARK,
    )
    return Page(html, title, held.claims_excluded, held.pairs_excluded)


def _title(layout: str) -> str:
    return "Map of routes" if layout == "map" else "Network of routes"


def _settings(layout: str) -> dict[str, Any]:
    """Return the settings of the page's script."""
    return {
        "spec": _spec(layout),
        "layout": layout,
        "ratio": layouts.RATIO if layout == "map" else 0.62,
        "top": 120 if layout == "map" else 70,
        "light": LIGHT,
        "dark": DARK,
        "claim": CLAIM,
        "report": REPORT,
        "says": {str(support): words for support, words in _SAYS.items()},
        "colorOf": {str(support): color for support, color in network_data.COLORS_OF.items()},
        "below": [legend(), caption(["", ""])],
        "font": FONT,
        "note": NOTE,
    }


def _spec(layout: str) -> dict[str, Any]:
    if layout == "map":
        return picture(layouts.map_layout(), _WIDTH, round(_WIDTH * layouts.RATIO))
    return picture(layouts.network_layout(layouts.Layout(layout)), _WIDTH, 620)


@cache
def _scripts() -> list[str]:
    """Return Vega as one script, and the page's own scripts."""
    require("pictures")
    import vl_convert

    bundle = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")
    return [bundle.replace("</script", "<\\/script"), *map(_file, _SCRIPTS)]


def _file(name: str) -> str:
    return files("tipgraph.analysis.routes.pictures").joinpath("templates", name).read_text(encoding="utf-8")


def _hash(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


@cache
def _template() -> Template:
    loader = PackageLoader("tipgraph.analysis.routes.pictures", "templates")
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("page.html")
