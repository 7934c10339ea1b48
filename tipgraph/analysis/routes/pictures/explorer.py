"""A page to explore routes: one file that loads nothing from elsewhere.

Its content security policy forbids all requests, and all scripts except its own, which it identifies by
hashes. Expressions of Vega are interpreted, not compiled to scripts. Quotes of reports are data, shown as
text.

The content is compact JSON. Rows are lists that refer to places, reports, codes and quotes by number. `CLAIM`
and `REPORT` name the cells of claims and reports in their order; the page's script reads them.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any, Final

from markupsafe import Markup

from tipgraph import __version__
from tipgraph.analysis.routes.gazetteer import Gazetteer
from tipgraph.analysis.routes.pictures import layouts, network_data
from tipgraph.analysis.routes.pictures.network_data import short
from tipgraph.analysis.routes.pictures.style import DARK, FONT, LIGHT, NOTE, caption, legend, picture
from tipgraph.analysis.routes.route import ASSERTED, Report, Route, Routes, Support
from tipgraph.model.precision import UNMEASURED
from tipgraph.model.vocabulary import Vocabulary, load
from tipgraph.util.optional import require
from tipgraph.util.resources import html_templates
from tipgraph.util.text import replace_control_characters

__all__ = ["CLAIM", "LIMIT", "REPORT", "Page", "QuoteReader", "content", "embedded", "page"]

QuoteReader = Callable[[Iterable[str]], Mapping[str, Sequence[str]]]
"""A function from the IRIs of claims to their quotes."""

CLAIM: Final = (
    "origin", "destination", "report", "kind", "asserted", "inferred", "via", "exploitation", "victims",
    "sectors", "precision", "reviewed", "quotes",
)  # fmt: skip
REPORT: Final = ("country", "year", "publication", "speaksOfRoutes")

_SCHEMES: Final = {"kind": "route-kind", "exploitation": "exploitation", "victims": "victim-group",
                   "sectors": "sector", "publication": "publication"}  # fmt: skip

_REPORT_ROOM: Final = 16
"""The size of a report's row in bytes."""

_OTHER_REPORT_ROOM: Final = 18
"""Bytes of a witness."""


@dataclass(frozen=True, slots=True)
class Content:
    """The JSON of a page, and the numbers of claims and of pairs of places that did not fit."""

    json: str
    claims_excluded: int
    pairs_excluded: int


class _Numbers(dict[Any, int]):
    """Numbers keys in the order of their first use."""

    def __missing__(self, key: Any) -> int:
        number = self[key] = len(self)
        return number


@dataclass(slots=True)
class _Writer:
    """Writes claims, and numbers everything that they refer to."""

    words: Mapping[str, Sequence[str]]
    places: _Numbers = field(default_factory=_Numbers)
    reports: _Numbers = field(default_factory=_Numbers)
    quotes: _Numbers = field(default_factory=_Numbers)
    codes: dict[str, _Numbers] = field(default_factory=lambda: defaultdict(_Numbers))
    claims: list[list[Any]] = field(default_factory=list)
    other_reports: list[list[int]] = field(default_factory=list)

    def add_other_report(self, ends: tuple[str, str], report: Report) -> None:
        """Add a report that states a route only in claims that a filter excluded."""
        self.other_reports.append([*map(self.places.__getitem__, ends), self.reports[report]])

    def write(self, route: Route) -> None:
        """Add a claim."""
        number = self.places.__getitem__
        self.claims.append(
            [
                number(route.origin),
                number(route.destination),
                self.reports[route.report],
                self.codes["kind"][route.kind],
                int(route.certainty == ASSERTED),
                int(route.inferred),
                [number(place) for place in route.via],
                *([self.codes[name][code] for code in codes] for name, codes in _lists(route)),
                route.precision,
                int(route.is_reviewed),
                [self.quotes[quote] for quote in self.words.get(route.claim, ())],
            ]
        )


def _lists(route: Route) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return ("exploitation", route.exploitation), ("victims", route.victims), ("sectors", route.sectors)


