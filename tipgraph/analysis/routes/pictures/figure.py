"""A figure for a paper: a picture with title, legend and caption, as SVG, PNG or PDF.

The same routes give the same bytes: random names in SVG and the order of objects in PDF are normalized.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import md5
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from tipgraph.analysis.routes.gazetteer import Gazetteer
from tipgraph.analysis.routes.pictures import layouts, network_data
from tipgraph.analysis.routes.pictures.style import FONT, NOTE, caption, legend, picture
from tipgraph.analysis.routes.route import Routes
from tipgraph.util.optional import require
from tipgraph.util.outputs import suffix_of
from tipgraph.util.text import replace_control_characters

__all__ = ["PREVIEW", "SUFFIXES", "Figure", "figure", "specification", "suffix"]

_DATE: Final = re.compile(rb"/CreationDate\(D:[^)]*\)")
_ID: Final = re.compile(rb"(?<=/ID\[<)([0-9A-F]{32})><[0-9A-F]{32}(?=>\])")


def deterministic_pdf(pdf: bytes) -> bytes:
    """Return a PDF with its objects in the order of their use, without date and random ID.

    Each replacement has the length of the original, so that the offsets in the file stay correct.
    """
    import pypdfium2  # type: ignore[import-untyped]  # it ships no types

    new = pypdfium2.PdfDocument.new()
    with pypdfium2.PdfDocument(pdf) as old:
        new.import_pages(old)
    written = BytesIO()
    new.save(written)
    new.close()
    undated = _DATE.sub(lambda found: b" " * len(found[0]), written.getvalue())
    name = md5(_ID.sub(b"", undated), usedforsecurity=False).hexdigest().upper().encode()
    return _ID.sub(name + b"><" + name, undated)


Spec = dict[str, Any]

SUFFIXES: Final = (".svg", ".png", ".pdf")
"""The suffixes of figures."""

PREVIEW: Final = 600
"""The width of a picture for previews of links, in CSS pixels."""

_DENSITY: Final = 3
"""Pixels of a PNG for each CSS pixel of the figure: 288 per inch."""

_CLIP: Final = re.compile(r'(="(?:url\(#)?clip)(\d+)')
_PATH: Final = re.compile(r' d="[^"]*"')
_FRACTION: Final = re.compile(r"(\.\d\d)\d+")

_ROW: Final = 17
"""The height of a place in a layer, in CSS pixels."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the ``top`` most reported routes in a ``layout``: map, layered or force.

    ``width`` is in CSS pixels, 96 per inch. ``weigh`` weighs reports by precision: routes must have been read
    with their rules.
    """

    layout: str = "map"
    title: str = "Routes between countries, as stated in reports"
    top: int = 120
    width: int = 960
    weigh: bool = False


def suffix(path: Path) -> str:
    """Return the suffix of a figure's path. Raises UsageError for an unknown suffix."""
    return suffix_of(path, SUFFIXES)


def figure(routes: Routes, gazetteer: Gazetteer, wanted: Figure, kind: str) -> bytes:
    """Return a figure as the bytes of a file with a suffix of `SUFFIXES`."""
    return render(specification(routes, gazetteer, wanted), kind)


def render(spec: Spec, kind: str) -> bytes:
    """Draw a specification, without a browser or network."""
    require("pictures")
    import vl_convert

    svg = rounded_svg(vl_convert.vega_to_svg(spec, allowed_base_urls=[]))
    if kind == ".png":
        return vl_convert.svg_to_png(svg, scale=_DENSITY)
    return deterministic_pdf(vl_convert.svg_to_pdf(svg)) if kind == ".pdf" else svg.encode()


def rounded_svg(svg: str) -> str:
    """Return an SVG with paths rounded to a hundredth of a pixel, which takes half of the bytes.

    Vega continues the numbers of clip paths from picture to picture; here they start at 0, so that the same
    picture gives the same bytes.

    >>> rounded_svg('<g clip-path="url(#clip7)"><path d="M1.23456,7.0001L2,3"/><text>1.23456</text></g>')
    '<g clip-path="url(#clip0)"><path d="M1.23,7.00L2,3"/><text>1.23456</text></g>'
    """
    numbers: dict[str, int] = {}
    svg = _CLIP.sub(lambda clip: f"{clip[1]}{numbers.setdefault(clip[2], len(numbers))}", svg)
    return _PATH.sub(lambda path: _FRACTION.sub(r"\1", path[0]), svg)


def specification(routes: Routes, gazetteer: Gazetteer, wanted: Figure) -> Spec:
    """Return a figure as a Vega specification with its data."""
    found = network_data.links(routes, gazetteer, weigh=wanted.weigh)
    links = network_data.strongest(found, wanted.top)
    places = _layered(
        network_data.places(links, routes, gazetteer), network_data.places(found, routes, gazetteer)
    )
    spec = _drawn(wanted, places)
    _fill(spec, {"links": links, "places": places, "edges": links, "spread": places})
    lines = _caption(routes, len(links), len(found), wanted)
    columns = 4 if wanted.width >= 860 else 3 if wanted.width >= 640 else 2
    spec["marks"] += [legend(columns), caption(lines, columns)]
    spec |= {"autosize": "pad", "padding": 10, "title": _title(replace_control_characters(wanted.title))}
    return spec


def _layered(places: Sequence[network_data.Row], whole: Sequence[network_data.Row]) -> list[network_data.Row]:
    """Return places with their layers, which depend on all routes and not only on those drawn.

    A place that is only a transit place of the drawn routes is in the middle layer.
    """
    layers = {row["code"]: layouts.layer(row) for row in whole}
    return [
        {**row, "layer": layers[row["code"]] if row["out"] or row["in"] else layouts.MIDDLE} for row in places
    ]


def _drawn(wanted: Figure, places: Sequence[network_data.Row]) -> Spec:
    unit = min(1.5, max(0.6, wanted.width / 960))
    if wanted.layout == "map":
        return picture(layouts.map_layout(), wanted.width, round(wanted.width * layouts.RATIO), 70, unit)
    layout = layouts.Layout(wanted.layout)
    height = round(wanted.width * 0.62)
    if layout is layouts.Layout.LAYERED:
        height = max(height, 26 + _ROW * layouts.depth(places))
    return picture(layouts.network_layout(layout), wanted.width, height, 500, unit)


def _fill(spec: Spec, values: dict[str, Sequence[network_data.Row]]) -> None:
    for data in spec["data"]:
        if data["name"] in values and "source" not in data:
            data["values"] = values[data["name"]]


def _title(text: str) -> Spec:
    return {
        "text": text,
        "anchor": "start",
        "font": FONT,
        "fontSize": 16,
        "offset": 12,
        "color": {"signal": "colors.ink"},
    }


def _caption(routes: Routes, shown: int, found: int, wanted: Figure) -> list[str]:
    reports = {route.report for route in routes.routes}
    years = sorted({report.year for report in reports})
    span = f", {years[0]}–{years[-1]}" if years else ""
    which = f"All {found:,}" if shown == found else f"The {shown:,} most reported of {found:,}"
    weighed = ", weighed by precision" if wanted.weigh else ""
    outlines = " Outlines: Natural Earth." if wanted.layout == "map" else ""
    return [
        f"{which} routes, from {len(routes.routes):,} claims of {len(reports):,} reports{span}. "
        f"Lines are broad at the origin; their width is the number of reports{weighed}.",
        f"{NOTE}{outlines}",
    ]
