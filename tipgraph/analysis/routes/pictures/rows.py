"""The rows that pictures are drawn of: links between pairs of places, and the places at their ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from typing import Any, Final, TypeAlias

from tipgraph.analysis.routes.corroboration import Support
from tipgraph.analysis.routes.gazetteer import Gazetteer
from tipgraph.analysis.routes.network import aggregate
from tipgraph.analysis.routes.route import Routes
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
"""What a line's colour tells of who speaks of it."""


def links(routes: Routes, gazetteer: Gazetteer) -> list[Row]:
    """Return a row for each pair of places that can be drawn, the strongest first.

    ``weight`` is the number of reports that name the route, ``dashed`` tells that none asserts it, or
    that no text states it. Routes to a place without coordinates, and within one place, are left out.
    """
    graph = aggregate(routes, gazetteer)
    rows = [
        _link(origin, destination, edge, gazetteer)
        for origin, destination, edge in graph.edges(data=True)
        if origin != destination and gazetteer.point(origin) and gazetteer.point(destination)
    ]
    return sorted(rows, key=_rank)


def _rank(link: Row) -> tuple[int, int, str]:
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
    """Return a name that takes less room.

    >>> short("Neighboring countries of Guatemala")
    'Neighbors of Guatemala'
    """
    return replace_control_characters(label).replace("Neighboring countries of", "Neighbors of")


def strongest(rows: list[Row], top: int) -> list[Row]:
    """Return the first rows, the last of them first: what is drawn later lies above.

    >>> strongest([{"id": "a"}, {"id": "b"}, {"id": "c"}], 2)
    [{'id': 'b'}, {'id': 'a'}]
    """
    return rows[:top][::-1]


def places(rows: Sequence[Row], routes: Routes, gazetteer: Gazetteer) -> list[Row]:
    """Return a row for each place on the links, which were made of routes.

    ``out`` and ``in`` are sums of the links' weights; ``via`` is the number of reports that name the place
    as passed through on one of them. A place that routes only pass through is drawn too.
    """
    out, in_ = Counter[str](), Counter[str]()
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
    """Return how many reports name each place as passed through: a report counts once, as in `transit`."""
    told = {(place, route.report) for route in routes.routes if route.ends in drawn for place in route.stops}
    return Counter(place for place, _ in told)


def _place(place: str, out: int, in_: int, via: int, gazetteer: Gazetteer) -> Row:
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