def content(routes: Routes, words: QuoteReader, gazetteer: Gazetteer, room: int) -> Content:
    """Return the content of a page, in about ``room`` bytes at most.

    If not all claims fit, the pairs of places that most reports state are kept, each with all of its claims.
    For claims that a filter excluded, only their reports are kept, because these decide the support of a
    route.
    """
    pairs = _pairs(routes.routes)
    texts = words(route.claim for route in routes.routes)
    found = {
        claim: [replace_control_characters(quote) for quote in quotes] for claim, quotes in texts.items()
    }
    other_reports = _other_reports(routes)
    taken = _REPORT_ROOM * len(routes.reports) + _OTHER_REPORT_ROOM * sum(map(len, other_reports.values()))
    kept = _fitting(pairs, _Writer(found), room - taken)
    writer = _Writer(found)
    for report in routes.reports:
        writer.reports[report]
    for pair in pairs[:kept]:
        for route in pair:
            writer.write(route)
        for report in sorted(other_reports[pair[0].ends]):
            writer.add_other_report(pair[0].ends, report)
    left = sum(map(len, pairs[kept:]))
    return Content(embedded(_document(writer, gazetteer, load())), left, len(pairs) - kept)


def _pairs(routes: Iterable[Route]) -> list[list[Route]]:
    """Return the claims of each pair of places, the most reported pair first."""
    groups: dict[tuple[str, str], list[Route]] = defaultdict(list)
    for route in routes:
        groups[route.ends].append(route)
    return [groups[ends] for ends in sorted(groups, key=lambda ends: (-_weight(groups[ends]), ends))]


def _other_reports(routes: Routes) -> Mapping[tuple[str, str], set[Report]]:
    """Return for each pair the reports that state it only in claims that a filter excluded."""
    found: dict[tuple[str, str], set[Report]] = {route.ends: set() for route in routes.routes}
    for route in routes.all_claims:
        if route.ends in found and not route.inferred:
            found[route.ends].add(route.report)
    for route in routes.routes:
        if not route.inferred:
            found[route.ends].discard(route.report)
    return found


def _weight(pair: Iterable[Route]) -> int:
    return len({route.report for route in pair})


def _fitting(pairs: Sequence[Sequence[Route]], writer: _Writer, room: int) -> int:
    """Return how many pairs fit, by the size of their rows and of their new quotes."""
    known: set[str] = set()
    for number, pair in enumerate(pairs):
        for route in pair:
            new = {quote for quote in writer.words.get(route.claim, ()) if quote not in known}
            known |= new
            writer.write(route)
            room -= _size(writer.claims.pop()) + _size(sorted(new))
        if room < 0:
            return number
    return len(pairs)


def _size(value: object) -> int:
    return len(embedded(value).encode())


def _document(writer: _Writer, gazetteer: Gazetteer, vocabulary: Vocabulary) -> dict[str, Any]:
    reports = [
        [
            writer.places[report.country],
            report.year,
            writer.codes["publication"][report.publication],
            int(report.speaks_of_routes),
        ]
        for report in writer.reports
    ]
    return {
        "claims": writer.claims,
        "otherReports": writer.other_reports,
        "reports": reports,
        "places": [_place(place, gazetteer) for place in writer.places],
        "quotes": list(writer.quotes),
        "codes": {
            name: [_code(scheme, code, vocabulary) for code in writer.codes[name]]
            for name, scheme in _SCHEMES.items()
        },
    }


def _place(place: str, gazetteer: Gazetteer) -> list[Any]:
    point = gazetteer.point(place)
    where = [point.longitude, point.latitude] if point else [None, None]
    return [
        place,
        short(gazetteer.label(place)),
        *where,
        int(gazetteer.is_region(place)),
        gazetteer.number(place),
    ]


def _code(scheme: str, code: str, vocabulary: Vocabulary) -> list[str]:
    known = vocabulary[scheme].get(code)
    return [code, replace_control_characters(known.label) if known else code]


def embedded(value: object) -> str:
    """Return JSON for a script in a page: nothing in it can end the script or begin a tag.

    >>> embedded("</script>")
    '"\\\\u003c/script\\\\u003e"'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


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
    Support.REGION: "One end is a region",
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
    for previews of links, if they are known. Filters by precision and review need routes that were read with
    their rules.
    """
    spec, scripts = embedded(_settings(layout)), _scripts()
    taken = sum(len(each.encode()) for each in (spec, *scripts)) + _MARGIN
    held = content(routes, words, gazetteer, limit - taken)
    title = replace_control_characters(title) or _title(layout)
    html = (
        html_templates("tipgraph.analysis.routes.pictures")
        .get_template("page.html")
        .render(
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
        "unmeasured": UNMEASURED,
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
