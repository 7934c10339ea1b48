"""The data of pictures: links between pairs of places, and places."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Set
from typing import Any, Final, TypeAlias

import networkx as nx

from tipgraph.analysis.routes.gazetteer import Gazetteer
from tipgraph.analysis.routes.network import aggregate
from tipgraph.analysis.routes.route import Report, Route, Routes, Support
from tipgraph.util.text import replace_control_characters

__all__ = ["COLORS_OF", "Row", "links", "places", "short", "strongest"]

Row: TypeAlias = dict[str, Any]

COLORS_OF: Final = {
    Support.BOTH: "both",
    Support.SILENT: "one",
    Support.UNREAD: "one",
    Support.OTHERS: "other",
    Support.REGION: "other",
    Support.INFERRED: "other",
}
"""The color of a line by its support."""


def links(routes: Routes, gazetteer: Gazetteer, *, weigh: bool = False) -> list[Row]:
    """Return a row for each pair of places that can be drawn, the most reported first.

    ``weight`` is the number of reports that state the route; with ``weigh``, it is the number that can be
    expected to: each counts with the precision of its most precise claim. ``dashed`` is True if none asserts
    it or it is inferred. Routes from or to a place without coordinates, and within a place, are excluded.
    """
    graph = aggregate(routes, gazetteer)
    if weigh:
        nx.set_edge_attributes(graph, _expected(routes.routes), "weight")
    rows = [
        _link(origin, destination, edge, gazetteer)
        for origin, destination, edge in graph.edges(data=True)
        if origin != destination and gazetteer.point(origin) and gazetteer.point(destination)
    ]
    return sorted(rows, key=_rank)


def _expected(routes: Iterable[Route]) -> dict[tuple[str, str], float]:
    """Return the number of reports that can be expected to state each pair of places."""
    weights: dict[tuple[str, str], dict[Report, float]] = defaultdict(dict)
    for route in routes:
        reports = weights[route.ends]
        reports[route.report] = max(route.weight, reports.get(route.report, 0))
    return {ends: sum(reports.values()) for ends, reports in weights.items()}


def _rank(link: Row) -> tuple[float, int, str]:
    return -link["weight"], -link["asserting"], link["id"]


def _link(origin: str, destination: str, edge: Row, gazetteer: Gazetteer) -> Row:
    return {
        "id": f"{origin}>{destination}",
        "o": origin,
        "d": destination,
        "weight": edge["weight"],
        "asserting": edge["asserting"],
        "support": COLORS_OF[Support(edge["support"])],
        "dashed": edge["inferred"] or not edge["asserting"],
        **_ends(origin, destination, gazetteer),
    }


def _ends(origin: str, destination: str, gazetteer: Gazetteer) -> dict[str, float]:
    start, end = gazetteer.point(origin), gazetteer.point(destination)
    assert start
    assert end
    return {"lon1": start.longitude, "lat1": start.latitude, "lon2": end.longitude, "lat2": end.latitude}


def short(label: str) -> str:
    """Return a shorter name.

    >>> short("Neighboring countries of Guatemala")
    'Neighbors of Guatemala'
    """
    return replace_control_characters(label).replace("Neighboring countries of", "Neighbors of")


def strongest(rows: list[Row], top: int) -> list[Row]:
    """Return the ``top`` first rows in reverse order: rows drawn later are above.

    >>> strongest([{"id": "a"}, {"id": "b"}, {"id": "c"}], 2)
    [{'id': 'b'}, {'id': 'a'}]
    """
    return rows[:top][::-1]


def places(rows: Sequence[Row], routes: Routes, gazetteer: Gazetteer) -> list[Row]:
    """Return a row for each place on links, which are the `links` of the routes.

    ``out`` and ``in`` are sums of the links' weights; ``via`` is the number of reports that name the place as
    a transit place of one of them. Places that are only transit places are included.
    """
    out, in_ = defaultdict[str, float](float), defaultdict[str, float](float)
    for row in rows:
        out[row["o"]] += row["weight"]
        in_[row["d"]] += row["weight"]
    via = _transit(routes, {(row["o"], row["d"]) for row in rows})
    found = sorted({*out, *in_, *via})
    return [
        _place(place, out[place], in_[place], via[place], gazetteer)
        for place in found
        if gazetteer.point(place)
    ]


def _transit(routes: Routes, drawn: Set[tuple[str, str]]) -> Counter[str]:
    """Return the number of reports that name each place as a transit place, as the measure ``transit``."""
    stated = {
        (place, route.report) for route in routes.routes if route.ends in drawn for place in route.stops
    }
    return Counter(place for place, _ in stated)


def _place(place: str, out: float, in_: float, via: int, gazetteer: Gazetteer) -> Row:
    point = gazetteer.point(place)
    assert point
    return {
        "code": place,
        "name": short(gazetteer.label(place)),
        "region": gazetteer.is_region(place),
        "lon": point.longitude,
        "lat": point.latitude,
        "out": out,
        "in": in_,
        "via": via,
    }
